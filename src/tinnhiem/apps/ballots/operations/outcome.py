"""From two equal counts to the signed record."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots import papers
from tinnhiem.apps.ballots.models import Adjudication, CountingRecord, Poll
from tinnhiem.apps.ballots.operations.counting import PaperNotAccounted, counting_poll
from tinnhiem.apps.ballots.operations.polling import complete, locked_poll
from tinnhiem.apps.ballots.shapes import account_of, entries_of, planned_poll
from tinnhiem.apps.dossier import operations as dossier
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import LANGUAGES
from tinnhiem.domain import confidence
from tinnhiem.domain.procedure import CountNotSettled
from tinnhiem.domain.regulations import RulesInForce, explain


@transaction.atomic
def conclude_poll(*, poll_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Make the counting record, file it for committee and appointing authority, complete the count step.

    Raises ``CountNotLocked``, ``CountsDiffer``, ``InvalidNotDecided``, ``PaperNotAccounted``,
    ``CountIsStopped`` or ``BallotAnnulled``; then the counts stay as they were. Returns the id of the filed
    record.
    """
    poll = counting_poll(poll_id, actor)
    meetings.require_count_free(poll.meeting_id)
    meeting = rooms.get_meeting(poll.meeting_id)
    outcome = confidence.conclude(_tally(poll, meeting), rules=rules.in_force(meeting.legal_basis_on))
    record = _record(poll, outcome, meeting.words, at)
    paper = papers.counting_record(meeting, outcome, _invalid_grounds(poll), at=at)
    document = records.file_document(paper=paper, actor=actor, at=at)
    dossier.add_evidence(
        person_id=meeting.subject_id,
        kind="reappointment_ballot",
        occurred_on=timezone.localdate(at),
        record=document,
        audience=["appointing_authority"],
    )
    poll.state = Poll.State.CONCLUDED
    poll.save()
    complete(poll, kind="count", actor=actor, at=at)
    audit.append(
        actor=actor.key,
        act="poll.concluded",
        subject=f"poll:{poll.pk}",
        at=at,
        after={"record": _sealed_digest(record)},
    )
    return document


@transaction.atomic
def close_meeting(*, poll_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Close the meeting once its record is signed, and file its minutes, which hold no count.

    Raises ``CountNotSettled`` before that. Returns the id of the filed minutes.
    """
    poll = locked_poll(poll_id)
    if poll.state != Poll.State.CONCLUDED:
        raise CountNotSettled
    complete(poll, kind="close", actor=actor, at=at)
    paper = papers.meeting_minutes(rooms.get_meeting(poll.meeting_id), at=at)
    return records.file_document(paper=paper, actor=actor, at=at)


def _tally(poll: Poll, meeting: rooms.MeetingView) -> confidence.Tally:
    account = account_of(poll)
    if account is None:
        raise PaperNotAccounted
    opened = confidence.OpenPoll(
        planned_poll(meeting),
        summoned=poll.summoned or 0,
        present=poll.present or 0,
        printed=account.printed,
    )
    first, second = entries_of(poll)
    return confidence.settle(
        confidence.close_poll(opened, account=account),
        first=first,
        second=second,
        decisions=[
            confidence.Decision(row.ground, is_valid=row.is_valid)
            for row in Adjudication.objects.filter(poll=poll)
        ],
    )


def _record(
    poll: Poll, outcome: confidence.Outcome, words: Mapping[str, str], at: datetime
) -> CountingRecord:
    return CountingRecord.objects.create(
        poll=poll,
        counts={**outcome.tally.votes, "invalid": outcome.tally.invalid},
        verdict=_verdict(outcome, rules.in_force(outcome.case.on), words),
        salt=secrets.token_hex(32),
        concluded_at=at,
    )


def _verdict(
    outcome: confidence.Outcome, in_force: RulesInForce, words: Mapping[str, str]
) -> dict[str, object]:
    """The verdict as it was given, with the sentences that explained it on that day."""
    return {
        "answer": outcome.verdict.to_json(),
        "conclusion": papers.conclusion(outcome, words),
        "shortfall": outcome.verdict.shortfall,
        "words": [citation.words for citation in outcome.verdict.citations],
        "sentences": {
            language: explain(outcome.verdict, outcome.case, language, rules=in_force)
            for language in LANGUAGES
        },
    }


def _invalid_grounds(poll: Poll) -> dict[str, int]:
    grounds: dict[str, int] = {}
    for row in Adjudication.objects.filter(poll=poll, is_valid=False).order_by("ground"):
        grounds[row.ground] = grounds.get(row.ground, 0) + 1
    return grounds


def _sealed_digest(record: CountingRecord) -> str:
    """A digest of the record that cannot be guessed from its few numbers: the salt stays with the record."""
    body = json.dumps([record.salt, record.counts, record.verdict], sort_keys=True)
    return sha256(body.encode()).hexdigest()
