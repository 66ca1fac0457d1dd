"""Gạch tên: phải gạch hết họ và tên; khoanh tròn hoặc gạch dưới không phải là gạch tên."""

import numpy as np
import pytest
from bench.sheet_generator import hands

from tests.engines.omr.builders import (
    LAN,
    NHUNG,
    TUAN,
    a_name_list,
    answers,
    blank_page,
    doubts,
    mark,
    read,
    reader_of,
    rule,
)
from tinnhiem.engines.omr.names import _letters

NAMES = a_name_list()


def letters_of(subject, definition=NAMES):
    reader = reader_of(definition)
    for row in reader.layout.rows:
        if row.subject.id == subject:
            area = _letters(row.boxes[0].area, reader.blank.picture)
            return np.array([area.x, area.y, area.width, area.height])
    raise KeyError(subject)


class TestANameForPeople:
    @pytest.mark.parametrize(
        "hand", [hand for hand, _ in hands.DOUBTFUL_STRIKES], ids=lambda hand: hand.__name__
    )
    def test_is_one_struck_in_part_ringed_or_underlined(self, hand):
        page = blank_page(NAMES)
        mark(page, letters_of(TUAN), hand, seed=3)

        reading = read(NAMES, page)

        assert set(doubts(reading)) == {TUAN}
        assert answers(reading) == {LAN: None, NHUNG: None}

    @pytest.mark.parametrize("device", ["scan200", "phone"])
    def test_is_one_underlined_along_its_frame(self, device):
        page = blank_page(NAMES)
        field = next(row.boxes[0].area for row in reader_of(NAMES).layout.rows if row.subject.id == TUAN)
        name = letters_of(TUAN)
        rule(page, [(name[0], field.bottom + 0.2), (name[0] + name[2], field.bottom + 0.2)])

        assert doubts(read(NAMES, page, device)) == {TUAN: "row_ink_outside"}


class TestASettledName:
    @pytest.mark.parametrize(
        "hand", [hand for hand, _ in hands.CLEAR_STRIKES], ids=lambda hand: hand.__name__
    )
    @pytest.mark.parametrize("device", ["scan200", "phone"])
    def test_is_struck_by_a_line_through_all_of_it_however_it_slants(self, hand, device):
        page = blank_page(NAMES)
        mark(page, letters_of(LAN), hand, seed=5)

        assert answers(read(NAMES, page, device)) == {LAN: "struck", TUAN: None, NHUNG: None}

    @pytest.mark.parametrize(
        "hand", [hand for hand, _ in hands.CLEAR_STRIKES], ids=lambda hand: hand.__name__
    )
    def test_is_struck_where_it_is_of_two_chinese_characters(self, hand):
        definition = a_name_list(subjects=[{"id": "li", "name": "李昇"}, {"id": "wang", "name": "王晓芳"}])
        page = blank_page(definition)
        mark(page, letters_of("li", definition), hand, seed=5)

        assert answers(read(definition, page)) == {"li": "struck", "wang": None}

    def test_is_struck_by_a_slant_that_leaves_the_letters_at_both_ends(self):
        page = blank_page(NAMES)
        x, y, width, height = letters_of(LAN)
        rule(page, [(x - 1, y + height + 0.5), (x + width + 1, y - 0.5)])

        assert answers(read(NAMES, page)) == {LAN: "struck", TUAN: None, NHUNG: None}

    def test_stands_where_it_was_left_alone_and_the_ballot_names_both_answers(self):
        both = a_name_list(options=[{"id": "kept", "label": "Để lại"}, {"id": "struck", "label": "Gạch"}])

        assert answers(read(both, blank_page(both))) == {LAN: "kept", TUAN: "kept", NHUNG: "kept"}
