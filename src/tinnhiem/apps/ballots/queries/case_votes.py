"""The two entries of a vote as each of the two people sees them: one's own numbers, never the other's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.models import CaseVoteEntry, ReviewCase
from tinnhiem.common.actors import Actor
from tinnhiem.domain.confidence.entries import differing_lines


@dataclass(frozen=True, repr=False)
class VoteEntriesView:
    """Who has entered the counts of the due vote; ``own`` are the reader's, by the names of the form.

    ``differing`` names the lines on which two entries differ, the same for both readers.
    """

    own: Mapping[str, int]
    own_day: date | None
    own_taken_by: str
    other: str
    differing: Sequence[str]


def entries_of_vote(case: ReviewCase, step: str, *, actor: Actor) -> VoteEntriesView:
    """The entries of a vote as ``actor`` may see them."""
    rows = list(
        CaseVoteEntry.objects.filter(case=case, step=step)
        .select_related("entered_by__person")
        .order_by("seat")
    )
    own = next((row for row in rows if row.entered_by_id == actor.account_id), None)
    others = [row.entered_by.get_full_name() for row in rows if row is not own]
    entries = [case_shapes.entry_of(row) for row in rows]
    return VoteEntriesView(
        own=_numbers(own) if own else {},
        own_day=own.taken_on if own else None,
        own_taken_by=own.taken_by if own else "",
        other="; ".join(others),
        differing=differing_lines(*entries) if len(entries) == 2 else (),
    )


def people_of_vote(case: ReviewCase) -> Mapping[str, Sequence[str]]:
    """The names of the two who entered each vote of a case, by its step."""
    people: dict[str, list[str]] = {}
    for row in CaseVoteEntry.objects.filter(case=case).select_related("entered_by__person").order_by("seat"):
        people.setdefault(row.step, []).append(row.entered_by.get_full_name())
    return people


def _numbers(row: CaseVoteEntry) -> Mapping[str, int]:
    totals = {name: number for name, number in row.counts.items() if name != "options"}
    return {**totals, **{f"option_{name}": number for name, number in row.counts["options"].items()}}
