"""From the counting record to the signed decision: each act in its turn, by its holder, or nothing changes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from tests.builders.authority import a_leader, a_school, an_authority
from tests.builders.cases import (
    OPENED_AT,
    TERMS,
    a_case,
    a_concluded_conference,
    a_vote,
    decide,
    enter,
    in_force,
    take,
    walk_to_decision,
)
from tests.builders.ledger import written_by
from tests.builders.meetings import a_summoned_conference
from tests.builders.records import sign
from tests.builders.tables import every_row
from tests.plugins.moments import HANOI
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.audit.models import Line
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots.case_access import CaseOfOthers
from tinnhiem.apps.ballots.operations.case_effects import (
    CaseNotDecided,
    DecisionInEffect,
    DecisionNotSigned,
    DecisionSignedTooEarly,
    DisclosureBasisMissing,
)
from tinnhiem.apps.ballots.operations.casework import (
    CaseAlreadyOpen,
    DecisionIncomplete,
    ResultAnnulled,
    ResultNotThere,
)
from tinnhiem.apps.ballots.queries import case_page
from tinnhiem.apps.dossier import queries as dossier
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.models import Appointment
from tinnhiem.apps.org.operations.terms_of_office import PostOccupied
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.entries import (
    ActBeforeEarlierOne,
    ActInTheFuture,
    CaseGroundUnknown,
    CountsMissing,
    Entry,
    EntryIncomplete,
    EquivalentPostBarred,
    VoteWithoutQuorum,
)
from tinnhiem.domain.confidence.review import CaseDecided, CaseStepOutOfOrder, DecisionClosed
from tinnhiem.domain.regulations.errors import CountsContradict, OptionsDoNotAddUp, WrongHolder

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def passed(kept: None):
    """Twelve summoned, eleven agree: over one half."""
    return a_concluded_conference(an_authority(staff=12))


@pytest.fixture(scope="module")
def short(kept: None):
    """Another ward: twelve summoned, six agree: exactly one half."""
    return a_concluded_conference(an_authority(staff=12, code="ban-mai"), agree=6)


@pytest.fixture
def chairman(passed):
    return passed.authority.chairman


@pytest.fixture
def case(passed):
    return a_case(passed)


def refused(error: type[DomainError], act) -> None:
    """The act is refused with this error and changes nothing."""
    before = every_row()
    with pytest.raises(error):
        act()
    assert every_row() == before


class TestOpeningACase:
    def test_is_refused_before_the_record_is_made(self, passed):
        waiting = a_summoned_conference(an_authority(staff=6, code="suoi-may"))

        refused(
            ResultNotThere,
            lambda: acts.open_case_of_poll(
                poll_id=waiting.poll_id, actor=waiting.authority.chairman, at=OPENED_AT
            ),
        )

    def test_is_refused_to_the_officer_who_may_not_know_the_result(self, passed):
        refused(
            CaseOfOthers,
            lambda: acts.open_case_of_poll(
                poll_id=passed.poll_id, actor=passed.authority.officer, at=OPENED_AT
            ),
        )

    def test_is_refused_to_another_authority(self, passed, short):
        refused(
            CaseOfOthers,
            lambda: acts.open_case_of_poll(
                poll_id=passed.poll_id, actor=short.authority.chairman, at=OPENED_AT
            ),
        )

    def test_is_refused_to_a_relative_of_the_subject(self, passed, chairman):
        registers.declare_kinship(
            person_id=chairman.person_id,
            relative_id=passed.authority.principal.person_id,
            actor=passed.authority.officer,
            at=OPENED_AT,
        )

        refused(CaseOfOthers, lambda: a_case(passed))

    def test_is_refused_a_second_time(self, passed, case):
        refused(CaseAlreadyOpen, lambda: a_case(passed))

    def test_is_refused_on_an_annulled_ballot(self, passed, chairman):
        meetings.annul_ballot(
            meeting_id=passed.meeting_id, reasons="Hòm phiếu không niêm phong.", actor=chairman, at=OPENED_AT
        )

        refused(ResultAnnulled, lambda: a_case(passed))

    def test_writes_one_line_for_the_case_and_one_for_its_first_act(self, passed):
        assert written_by(lambda: a_case(passed)) == ["case.opened", "case.act_taken"]


class TestTheDaysOfACase:
    def test_are_those_of_the_law_by_which_it_is_judged(self, case, chairman):
        """Hồ sơ xét theo Nghị định 115/2020/NĐ-CP, mở lại sau ngày quy định mới có hiệu lực."""
        later = case_page(case, actor=chairman, on=date(2026, 7, 15)).term

        assert later is not None
        assert "115/2020" in later.decision.basis
        assert later.decided_by == "Chủ tịch Ủy ban nhân dân cấp xã"


class TestTakingAStep:
    def test_is_refused_out_of_turn(self, case, chairman):
        refused(CaseStepOutOfOrder, lambda: take(case, "leadership_vote", actor=chairman))

    def test_is_refused_without_the_words_it_needs(self, case, chairman):
        refused(EntryIncomplete, lambda: take(case, "verification", actor=chairman, text=" "))

    def test_is_refused_without_saying_who_took_it(self, case, chairman):
        refused(EntryIncomplete, lambda: take(case, "verification", actor=chairman, taken_by=""))

    def test_is_refused_for_a_day_that_has_not_come(self, case, chairman):
        tomorrow = OPENED_AT.date() + timedelta(days=1)

        refused(ActInTheFuture, lambda: take(case, "verification", actor=chairman, taken_on=tomorrow))

    def test_is_refused_for_a_day_before_the_step_it_follows(self, case, chairman):
        yesterday = OPENED_AT.date() - timedelta(days=1)

        refused(ActBeforeEarlierOne, lambda: take(case, "verification", actor=chairman, taken_on=yesterday))

    def test_is_refused_to_whoever_may_not_know_the_result(self, passed, case):
        refused(CaseOfOthers, lambda: take(case, "verification", actor=passed.authority.officer))

    def test_leaves_nothing_behind_where_the_line_fails(self, case, chairman, monkeypatch):
        before = every_row()

        def fail(**_: object) -> None:
            raise DatabaseError("the disk is full")

        monkeypatch.setattr("tinnhiem.apps.ballots.operations.casework.audit.append", fail)
        with pytest.raises(DatabaseError):
            take(case, "verification", actor=chairman)

        assert every_row() == before

    def test_needs_an_opinion_of_the_party_committee_with_its_number(self, case, chairman):
        take(case, "verification", actor=chairman)

        refused(EntryIncomplete, lambda: take(case, "party_opinion", actor=chairman, number=""))

    def test_needs_the_reasons_of_an_opinion_that_is_not_for(self, case, chairman):
        take(case, "verification", actor=chairman)

        refused(EntryIncomplete, lambda: take(case, "party_opinion", actor=chairman, result="against"))


class TestTheVoteOfTheLeadership:
    """Quá nửa tổng số thành viên tập thể lãnh đạo, không phải số có mặt."""

    @pytest.fixture
    def ready(self, case, chairman):
        take(case, "verification", actor=chairman)
        take(case, "party_opinion", actor=chairman)
        return case

    def test_is_refused_without_counts(self, ready, chairman):
        refused(CountsMissing, lambda: take(ready, "leadership_vote", actor=chairman, counts=None))

    def test_is_refused_where_more_ballots_came_back_than_were_given(self, ready, chairman):
        wrong = replace(a_vote(), issued=2)

        refused(CountsContradict, lambda: take(ready, "leadership_vote", actor=chairman, counts=wrong))

    def test_is_refused_where_the_ballots_do_not_add_up(self, ready, chairman):
        wrong = replace(a_vote(), options={"agree": 1, "disagree": 1})

        refused(OptionsDoNotAddUp, lambda: take(ready, "leadership_vote", actor=chairman, counts=wrong))

    def test_is_refused_without_two_thirds_of_the_members(self, ready, chairman):
        few = a_vote(members=6, present=3, agree=3)

        refused(VoteWithoutQuorum, lambda: take(ready, "leadership_vote", actor=chairman, counts=few))

    def test_goes_to_the_authority_at_exactly_one_half_for_a_principal(self, ready, chairman):
        """Người đứng đầu không tự quyết định về chính mình."""
        take(ready, "leadership_vote", actor=chairman, counts=a_vote(members=4, agree=2))

        refused(CaseStepOutOfOrder, lambda: decide(ready, actor=chairman))

    def test_counts_those_who_stayed_away(self, ready, chairman):
        take(ready, "leadership_vote", actor=chairman, counts=a_vote(members=6, present=4, agree=3))

        refused(CaseStepOutOfOrder, lambda: decide(ready, actor=chairman))


class TestAReportToTheAuthority:
    @pytest.fixture
    def reported(self, short):
        return a_case(short)

    def test_comes_before_everything_else_at_exactly_one_half(self, short, reported):
        refused(CaseStepOutOfOrder, lambda: take(reported, "verification", actor=short.authority.chairman))

    def test_is_answered_with_reasons(self, short, reported):
        refused(
            EntryIncomplete,
            lambda: take(reported, "continuation_after_result", actor=short.authority.chairman, text=""),
        )

    def test_is_answered_by_the_rightful_holder_only(self, short, reported):
        short.authority.commune.kind = "office"
        short.authority.commune.save()

        refused(
            WrongHolder,
            lambda: take(reported, "continuation_after_result", actor=short.authority.chairman),
        )

    def test_lets_nobody_be_reappointed_where_the_authority_stops(self, short, reported):
        chairman = short.authority.chairman
        take(reported, "continuation_after_result", actor=chairman, result="stop")

        refused(DecisionClosed, lambda: decide(reported, actor=chairman))

    def test_leads_on_where_the_authority_goes_on(self, short, reported):
        chairman = short.authority.chairman
        take(reported, "continuation_after_result", actor=chairman)

        assert decide(walk_to_decision(reported, actor=chairman), actor=chairman)


class TestTheDecision:
    @pytest.fixture
    def ready(self, case, chairman):
        return walk_to_decision(case, actor=chairman)

    def test_is_refused_before_its_turn(self, case, chairman):
        refused(CaseStepOutOfOrder, lambda: decide(case, actor=chairman))

    def test_is_refused_without_the_end_of_the_term_it_gives(self, ready, chairman):
        refused(
            DecisionIncomplete,
            lambda: decide(ready, actor=chairman, terms=replace(TERMS, ends_on=None)),
        )

    def test_is_refused_for_a_move_without_a_school(self, ready, chairman):
        refused(DecisionIncomplete, lambda: decide(ready, actor=chairman, code="rotate"))

    def test_gives_no_equivalent_post_to_who_was_not_reappointed(self, ready, passed, chairman):
        terms = acts.DecisionTerms(date(2026, 9, 1), unit_id=passed.authority.school.pk, post="principal")

        refused(
            EquivalentPostBarred,
            lambda: decide(ready, actor=chairman, code="transfer", terms=terms),
        )

    def test_is_not_dated_before_the_vote_it_rests_on(self, ready, chairman):
        early = OPENED_AT.date() - timedelta(days=1)
        entry = Entry("Chủ tịch UBND phường", early, result="reappoint", text="Đủ điều kiện.")

        refused(
            ActBeforeEarlierOne,
            lambda: acts.decide(case_id=ready, entry=entry, terms=TERMS, actor=chairman, at=OPENED_AT),
        )

    def test_does_not_count_where_it_was_signed_before_the_vote(self, ready, chairman):
        """Bản quét của một văn bản khác, hoặc quyết định ký trước khi tập thể lãnh đạo bỏ phiếu."""
        document = decide(ready, actor=chairman)
        sign(document, actor=chairman, at=OPENED_AT - timedelta(days=1))

        refused(
            DecisionSignedTooEarly,
            lambda: acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT),
        )

    def test_is_taken_once(self, ready, chairman):
        decide(ready, actor=chairman)

        refused(CaseDecided, lambda: decide(ready, actor=chairman, code="relieve"))

    def test_files_a_draft_and_writes_one_line_for_the_act(self, ready, chairman):
        assert written_by(lambda: decide(ready, actor=chairman)) == ["document.filed", "case.act_taken"]

    def test_changes_no_register_before_it_is_signed(self, ready, chairman, passed):
        before = list(Appointment.objects.values())
        decide(ready, actor=chairman)

        assert list(Appointment.objects.values()) == before
        refused(
            DecisionNotSigned,
            lambda: acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT),
        )


class TestADecisionInForce:
    @pytest.fixture
    def ready(self, case, chairman):
        return walk_to_decision(case, actor=chairman)

    def test_is_refused_before_there_is_one(self, case, chairman):
        refused(CaseNotDecided, lambda: acts.bring_into_effect(case_id=case, actor=chairman, at=OPENED_AT))

    def test_takes_effect_once(self, ready, chairman):
        in_force(ready, actor=chairman)

        refused(DecisionInEffect, lambda: acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT))

    def test_begins_the_next_term_where_the_old_one_ends(self, ready, chairman, passed):
        in_force(ready, actor=chairman)

        (term,) = [row for row in org.incumbents([passed.authority.school.pk]) if row.post == "principal"]
        assert (term.starts_on, term.ends_on, term.decision_number) == (
            date(2026, 9, 1),
            date(2031, 9, 1),
            "01/QĐ-UBND",
        )
        assert Appointment.objects.get(pk=passed.authority.principal.pk).left_on == date(2026, 9, 1)

    def test_ends_the_term_of_who_is_relieved(self, ready, chairman, passed):
        in_force(ready, actor=chairman, code="relieve", terms=acts.DecisionTerms(date(2026, 9, 1)))

        assert Appointment.objects.get(pk=passed.authority.principal.pk).left_on == date(2026, 9, 1)

    def test_moves_who_is_rotated_with_the_employment(self, ready, chairman, passed):
        elsewhere = a_school(passed.authority.commune, code="sao-mai", name="Trường Tiểu học Sao Mai")
        terms = replace(TERMS, unit_id=elsewhere.pk, post="principal")

        in_force(ready, actor=chairman, code="rotate", terms=terms)

        person = passed.authority.principal.person_id
        assert [row.unit_id for row in org.appointments_of(person)] == [elsewhere.pk]
        assert person in {row.id for row in org.staff_of(elsewhere.pk)}

    def test_moves_nobody_into_a_post_that_is_held(self, ready, chairman, passed):
        elsewhere = a_school(passed.authority.commune, code="sao-mai", name="Trường Tiểu học Sao Mai")
        a_leader(elsewhere, name="Lò Thị Sáu", post="principal")
        document = decide(
            ready, actor=chairman, code="rotate", terms=replace(TERMS, unit_id=elsewhere.pk, post="principal")
        )
        sign(document, actor=chairman, at=OPENED_AT)

        refused(PostOccupied, lambda: acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT))

    def test_sends_who_gets_other_work_to_the_school_named(self, ready, chairman, passed):
        elsewhere = a_school(passed.authority.commune, code="sao-mai", name="Trường Tiểu học Sao Mai")
        terms = acts.DecisionTerms(date(2026, 9, 1), unit_id=elsewhere.pk)

        in_force(ready, actor=chairman, code="transfer", terms=terms)

        assert Appointment.objects.get(pk=passed.authority.principal.pk).left_on == date(2026, 9, 1)
        assert org.incumbents([elsewhere.pk]) == []
        assert [row.post_title for row in org.staff_of(elsewhere.pk)] == ["Viên chức"]

    def test_gives_a_lower_post_elsewhere_without_an_end_where_none_is_named(self, ready, chairman, passed):
        elsewhere = a_school(passed.authority.commune, code="sao-mai", name="Trường Tiểu học Sao Mai")
        terms = acts.DecisionTerms(date(2026, 9, 1), unit_id=elsewhere.pk, post="vice_principal")

        in_force(ready, actor=chairman, code="transfer", terms=terms)

        assert [(row.post, row.ends_on) for row in org.incumbents([elsewhere.pk])] == [
            ("vice_principal", None)
        ]

    def test_puts_evidence_in_the_dossier_for_authority_and_subject(self, ready, chairman, passed):
        document = in_force(ready, actor=chairman)

        facts = dossier.evidence_on(passed.authority.principal.person_id, audiences=["subject"])
        assert [(fact.kind, fact.record) for fact in facts] == [("decision_reappoint", document)]

    def test_must_be_published_within_five_working_days(self, ready, chairman, passed):
        in_force(ready, actor=chairman)

        (notice,) = notices.notices_of([passed.authority.commune.pk], on=date(2026, 5, 28))
        assert (notice.due_on, notice.state, notice.notation) == (date(2026, 5, 27), "late", "01/QĐ-UBND")

    def test_writes_one_line(self, ready, chairman):
        document = decide(ready, actor=chairman)
        sign(document, actor=chairman, at=OPENED_AT)

        written = written_by(lambda: acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT))
        assert written == ["case.in_effect"]
        assert audit.verified().is_intact


class TestOpeningTheCountsToTheSubject:
    def test_waits_for_the_decision(self, case, chairman):
        refused(
            CaseNotDecided,
            lambda: acts.open_counts_to_subject(case_id=case, basis="x", actor=chairman, at=OPENED_AT),
        )

    def test_says_on_what_basis(self, case, chairman):
        decide(walk_to_decision(case, actor=chairman), actor=chairman)

        refused(
            DisclosureBasisMissing,
            lambda: acts.open_counts_to_subject(case_id=case, basis=" ", actor=chairman, at=OPENED_AT),
        )


class TestTheLedgerOfACase:
    def test_names_no_step_no_result_and_no_count(self, passed, chairman):
        in_force(walk_to_decision(a_case(passed), actor=chairman), actor=chairman)

        said = " ".join(
            f"{line.act} {line.basis}" for line in Line.objects.filter(subject__startswith="case:")
        )
        for word in ("agree", "passes", "next_step", "leadership", "continu", "verif", "submit"):
            assert word not in said


class TestThePublicationOfADecision:
    @pytest.fixture
    def notice(self, passed, case, chairman):
        in_force(walk_to_decision(case, actor=chairman), actor=chairman)
        (found,) = notices.notices_of([passed.authority.commune.pk], on=date(2026, 5, 20))
        return found

    def publish(self, notice, chairman, *, begun_on=date(2026, 5, 21), place="notice_board"):
        publication.publish(
            notice_id=notice.id,
            place=place,
            begun_on=begun_on,
            actor=chairman,
            at=datetime(2026, 5, 21, 9, 0, tzinfo=HANOI),
        )

    def take_down(self, notice, chairman, on):
        publication.take_down(
            notice_id=notice.id,
            place="notice_board",
            on=on,
            actor=chairman,
            at=datetime(2026, 6, 30, 9, 0, tzinfo=HANOI),
        )

    def test_does_not_begin_before_the_decision_is_signed(self, notice, chairman):
        refused(DomainError, lambda: self.publish(notice, chairman, begun_on=date(2026, 5, 19)))

    def test_does_not_begin_tomorrow(self, notice, chairman):
        refused(
            publication.PostedInTheFuture,
            lambda: self.publish(notice, chairman, begun_on=date(2026, 5, 22)),
        )

    def test_begins_once_at_each_place(self, notice, chairman):
        self.publish(notice, chairman)

        refused(publication.PostedAlready, lambda: self.publish(notice, chairman))
        self.publish(notice, chairman, place="intranet")

    def test_stays_for_its_whole_period(self, notice, chairman):
        self.publish(notice, chairman)

        refused(DomainError, lambda: self.take_down(notice, chairman, date(2026, 6, 9)))
        self.take_down(notice, chairman, date(2026, 6, 10))

    def test_is_open_to_everybody_within_its_period_only(self, notice, chairman):
        self.publish(notice, chairman)

        shown = [bool(notices.open_to_public(on=date(2026, *day))) for day in ((5, 20), (6, 9), (6, 10))]
        assert shown == [False, True, False]

    def test_has_no_place_for_a_count(self, notice):
        fields = set(type(notice).__dataclass_fields__) | set(publication.Decision.__dataclass_fields__)

        assert not fields & {"counts", "options", "agree", "verdict", "share", "comments", "roll", "votes"}


class TestAConfidencePollEnteredFromItsRecord:
    """Tỷ lệ tính trên số phiếu thu về, kể cả phiếu không hợp lệ."""

    @pytest.fixture
    def opened(self, passed, chairman):
        return acts.open_case(
            procedure="confidence_poll",
            appointment_id=passed.authority.principal.pk,
            legal_basis_on=date(2026, 5, 18),
            actor=chairman,
            at=OPENED_AT,
        )

    def result(self, case_id, chairman, *, low: int, returned: int = 30, invalid: int = 0):
        counts = replace(
            a_vote(members=30, agree=0),
            returned=returned,
            valid=returned - invalid,
            options={"high": returned - invalid - low, "medium": 0, "low": low},
        )
        enter(case_id, "result", Entry("Tổ kiểm phiếu", OPENED_AT.date(), counts=counts), actor=chairman)

    def choose(self, case_id, chairman, *, norm: str, text: str = "Theo ý kiến của cấp ủy."):
        entry = Entry("Chủ tịch UBND phường", OPENED_AT.date(), ground=norm, text=text)
        acts.take_step(case_id=case_id, step_id="norm_choice", entry=entry, actor=chairman, at=OPENED_AT)

    def end(self, case_id, chairman, code: str):
        terms = acts.DecisionTerms(OPENED_AT.date())
        return decide(case_id, actor=chairman, code=code, terms=terms)

    def test_opens_nothing_at_one_half_low(self, opened, chairman):
        self.result(opened, chairman, low=15)

        refused(DecisionClosed, lambda: self.end(opened, chairman, "open_dismissal"))
        self.end(opened, chairman, "file_result")

    def test_leads_to_a_review_over_one_half_low(self, opened, chairman):
        self.result(opened, chairman, low=16)

        refused(DecisionClosed, lambda: self.end(opened, chairman, "file_result"))
        refused(DecisionClosed, lambda: self.end(opened, chairman, "open_dismissal"))
        self.end(opened, chairman, "review_relief")

    def test_leads_to_removal_over_two_thirds_low(self, opened, chairman):
        self.result(opened, chairman, low=21)

        self.end(opened, chairman, "open_dismissal")

    def test_at_exactly_two_thirds_is_for_a_person_to_choose(self, opened, chairman):
        """Quy định của Đảng: từ 2/3; pháp luật của Nhà nước: trên 2/3."""
        self.result(opened, chairman, low=20)

        refused(CaseStepOutOfOrder, lambda: self.end(opened, chairman, "open_dismissal"))

    def test_needs_a_ground_for_the_choice(self, opened, chairman):
        self.result(opened, chairman, low=20)
        norm = "confidence_poll.conference.outcome.state"

        refused(EntryIncomplete, lambda: self.choose(opened, chairman, norm=norm, text=""))
        refused(CaseGroundUnknown, lambda: self.choose(opened, chairman, norm="confidence_poll.scale"))
        self.choose(opened, chairman, norm=norm)
        self.end(opened, chairman, "review_relief")


class TestAResignation:
    @pytest.fixture
    def opened(self, passed, chairman):
        return acts.open_case(
            procedure="resignation",
            appointment_id=passed.authority.principal.pk,
            legal_basis_on=date(2026, 5, 18),
            actor=chairman,
            at=OPENED_AT,
        )

    def ask(self, case_id, chairman, *, ground: str = "d_health", bars: tuple[str, ...] = ()):
        entry = Entry("Vương Thị Lan", OPENED_AT.date(), number="Đơn", ground=ground, bars=bars)
        acts.take_step(case_id=case_id, step_id="request", entry=entry, actor=chairman, at=OPENED_AT)
        proposal = Entry("Phòng Văn hóa – Xã hội", OPENED_AT.date(), number="12/TTr-VHXH")
        acts.take_step(case_id=case_id, step_id="proposal", entry=proposal, actor=chairman, at=OPENED_AT)

    def test_has_one_open_case_at_a_time(self, opened, passed, chairman):
        refused(
            CaseAlreadyOpen,
            lambda: acts.open_case(
                procedure="resignation",
                appointment_id=passed.authority.principal.pk,
                legal_basis_on=date(2026, 5, 18),
                actor=chairman,
                at=OPENED_AT,
            ),
        )

    def test_rests_on_a_ground_that_the_rules_list(self, opened, chairman):
        refused(CaseGroundUnknown, lambda: self.ask(opened, chairman, ground="tired"))

    def test_is_not_accepted_on_critical_duty_or_under_inspection(self, opened, chairman):
        self.ask(opened, chairman, bars=("inspection_or_prosecution",))
        terms = acts.DecisionTerms(date(2026, 6, 1))

        refused(
            DecisionClosed,
            lambda: decide(opened, actor=chairman, code="accept_resignation", terms=terms),
        )
        decide(opened, actor=chairman, code="refuse_resignation", terms=terms)

    def test_ends_the_term_once_accepted_and_signed(self, opened, chairman, passed):
        self.ask(opened, chairman)

        in_force(
            opened,
            actor=chairman,
            code="accept_resignation",
            terms=acts.DecisionTerms(date(2026, 6, 1)),
        )

        assert Appointment.objects.get(pk=passed.authority.principal.pk).left_on == date(2026, 6, 1)
