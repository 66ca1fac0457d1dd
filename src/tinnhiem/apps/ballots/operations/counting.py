"""The paper count: the account, the questioned ballots, and two entries blind to each other."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots.models import Adjudication, CountEntry, PaperAccount, Poll
from tinnhiem.apps.ballots.operations.polling import locked_poll
from tinnhiem.apps.ballots.shapes import account_of, ballot_terms, entries_of
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain import confidence
from tinnhiem.domain.confidence.account import require_balance
from tinnhiem.domain.confidence.count import CountLocked, require_complete


class NotOnTheCommittee(DomainError):
    """Somebody who was not elected to count tried to."""

    code = "not_on_the_committee"
    status = 403


class BoxNotShut(DomainError):
    """Counting was to begin before the box was shut, or go on after the record was signed."""

    code = "box_not_shut"


class PaperNotAccounted(DomainError):
    """Ballots were to be counted before the paper was accounted for."""

    code = "paper_not_accounted"


class SeatsTaken(DomainError):
    """A third member tried to enter a count."""

    code = "seats_taken"


@transaction.atomic
def account_for_paper(*, poll_id: UUID, sheets: Mapping[str, int], actor: Actor, at: datetime) -> None:
    """Write down where every sheet is; ``sheets`` maps the items of the account, ``printed`` aside.

    Raises what ``require_balance`` raises, naming the equation that does not hold; then nothing is written.
    """
    poll = counting_poll(poll_id, actor)
    row = PaperAccount.objects.select_for_update().get(poll=poll)
    account = confidence.PaperAccount(printed=row.printed, **sheets)
    require_balance(account, present=poll.present or 0)
    for item, number in sheets.items():
        setattr(row, item, number)
    row.save()
    audit.append(actor=actor.key, act="paper.accounted", subject=f"poll:{poll.pk}", at=at)


@transaction.atomic
def adjudicate(
    *, poll_id: UUID, ground: str, votes_valid: int, votes_invalid: int, actor: Actor, at: datetime
) -> None:
    """Write down what the whole committee decided about one questioned ballot.

    Raises ``GroundUnknown``, ``CommitteeIncomplete`` or ``CommitteeTied``.
    """
    poll = counting_poll(poll_id, actor)
    meeting = rooms.get_meeting(poll.meeting_id)
    decision = confidence.decide_validity(
        confidence.Adjudication(ground, votes_valid, votes_invalid),
        committee_size=len(rooms.committee(poll.meeting_id)),
        grounds=[row.code for row in ballot_terms(meeting).invalid_grounds],
    )
    Adjudication.objects.create(
        poll=poll,
        position=Adjudication.objects.filter(poll=poll).count() + 1,
        ground=ground,
        is_valid=decision.is_valid,
        votes_valid=votes_valid,
        votes_invalid=votes_invalid,
    )
    audit.append(actor=actor.key, act="ballot.adjudicated", subject=f"poll:{poll.pk}", at=at)


@transaction.atomic
def enter_count(*, poll_id: UUID, totals: Mapping[str, int], actor: Actor, at: datetime) -> None:
    """Keep what one member counted alone; nobody else is shown it.

    Raises ``SeatsTaken``, ``CountLocked``, ``PaperNotAccounted``, ``CountLineMissing`` or
    ``CountDoesNotAddUp``.
    """
    poll = counting_poll(poll_id, actor)
    entry = _entry(poll, actor)
    if entry.is_locked:
        raise CountLocked
    returned = account_of(poll)
    if returned is None:
        raise PaperNotAccounted
    options = [option.code for option in ballot_terms(rooms.get_meeting(poll.meeting_id)).options]
    require_complete(
        confidence.CountEntry(totals, is_locked=False), options=options, returned=returned.returned
    )
    entry.totals = dict(totals)
    entry.save()
    CountEntry.objects.filter(poll=poll).update(is_locked=False)
    audit.append(actor=actor.key, act="count.entered", subject=f"poll:{poll.pk}", at=at)


@transaction.atomic
def lock_count(*, poll_id: UUID, actor: Actor, at: datetime) -> None:
    """Lock the member's own count, which only two entries that agree allow.

    Raises ``CountNotLocked`` while one of the two is missing, ``CountsDiffer`` where they disagree,
    ``CountIsStopped`` while an irregularity waits.
    """
    poll = counting_poll(poll_id, actor)
    meetings.require_count_free(poll.meeting_id)
    differing = confidence.differing_lines(*entries_of(poll))
    if differing:
        raise confidence.CountsDiffer(places=len(differing))
    entry = _entry(poll, actor)
    entry.is_locked = True
    entry.save()
    audit.append(actor=actor.key, act="count.locked", subject=f"poll:{poll.pk}", at=at)


def counting_poll(poll_id: UUID, actor: Actor) -> Poll:
    """The poll, locked, for a member of its committee while it is being counted.

    Raises ``NotOnTheCommittee`` or ``BoxNotShut``.
    """
    poll = locked_poll(poll_id)
    if rooms.find_member(poll.meeting_id, actor.person_id) is None:
        raise NotOnTheCommittee
    if poll.state != Poll.State.CLOSED:
        raise BoxNotShut
    return poll


def _entry(poll: Poll, actor: Actor) -> CountEntry:
    member = rooms.find_member(poll.meeting_id, actor.person_id)
    if member is None:
        raise NotOnTheCommittee
    taken = {entry.seat: entry for entry in CountEntry.objects.select_for_update().filter(poll=poll)}
    for entry in taken.values():
        if entry.member_id == member.id:
            return entry
    if len(taken) == 2:
        raise SeatsTaken
    return CountEntry(poll=poll, member_id=member.id, seat=len(taken) + 1)
