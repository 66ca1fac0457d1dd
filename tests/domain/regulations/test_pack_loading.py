"""Packs as a lawyer writes them: every mistake is named with file, line and rule before anything is judged."""

from datetime import date

import pytest

from tinnhiem.common.sentences import explain
from tinnhiem.domain.regulations import (
    ballot_terms,
    judge,
    legal_bases,
    load,
    load_calendar,
    mistakes_in,
    plan_term,
)
from tinnhiem.domain.regulations import errors as mistakes

HEADER = 'id = "{id}"\njurisdiction = "{jurisdiction}"\nlayer = "{layer}"\nname = "Bộ thử"\n'
ERA = '[[era]]\nid = "xx-2099"\nname = "Sắc lệnh 2099"\nfrom = 2099-01-01\n'
RULE = """
[[rule]]
id = "{id}"
kind = "{kind}"
scope = "any"
from = {start}
{end}confidence = "V"
sources = [{{ document = "SL 1/2099", article = "Đ.7", words = "Điều 7 Sắc lệnh 1/2099" }}]
value = {{ {value} }}
"""


def a_rule(
    name="term.length", kind="duration", value='count = 4, unit = "years"', start="2099-01-01", end=None
):
    return RULE.format(
        id=name, kind=kind, value=value, start=start, end="" if end is None else f"to = {end}\n"
    )


@pytest.fixture
def pack(tmp_path):
    """A folder with one pack, its rules as text."""

    def of(*rules, name="xx", jurisdiction="xx", layer="national", header="", eras=ERA):
        folder = tmp_path / name
        (folder / "rules").mkdir(parents=True)
        head = HEADER.format(id=name, jurisdiction=jurisdiction, layer=layer) + header
        (folder / "pack.toml").write_text(head, encoding="utf-8")
        (folder / "eras.toml").write_text(eras, encoding="utf-8")
        (folder / "rules" / "votes.toml").write_text("\n".join(rules), encoding="utf-8")
        return folder

    return of


class TestAPackWithAMistake:
    @pytest.mark.parametrize(
        ("rules", "mistake"),
        [
            ([a_rule(end="2099-06-30"), a_rule(start="2099-07-02")], mistakes.RuleGap),
            ([a_rule(end="2099-06-30"), a_rule(start="2099-06-30")], mistakes.RuleOverlap),
            ([a_rule(), a_rule(start="2099-07-01")], mistakes.RuleOverlap),
            ([a_rule(value='count = 4.5, unit = "years"')], mistakes.PackFloat),
            ([a_rule(value='count = true, unit = "years"')], mistakes.PackBooleanForNumber),
            ([a_rule(value='count = -4, unit = "years"')], mistakes.PackFieldWrong),
            ([a_rule(value='count = 4, unit = "moons"')], mistakes.PackWordUnknown),
            ([a_rule(value='count = 4, unit = "years", tail = 1')], mistakes.PackFieldUnknown),
            ([a_rule(value="count = 4")], mistakes.PackFieldMissing),
            ([a_rule(kind="moon")], mistakes.PackWordUnknown),
            ([a_rule(end="2098-06-30")], mistakes.PeriodWrong),
            ([a_rule().replace("Đ.7", "", 1)], mistakes.ArticleMissing),
            ([a_rule().replace('article = "Đ.7", ', "")], mistakes.ArticleMissing),
            ([a_rule().replace("value", "provisional = true\nvalue")], mistakes.ProvisionalReasonMissing),
            ([a_rule().replace('"V"', '"V9"')], mistakes.PackWordUnknown),
            ([a_rule().replace("2099-01-01", '"2099-01-01"')], mistakes.PackFieldWrong),
            ([a_rule().replace("2099-01-01", "2099-01-01T00:00:00")], mistakes.PackFieldWrong),
            (
                [a_rule(kind="quorum", value='share = "2/3", inclusive = true, of = "seats"')],
                mistakes.PackWordUnknown,
            ),
            (
                [a_rule(kind="quorum", value='share = "3/2", inclusive = true, of = "staff"')],
                mistakes.PackFractionWrong,
            ),
            (
                [a_rule(kind="quorum", value='share = "0,5", inclusive = true, of = "staff"')],
                mistakes.PackFractionWrong,
            ),
            (
                [a_rule(kind="outcome", value='judges = "agree", of = "cast", bands = []')],
                mistakes.BandsIncomplete,
            ),
            ([a_rule(), "[[rule"], mistakes.PackUnreadable),
        ],
    )
    def test_is_refused_by_name_in_both_languages(self, pack, rules, mistake):
        folder = pack(*rules)

        with pytest.raises(mistake) as refused:
            load([folder])

        assert refused.value.params["file"] == "xx/rules/votes.toml"
        assert refused.value.params["line"] >= 1
        for language in ("vi", "en"):
            assert "votes.toml" in explain(refused.value, language)

    def test_names_the_line_of_the_rule(self, pack):
        folder = pack(a_rule(), a_rule(name="term.notice", value="count = 1.5"))

        with pytest.raises(mistakes.PackFloat) as refused:
            load([folder])

        assert refused.value.params == {
            "file": "xx/rules/votes.toml",
            "line": 12,
            "rule": "term.notice",
            "field": "value.count",
        }

    def test_may_not_divide_by_what_is_not_counted(self, pack):
        band = '{ outcome = "none", next_action = "none", decided_by = "nobody" }'
        folder = pack(a_rule(kind="outcome", value=f'judges = "agree", of = "seats", bands = [{band}]'))

        with pytest.raises(mistakes.DenominatorUnknown):
            load([folder])

    def test_may_not_put_a_lower_band_first(self, pack):
        bands = ", ".join(
            f'{{ {share}outcome = "none", next_action = "none", decided_by = "nobody" }}'
            for share in ('share = "1/3", inclusive = true, ', 'share = "1/2", inclusive = true, ', "")
        )
        folder = pack(a_rule(kind="outcome", value=f'judges = "agree", of = "valid", bands = [{bands}]'))

        with pytest.raises(mistakes.BandsDisordered):
            load([folder])

    def test_tells_every_mistake_when_asked_for_all(self, pack):
        folder = pack(
            a_rule(value="count = 1.5"), a_rule(name="x", kind="moon"), a_rule(name="y", end="2000-01-01")
        )

        assert [type(mistake) for mistake in mistakes_in([folder])] == [
            mistakes.PackFloat,
            mistakes.PackWordUnknown,
            mistakes.PeriodWrong,
        ]

    def test_is_refused_where_the_folder_holds_none(self, tmp_path):
        with pytest.raises(mistakes.PackHeaderMissing):
            load([tmp_path])

    def test_may_not_overlap_its_own_eras(self, pack):
        with pytest.raises(mistakes.EraOverlap):
            load([pack(eras=ERA + ERA.replace('"xx-2099"', '"xx-2100"'))])


