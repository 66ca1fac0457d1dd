"""Rules in plain words, with the numbers of the pack and of nothing else."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.regulations.values import Count, Duration, Flag, Numbers, Threshold, Unit
from tinnhiem.domain.regulations.wording import SUBJECTS, rule_title, statement, subject_of, subject_title
from tinnhiem.domain.regulations.wording_of_votes import share_in_words, threshold_in_words

DAYS = [date(2015, 6, 1), date(2024, 5, 20), date(2025, 9, 1), date(2026, 7, 2)]


@pytest.fixture
def rule(regulations):
    def of(rule_id, on=date(2026, 7, 2), status="public_employee"):
        return regulations.in_force(on=on).get(rule_id, status=status)

    return of


class TestARuleThatNobodyHasNamed:
    def test_is_said_in_the_words_of_its_kind(self, rule):
        new = replace(rule("term.notice"), id="term.made_up", value=Duration(40, Unit.WORKING_DAYS))

        assert statement(new).lead == "Thời hạn: 40 ngày làm việc."
        assert statement(replace(new, value=Count(3))).lead == "Số lượng: 3."
        assert statement(replace(new, value=Flag(holds=True))).lead == "Có áp dụng."

    def test_keeps_its_id_for_a_title(self):
        assert rule_title("made.up") == "Quy tắc made.up"
        assert subject_of("made.up") == "other"

    def test_whose_numbers_do_not_fill_the_old_sentence_lists_them(self, rule):
        """Một nghị định mới thay thang điểm bằng các mục khác."""
        new = replace(rule("appraisal.points"), value=Numbers({"work": 60, "conduct": 40}))

        assert statement(new).lead == "Gồm: work 60, conduct 40."


class TestAShare:
    @pytest.mark.parametrize(
        ("share", "inclusive", "words"),
        [
            ("1/2", False, "quá một nửa tổng số người được triệu tập"),
            ("1/2", True, "từ một nửa tổng số người được triệu tập trở lên"),
            ("2/3", True, "từ hai phần ba tổng số người được triệu tập trở lên"),
            ("3/10", True, "từ 30\N{NO-BREAK SPACE}% tổng số người được triệu tập trở lên"),
            ("3/7", False, "quá 3/7 tổng số người được triệu tập"),
        ],
    )
    def test_is_said_as_people_say_it(self, share, inclusive, words):
        assert threshold_in_words(Threshold(Fraction(share), inclusive), "summoned") == words

    @given(st.fractions(min_value=0, max_value=1, max_denominator=1000))
    def test_is_never_rounded(self, share):
        said = share_in_words(share)

        if said.endswith("%"):
            assert Fraction(int(said.split("\N{NO-BREAK SPACE}")[0]), 100) == share
        elif "/" in said:
            assert Fraction(said) == share
        else:
            assert share in {Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)}


class TestTheOutcomeOfAConference:
    def test_says_what_follows_at_exactly_one_half(self, rule):
        """Từ 01/7/2026: đúng một nửa thì người đứng đầu xem xét, quyết định."""
        assert statement(rule("reappointment.key_staff_conference.outcome")).points == (
            "Đồng ý quá một nửa tổng số người được triệu tập: thực hiện bước tiếp theo.",
            "Đồng ý đúng một nửa tổng số người được triệu tập: người đứng đầu xem xét, quyết định.",
            "Các trường hợp còn lại: báo cáo cấp có thẩm quyền xem xét, quyết định.",
        )

    def test_says_nothing_of_one_half_where_the_law_did_not(self, rule):
        """Khoản 4 Điều 51: từ đúng một nửa trở xuống thì báo cáo."""
        assert (
            len(statement(rule("reappointment.key_staff_conference.outcome", date(2024, 5, 20))).points) == 2
        )

    def test_names_who_decides_where_the_result_does_not(self, rule):
        rest = statement(rule("dismissal.leadership.outcome")).points[-1]

        assert rest.endswith("; cơ quan quản lý quyết định.")

    def test_of_a_stage_without_a_share_says_so(self, rule):
        assert statement(rule("appointment.leadership_first.outcome")).points == ()


class TestADeadline:
    def test_is_counted_from_the_end_of_the_term(self, rule):
        said = statement(rule("term.notice")).lead

        assert said == "Thông báo chậm nhất 90 ngày trước ngày hết thời hạn giữ chức vụ."


class TestTheRetirementAge:
    def test_is_said_as_a_road_once_it_rises(self, rule):
        women, men = statement(rule("term.retirement_age")).points

        assert women.startswith("Nữ: 55 tuổi đến hết năm 2020; từ năm 2021 là 55 tuổi 4 tháng")
        assert men.endswith("cho đến 62 tuổi.")

    def test_is_said_alone_before(self, rule):
        assert statement(rule("term.retirement_age", DAYS[0])).points[0] == "Nữ: 55 tuổi."


@pytest.mark.parametrize("language", ["vi", "en"])
class TestEveryRuleOfThePacks:
    @pytest.mark.parametrize("on", DAYS)
    def test_has_a_title_of_its_own_and_a_whole_statement(self, regulations, on, language):
        rules = list(regulations.in_force(on=on))

        for rule in rules:
            said = statement(rule, language)
            assert rule.id not in rule_title(rule.id, language), rule.id
            assert said.lead, rule.id
            assert not any("{" in text or "law_" in text for text in (said.lead, *said.points)), rule.id

    def test_stands_under_a_subject_with_a_heading(self, regulations, language):
        found = {subject_of(rule.id) for rule in regulations.rules["vn"]}

        assert found <= SUBJECTS.keys() - {"other"}
        assert all(subject_title(subject, language) for subject in SUBJECTS)
