"""The counts of a vote, entered from its record by two people of the authority, each blind to the other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.case_access import may_open
from tinnhiem.apps.ballots.models import CaseVoteEntry, ReviewCase
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.entries import CountsMissing, Entry, differing_lines
from tinnhiem.domain.confidence.review import CaseStep


class VoteSeatsTaken(DomainError):
    """A third person tried to enter the counts of a vote: params people."""

    code = "case_vote_seats_taken"
    status = 409


@dataclass(frozen=True)
class AgreedVote:
    """Two entries that agree, and the scan of the record that came with one of them."""

    document: UUID | None


def keep_entry(
    case: ReviewCase, step: CaseStep, entry: Entry, *, document: UUID | None, actor: Actor, on: date
) -> AgreedVote | None:
    """Keep what the actor read in the record; the two entries where they now agree, else nothing.

    An entry of somebody who may no longer open the case is dropped. Raises ``VoteSeatsTaken`` or
    ``CountsMissing``.
    """
    if entry.counts is None:
        raise CountsMissing
    rows = _standing(case, step, on)
    own = next((row for row in rows if row.entered_by_id == actor.account_id), None)
    other = next((row for row in rows if row is not own), None)
    if own is None and len(rows) == 2:
        raise VoteSeatsTaken(people="; ".join(row.entered_by.get_full_name() for row in rows))
    own = own or CaseVoteEntry(
        case=case, step=step.id, seat=_free_seat(other), entered_by_id=actor.account_id
    )
    own.taken_by, own.taken_on = entry.taken_by.strip(), entry.taken_on
    own.counts = entry.counts.to_json()
    own.document = document or own.document
    own.save()
    if other is None or differing_lines(entry, case_shapes.entry_of(other)):
        return None
    return AgreedVote(own.document or other.document)


def _standing(case: ReviewCase, step: CaseStep, on: date) -> list[CaseVoteEntry]:
    """The entries of people who may still open the case."""
    rows = CaseVoteEntry.objects.select_for_update(of=("self",)).filter(case=case, step=step.id)
    kept = []
    for row in rows.select_related("entered_by__person").order_by("seat"):
        if may_open(case, actor=org.actor_of(row.entered_by), on=on):
            kept.append(row)
        else:
            row.delete()
    return kept


def _free_seat(other: CaseVoteEntry | None) -> int:
    return 2 if other is not None and other.seat == 1 else 1
