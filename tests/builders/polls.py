"""One ballot on one leader as pure values, from the plan to the tally; everything adds up unless told otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tinnhiem.domain.confidence import (
    Adjudication,
    ClosedPoll,
    CountEntry,
    Decision,
    OpenPoll,
    PaperAccount,
    PlannedPoll,
    Tally,
    close_poll,
    open_poll,
    settle,
)
from tinnhiem.domain.regulations import Subject

OPTIONS = ("agree", "disagree")


def a_planned_poll(**changes: object) -> PlannedPoll:
    poll = PlannedPoll(
        procedure="reappointment",
        stage="key_staff_conference",
        legal_basis_on=date(2024, 5, 20),
        jurisdiction="vn",
        options=OPTIONS,
        subject=Subject(role="principal"),
    )
    return replace(poll, **changes)


def an_open_poll(*, summoned: int = 40, present: int = 28, printed: int = 44) -> OpenPoll:
    return open_poll(a_planned_poll(), summoned=summoned, present=present, printed=printed)


def an_account(*, printed: int = 44, people: int = 28, exchanged: int = 0, **changes: int) -> PaperAccount:
    """Everybody got a sheet and brought one back; a spoiled one was exchanged for another."""
    issued = people + exchanged
    account = PaperAccount(
        printed=printed,
        issued=issued,
        exchanged=exchanged,
        returned=people,
        not_returned=0,
        unused=printed - issued,
        destroyed=printed - issued,
    )
    return replace(account, **changes)


def a_closed_poll(*, summoned: int = 40, present: int = 28) -> ClosedPoll:
    opened = an_open_poll(summoned=summoned, present=present, printed=summoned + 4)
    return close_poll(opened, account=an_account(printed=summoned + 4, people=present))


def an_entry(
    totals: Mapping[str, int] | None = None,
    *,
    agree: int = 20,
    disagree: int = 8,
    invalid: int = 0,
    is_locked: bool = True,
) -> CountEntry:
    """What one member counted, locked."""
    counted = {"agree": agree, "disagree": disagree, "invalid": invalid}
    return CountEntry(counted if totals is None else totals, is_locked=is_locked)


def decided(*, invalid: int = 0, valid: int = 0) -> list[Decision]:
    """The committee's decisions on the ballots that were questioned."""
    grounds = [False] * invalid + [True] * valid
    return [Decision("no_mark", is_valid=is_valid) for is_valid in grounds]


def a_questioned_ballot(*, ground: str = "no_mark", valid: int = 0, invalid: int = 3) -> Adjudication:
    return Adjudication(ground, votes_valid=valid, votes_invalid=invalid)


def a_tally(
    *, agree: int, disagree: int, invalid: int = 0, summoned: int = 40, present: int | None = None
) -> Tally:
    """A settled count; whoever was present brought a ballot back."""
    returned = agree + disagree + invalid
    poll = a_closed_poll(summoned=summoned, present=returned if present is None else present)
    entry = an_entry(agree=agree, disagree=disagree, invalid=invalid)
    return settle(poll, first=entry, second=entry, decisions=decided(invalid=invalid))
