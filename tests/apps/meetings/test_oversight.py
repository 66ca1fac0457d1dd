"""Observers note, irregularities stop the count, a ballot is annulled and held again; nothing old is lost."""

from dataclasses import replace

import pytest

from tests.builders.authority import actor_of, an_authority
from tests.builders.ledger import written_by
from tests.builders.meetings import (
    Clock,
    Conference,
    a_plan,
    a_summoned_conference,
    close,
    conclude,
    count,
    lock,
    vote,
)
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CountingRecord
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.operations.oversight import (
    BallotAnnulled,
    BallotNotOpened,
    CountIsStopped,
    IrregularityResolved,
    IrregularityUnknown,
    NothingToRepeat,
    OversightNotYours,
    OversightWordsMissing,
)
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def counted(kept: None) -> Conference:
    """Two members have counted the same; nobody has locked."""
    return count(vote(a_summoned_conference(an_authority(staff=8))), agree=5)


@pytest.fixture
def held(counted: Conference) -> Conference:
    return replace(counted, clock=Clock(counted.clock.at))


@pytest.fixture
def supervisor(held) -> Actor:
    return actor_of(held.authority.supervisor)


def refused(error: type[DomainError], act) -> None:
    before = every_row()
    with pytest.raises(error):
        act()
    assert every_row() == before


def stop(
    held: Conference, actor: Actor, *, ground: str = "outsider_at_count", text: str = "Có người lạ."
) -> int:
    acts.stop_count(ground=ground, text=text, **held.in_room(actor))
    return rooms.oversight_of(held.meeting_id).stops[-1].id


def resolve(
    held: Conference, stop_id: int, actor: Actor, *, reasons: str = "Đã mời ra, đếm lại từ đầu."
) -> None:
    acts.resolve_stop(stop_id=stop_id, reasons=reasons, **held.in_room(actor))


class TestAnObserversNote:
    def test_is_written_by_nobody_who_does_not_observe(self, held):
        refused(
            OversightNotYours,
            lambda: acts.note_observation(text="Hòm phiếu để ngoài hành lang.", **held.in_room()),
        )

    def test_has_words(self, held, supervisor):
        refused(OversightWordsMissing, lambda: acts.note_observation(text=" ", **held.in_room(supervisor)))

    def test_is_kept_with_its_author_and_its_moment(self, held):
        observer = actor_of(held.authority.observer)
        acts.note_observation(text="Hòm phiếu được kiểm tra trước hội nghị.", **held.in_room(observer))

        (note,) = rooms.oversight_of(held.meeting_id).notes
        assert (note.author, note.function, note.at) == ("Lý Thu Trang", "observer", held.clock.at)

    def test_leaves_one_line_without_its_words(self, held, supervisor):
        written = written_by(lambda: acts.note_observation(text="Trật tự.", **held.in_room(supervisor)))

        assert written == ["observation.noted"]


class TestAnIrregularity:
    def test_is_raised_by_supervisor_or_chair_only(self, held):
        refused(OversightNotYours, lambda: stop(held, actor_of(held.authority.observer)))

    def test_rests_on_a_ground_of_the_pack(self, held, supervisor):
        refused(IrregularityUnknown, lambda: stop(held, supervisor, ground="bad_mood"))

    def test_stops_the_count_from_being_locked(self, held, supervisor):
        stop(held, supervisor)

        refused(CountIsStopped, lambda: polls.lock_count(**held.by(held.counters[0])))

    def test_stops_the_record_from_being_made(self, held, supervisor):
        lock(held)
        stop(held, actor_of(held.authority.chair))

        refused(CountIsStopped, lambda: conclude(held))

    def test_is_resolved_by_the_committee_only(self, held, supervisor):
        waiting = stop(held, supervisor)

        refused(OversightNotYours, lambda: resolve(held, waiting, supervisor))

    def test_is_resolved_with_reasons(self, held, supervisor):
        waiting = stop(held, supervisor)

        refused(OversightWordsMissing, lambda: resolve(held, waiting, held.counters[0], reasons=""))

    def test_is_resolved_once(self, held, supervisor):
        waiting = stop(held, supervisor)
        resolve(held, waiting, held.counters[0])

        refused(IrregularityResolved, lambda: resolve(held, waiting, held.counters[0]))

    def test_lets_the_count_go_on_once_every_one_is_resolved(self, held, supervisor):
        first, second = stop(held, supervisor), stop(held, supervisor, ground="pressure")
        resolve(held, first, held.counters[0])
        refused(CountIsStopped, lambda: polls.lock_count(**held.by(held.counters[0])))
        resolve(held, second, held.counters[1])

        assert conclude(lock(held))

    def test_comes_too_late_once_the_meeting_is_closed(self, held, supervisor):
        conclude(lock(held))
        close(held)

        refused(BallotNotOpened, lambda: stop(held, supervisor))


