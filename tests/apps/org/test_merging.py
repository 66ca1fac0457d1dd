"""Two records of one person are joined with everything that refers to them, and parted while nothing new does."""

from datetime import date

import pytest

from tests.builders.authority import WARD_FROM, Authority, account_of, an_authority, somebody
from tests.builders.ledger import written_by
from tests.builders.meetings import a_summoned_conference
from tests.builders.tables import every_row
from tinnhiem.apps.audit.models import Line, Tail
from tinnhiem.apps.ballots.models import Touch
from tinnhiem.apps.dossier import queries as dossier
from tinnhiem.apps.meetings import queries as meetings
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.models import (
    Appointment,
    Contact,
    Employment,
    Kinship,
    Merge,
    PartyMembership,
    Person,
    Qualification,
)
from tinnhiem.apps.org.operations.merging import MergeSame, MergeTwoTerms, MergeUsed
from tinnhiem.apps.org.references import MergeOver
from tinnhiem.domain.registers.conflict_set import Function, InConflict

pytestmark = pytest.mark.django_db
LEDGER = (Line._meta.label, Tail._meta.label, Merge._meta.label, Touch._meta.label)
"""What tells that something was done, and stays."""


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


@pytest.fixture
def double(authority) -> int:
    """A second record of the principal, entered with day and month of birth exchanged."""
    person = Person.objects.create(
        full_name="Vương Thị Lan", name_key="vương thị lan", born_on=date(1976, 9, 4), sex="female"
    )
    Employment.objects.create(person=person, unit=authority.school, post_title="HT", valid_from=WARD_FROM)
    Employment.objects.create(person=person, unit=authority.commune, post_title="HT", valid_from=WARD_FROM)
    Qualification.objects.create(person=person, kind="degree", grade="master")
    PartyMembership.objects.create(person=person, admitted_on=date(2005, 5, 19))
    Contact.objects.create(person=person, kind="phone", value="0912", declared_on=WARD_FROM)
    Kinship.objects.create(person_id=authority.teachers[0], relative=person)
    return person.pk


@pytest.fixture
def merge(authority, double, now):
    return lambda: operations.merge_people(
        kept_id=authority.principal.person_id, alias_id=double, actor=authority.officer, at=now
    )


@pytest.fixture
def undo(authority, now):
    return lambda number: operations.undo_merge(merge_id=number, actor=authority.officer, at=now)


class TestMerging:
    def test_is_refused_with_oneself_and_with_what_is_merged(self, authority, double, merge, now):
        merge()
        for alias in (authority.principal.person_id, double):
            with pytest.raises(MergeSame):
                operations.merge_people(
                    kept_id=authority.principal.person_id, alias_id=alias, actor=authority.officer, at=now
                )

    def test_is_refused_while_both_hold_the_post(self, authority, double, merge):
        for person in (double, authority.principal.person_id):
            Appointment.objects.create(
                person_id=person, unit=authority.school, post="vice_principal", starts_on=WARD_FROM
            )
        before = every_row()

        with pytest.raises(MergeTwoTerms):
            merge()

        assert every_row() == before

    def test_moves_what_the_registers_say_and_leaves_one_line(self, authority, double, merge):
        kept = authority.principal.person_id

        lines = written_by(merge)

        assert lines == ["person.merged"]
        assert Employment.objects.filter(person_id=kept).count() == 2
        assert queries.relatives_of(kept) == {authority.teachers[0]}
        assert queries.relatives_of(authority.teachers[0]) == {kept, double}
        assert not Contact.objects.filter(person_id=double).exists()
        assert operations.enter_person(
            name="Vương Thị Lan", sex="", born_on=date(1976, 9, 4), unit_id=authority.school.pk,
            post_title="", valid_from=WARD_FROM,
        ) == kept  # fmt: skip

    def test_leads_the_second_records_name_number_and_account_to_the_kept_one(self, authority, double, merge):
        account_of(authority.principal.person_id)
        second = account_of(double)

        merge()

        assert queries.name_of(double) == "Vương Thị Lan"
        second.refresh_from_db()
        assert queries.actor_of(second).person_id == authority.principal.person_id

    def test_is_shown_beforehand(self, authority, double):
        plan = operations.plan_merge(kept_id=authority.principal.person_id, alias_id=double)

        assert plan.moving == {
            "employment": 1,
            "qualification": 1,
            "partymembership": 1,
            "contact": 1,
            "kinship": 1,
        }
        assert plan.dropping == {"employment": 1}
        assert plan.elsewhere == 0


class TestAMeetingWhoseSubjectWasMerged:
    """Người được lấy phiếu không bao giờ lọt khỏi danh sách xung đột, dù bản ghi đã được gộp."""

    @pytest.fixture
    def held(self, authority, now):
        held = a_summoned_conference(authority)
        newer = somebody(authority.commune, name="Vương Thị Lan Anh")
        operations.merge_people(
            kept_id=newer, alias_id=authority.principal.person_id, actor=authority.officer, at=now
        )
        return held, newer

    def test_still_knows_the_subject(self, authority, held):
        meeting, newer = held
        account = account_of(authority.principal.person_id)
        actor = queries.actor_of(account)

        assert actor.person_id == newer
        assert "subject" in meetings.functions_of(meeting.meeting_id, actor)
        with pytest.raises(InConflict):
            meetings.require_no_conflict(meeting.meeting_id, actor=actor, function=Function.COUNT)
        assert dossier.evidence_on(newer, audiences=["authority"]) == dossier.evidence_on(
            authority.principal.person_id, audiences=["authority"]
        )


class TestUndoing:
    def test_is_refused_twice(self, merge, undo):
        number = merge()
        undo(number)

        with pytest.raises(MergeOver):
            undo(number)

    def test_brings_everything_back_as_it_was(self, merge, undo):
        before = every_row(aside=LEDGER)

        lines = written_by(lambda: undo(merge()))

        assert lines == ["person.merged", "person.parted"]
        assert every_row(aside=LEDGER) == before

    def test_is_refused_once_something_new_names_the_person(self, authority, merge, undo, now):
        number = merge()
        a_summoned_conference(authority)

        with pytest.raises(MergeUsed):
            undo(number)

        (standing,) = queries.merges_of([authority.commune.pk])
        assert not standing.may_undo
