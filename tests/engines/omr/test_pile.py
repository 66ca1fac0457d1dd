import numpy as np
import pytest
from bench.sheet_generator import hands

from tests.engines.omr.builders import (
    LAN,
    NHUNG,
    TUAN,
    a_definition,
    a_name_list,
    blank_page,
    captured,
    mark,
    place_of,
    read,
    reader_of,
    rule,
    rule_cross,
)
from tinnhiem.engines.omr.pictures import page_picture
from tinnhiem.engines.omr.pile import Page, mark_duplicates, pile_record
from tinnhiem.engines.omr.reading import SheetReading, Status

BALLOT = a_definition()


def a_voted_page(seed):
    page = blank_page(BALLOT)
    for number, subject in enumerate((LAN, TUAN, NHUNG)):
        mark(page, place_of(BALLOT, subject, "high"), hands.cross, seed=10 * seed + number)
    return page


def pile(*readings):
    return [Page("pile.pdf", number, reading) for number, reading in enumerate(readings, start=1)]


class TestASheetSeenTwice:
    @pytest.mark.parametrize("device", ["scan200", "phone"])
    def test_is_a_duplicate_that_names_the_first(self, device):
        page = a_voted_page(1)
        pages = pile(read(BALLOT, page), read(BALLOT, a_voted_page(2)), read(BALLOT, page, device, seed=8))

        marked = mark_duplicates(pages)

        assert [page.reading.status for page in marked] == [Status.READ, Status.READ, Status.DUPLICATE]
        assert marked[2].reading.params == {"file": "pile.pdf", "page": 1}

    def test_is_none_where_two_voters_say_the_same(self):
        pages = pile(*(read(BALLOT, a_voted_page(seed)) for seed in range(6)))

        assert {page.reading.status for page in mark_duplicates(pages)} == {Status.READ}

    def test_is_none_where_two_sheets_are_blank(self):
        pages = pile(*(read(BALLOT, blank_page(BALLOT), seed=seed) for seed in (1, 2)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.READ]

    def test_is_a_duplicate_where_a_blank_one_is_the_same_picture_to_the_grain(self):
        pages = pile(*(read(BALLOT, blank_page(BALLOT), seed=1) for _ in range(2)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.DUPLICATE]

    def test_is_none_where_a_program_drew_the_same_marks_on_two_sheets(self):
        page = blank_page(BALLOT)
        for subject in (LAN, TUAN, NHUNG):
            rule_cross(page, place_of(BALLOT, subject, "high"))

        pages = pile(*(read(BALLOT, page, seed=seed) for seed in (1, 2)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.READ]

    def test_is_none_where_two_voters_drew_the_same_line_along_a_ruler(self):
        names = a_name_list()
        page = blank_page(names)
        for row in reader_of(names).layout.rows[:2]:
            field = row.boxes[0].area
            rule(page, [(field.x + 1, field.y + 6), (field.x + 50, field.y + 6)])

        pages = pile(*(read(names, page, seed=seed) for seed in (1, 2)))

        assert Status.DUPLICATE not in {page.reading.status for page in mark_duplicates(pages)}

    def test_is_none_where_one_mark_is_all_they_share(self):
        page = blank_page(BALLOT)
        mark(page, place_of(BALLOT, LAN, "high"), hands.dot)

        pages = pile(*(read(BALLOT, page, seed=seed) for seed in (1, 2)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.READ]

    def test_is_a_duplicate_upside_down_even_where_a_program_marked_it(self):
        page = blank_page(BALLOT)
        rule_cross(page, place_of(BALLOT, LAN, "high"))
        scan = page_picture(captured(page), 0, longest=5000)
        turned = np.ascontiguousarray(scan[::-1, ::-1])

        pages = pile(*(reader_of(BALLOT).read_picture(picture) for picture in (scan, turned)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.DUPLICATE]

    def test_is_a_duplicate_in_which_a_hand_marked_two_boxes(self):
        page = a_voted_page(3)

        pages = pile(*(read(BALLOT, page, seed=seed) for seed in (1, 2)))

        assert [page.reading.status for page in mark_duplicates(pages)] == [Status.READ, Status.DUPLICATE]


class TestTheRecordOfAPile:
    def test_counts_settled_rows_only(self):
        doubtful = blank_page(BALLOT)
        mark(doubtful, place_of(BALLOT, LAN, "high"), hands.cross)
        mark(doubtful, place_of(BALLOT, TUAN, "high"), hands.circle)
        readings = (read(BALLOT, doubtful), SheetReading(Status.UNREADABLE, reason="scan_no_anchors"))

        record = pile_record(pile(*readings), definition=BALLOT, language="en")

        assert record["totals"] == {
            "sheets": 2,
            "read": 0,
            "adjudicate": 1,
            "unreadable": 1,
            "wrong_form": 0,
            "duplicate": 0,
            "counts": {LAN: {"high": 1}},
            "blank": {NHUNG: 1},
        }

    def test_gives_each_row_for_people_its_sentence_and_no_mark(self):
        page = blank_page(BALLOT)
        mark(page, place_of(BALLOT, TUAN, "high"), hands.circle)

        (sheet,) = pile_record(pile(read(BALLOT, page)), definition=BALLOT, language="vi")["sheets"]

        assert sheet["marks"] == {LAN: None, NHUNG: None}
        assert sheet["adjudicate"] == [TUAN]
        assert [(reason["subject"], reason["code"]) for reason in sheet["reasons"]] == [
            (TUAN, "row_ink_outside")
        ]
        assert sheet["reasons"][0]["message"].startswith("Trần Quốc Tuấn: có nét mực ngoài các ô")

    def test_has_neither_marks_nor_subjects_for_a_page_that_is_not_read(self):
        reading = read(BALLOT, blank_page(a_definition(batch="2")))

        (sheet,) = pile_record(pile(reading), definition=BALLOT, language="vi")["sheets"]

        assert (sheet["status"], sheet["marks"], sheet["adjudicate"]) == ("wrong_form", {}, [])
        assert ["subject" in reason for reason in sheet["reasons"]] == [False]

    def test_does_not_depend_on_the_order_of_the_pages(self):
        readings = [read(BALLOT, a_voted_page(seed)) for seed in range(3)] + [
            read(BALLOT, blank_page(BALLOT))
        ]
        shuffled = [readings[index] for index in np.random.default_rng(4).permutation(4)]

        one, other = (
            pile_record(pile(*order), definition=BALLOT, language="vi")["totals"]
            for order in (readings, shuffled)
        )

        assert one == other
