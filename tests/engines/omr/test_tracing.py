"""Five ways in which "secret" forms have been traced to people, and what a sheet does against each.

Collected by group, marked beforehand, handed out by row, known by handwriting, known by the time. Where the
sheet itself cannot prevent a trick it makes it visible; what it cannot see is said here too.
"""

import re

import numpy as np
import pypdfium2
from bench.sheet_generator import hands

from tests.engines.omr.builders import FONTS, LAN, a_definition, blank_page, doubts, mark, place_of, read
from tinnhiem.engines.omr.pile import Page, pile_record
from tinnhiem.engines.omr.printing import print_sheets

BALLOT = a_definition()


def drawings(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {page.render(scale=4).to_numpy().tobytes() for page in document}
    finally:
        document.close()


def a_vote(option, seed):
    page = blank_page(BALLOT)
    mark(page, place_of(BALLOT, LAN, option), hands.cross, seed=seed)
    return read(BALLOT, page, seed=seed)


class TestCollectingByGroup:
    def test_leaves_no_trace_in_print_since_all_groups_fill_the_same_sheet(self):
        assert len(drawings(print_sheets(BALLOT, copies=12, fonts=FONTS))) == 1

    def test_leaves_no_trace_in_totals_since_they_forget_the_order_of_the_pile(self):
        first_group, second_group = [a_vote("high", 1), a_vote("high", 2)], [a_vote("low", 3)]

        one, other = (
            pile_record(
                [Page("a.pdf", n, reading) for n, reading in enumerate(order, 1)],
                definition=BALLOT,
                language="vi",
            )["totals"]
            for order in (first_group + second_group, second_group + first_group)
        )

        assert one == other


class TestMarkingSheetsBeforehand:
    def test_with_a_stroke_of_three_millimetres_sends_the_sheet_to_people(self):
        page = blank_page(BALLOT)
        mark(page, np.array([100, 125, 4, 4]), hands.tick)

        assert set(doubts(read(BALLOT, page)).values()) == {"sheet_ink_outside"}

    def test_with_a_tick_among_the_rows_sends_that_row_to_people(self):
        page = blank_page(BALLOT)
        mark(page, np.array([60, 58, 2.5, 2.5]), hands.tick)

        assert doubts(read(BALLOT, page)) == {LAN: "row_ink_outside"}

    def test_with_a_pinprick_is_not_seen_so_that_slips_are_drawn_from_a_mixed_stack(self):
        page = blank_page(BALLOT)
        mark(page, np.array([100, 125, 0.5, 0.5]), hands.speck)

        assert doubts(read(BALLOT, page)) == {}


class TestHandingOutByRow:
    def test_is_useless_since_the_place_in_the_stack_is_not_on_the_sheet(self):
        pdf = print_sheets(BALLOT, copies=40, fonts=FONTS)

        document = pypdfium2.PdfDocument(pdf)
        texts = {page.get_textpage().get_text_bounded() for page in document}
        document.close()
        assert len(texts) == 1


class TestReadingHandwriting:
    def test_finds_none_on_a_counted_sheet_since_any_writing_sends_the_whole_sheet_to_people(self):
        page = blank_page(BALLOT)
        mark(page, np.array([30, 120, 30, 5]), hands.handwriting)

        assert len(doubts(read(BALLOT, page))) == 3

    def test_gets_no_picture_from_the_record(self):
        record = pile_record([Page("a.pdf", 1, a_vote("high", 1))], definition=BALLOT, language="vi")

        assert set(record["sheets"][0]) == {"file", "page", "status", "marks", "adjudicate", "reasons"}


class TestKnowingTheTime:
    def test_is_not_helped_by_the_file_of_sheets_which_bears_no_day_of_its_own(self):
        pdf = print_sheets(BALLOT, copies=2, fonts=FONTS)

        dates = set(re.findall(rb"\(D:(\d{8})", pdf))
        assert dates <= {b"20000101"}
