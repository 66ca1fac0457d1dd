"""Counts and verdicts: for the appointing authority and nobody else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tinnhiem.apps.ballots.models import CountingRecord, PaperAccount, Poll
from tinnhiem.apps.ballots.operations.polling import PollUnknown
from tinnhiem.apps.ballots.shapes import ballot_terms
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError


class ResultClosedToReader(DomainError):
    """Somebody other than the appointing authority asked for a result."""

    code = "result_closed_to_reader"
    status = 403


@dataclass(frozen=True)
class OptionCount:
    """An answer of the ballot and the ballots that gave it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, repr=False)
class Result:
    """A concluded poll, with its counts and the verdict as the rules gave it."""

    poll_id: UUID
    meeting: rooms.MeetingView
    concluded_at: datetime
    summoned: int
    present: int
    issued: int
    returned: int
    invalid: int
    options: Sequence[OptionCount]
    answer: Mapping[str, object]
    conclusion: str
    shortfall: int
    bases: Sequence[str]
    explanations: Mapping[str, Sequence[str]]

    def sentences(self, language: str) -> Sequence[str]:
        """The verdict as it was explained on the day it was given."""
        return self.explanations.get(language, self.explanations["vi"])


@dataclass(frozen=True)
class ConcludedPoll:
    """A concluded poll as the authority's list names it, without its counts."""

    poll_id: UUID
    meeting: rooms.MeetingView
    concluded_at: datetime
    is_annulled: bool


def result_of(poll_id: UUID, *, actor: Actor, on: date) -> Result:
    """The result of a poll; raises ``PollUnknown`` or ``ResultClosedToReader``."""
    record = CountingRecord.objects.select_related("poll").filter(poll_id=poll_id).first()
    if record is None:
        raise PollUnknown
    meeting = rooms.get_meeting(record.poll.meeting_id)
    if "appointing_authority" not in rooms.audiences_of(meeting.id, actor, on=on):
        raise ResultClosedToReader
    paper = PaperAccount.objects.get(poll=record.poll)
    return Result(
        poll_id=poll_id,
        meeting=meeting,
        concluded_at=record.concluded_at,
        summoned=record.poll.summoned or 0,
        present=record.poll.present or 0,
        issued=(paper.issued or 0) - (paper.exchanged or 0),
        returned=paper.returned or 0,
        invalid=record.counts["invalid"],
        options=[
            OptionCount(option.code, option.label, record.counts[option.code])
            for option in ballot_terms(meeting).options
        ],
        answer=record.verdict["answer"],
        conclusion=record.verdict["conclusion"],
        shortfall=record.verdict["shortfall"],
        bases=record.verdict["words"],
        explanations=record.verdict["sentences"],
    )


def concluded_polls(*, actor: Actor, on: date) -> Sequence[ConcludedPoll]:
    """The concluded polls that wait for, or were read by, the appointing authority."""
    units = org.units_of_role(account_id=actor.account_id, role="appointing_authority", on=on)
    return _concluded(units)


def _concluded(unit_ids: Collection[int]) -> list[ConcludedPoll]:
    meetings = {meeting.id: meeting for meeting in rooms.meetings_under(unit_ids)}
    annulled = rooms.annulled(list(meetings))
    records = CountingRecord.objects.select_related("poll").filter(poll__meeting_id__in=meetings)
    return [
        ConcludedPoll(
            poll_id=record.poll_id,
            meeting=meetings[record.poll.meeting_id],
            concluded_at=record.concluded_at,
            is_annulled=record.poll.meeting_id in annulled,
        )
        for record in records.order_by("-concluded_at")
        if record.poll.state == Poll.State.CONCLUDED
    ]
