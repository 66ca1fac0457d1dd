"""A poll's rows as the values that decisions ask for."""

from django.conf import settings

from tinnhiem.apps.ballots.models import CountEntry, PaperAccount, Poll
from tinnhiem.apps.meetings.queries import MeetingView
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain import confidence
from tinnhiem.domain.confidence import CountNotLocked
from tinnhiem.domain.regulations import BallotTerms, Subject


def ballot_terms(meeting: MeetingView) -> BallotTerms:
    """Options, criteria and grounds of invalidity that the pack gives this ballot."""
    return rules.ballot_terms(procedure=meeting.procedure, stage=meeting.stage, on=meeting.legal_basis_on)


def planned_poll(meeting: MeetingView) -> confidence.PlannedPoll:
    """The poll of a meeting as it was planned."""
    return confidence.PlannedPoll(
        procedure=meeting.procedure,
        stage=meeting.stage,
        legal_basis_on=meeting.legal_basis_on,
        jurisdiction=settings.JURISDICTION,
        options=tuple(option.code for option in ballot_terms(meeting).options),
        subject=Subject(role=meeting.subject_post, status="public_employee"),
    )


def account_of(poll: Poll) -> confidence.PaperAccount | None:
    """The account of the paper, once the committee has made it."""
    row = PaperAccount.objects.filter(poll=poll, returned__isnull=False).first()
    if row is None:
        return None
    return confidence.PaperAccount(
        **{item: getattr(row, item) for item in confidence.PaperAccount.__dataclass_fields__}
    )


def entries_of(poll: Poll) -> tuple[confidence.CountEntry, confidence.CountEntry]:
    """The two entries, first seat first; raises ``CountNotLocked`` while one is missing."""
    rows = list(CountEntry.objects.filter(poll=poll).order_by("seat"))
    if len(rows) != 2:
        raise CountNotLocked
    first, second = (confidence.CountEntry(row.totals, is_locked=row.is_locked) for row in rows)
    return first, second
