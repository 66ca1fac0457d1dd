"""The demo authority at work: its people, its own clock, and the papers that it signed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.org import operations as accounts
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo.authority import Authority
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import FactValue


@dataclass(frozen=True)
class SignedAs:
    """How papers of a kind are signed: the series of their number, the capacity and name of the signer."""

    series: str
    capacity: tuple[str, ...] = ()
    signer: str = ""


HEAD_OF_OFFICE: Final = (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Vi Hoàng Long")
HEAD_OF_ADVISERS: Final = (("TRƯỞNG PHÒNG",), "Đỗ Quốc Anh")
ADVISING_BODY: Final = "Phòng Văn hóa – Xã hội"
PARTY: Final = "Đảng ủy phường Thạch Lâm"
SIGNED_AS: Final = {
    "invitation": SignedAs("GM-UBND", *HEAD_OF_OFFICE),
    "results_report": SignedAs("BC-VHXH", *HEAD_OF_ADVISERS),
    "submission": SignedAs("TTr-VHXH", *HEAD_OF_ADVISERS),
    "communique": SignedAs("TB-UBND", *HEAD_OF_OFFICE),
}
"""Who signs; where a kind is not named the form says it, and the chairman signs."""

WITH_COUNTS: Final = frozenset({"counting_record", "results_report", "submission"})
"""The papers that the clerk may not open."""


@dataclass
class Clock:
    """The demo's own time, which only moves when the story says so."""

    at: datetime

    def after(self, minutes: int) -> datetime:
        """The moment so many minutes later."""
        self.at += timedelta(minutes=minutes)
        return self.at

    def to(self, day: date, hour: int = 8) -> datetime:
        """Move to an hour of a day, unless it has passed."""
        self.at = max(self.at, datetime.combine(day, time(hour), timezone.get_current_timezone()))
        return self.at

    def next_days(self, number: int) -> datetime:
        """Move to eight o'clock of the working day so many working days later."""
        return self.to(rules.calendar().add_working_days(self.today, number))

    @property
    def today(self) -> date:
        """The day of the story, where it takes place."""
        return timezone.localdate(self.at)


@dataclass
class House:
    """Whose work it is, the clock, and each signed paper as it was printed to be signed."""

    authority: Authority
    clock: Clock
    printed: dict[UUID, shelf.CompletedDraft] = field(default_factory=dict)

    def by_officer(self, minutes: int = 2) -> "Act":
        """The officer, so many minutes later."""
        return Act(self.authority.officer, self.clock.after(minutes))

    def by_authority(self, minutes: int = 2) -> "Act":
        """The chairman, so many minutes later."""
        return Act(self.authority.chairman, self.clock.after(minutes))

    def by_deputy(self, minutes: int = 2) -> "Act":
        """The chairman's deputy, so many minutes later."""
        return Act(self.authority.deputy, self.clock.after(minutes))

    def account(self, person_id: int) -> Actor:
        """A person as the one who acts."""
        return org.actor_of(accounts.open_account_of_person(person_id))

    def sign(self, document_id: UUID, **open_values: FactValue) -> str:
        """Have a draft printed with number and day and signed, and enter the copy; returns the notation.

        The clerk enters it; who decides enters what holds counts, which the clerk may not open.
        ``open_values`` fill what else the draft left open, with two underscores for the dot of the fact.
        """
        row, day = shelf.get_row(document_id), self.clock.today
        by = self.authority.chairman if row.kind in WITH_COUNTS else self.authority.clerk
        draft = shelf.get_draft(document_id, actor=by, on=day)
        known = SIGNED_AS.get(row.kind, SignedAs(draft.symbol))
        number = shelf.next_number(unit_id=row.unit_id, series=known.series, year=day.year)
        signer = known.signer or self.authority.chairman.name
        values: dict[str, FactValue] = {
            "document.number": number,
            "document.symbol": known.series,
            "document.issued_on": day,
            "signer.name": signer,
            **({"signer.capacity": known.capacity} if known.capacity else {}),
            **{fact.replace("__", "."): value for fact, value in open_values.items()},
        }
        self.printed[document_id] = shelf.complete_draft(document_id, values=values)
        signature = records.Signature(
            series=known.series,
            number=number,
            signed_on=day,
            signer=signer,
            file_name=f"{row.kind}-{number:02}.pdf",
            content=self.printed[document_id].pdf,
        )
        records.prepare_signature(
            document_id=document_id, signature=signature, actor=by, at=self.clock.after(5)
        )
        records.confirm_signature(document_id=document_id, actor=by, at=self.clock.after(1))
        return shelf.get_row(document_id).notation


@dataclass(frozen=True)
class Act:
    """Who acts and when, as every operation asks."""

    actor: Actor
    at: datetime
