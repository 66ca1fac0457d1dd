from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.omr.builders import a_definition, a_name_list
from tinnhiem.engines.omr.layout import SheetDoesNotFit, SheetTooNarrow, layout_of, layout_record


def subjects(count):
    return [{"id": f"s{n}", "name": f"Người {n}"} for n in range(count)]


def options(count):
    return [{"id": f"o{n}", "label": f"Mức {n}"} for n in range(count)]


class TestALayout:
    def test_refuses_more_rows_than_one_side_holds(self):
        with pytest.raises(SheetDoesNotFit) as refused:
            layout_of(a_definition(subjects=subjects(40)))

        assert refused.value.params == {"paper": "A4", "subjects": 40, "most": 25}

    def test_refuses_more_boxes_than_one_row_holds(self):
        with pytest.raises(SheetTooNarrow):
            layout_of(a_definition(options=options(8), paper="A5"))

    def test_holds_the_21_names_of_a_planning_list(self):
        layout = layout_of(a_definition(subjects=subjects(21)))

        assert len(layout.rows) == 21

    @given(st.integers(1, 25), st.integers(1, 8))
    def test_keeps_boxes_apart_and_within_the_page(self, rows, columns):
        layout = layout_of(a_definition(subjects=subjects(rows), options=options(columns), paper="A4"))

        boxes = [box.area for row in layout.rows for box in row.boxes]
        assert all(row.zone.holds(box.area.grown(0.4)) for row in layout.rows for box in row.boxes)
        assert not any(one.grown(1).overlaps(other) for one, other in combinations(boxes, 2))
        assert layout.table.bottom < layout.stamp.y

    def test_gives_the_outer_edges_of_each_box(self):
        record = layout_record(layout_of(a_definition()))

        assert record["version"] == 1
        assert record["page_mm"] == [148, 210]
        assert record["boxes"][0] == {
            "subject": "lan",
            "option": "high",
            "page": 1,
            "x_mm": 78.0,
            "y_mm": 59.5,
            "size_mm": 7.0,
        }

    def test_gives_the_width_of_each_field_where_names_are_struck_out(self):
        record = layout_record(layout_of(a_name_list()))

        assert [field["width_mm"] for field in record["boxes"]] == [72, 72, 72]

    def test_marks_the_corners_by_form_family(self):
        one, other = (layout_of(a_definition(batch=batch)) for batch in "12")

        assert [marker.id % 4 for marker in one.markers] == [0, 1, 2, 3]
        assert {marker.id // 4 for marker in one.markers}.isdisjoint(m.id // 4 for m in other.markers)
