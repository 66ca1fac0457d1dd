"""Bầu bằng ô: a row is settled only when one plain mark stands in one box and nothing else is in the row."""

import numpy as np
import pytest
from bench.sheet_generator import hands

from tests.engines.omr.builders import (
    LAN,
    NHUNG,
    PENCIL,
    TUAN,
    a_chinese_sheet,
    a_definition,
    a_survey,
    answers,
    blank_page,
    doubts,
    mark,
    place_of,
    read,
    reader_of,
    rule,
    rule_cross,
)
from tinnhiem.engines.omr.reading import Status

BALLOT = a_definition()


def ballot_with(*marks):
    page = blank_page(BALLOT)
    for seed, (subject, option, hand) in enumerate(marks):
        mark(page, place_of(BALLOT, subject, option), hand, seed=seed)
    return page


class TestARowForPeople:
    def test_is_one_with_two_marks(self):
        page = ballot_with((LAN, "high", hands.cross), (LAN, "low", hands.tick))

        reading = read(BALLOT, page)

        assert reading.status is Status.ADJUDICATE
        assert doubts(reading) == {LAN: "row_two_marks"}
        assert answers(reading) == {TUAN: None, NHUNG: None}

    @pytest.mark.parametrize("seed", range(4))
    def test_is_one_whose_mark_was_taken_back_even_when_another_box_is_empty(self, seed):
        page = blank_page(BALLOT)
        mark(page, place_of(BALLOT, TUAN, "medium"), hands.scratch_out, seed=seed)

        assert doubts(read(BALLOT, page)) == {TUAN: "row_maybe_cancelled"}

    def test_is_one_corrected_by_a_second_mark(self):
        page = ballot_with((NHUNG, "low", hands.scratch_out), (NHUNG, "high", hands.cross))

        assert doubts(read(BALLOT, page)) == {NHUNG: "row_two_marks"}

    @pytest.mark.parametrize("hand", [hands.circle, hands.beside])
    def test_is_one_with_a_ring_around_a_box_or_a_mark_beside_it(self, hand):
        page = ballot_with((LAN, "medium", hand))

        assert doubts(read(BALLOT, page)) == {LAN: "row_ink_outside"}

    def test_is_one_in_which_a_pen_only_rested(self):
        page = ballot_with((LAN, "high", hands.speck))

        assert doubts(read(BALLOT, page)) == {LAN: "row_mark_faint"}

    def test_is_one_with_a_plain_mark_and_a_speck_in_another_box(self):
        page = ballot_with((LAN, "high", hands.cross), (LAN, "low", hands.speck))

        assert LAN in doubts(read(BALLOT, page))

    @pytest.mark.parametrize(
        ("right", "down"),
        [(0.5, 0.0), (0.5, 1.0), (0.0, 0.5), (1.0, 0.5)],
        ids=["upper", "lower", "left", "right"],
    )
    def test_is_one_with_a_plain_mark_and_a_dot_on_the_outline_of_another_box(self, right, down):
        page = ballot_with((LAN, "high", hands.cross))
        box = place_of(BALLOT, LAN, "low")
        dot = box[:2] + box[2:] * (right, down)
        rule(page, [tuple(dot), tuple(dot + 0.05)], width=0.7)

        assert set(doubts(read(BALLOT, page))) == {LAN}

    @pytest.mark.parametrize("away_mm", [2.5, 4.0, 9.0])
    def test_is_one_with_a_plain_mark_and_a_dot_beside_its_box(self, away_mm):
        page = ballot_with((LAN, "high", hands.tick))
        box = place_of(BALLOT, LAN, "high")
        left, level = box[0] - away_mm, box[1] + box[3] / 2
        rule(page, [(left, level), (left + 0.05, level)], width=0.6)

        assert doubts(read(BALLOT, page)) == {LAN: "row_ink_outside"}

    def test_is_one_whose_mark_was_taken_back_with_so_thick_a_pen_that_its_lines_run_together(self):
        page = blank_page(BALLOT)
        box = place_of(BALLOT, TUAN, "medium")
        for step in range(8):
            level = box[1] + step * box[3] / 7
            rule(page, [(box[0] - 1.5, level), (box[0] + box[2] + 1.5, level)], width=1.1)

        assert doubts(read(BALLOT, page)) == {TUAN: "row_maybe_cancelled"}

    def test_is_one_whose_stroke_runs_through_two_boxes(self):
        page = blank_page(BALLOT)
        first, second = place_of(BALLOT, TUAN, "high"), place_of(BALLOT, TUAN, "medium")
        across = np.array([first[0], first[1], second[0] + second[2] - first[0], first[3]])
        mark(page, across, hands.strike)

        assert TUAN in doubts(read(BALLOT, page))

    def test_is_one_under_a_streak_of_the_scanner(self):
        page = blank_page(BALLOT)
        x = round((place_of(BALLOT, LAN, "low")[0] + 3) * 10)
        page[:, x : x + 4] = 90

        assert set(doubts(read(BALLOT, page))) == {LAN, TUAN, NHUNG}

    def test_is_every_row_of_a_sheet_with_a_name_written_on_it(self):
        page = ballot_with((LAN, "high", hands.cross))
        mark(page, np.array([30, 130, 35, 6]), hands.handwriting)

        assert doubts(read(BALLOT, page)) == dict.fromkeys((LAN, TUAN, NHUNG), "sheet_ink_outside")

    def test_is_every_row_of_a_sheet_with_writing_so_dense_that_it_could_be_a_streak(self):
        page = ballot_with((LAN, "high", hands.cross))
        steps = np.arange(90)
        waves = np.stack([30 + 0.35 * steps + 0.8 * np.cos(steps), 130 + 1.8 * np.sin(1.3 * steps)], axis=1)
        rule(page, [tuple(point) for point in waves])

        assert doubts(read(BALLOT, page)) == dict.fromkeys((LAN, TUAN, NHUNG), "sheet_ink_outside")

    def test_is_every_row_of_a_sheet_with_writing_beside_its_stamp(self):
        page = blank_page(BALLOT)
        mark(page, np.array([24, 172, 26, 26]), hands.circle)
        mark(page, np.array([57, 172, 30, 6]), hands.handwriting)

        assert doubts(read(BALLOT, page)) == dict.fromkeys((LAN, TUAN, NHUNG), "sheet_ink_outside")


