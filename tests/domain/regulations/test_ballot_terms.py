"""Ballots, legal bases, authority and postponement, as the rules of the day give them."""

from datetime import date

import pytest

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations import (
    Delegation,
    RuleMissing,
    ballot_terms,
    decider,
    legal_bases,
    postponement_grounds,
    refuse_wrong_holder,
)
from tinnhiem.domain.regulations.errors import DelegationPassedOn, DelegationWrong, NoDecider, WrongHolder

LAST_DISTRICT_DAY, FIRST_COMMUNE_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def rules_on(regulations):
    return lambda on: regulations.in_force(on=on)


class TestTheBallot:
    def test_is_unknown_for_a_stage_without_one(self, rules_on):
        with pytest.raises(RuleMissing):
            ballot_terms("extension", "key_staff_conference", rules_on(date(2024, 5, 20)))

    def test_of_the_key_staff_conference_is_stamped_and_need_not_be_signed(self, rules_on):
        """NĐ 115 Đ.46.2d: có đóng dấu treo; có thể ký tên hoặc không ký tên."""
        terms = ballot_terms("reappointment", "key_staff_conference", rules_on(date(2024, 5, 20)))

        assert [(o.code, o.label) for o in terms.options] == [
            ("agree", "Đồng ý bổ nhiệm lại"),
            ("disagree", "Không đồng ý bổ nhiệm lại"),
        ]
        assert (terms.is_stamp_required, terms.is_signature_optional) == (True, True)
        assert len(terms.criteria) >= 3

    def test_has_five_grounds_of_invalidity(self, rules_on):
        terms = ballot_terms("reappointment", "leadership", rules_on(date(2026, 8, 1)))

        assert [ground.code for ground in terms.invalid_grounds] == [
            "not_issued_by_committee",
            "name_struck",
            "extra_text_or_names",
            "no_mark",
            "multiple_marks",
        ]
        assert terms.provisional_reason == "by_analogy"

    def test_is_counted_by_three_or_five_elected_by_more_than_half(self, rules_on):
        committee = ballot_terms(
            "reappointment", "key_staff_conference", rules_on(date(2024, 5, 20))
        ).committee

        assert committee.sizes == (3, 5)
        assert (committee.majority.least(28), committee.denominator) == (15, "present")

    def test_leaves_to_the_plan_whether_the_subject_is_among_the_summoned(self, rules_on):
        counted = ballot_terms(
            "reappointment", "key_staff_conference", rules_on(date(2024, 5, 20))
        ).subject_counted

        assert (counted.by_default, counted.plan_must_say, counted.citations) == (True, True, ())


class TestTheLegalBases:
    @pytest.mark.parametrize("procedure", ["reappointment", "extension", "appointment", "dismissal"])
    def test_never_name_a_repealed_decree(self, rules_on, procedure):
        """Từ 01/7/2026 không còn viện dẫn Nghị định 115/2020/NĐ-CP."""
        words = " ".join(b.words for b in legal_bases(procedure, rules_on(date(2026, 7, 1))))

        assert "115/2020" not in words
        assert "259/2026/NĐ-CP" in words

    def test_name_the_amendment_from_its_own_day(self, rules_on):
        before = legal_bases("reappointment", rules_on(date(2023, 12, 6)))
        after = legal_bases("reappointment", rules_on(date(2023, 12, 7)))

        assert "85/2023" not in " ".join(b.words for b in before)
        assert "85/2023" in " ".join(b.words for b in after)

    def test_name_the_charter_of_the_level_only(self, rules_on):
        words = " ".join(
            b.words for b in legal_bases("reappointment", rules_on(date(2024, 5, 20)), school_level="primary")
        )

        assert "Điều lệ trường tiểu học" in words
        assert "trường mầm non" not in words

    def test_begin_each_line_in_the_same_way_and_without_an_end_mark(self, rules_on):
        for on in (date(2021, 1, 1), date(2024, 5, 20), date(2025, 8, 1), date(2026, 8, 1)):
            for basis in legal_bases("reappointment", rules_on(on), school_level="primary"):
                assert basis.words.startswith("Căn cứ ")
                assert basis.words[-1] not in ".;,"


