"""Facts of a meeting for its documents, and the summoned list as a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.meetings.models import (
    CommitteeMember,
    Meeting,
    MinutesLine,
    Official,
    SummonedList,
    SummonedPerson,
)
from tinnhiem.apps.meetings.room import committee_of, facts_of, headcount_of, procedure_of
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records.operations import Paper, write_paper
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.procedure import fill
from tinnhiem.engines.documents.writing import BLANK, FactValue, Row


@dataclass(frozen=True)
class Sheet:
    """The facts of one meeting, group by group, for the documents of other rooms."""

    meeting: Meeting
    words: Mapping[str, str]

    @property
    def about(self) -> str:
        """The key under which the shelf keeps the meeting's documents."""
        return about(self.meeting)

    @property
    def step_began_at(self) -> datetime:
        """When the current step began; the planned moment before the meeting did."""
        return self.meeting.step_began_at or self.meeting.scheduled_at

    def common(self, symbol: str) -> dict[str, FactValue]:
        """The facts that every document of a meeting asks for."""
        return common_facts(self.meeting, symbol=symbol)

    def people(self) -> dict[str, FactValue]:
        """Who chaired, minuted, observed, was voted on and counted."""
        return people_facts(self.meeting)

    def attendance(self) -> dict[str, FactValue]:
        """Summoned, present, needed."""
        return attendance_facts(self.meeting)

    def minutes(self) -> tuple[Row, ...]:
        """The lines of the minutes with their times."""
        rows = MinutesLine.objects.filter(meeting=self.meeting).order_by("position")
        return tuple({"at": row.at, "text": row.text} for row in rows)

    def officials_signing(self) -> tuple[Row, ...]:
        """Secretary and chair, who sign the minutes, in the order of their signatures."""
        signing = (Official.Function.SECRETARY, Official.Function.CHAIR)
        return tuple(
            {
                "role": self.words[f"official_{function}"].upper(),
                "name": official_row(self.meeting, function, self.words)["name"],
            }
            for function in signing
        )

    def committee_signing(self) -> tuple[Row, ...]:
        """Every member of the counting committee, who sign its record."""
        return tuple(
            {"role": self.words[member.role].upper(), "name": member.full_name}
            for member in committee_of(self.meeting)
        )


def sheet_of(meeting_id: UUID) -> Sheet:
    """The facts of a meeting."""
    meeting = Meeting.objects.select_related("school", "managing_unit").get(pk=meeting_id)
    return Sheet(meeting, procedure_of(meeting).words)


def common_facts(meeting: Meeting, *, symbol: str) -> dict[str, FactValue]:
    """The facts that every document of a meeting asks for."""
    words = procedure_of(meeting).words
    naming = _naming(meeting)
    filled = {key: fill(word, naming, step=key) for key, word in _own_words(words).items()}
    return {
        "unit.superior": meeting.managing_unit.name,
        "unit.name": meeting.school.name,
        "document.number": BLANK,
        "document.symbol": words[symbol],
        "document.place": meeting.managing_unit.place,
        "document.issued_on": timezone.localdate(meeting.started_at or meeting.scheduled_at),
        "document.copies": procedure_of(meeting).copies,
        "recipients": (filled["recipient_authority"], words["recipient_file"]),
        "bases": (*_bases(meeting), filled["plan_basis"]),
        "meeting.place": meeting.place,
        "meeting.started_at": meeting.started_at or meeting.scheduled_at,
        "disclosure.statement": words["disclosure"],
        "custody.statement": filled["custody"],
    }


def people_facts(meeting: Meeting) -> dict[str, FactValue]:
    """Who chaired, minuted, observed, was voted on and counted."""
    words = procedure_of(meeting).words
    chair = official_row(meeting, Official.Function.CHAIR, words)
    secretary = official_row(meeting, Official.Function.SECRETARY, words)
    subject = {**named(meeting.subject_id, words), "post": words[meeting.subject_post]}
    return {
        **{f"chair.{key}": value for key, value in chair.items()},
        **{f"secretary.{key}": value for key, value in secretary.items()},
        **{f"subject.{key}": value for key, value in subject.items()},
        "subjects": (subject,),
        "observers": tuple(
            official_row(meeting, function, words, person_id=official.person_id)
            for function in (Official.Function.SUPERVISOR, Official.Function.OBSERVER)
            for official in Official.objects.filter(meeting=meeting, function=function).order_by("pk")
        ),
        "committee.members": tuple(_member(member, words) for member in committee_of(meeting)),
    }


def attendance_facts(meeting: Meeting) -> dict[str, FactValue]:
    """Summoned, present, needed."""
    count = headcount_of(meeting)
    words = procedure_of(meeting).words
    return {
        "summoned.total": count.summoned,
        "present.total": count.present,
        "absent.total": count.summoned - count.present,
        "quorum.needed": count.needed,
        "quorum.rule": f"{words['quorum_rule']}, {count.citation}",
    }


def summoned_list(meeting: Meeting, frozen: SummonedList, *, signer: str) -> Paper:
    """The frozen list as a document, with a column to sign at the door."""
    order = procedure_of(meeting)
    counted = "subject_counted" if meeting.subject_summoned else "subject_not_counted"
    rows = SummonedPerson.objects.filter(meeting=meeting).order_by("position")
    return write_paper(
        form="summoned_list",
        title=order.words["list_title"].format(school=meeting.school.name),
        about=about(meeting),
        unit_id=meeting.managing_unit_id,
        audience=order.audiences["summoned_list"],
        facts={
            **common_facts(meeting, symbol="list_symbol"),
            "summoned.people": tuple({"name": row.full_name, "post": row.post_title} for row in rows),
            "summoned.total": frozen.total,
            "summoned.frozen_at": frozen.frozen_at,
            "summoned.subject_statement": order.words[counted],
            "denominator.statement": order.words["denominator_summoned"],
            "denominator.total": frozen.total,
            "signer.capacity": (order.words["list_signer"],),
            "signer.name": signer,
        },
    )


def about(meeting: Meeting) -> str:
    """The key under which the shelf keeps a meeting's documents."""
    return f"meeting:{meeting.pk}"


def official_row(
    meeting: Meeting, function: str, words: Mapping[str, str], *, person_id: int | None = None
) -> dict[str, str]:
    """An official with the word to address them by and what they do."""
    if person_id is None:
        person_id = Official.objects.get(meeting=meeting, function=function).person_id
    title = Official.objects.get(meeting=meeting, person_id=person_id).title
    return {**named(person_id, words), "post": title or words[f"official_{function}"]}


def named(person_id: int, words: Mapping[str, str]) -> dict[str, str]:
    """A person's name and the word to address them by."""
    person = org.get_person(person_id)
    return {"address": words[person.sex or "unknown"], "name": person.full_name}


def _member(member: CommitteeMember, words: Mapping[str, str]) -> Row:
    return {**named(member.person_id, words), "post": member.post_title, "role": words[member.role]}


def _naming(meeting: Meeting) -> dict[str, str | int]:
    return {**facts_of(meeting), "plan_number": meeting.plan_number}


def _own_words(words: Mapping[str, str]) -> dict[str, str]:
    return {key: words[key] for key in ("recipient_authority", "plan_basis", "custody")}


def _bases(meeting: Meeting) -> tuple[str, ...]:
    found = rules.legal_bases(
        procedure=meeting.procedure, on=meeting.legal_basis_on, school_level=meeting.school.level
    )
    return tuple(basis.words for basis in found)