class TestASettledRow:
    @pytest.mark.parametrize("hand", [hand for hand, _ in hands.CLEAR_MARKS], ids=lambda hand: hand.__name__)
    def test_takes_each_plain_way_to_mark(self, hand):
        page = ballot_with((LAN, "high", hand), (TUAN, "medium", hand), (NHUNG, "low", hand))

        reading = read(BALLOT, page)

        assert answers(reading) == {LAN: "high", TUAN: "medium", NHUNG: "low"}
        assert reading.status is Status.READ

    @pytest.mark.parametrize("device", ["scan200", "phone"])
    @pytest.mark.parametrize(
        ("inset", "width"), [(1.2, 0.3), (1.2, 1.2), (0.0, 1.2), (-1.0, 0.5), (-1.0, 1.2)]
    )
    def test_takes_a_cross_of_a_thin_or_thick_pen_beyond_its_outline_too(self, inset, width, device):
        page = blank_page(BALLOT)
        rule_cross(page, place_of(BALLOT, TUAN, "low"), inset=inset, width=width)

        assert answers(read(BALLOT, page, device)) == {LAN: None, TUAN: "low", NHUNG: None}

    def test_takes_pencil(self):
        page = blank_page(BALLOT)
        mark(page, place_of(BALLOT, LAN, "low"), hands.slash, pen=PENCIL)

        assert answers(read(BALLOT, page))[LAN] == "low"

    def test_is_blank_where_nothing_stands_in_it(self):
        assert answers(read(BALLOT, blank_page(BALLOT))) == {LAN: None, TUAN: None, NHUNG: None}

    @pytest.mark.parametrize("device", ["scan200", "scan300", "phone"])
    def test_is_the_same_from_each_device(self, device):
        page = ballot_with((LAN, "high", hands.cross), (TUAN, "low", hands.tick))

        assert answers(read(BALLOT, page, device)) == {LAN: "high", TUAN: "low", NHUNG: None}

    def test_is_the_same_upside_down(self):
        page = ballot_with((LAN, "high", hands.cross), (TUAN, "low", hands.tick))
        turned = np.ascontiguousarray(page[::-1, ::-1])

        assert answers(read(BALLOT, turned)) == {LAN: "high", TUAN: "low", NHUNG: None}

    def test_is_not_disturbed_by_the_stamp_in_its_place(self):
        page = ballot_with((LAN, "high", hands.cross))
        mark(page, np.array([24, 172, 26, 26]), hands.circle)

        assert answers(read(BALLOT, page))[LAN] == "high"

    @pytest.mark.parametrize("seed", range(4))
    def test_is_not_disturbed_by_the_arm_of_a_tick_from_the_row_below(self, seed):
        survey = a_survey()
        page = blank_page(survey)
        mark(page, place_of(survey, "q5", "b"), hands.cross, seed=seed)
        mark(page, place_of(survey, "q6", "c"), hands.big_tick, seed=seed)

        reading = read(survey, page)

        assert doubts(reading) == {}
        assert (answers(reading)["q5"], answers(reading)["q6"]) == ("b", "c")

    def test_is_found_beside_names_in_chinese(self):
        definition = a_chinese_sheet()
        page = blank_page(definition)
        mark(page, place_of(definition, "chen", "b"), hands.tick)

        assert answers(read(definition, page)) == {"wang": None, "chen": "b", "ouyang": None}

    def test_is_found_on_all_fifteen_rows_of_a_survey(self):
        survey = a_survey()
        page, expected = blank_page(survey), {}
        for number, row in enumerate(reader_of(survey).layout.rows):
            option = "abcd"[number % 4]
            mark(page, place_of(survey, row.subject.id, option), hands.cross, seed=number)
            expected[row.subject.id] = option

        assert answers(read(survey, page, "phone")) == expected