class TestTheDecider:
    @pytest.mark.parametrize("level", ["preschool", "primary", "lower_secondary"])
    def test_changes_from_district_to_commune_overnight(self, rules_on, level):
        rules = rules_on(LAST_DISTRICT_DAY)

        before = decider("reappoint", level, LAST_DISTRICT_DAY, rules)
        after = decider("reappoint", level, FIRST_COMMUNE_DAY, rules)

        assert (before.holder, after.holder) == ("district_chairman", "commune_chairman")
        assert after.name == "Chủ tịch Ủy ban nhân dân cấp xã"

    def test_is_nobody_for_an_act_no_rule_knows(self, rules_on):
        with pytest.raises(NoDecider):
            decider("transfer_across_communes", "primary", date(2025, 8, 1), rules_on(FIRST_COMMUNE_DAY))

    def test_of_a_transfer_across_communes_is_the_department(self, rules_on):
        """NĐ 93/2026 Đ.11.1b."""
        on = date(2026, 4, 1)

        assert (
            decider("transfer_across_communes", "primary", on, rules_on(on)).holder == "department_director"
        )
        assert decider("transfer_inside_commune", "primary", on, rules_on(on)).holder == "commune_chairman"


class TestAnActByTheWrongHolder:
    ON = date(2026, 8, 1)

    def delegation(self, **changes):
        ordinary = {
            "giver": "commune_chairman",
            "taker": "commune_vice_chairman",
            "acts": frozenset({"summon"}),
            "period": Period(date(2026, 7, 1), date(2027, 1, 1)),
            "document": "12/GUQ-UBND",
        }
        return Delegation(**(ordinary | changes))

    def refused(self, rules, holder, *delegations):
        return refuse_wrong_holder(
            act="summon",
            school_level="primary",
            on=self.ON,
            holder=holder,
            rules=rules,
            delegations=delegations,
        )

    def test_is_refused_with_the_article(self, rules_on):
        with pytest.raises(WrongHolder) as refused:
            self.refused(rules_on(self.ON), "district_chairman")

        assert "Thông tư số 45/2026/TT-BGDĐT" in refused.value.citation

    def test_is_refused_after_the_delegation_ended(self, rules_on):
        ended = self.delegation(period=Period(date(2026, 7, 1), date(2026, 8, 1)))

        with pytest.raises(WrongHolder):
            self.refused(rules_on(self.ON), "commune_vice_chairman", ended)

    def test_is_refused_where_the_giver_never_had_it(self, rules_on):
        with pytest.raises(DelegationWrong):
            self.refused(rules_on(self.ON), "principal", self.delegation(giver="union", taker="principal"))

    def test_is_refused_where_a_delegate_passed_it_on(self, rules_on):
        """NĐ 30/2020 Đ.13.3: người được ủy quyền không được ủy quyền lại."""
        further = self.delegation(giver="commune_vice_chairman", taker="culture_office_head")

        with pytest.raises(DelegationPassedOn) as refused:
            self.refused(rules_on(self.ON), "culture_office_head", self.delegation(), further)

        assert "khoản 3 Điều 13" in refused.value.citation

    def test_is_refused_where_the_delegation_was_never_written(self, rules_on):
        with pytest.raises(WrongHolder):
            self.refused(rules_on(self.ON), "commune_vice_chairman", self.delegation(document=" "))

    def test_is_in_order_under_a_written_delegation_of_the_holder(self, rules_on):
        rule = self.refused(rules_on(self.ON), "commune_vice_chairman", self.delegation())

        assert rule.holder == "commune_chairman"


class TestThePostponementGrounds:
    def test_are_four_with_their_article(self, rules_on):
        """NĐ 115 Đ.49.5."""
        grounds = postponement_grounds(rules_on(date(2024, 5, 20)))

        assert [ground.code for ground in grounds] == [
            "discipline_or_prosecution",
            "abroad_three_months",
            "inpatient_three_months",
            "maternity",
        ]
        assert {citation.article for ground in grounds for citation in ground.citations} == {"Đ.49.5"}
