"""Charts that the server draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.web.charts import Part, segments, waffle

COUNTS = st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=5)


def parts(*counts):
    return [Part(f"phần {place}", count, "f1") for place, count in enumerate(counts)]


class TestAWaffle:
    """Tính trên tổng số người được triệu tập; một ô là một người."""

    @pytest.mark.parametrize("needed", [0, 41])
    def test_refuses_to_mark_a_square_that_nobody_fills(self, needed):
        with pytest.raises(ValueError, match=f"Square {needed} is not among 40"):
            waffle(parts(20, 8, 12), needed=needed)

    def test_marks_the_person_who_would_tip_the_balance(self):
        chart = waffle(parts(20, 8, 12), needed=21)

        assert (chart.tipping.x, chart.tipping.y, chart.tipping.width) == ("0.09%", 34, "4.83%")
        assert chart.height == 68

    @given(COUNTS)
    def test_has_one_square_a_person_inside_the_chart(self, counts):
        chart = waffle(parts(*counts))

        assert len(chart.squares) == sum(counts)
        assert all(
            float(s.x[:-1]) + float(s.width[:-1]) <= 100 and s.y + 28 <= chart.height for s in chart.squares
        )

    def test_is_drawn_with_a_legend_and_a_label_and_no_style(self, fragment):
        chart = waffle([Part("đồng ý", 20, "f1"), Part("không đồng ý", 8, "f4")], needed=21)

        drawn = fragment("parts/_waffle.html", chart=chart, tipping="Ô thứ 21")

        assert len(drawn.css("figure > svg > rect:not(.hatch):not(.need)")) == 28
        assert len(drawn.css("figure > svg > .hatch")) == 8
        assert drawn.css_first("figure > svg").attributes["aria-label"] == "20 đồng ý, 8 không đồng ý"
        assert "viewbox" not in drawn.html.lower()
        assert "style=" not in drawn.html


class TestABarOfSegments:
    def test_leaves_out_a_part_without_anybody(self):
        assert len(segments(parts(3, 0, 1)).segments) == 2

    @given(COUNTS.filter(any))
    def test_fills_its_length(self, counts):
        widths = [float(segment.width[:-1]) for segment in segments(parts(*counts)).segments]

        assert abs(sum(widths) - 100) < 0.1
