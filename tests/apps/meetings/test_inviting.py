"""People summoned to a meeting that changed are invited anew; only a signed invitation says so."""

from datetime import timedelta

import pytest

from tests.builders.authority import an_authority
from tests.builders.meetings import HELD_AT, PLANNED_AT, a_summoned_conference
from tests.builders.records import sign
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms

pytestmark = pytest.mark.django_db


class TestAMeetingMovedAfterTheSummons:
    def test_owes_an_invitation_until_one_written_since_is_signed(self):
        authority = an_authority(staff=5)
        held = a_summoned_conference(authority)
        by = {"actor": authority.officer, "at": PLANNED_AT}
        early = acts.draft_invitation(meeting_id=held.meeting_id, **by)
        sign(early, actor=authority.officer, at=PLANNED_AT)
        version = rooms.get_meeting(held.meeting_id).version
        moved = {"actor": authority.officer, "at": PLANNED_AT + timedelta(hours=1)}
        move = acts.Move(held.meeting_id, version, HELD_AT + timedelta(days=1))
        acts.reschedule_meetings(moves=[move], reason="Bão", **moved)
        assert rooms.invitations_due([held.meeting_id]) == {held.meeting_id}

        anew = acts.draft_invitation(meeting_id=held.meeting_id, **moved)
        assert rooms.invitations_due([held.meeting_id]) == {held.meeting_id}
        sign(anew, actor=authority.officer, at=moved["at"], number=2, content=b"%PDF-1.7 anew")

        assert rooms.invitations_due([held.meeting_id]) == set()