class TestAnAnnulledBallot:
    def annul(
        self, held: Conference, actor: Actor | None = None, *, reasons: str = "Phiếu không đóng dấu."
    ) -> None:
        acts.annul_ballot(reasons=reasons, **held.in_room(actor or held.authority.chairman))

    def test_is_annulled_by_the_authority_only(self, held):
        refused(OversightNotYours, lambda: self.annul(held, held.authority.officer))

    def test_is_annulled_with_reasons(self, held):
        refused(OversightWordsMissing, lambda: self.annul(held, reasons=" "))

    def test_had_begun(self):
        waiting = a_summoned_conference(an_authority(staff=6, code="suoi-may"))

        refused(BallotNotOpened, lambda: self.annul(waiting))

    def test_is_annulled_once(self, held):
        self.annul(held)

        refused(BallotAnnulled, lambda: self.annul(held))

    def test_gives_no_record_any_more(self, held):
        lock(held)
        self.annul(held)

        with pytest.raises(DomainError):
            conclude(held)
        assert not CountingRecord.objects.exists()

    def test_keeps_the_record_that_was_made(self, held):
        conclude(lock(held))
        close(held)
        self.annul(held)

        assert CountingRecord.objects.count() == 1
        assert rooms.is_annulled(held.meeting_id)


class TestARepeatedMeeting:
    def repeat(self, held: Conference, **changes: object):
        plan = a_plan(held.authority, scheduled_at=held.clock.at.replace(day=28), **changes)
        return polls.repeat_poll(
            earlier_id=held.meeting_id, plan=plan, actor=held.authority.officer, at=held.clock.tick()
        )

    def annul(self, held: Conference) -> None:
        acts.annul_ballot(reasons="Phiếu không đóng dấu.", **held.in_room(held.authority.chairman))

    def test_is_refused_where_the_first_one_stands(self, held):
        refused(NothingToRepeat, lambda: self.repeat(held))

    def test_is_about_the_same_leader(self, held):
        self.annul(held)

        refused(
            NothingToRepeat,
            lambda: self.repeat(held, appointment_id=held.authority.vice_principal.pk),
        )

    def test_is_held_once_for_each_that_was_annulled(self, held):
        self.annul(held)
        self.repeat(held)

        refused(NothingToRepeat, lambda: self.repeat(held))

    def test_has_new_ballots_and_leaves_the_old_records_alone(self, held):
        conclude(lock(held))
        close(held)
        self.annul(held)
        old = every_row()

        poll = ballots.get_poll(self.repeat(held))

        assert poll.printed == 0
        assert rooms.oversight_of(poll.meeting_id).earlier_id == held.meeting_id
        assert rooms.oversight_of(held.meeting_id).repeated_id == poll.meeting_id
        for table in ("ballots.CountingRecord", "meetings.MinutesLine", "meetings.StepRecord"):
            assert every_row()[table] == old[table]

    def test_lets_the_term_be_due_again(self, held):
        conclude(lock(held))
        close(held)
        appointment = held.authority.principal.pk
        assert ballots.due_term(appointment, on=held.clock.at.date()).state == "held"
        self.annul(held)

        assert ballots.due_term(appointment, on=held.clock.at.date()).meeting_id is None
