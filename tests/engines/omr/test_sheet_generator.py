import json

import numpy as np
from bench.sheet_generator import captures, labels, pilot, sheets

from tests.engines.omr.builders import a_definition, blank_page
from tinnhiem.engines.omr.layout import layout_of, layout_record

BALLOT = a_definition()


class TestAGeneratedSheet:
    def test_is_the_same_picture_and_truth_for_the_same_seed(self):
        layout = layout_record(layout_of(BALLOT))

        def made():
            rng = np.random.default_rng(11)
            page, truth = sheets.mark_boxes(blank_page(BALLOT), layout, rng)
            return captures.capture(page, "phone", rng), truth

        assert made() == made()


class TestThePilotKit:
    def test_asks_something_of_every_row_and_knows_its_truth(self):
        rows = pilot.instructions(BALLOT, np.random.default_rng(1))

        assert list(rows) == [subject.id for subject in BALLOT.subjects]
        assert {row["state"] for row in rows.values()} <= {"clear", "blank", "irregular"}

    def test_is_compared_with_the_answer_row_by_row(self):
        truth = {"sheets": [{"rows": {"lan": {"state": "clear", "answer": "high"}}}]}
        read = {"sheets": [{"status": "read", "marks": {"lan": "low"}, "adjudicate": []}]}

        assert labels.compared(truth, read) == {("clear", "wrong"): 1}

    def test_has_a_page_to_label_real_sheets_on(self, tmp_path):
        (tmp_path / "a.jpg").write_bytes(b"jpeg")

        page = labels.label_page(BALLOT, [tmp_path / "a.jpg"])

        assert page.count("<select") == 3
        assert json.dumps("lan") in page
