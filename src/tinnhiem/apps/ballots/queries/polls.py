"""Polls without a count: what every official may know."""

from dataclasses import dataclass
from uuid import UUID

from tinnhiem.apps.ballots.models import PaperAccount, Poll
from tinnhiem.apps.ballots.operations.polling import PollUnknown


@dataclass(frozen=True)
class PollView:
    """A poll's state and its printed ballots; never a count."""

    id: UUID
    meeting_id: UUID
    state: str
    printed: int


def get_poll(poll_id: UUID) -> PollView:
    """The poll of this id; raises ``PollUnknown``."""
    return _view(Poll.objects.filter(pk=poll_id).first())


def poll_of(meeting_id: UUID) -> PollView:
    """The poll of a meeting; raises ``PollUnknown``."""
    return _view(Poll.objects.filter(meeting_id=meeting_id).first())


def _view(poll: Poll | None) -> PollView:
    if poll is None:
        raise PollUnknown
    printed = PaperAccount.objects.filter(poll=poll).values_list("printed", flat=True).first()
    return PollView(poll.pk, poll.meeting_id, poll.state, printed or 0)
