"""What follows a result: each step in the pack's order, the authority's word where it is asked for, a decision."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.review import (
    RESULTS,
    CaseDecided,
    CaseOrder,
    CaseStepOutOfOrder,
    DecisionClosed,
    ResultUnknown,
    StepKind,
    Taken,
    find_next_step,
    open_decisions,
    standing,
    take,
)
from tinnhiem.domain.confidence.review_files import (
    CaseOrderMalformed,
    CaseOrderMissing,
    find_case_order,
    read_case_order,
)
from tinnhiem.packs import PACKS

PROCEDURES = ("reappointment", "extension", "dismissal", "resignation", "confidence_poll")
ON = date(2026, 5, 18)


def an_order(procedure: str) -> CaseOrder:
    return find_case_order([PACKS], jurisdiction="vn", procedure=procedure, on=ON)


def walked(procedure: str, **results: str) -> list[Taken]:
    """The acts of a case, each step with the result it ended in."""
    order, taken = an_order(procedure), []
    for step, result in results.items():
        taken.append(take(order, taken, step_id=step, result=result))
    return taken


def due(procedure: str, taken: list[Taken]) -> str | None:
    step = find_next_step(an_order(procedure), taken)
    return step.id if step else None


def decisions(procedure: str, taken: list[Taken]) -> list[str]:
    return [option.code for option in open_decisions(an_order(procedure), taken)]


THROUGH = {
    "result": "next_step",
    "verification": "clear",
    "party_opinion": "for",
    "leadership_vote": "next_step",
}


class TestAReappointment:
    """Nghị định 115/2020/NĐ-CP, Điều 51."""

    def test_takes_no_decision_before_the_leadership_has_voted(self):
        taken = walked("reappointment", result="next_step", verification="clear", party_opinion="for")

        with pytest.raises(CaseStepOutOfOrder):
            take(an_order("reappointment"), taken, step_id="decision", result="reappoint")

    def test_takes_no_leadership_vote_without_the_written_opinion_of_the_party_committee(self):
        taken = walked("reappointment", result="next_step", verification="not_needed")

        with pytest.raises(CaseStepOutOfOrder):
            take(an_order("reappointment"), taken, step_id="leadership_vote", result="next_step")

    @pytest.mark.parametrize("result", ["submit_to_authority", "head_decision"])
    def test_does_not_go_on_by_itself_at_or_under_one_half_of_the_conference(self, result):
        taken = walked("reappointment", result=result)

        with pytest.raises(CaseStepOutOfOrder):
            take(an_order("reappointment"), taken, step_id="verification", result="clear")

    def test_is_no_failure_at_or_under_one_half_but_a_question_to_the_authority(self):
        """“Báo cáo cấp có thẩm quyền xem xét, quyết định”: chưa quá một nửa không phải là không đạt."""
        assert due("reappointment", walked("reappointment", result="submit_to_authority")) == (
            "continuation_after_result"
        )

    def test_goes_on_where_the_authority_says_so(self):
        taken = walked("reappointment", result="submit_to_authority", continuation_after_result="continue")

        assert due("reappointment", taken) == "verification"

    def test_renews_nothing_where_the_authority_stops_it(self):
        taken = walked("reappointment", result="submit_to_authority", continuation_after_result="stop")

        assert due("reappointment", taken) == "decision"
        assert decisions("reappointment", taken) == ["transfer", "relieve"]
        with pytest.raises(DecisionClosed):
            take(an_order("reappointment"), taken, step_id="decision", result="reappoint")

    def test_asks_the_head_at_exactly_one_half_of_the_leadership(self):
        taken = walked("reappointment", **THROUGH | {"leadership_vote": "head_decision"})

        assert due("reappointment", taken) == "head_after_vote"

    def test_reports_in_full_where_the_head_does_not_agree(self):
        taken = walked(
            "reappointment", **THROUGH | {"leadership_vote": "head_decision", "head_after_vote": "disagree"}
        )

        assert due("reappointment", taken) == "continuation_after_vote"

    def test_reports_in_full_under_one_half_of_the_leadership(self):
        taken = walked("reappointment", **THROUGH | {"leadership_vote": "submit_to_authority"})

        assert due("reappointment", taken) == "continuation_after_vote"

    def test_leaves_every_decision_open_once_all_have_spoken(self):
        taken = walked("reappointment", **THROUGH)

        assert due("reappointment", taken) == "decision"
        assert decisions("reappointment", taken) == [
            "reappoint",
            "extend",
            "rotate",
            "reassign",
            "transfer",
            "relieve",
        ]

    def test_ends_with_its_decision(self):
        taken = walked("reappointment", **THROUGH, decision="reappoint")

        assert due("reappointment", taken) is None
        with pytest.raises(CaseDecided):
            take(an_order("reappointment"), taken, step_id="decision", result="relieve")

    def test_shows_each_step_as_done_due_waiting_or_not_asked_for(self):
        taken = walked("reappointment", result="next_step", verification="clear")

        assert {row.step.id: row.state for row in standing(an_order("reappointment"), taken)} == {
            "result": "done",
            "head_after_result": "skipped",
            "continuation_after_result": "skipped",
            "verification": "done",
            "party_opinion": "current",
            "leadership_vote": "waiting",
            "head_after_vote": "waiting",
            "continuation_after_vote": "waiting",
            "decision": "waiting",
        }


class TestAResignation:
    """Nghị định 115/2020/NĐ-CP, Điều 54."""

    def test_is_not_accepted_while_on_critical_duty_or_under_inspection(self):
        taken = walked("resignation", request="barred", proposal="proposed")

        assert decisions("resignation", taken) == ["refuse_resignation"]

    def test_may_be_accepted_otherwise(self):
        assert decisions("resignation", walked("resignation", request="received", proposal="proposed")) == [
            "accept_resignation",
            "refuse_resignation",
        ]


class TestADismissal:
    """Nghị định 115/2020/NĐ-CP, Điều 55."""

    def test_dismisses_nobody_where_the_managing_body_does_not_go_on(self):
        taken = walked(
            "dismissal",
            request="received",
            proposal="proposed",
            leadership_vote="submit_to_authority",
            continuation_after_vote="stop",
        )

        assert decisions("dismissal", taken) == ["keep"]


class TestAConfidencePoll:
    """Kết quả ba mức dẫn đến việc phải xem xét, không tự nó là quyết định."""

    def test_asks_a_person_to_choose_where_two_norms_differ(self):
        taken = walked("confidence_poll", result="ask_competent_body")

        assert due("confidence_poll", taken) == "norm_choice"
        with pytest.raises(CaseStepOutOfOrder):
            take(an_order("confidence_poll"), taken, step_id="decision", result="open_dismissal")

    def test_opens_nothing_where_nothing_follows(self):
        assert decisions("confidence_poll", walked("confidence_poll", result="none")) == ["file_result"]

    def test_leads_where_the_chosen_norm_leads(self):
        taken = walked("confidence_poll", result="ask_competent_body", norm_choice="open_relief_review")

        assert decisions("confidence_poll", taken) == ["remove_from_planning", "review_relief"]


class TestTheResultOfAStep:
    def test_is_one_that_its_kind_knows(self):
        taken = walked("reappointment", result="next_step")

        with pytest.raises(ResultUnknown):
            take(an_order("reappointment"), taken, step_id="verification", result="agreed")


@st.composite
def attempts(draw: st.DrawFn) -> tuple[CaseOrder, list[tuple[str, str]]]:
    """Any acts in any order, with any result that some step knows."""
    order = an_order(draw(st.sampled_from(PROCEDURES)))
    results = sorted(set().union(*RESULTS.values()) | {option.code for option in order.decisions})
    act = st.tuples(st.sampled_from([step.id for step in order.steps]), st.sampled_from(results))
    return order, draw(st.lists(act, max_size=60))


class TestAnyOrderOfActs:
    @given(attempts())
    def test_reaches_no_decision_without_the_steps_before_it(self, tried):
        order, acts = tried
        taken: list[Taken] = []
        for step_id, result in acts:
            try:
                taken.append(take(order, taken, step_id=step_id, result=result))
            except DomainError:
                continue

        results = {act.step: act.result for act in taken}
        if order.steps[-1].id in results:
            always = [step.id for step in order.steps if not step.triggers]
            assert "stop" in results.values() or set(always) <= set(results)
            for step in order.steps:
                asked = any(results.get(trigger.step) in trigger.on for trigger in step.triggers)
                assert not asked or step.id in results

    @given(attempts())
    def test_keeps_the_order_of_the_pack(self, tried):
        order, acts = tried
        taken: list[Taken] = []
        for step_id, result in acts:
            try:
                taken.append(take(order, taken, step_id=step_id, result=result))
            except DomainError:
                continue

        places = [[step.id for step in order.steps].index(act.step) for act in taken]
        assert places == sorted(set(places))


class TestTheOrderOfAPack:
    @pytest.mark.parametrize("procedure", PROCEDURES)
    def test_ends_in_a_decision_and_nowhere_else(self, procedure):
        kinds = [step.kind for step in an_order(procedure).steps]

        assert kinds.count(StepKind.DECISION) == 1
        assert kinds[-1] is StepKind.DECISION

    def test_is_missing_before_its_law(self):
        with pytest.raises(CaseOrderMissing):
            find_case_order([PACKS], jurisdiction="vn", procedure="reappointment", on=date(2015, 1, 1))

    @pytest.mark.parametrize(
        ("wrong", "right"),
        [
            pytest.param('kind = "verification"', 'kind = "guess"', id="an unknown kind"),
            pytest.param('step = "result", on', 'step = "decision", on', id="a trigger from a later step"),
            pytest.param('id = "verification"', 'id = "result"', id="a step twice"),
            pytest.param("from = 2020-09-29", 'from = "2020"', id="no day"),
            pytest.param('effect = "new_term"', 'effect = "crowned"', id="an unknown effect"),
        ],
    )
    def test_is_refused_where_it_makes_no_order(self, tmp_path, wrong, right):
        text = (PACKS / "vn" / "casework" / "reappointment.toml").read_text(encoding="utf-8")
        file = tmp_path / "reappointment.toml"
        file.write_text(text.replace(wrong, right, 1), encoding="utf-8")

        with pytest.raises(CaseOrderMalformed):
            read_case_order(file)