class TestLayers:
    ADOPTED = """over = "xx"
[adoption]
status = "{status}"
source = {{ document = "QĐ 9/2099", article = "Đ.1", words = "Điều 1 Quyết định 9/2099" }}
consulted = [{{ who = "Công đoàn", on = 2099-01-05, reply = "đồng ý" }}]
"""

    def local(self, pack, *rules, status="in_force", header=None):
        head = self.ADOPTED.format(status=status) if header is None else header
        return pack(*rules, name="xx-commune", layer="commune", header=head, eras="era = []\n")

    def test_may_not_lie_in_a_circle(self, pack):
        first = pack(name="a", header='over = "b"\n')
        second = pack(name="b", header='over = "a"\n')

        with pytest.raises(mistakes.LayerCircular) as refused:
            load([first, second])

        assert refused.value.params["chain"] == "a → b → a"

    def test_may_not_lie_over_what_was_not_loaded(self, pack):
        with pytest.raises(mistakes.LayerUnknown):
            load([pack(header='over = "elsewhere"\n')])

    def test_may_not_carry_one_id_twice(self, pack, tmp_path):
        folder = pack()

        with pytest.raises(mistakes.PackTwice):
            load([folder, folder])

    def test_may_not_put_the_nation_over_a_commune(self, pack):
        commune = self.local(pack)
        with pytest.raises(mistakes.LayerReversed):
            load([pack(), commune, pack(name="yy", header='over = "xx-commune"\n')])

    def test_may_not_change_what_the_law_keeps(self, pack):
        with pytest.raises(mistakes.OverrideForbidden):
            load([pack(a_rule()), self.local(pack, a_rule(value='count = 3, unit = "years"'))])

    @pytest.mark.parametrize(
        "header",
        [
            'over = "xx"\n',
            'over = "xx"\n[adoption]\nstatus = "draft"\n',
            ADOPTED.format(status="in_force").split("consulted")[0],
        ],
    )
    def test_need_a_document_and_a_consultation(self, pack, header):
        with pytest.raises(mistakes.AdoptionIncomplete):
            load([self.local(pack, header=header)])

    def test_change_what_the_law_leaves_to_them_once_in_force(self, pack):
        open_rule = a_rule().replace("scope", "local = true\nscope")
        nation = pack(open_rule)
        commune = self.local(pack, a_rule(value='count = 3, unit = "years"', start="2099-03-01"))
        regulations = load([nation, commune])

        before = regulations.in_force(on=date(2099, 2, 28), jurisdiction="xx").get("term.length")
        after = regulations.in_force(on=date(2099, 3, 1), jurisdiction="xx").get("term.length")

        assert (before.value.count, before.layer) == (4, "national")
        assert (after.value.count, after.layer) == (3, "commune")

    @pytest.mark.parametrize("status", ["draft", "consulted"])
    def test_change_nothing_before_that(self, pack, status):
        nation = pack(a_rule().replace("scope", "local = true\nscope"))
        commune = self.local(pack, a_rule(value='count = 3, unit = "years"'), status=status)

        rules = load([nation, commune]).in_force(on=date(2099, 3, 1), jurisdiction="xx")

        assert rules.get("term.length").value.count == 4

    def test_of_a_later_decree_lie_over_the_earlier_from_its_day(self, pack):
        nation = pack(a_rule())
        decree = pack(a_rule(value='count = 6, unit = "years"', start="2100-01-01"), name="xx-decree")
        regulations = load([nation, decree])

        counts = [
            regulations.in_force(on=day, jurisdiction="xx").get("term.length").value.count
            for day in (date(2099, 12, 31), date(2100, 1, 1))
        ]

        assert counts == [4, 6]


