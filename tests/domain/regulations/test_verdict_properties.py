"""Properties that hold for every vote, whatever the pack says."""

import re
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import Case, judge, load
from tinnhiem.domain.regulations.cases import COUNTS, STAGES
from tinnhiem.domain.regulations.durations import months_after
from tinnhiem.domain.regulations.values import Threshold
from tinnhiem.packs import PACKS

REGULATIONS = load([PACKS])
RANK = {"report_to_authority": 0, "head_decides": 1, "passes": 2}
DAYS = st.dates(min_value=date(2020, 9, 29), max_value=date(2027, 12, 31))

shares = st.integers(min_value=1, max_value=60).flatmap(
    lambda below: st.builds(Fraction, st.integers(min_value=0, max_value=below), st.just(below))
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def reappointments(draw):
    """The counts of a reappointment in which nobody contradicts himself."""
    stage = draw(st.sampled_from(list(STAGES["reappointment"])))
    found = {
        "jurisdiction": "vn",
        "procedure": "reappointment",
        "stage": stage,
        "on": draw(DAYS).isoformat(),
        "subject": {"role": draw(st.sampled_from(["principal", "vice_principal", "other"]))},
    }
    most = 120
    for name in COUNTS:
        most = found[name] = draw(st.integers(min_value=name == "summoned", max_value=most))
    agree = draw(st.integers(min_value=0, max_value=most))
    return found | {"options": {"agree": agree, "disagree": most - agree}}


def judged(found):
    case = Case.from_json(found)
    return judge(case, REGULATIONS.in_force(on=case.on))


class TestAThreshold:
    @given(share=shares, inclusive=st.booleans(), part=st.integers(0, 300), whole=st.integers(1, 300))
    def test_compares_as_fractions_do(self, share, inclusive, part, whole):
        exact = Fraction(part, whole)

        assert Threshold(share, inclusive).is_met_by(part, whole) == (
            exact >= share if inclusive else exact > share
        )


class TestAVerdict:
    @given(found=reappointments())
    def test_never_lets_the_principal_decide_on_himself(self, found):
        verdict = judged(found)

        if found["subject"]["role"] == "principal":
            assert verdict.decided_by != "head_of_unit"

    @given(found=reappointments())
    def test_never_gets_worse_by_one_more_in_favor(self, found):
        if not found["options"]["disagree"]:
            return
        better = {"agree": found["options"]["agree"] + 1, "disagree": found["options"]["disagree"] - 1}

        before, after = judged(found), judged(found | {"options": better})

        if before.share is not None:
            assert RANK[before.outcome] <= RANK[after.outcome]

    @given(found=reappointments())
    def test_has_a_share_exactly_where_the_quorum_was_met(self, found):
        verdict = judged(found)

        assert (verdict.share is not None) == verdict.quorum.met == (verdict.outcome != "quorum_not_met")
        assert verdict.quorum.needed == -(-2 * found["summoned"] // 3)

    @given(found=reappointments())
    def test_always_says_who_acts_and_under_which_article(self, found):
        verdict = judged(found)

        assert verdict.next_action != "none"
        assert verdict.citations
        assert not verdict.disclosure.is_announced


def without_addresses(shown: str) -> str:
    """A ``repr`` without the memory addresses in it, whose hex digits may spell any count."""
    return re.sub(r" at 0x[0-9a-f]+", "", shown)


class TestARepr:
    def test_shows_no_count_for_an_option_and_no_verdict(self, a_case, verdict_on):
        """Kết quả kiểm phiếu có thể được niêm phong: không lộ qua nhật ký lỗi."""
        shown = without_addresses(repr((a_case(agree=37), verdict_on(agree=37))))

        assert "37" not in shown
        assert "passes" not in shown


class TestWhateverIsHandedIn:
    @given(found=st.dictionaries(st.text(max_size=8), anything, max_size=5))
    def test_is_refused_with_a_foreseen_error(self, found):
        try:
            Case.from_json(found)
        except DomainError:
            return
        raise AssertionError(found)

    @given(found=reappointments(), name=st.sampled_from([*COUNTS, "on", "options", "stage"]), value=anything)
    def test_is_a_case_or_refused_with_a_foreseen_error(self, found, name, value):
        try:
            judged(found | {name: value})
        except DomainError as error:
            assert error.code


class TestMonths:
    @given(day=DAYS, months=st.integers(min_value=-600, max_value=600))
    def test_come_back_to_the_same_day_or_the_first_after_a_short_month(self, day, months):
        there = months_after(day, months)

        assert there.day in (day.day, 1)
        assert abs((months_after(there, -months) - day).days) <= 32
        assert months_after(day, 12) - day in (timedelta(days=365), timedelta(days=366))
