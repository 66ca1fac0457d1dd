"""What would change a verdict, and what changed in the law between two days."""

from datetime import date

import pytest

from tinnhiem.domain.regulations import explain, judge
from tinnhiem.domain.regulations.counterfactuals import Change, changes
from tinnhiem.domain.regulations.differences import differences, next_change, touched


@pytest.fixture
def changes_of(regulations, a_case):
    def of(**case):
        found = a_case(**case)
        rules = regulations.in_force(on=found.on)
        return changes(found, judge(found, rules), rules)

    return of


@pytest.fixture
def said_of(regulations, a_case):
    def of(language="vi", **case):
        found = a_case(**case)
        rules = regulations.in_force(on=found.on)
        return explain(judge(found, rules), found, language, rules=rules)

    return of


class TestWhatWouldChangeAVerdict:
    def test_is_people_where_the_quorum_was_missed(self, changes_of):
        assert Change("more_present", (("people", 2),)) in changes_of(summoned=39, present=24, agree=24)

    def test_is_the_next_absence_where_it_was_met(self, changes_of):
        assert changes_of(summoned=40, present=27, agree=27)[0] == Change("fewer_present", (("people", 1),))

    def test_is_the_nearest_vote_up_and_down(self, changes_of):
        found = changes_of(procedure="reappointment", stage="leadership", summoned=4, agree=2)

        assert found[1:3] == (
            Change("more_votes", (("votes", 1), ("option", "agree"), ("outcome", "passes"))),
            Change("fewer_votes", (("votes", 1), ("option", "agree"), ("outcome", "report_to_authority"))),
        )

    def test_is_another_era(self, changes_of):
        """Đúng 50% tại hội nghị: 2024 báo cáo; từ 01/7/2026 người đứng đầu."""
        assert changes_of(agree=20)[-1] == Change(
            "other_era", (("era", "vn-2026h2"), ("outcome", "head_decides"))
        )

    def test_may_be_the_older_norm_of_a_poll(self, changes_of):
        options = {"high": 10, "medium": 9, "low": 21}

        found = changes_of(procedure="confidence_poll", stage="conference", options=options)

        assert Change("other_era", (("era", "vn-2014"), ("outcome", "out_of_planning"))) in found

    def test_says_how_many_votes_were_missing(self, said_of):
        assert "Còn thiếu 2 phiếu để đạt tỷ lệ quy định." in said_of(agree=19)
        assert "Nếu có thêm 2 phiếu “đồng ý” thì kết quả khác: đạt." in said_of(agree=19)

    def test_never_rounds_two_thirds_up(self, said_of):
        """2/3 in ra 66,66%, không phải 66,67%."""
        poll = {"procedure": "confidence_poll", "stage": "conference", "summoned": 30}

        assert "Phiếu “tín nhiệm thấp”: 20/30 phiếu thu về (66,66%)." in said_of(
            **poll, options={"high": 10, "low": 20}
        )

    def test_asks_for_a_person_only_about_more_votes(self, changes_of):
        found = changes_of(
            procedure="appointment", stage="enlarged_leadership", options={"an": 20, "binh": 20}
        )

        assert [change.code for change in found if change.code.endswith("votes")] == ["more_votes"]

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_finds_words_for_every_outcome(self, said_of, language):
        cases = [
            {"agree": 30},
            {"agree": 20},
            {"present": 20, "agree": 20},
            {"agree": 20, "on": "2026-08-01", "subject": {"role": "principal"}},
            {"procedure": "dismissal", "stage": "leadership", "agree": 5},
            *(
                {"procedure": "confidence_poll", "stage": "conference", "options": options, "on": on}
                for on in ("2018-06-01", "2024-05-20")
                for options in (
                    {"high": 40},
                    {"high": 19, "low": 21},
                    {"high": 10, "low": 30},
                )
            ),
            {
                "procedure": "confidence_poll",
                "stage": "conference",
                "summoned": 30,
                "options": {"high": 10, "low": 20},
            },
            *(
                {"procedure": "appointment", "stage": "enlarged_leadership", "options": options}
                for options in (
                    {"an": 25, "binh": 15},
                    {"an": 20, "binh": 20},
                    {f"o{i}": 1 for i in range(40)},
                )
            ),
        ]

        for case in cases:
            sentences = said_of(language, **case)
            assert all(sentence and "{" not in sentence for sentence in sentences)


class TestTheLawOnTwoDays:
    def test_does_not_differ_from_itself(self, regulations):
        rules = regulations.in_force(on=date(2024, 5, 20))

        assert differences(rules, rules) == ()

    def test_shows_both_articles_of_what_changed(self, regulations):
        found = differences(
            regulations.in_force(on=date(2024, 5, 20)), regulations.in_force(on=date(2026, 8, 1))
        )
        [conference] = [
            change
            for change in touched(found, ["reappointment.key_staff_conference.outcome"])
            if change.scope == "public_employee"
        ]

        assert conference.kind == "value"
        assert [c.article for c in conference.before.citations] == ["Đ.51.4"]
        assert [c.article for c in conference.after.citations] == ["Đ.39.5"]

    def test_tells_a_new_source_from_a_new_value(self, regulations):
        found = differences(
            regulations.in_force(on=date(2026, 6, 30)), regulations.in_force(on=date(2026, 7, 1))
        )
        kinds = {c.rule_id: str(c.kind) for c in found if c.scope == "public_employee"}

        assert kinds["reappointment.leadership.outcome"] == "source"
        assert kinds["reappointment.key_staff_conference.outcome"] == "value"
        assert kinds["dismissal.leadership.outcome"] == "certainty"
        assert kinds["appraisal.cuts"] == "new"
        assert kinds["appraisal.manager_shares"] == "repealed"

    def test_knows_the_next_day_on_which_something_changes(self, regulations):
        assert next_change(regulations, after=date(2026, 6, 15)) == date(2026, 7, 1)
        assert next_change(regulations, after=date(2100, 1, 1)) is None
