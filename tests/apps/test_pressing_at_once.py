"""Two people press at the same moment; the database lets one of them be first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections, transaction

from tests.builders import meetings as room
from tests.builders.authority import actor_of, an_authority
from tests.builders.cases import ENTRIES, OPENED_AT, a_case, a_concluded_conference, a_second, decide, take
from tests.builders.meetings import Conference
from tests.builders.records import a_document, sign
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CaseAct, ReviewCase
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[str]:
    """Start the acts at one moment; the code of each refusal, or ``done``."""
    gate = Barrier(len(acts))

    def press(act: Callable[[], object]) -> str:
        gate.wait()
        try:
            act()
        except DomainError as refused:
            return refused.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as people:
        return sorted(people.map(press, acts))


@pytest.fixture
def planned() -> Conference:
    return room.a_planned_conference()


@pytest.fixture
def accounted() -> Conference:
    return room.account(room.vote(room.a_summoned_conference()))


class TestTwoOfficers:
    def test_freeze_the_summoned_list_once(self, planned: Conference) -> None:
        answers = together(lambda: room.summon(planned), lambda: room.summon(planned))

        assert answers == ["done", "list_already_frozen"]
        assert len(rooms.summoned(planned.meeting_id)) == len(planned.authority.staff)

    def test_reschedule_one_meeting_once_and_the_second_is_told(self, planned: Conference) -> None:
        def moved(days: int) -> Callable[[], object]:
            to_at = room.HELD_AT + timedelta(days=days)
            return lambda: meetings.reschedule_meetings(
                moves=[meetings.Move(planned.meeting_id, 0, to_at)],
                reason="Trường có việc đột xuất",
                actor=planned.authority.officer,
                at=room.PLANNED_AT,
            )

        answers = together(moved(1), moved(2))

        assert answers == ["done", "meeting_changed"]
        assert rooms.get_meeting(planned.meeting_id).version == 1


class TestTwoClerks:
    def test_never_give_one_number_twice(self, now: datetime) -> None:
        """NĐ 30/2020/NĐ-CP, Đ.15: mỗi số của một loại trong năm chỉ thuộc một văn bản."""
        authority = an_authority(staff=4)
        clerks = [actor_of(authority.secretary), authority.officer]
        with transaction.atomic():
            drafts = [a_document(unit_id=authority.commune.pk, actor=clerk, at=now) for clerk in clerks]

        answers = together(
            *(
                lambda draft=draft, clerk=clerk: sign(
                    draft, actor=clerk, at=now, content=b"%PDF-" + draft.bytes
                )
                for draft, clerk in zip(drafts, clerks, strict=True)
            )
        )

        given = [copy.notation for copy in records.signed_copies(drafts).values()]
        assert answers == ["done", "number_taken"]
        assert given == ["01/QĐ-UBND"]


class TestTwoMembersOfTheCommittee:
    def test_take_two_different_seats(self, accounted: Conference) -> None:
        totals = room.totals(accounted, agree=3)
        first, second, _ = accounted.counters

        answers = together(
            lambda: polls.enter_count(totals=totals, **accounted.by(first)),
            lambda: polls.enter_count(totals=totals, **accounted.by(second)),
        )

        pages = [ballots.counting_page(accounted.poll_id, actor=actor) for actor in (first, second)]
        assert answers == ["done", "done"]
        assert sorted(page.seat or 0 for page in pages) == [1, 2]

    def test_make_one_counting_record(self, accounted: Conference) -> None:
        room.lock(room.count(accounted, agree=3))
        first, second, _ = accounted.counters

        answers = together(
            lambda: polls.conclude_poll(**accounted.by(first)),
            lambda: polls.conclude_poll(**accounted.by(second)),
        )

        assert answers == ["box_not_shut", "done"]
        assert audit.verified().is_intact


def the_chairman(case: UUID) -> Actor:
    """Who opened the case."""
    return org.actor_of(ReviewCase.objects.select_related("opened_by__person").get(pk=case).opened_by)


class TestTwoPeopleOfTheAuthority:
    @pytest.fixture
    def case(self):
        return a_case(a_concluded_conference(an_authority(staff=12)))

    def act(self, case, step_id: str, actor) -> Callable[[], object]:
        return lambda: polls.take_step(
            case_id=case, step_id=step_id, entry=ENTRIES[step_id], actor=actor, at=OPENED_AT
        )

    def test_take_a_step_once(self, case) -> None:
        chairman = the_chairman(case)

        answers = together(*[self.act(case, "verification", chairman)] * 2)

        assert answers == ["case_step_out_of_order", "done"]
        assert CaseAct.objects.filter(case_id=case, step="verification").count() == 1

    def test_enter_a_vote_at_once_and_make_one_result(self, case) -> None:
        chairman, deputy = the_chairman(case), a_second(case)
        take(case, "verification", actor=chairman)
        take(case, "party_opinion", actor=chairman)

        answers = together(*(self.act(case, "leadership_vote", actor) for actor in (chairman, deputy)))

        assert answers == ["done", "done"]
        assert CaseAct.objects.filter(case_id=case, step="leadership_vote").count() == 1
        assert audit.verified().is_intact

    def test_decide_once(self, case) -> None:
        chairman, deputy = the_chairman(case), a_second(case)
        for step_id in ("verification", "party_opinion", "leadership_vote"):
            take(case, step_id, actor=chairman)

        answers = together(
            lambda: decide(case, actor=chairman),
            lambda: decide(case, actor=deputy, code="relieve"),
        )

        assert answers == ["case_decided", "done"]