class TestAMadeUpJurisdiction:
    """Bộ xx-2099: đổi kết quả, ngày đến hạn, căn cứ và phiếu mà không đổi một dòng mã nào."""

    OUTCOME = (
        'judges = "agree", of = "valid", bands = ['
        '{ share = "3/5", inclusive = true, outcome = "passes", '
        'next_action = "next_step", decided_by = "conference" },'
        '{ outcome = "stop_and_report", next_action = "stop", decided_by = "managing_body" }]'
    )
    BALLOT = (
        'title = "Phiếu 2099", criteria = ["Công tâm"], stamp_required = false, signature_optional = false, '
        'options = [{ code = "agree", label = "Tán thành" }, { code = "disagree", label = "Không tán thành" }]'
    )

    @pytest.fixture
    def rules(self, pack):
        stage = "reappointment.key_staff_conference"
        folder = pack(
            a_rule(f"{stage}.outcome", "outcome", self.OUTCOME),
            a_rule(f"{stage}.disclosure", "disclosure", 'announced_at_meeting = true, audience = ["public"]'),
            a_rule(),
            a_rule("term.notice", value='count = 10, unit = "days"'),
            a_rule("term.decision", value='count = 3, unit = "working_days"'),
            a_rule("term.extension_below", value='count = 1, unit = "years"'),
            a_rule("term.cap_below", value='count = 4, unit = "years"'),
            a_rule("basis.reappointment.10", "words", 'words = "Căn cứ Sắc lệnh số 1 năm 2099"'),
            a_rule(f"ballot.{stage}", "ballot", self.BALLOT),
            a_rule("ballot.invalid_grounds", "labels", 'entries = [{ code = "torn", label = "Phiếu rách" }]'),
            a_rule(
                "ballot.committee",
                "committee",
                'sizes = [7], share = "1/2", inclusive = true, of = "present"',
            ),
            a_rule("ballot.subject_counted", "flag", "holds = false"),
        )
        return load([folder]).in_force(on=date(2099, 5, 20), jurisdiction="xx")

    def test_changes_the_verdict(self, rules, a_case):
        case = a_case(jurisdiction="xx", on="2099-05-20", present=10, agree=6)

        verdict = judge(case, rules)

        assert (verdict.pack, verdict.outcome, verdict.quorum) == ("xx-2099", "passes", None)
        assert (verdict.share.denominator, verdict.share.denominator_kind) == (10, "valid")
        assert verdict.disclosure.is_announced
        assert verdict.citations[0].words == "Điều 7 Sắc lệnh 1/2099"

    def test_changes_the_due_dates(self, rules):
        plan = plan_term(
            appointed_on=date(2095, 9, 1),
            ends_on=None,
            born_on=date(2060, 1, 1),
            sex=None,
            rules=rules,
            calendar=load_calendar([], "xx"),
        )

        assert (plan.last_day, plan.notice_by, plan.decision_by) == (
            date(2099, 8, 31),
            date(2099, 8, 21),
            date(2099, 8, 26),
        )

    def test_changes_the_legal_bases(self, rules):
        assert [basis.words for basis in legal_bases("reappointment", rules)] == [
            "Căn cứ Sắc lệnh số 1 năm 2099"
        ]

    def test_changes_the_ballot(self, rules):
        terms = ballot_terms("reappointment", "key_staff_conference", rules)

        assert (terms.title, terms.options[0].label, terms.committee.sizes) == (
            "Phiếu 2099",
            "Tán thành",
            (7,),
        )
        assert not terms.subject_counted.plan_must_say
