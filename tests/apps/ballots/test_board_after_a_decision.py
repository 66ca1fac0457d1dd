"""The board of a campaign after the decision: in force, then public; a draft alone moves nothing."""

from datetime import date

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.campaigns import a_campaign, row_of, the_board
from tests.builders.cases import DAY, OPENED_AT, a_case, a_concluded_conference, decide, walk_to_decision
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.domain.confidence.progress import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=12)


class TestTheBoardAfterADecision:
    def test_follows_the_case_to_its_publication(self, authority):
        campaign = a_campaign(authority)
        chairman = authority.chairman

        def stage() -> Stage:
            return row_of(the_board(campaign), authority.principal).stage

        case = walk_to_decision(a_case(a_concluded_conference(authority)), actor=chairman)
        document = decide(case, actor=chairman)
        drafted = stage()
        sign(document, actor=chairman, at=OPENED_AT + DAY)
        signed = stage()
        acts.bring_into_effect(case_id=case, actor=chairman, at=OPENED_AT + DAY)
        decided = stage()
        (notice,) = notices.notices_of([authority.commune.pk], on=date(2026, 5, 20))
        publication.publish(
            notice_id=notice.id,
            place="notice_board",
            begun_on=date(2026, 5, 21),
            actor=chairman,
            at=OPENED_AT + 2 * DAY,
        )

        assert [drafted, signed, decided, stage()] == [
            Stage.WITH_AUTHORITY,
            Stage.WITH_AUTHORITY,
            Stage.DECIDED,
            Stage.PUBLISHED,
        ]

    def test_is_not_late_once_decided(self, authority):
        campaign = a_campaign(authority)
        case = walk_to_decision(a_case(a_concluded_conference(authority)), actor=authority.chairman)
        document = decide(case, actor=authority.chairman)
        sign(document, actor=authority.chairman, at=OPENED_AT + DAY)
        acts.bring_into_effect(case_id=case, actor=authority.chairman, at=OPENED_AT + DAY)

        late_on = date(2027, 1, 4)
        board = the_board(campaign, on=late_on, until=late_on)

        assert row_of(board, authority.principal).late_since is None
        assert row_of(board, authority.vice_principal).late_since is not None
