"""Definitions, sheets and hands for the tests; every person in them is invented."""

import json
from functools import cache
from typing import Any

import cv2
import numpy as np
from bench.sheet_generator import captures, sheets
from bench.sheet_generator.hands import Hand
from bench.sheet_generator.pens import PENS, PX_PER_MM, Pen, draw
from numpy.typing import NDArray

from tinnhiem.cli.manage.paper_print import font_chain
from tinnhiem.engines.omr.definition import Definition, parse_definition
from tinnhiem.engines.omr.layout import layout_of
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.reading import SheetReader, SheetReading, sheet_reader

FONTS = font_chain([])
BLUE, PENCIL = PENS[0][0], PENS[4][0]
LAN, TUAN, NHUNG = "lan", "tuan", "nhung"

Page = NDArray[np.uint8]


def a_record(**changes: Any) -> dict[str, Any]:
    """A three-level confidence ballot on three leaders, as its JSON object."""
    record: dict[str, Any] = {
        "title": "PHIẾU LẤY PHIẾU TÍN NHIỆM",
        "unit": "Trường THCS Hoa Ban",
        "date": "20/5/2026",
        "subjects": [
            {"id": LAN, "name": "Nguyễn Thị Phương Lan", "post": "Hiệu trưởng"},
            {"id": TUAN, "name": "Trần Quốc Tuấn", "post": "Phó Hiệu trưởng"},
            {"id": NHUNG, "name": "Lê Thị Hồng Nhung", "post": "Phó Hiệu trưởng"},
        ],
        "options": [
            {"id": "high", "label": "Tín nhiệm cao"},
            {"id": "medium", "label": "Tín nhiệm"},
            {"id": "low", "label": "Tín nhiệm thấp"},
        ],
        "batch": "1",
    }
    return record | changes


def a_definition(**changes: Any) -> Definition:
    """The definition of ``a_record``."""
    return parse_definition(json.dumps(a_record(**changes)))


def a_name_list(**changes: Any) -> Definition:
    """A ballot on which names are struck out."""
    return a_definition(
        **{"kind": "strike_out", "options": [{"id": "struck", "label": "Gạch tên"}]} | changes
    )


def a_chinese_sheet(**changes: Any) -> Definition:
    """A democratic evaluation of three leaders, every word of it in Chinese."""
    people = [
        ("wang", "王晓芳", "校长"),
        ("chen", "陈镕喆", "副校长"),
        ("ouyang", "欧阳昇", "副校长、党支部书记"),
    ]
    grades = [("a", "优秀"), ("b", "称职"), ("c", "基本称职"), ("d", "不称职")]
    record = {
        "language": "zh",
        "title": "领导干部民主测评票",
        "unit": "新安县第三中学",
        "date": "2026年5月20日",
        "subjects": [{"id": id_, "name": name, "post": post} for id_, name, post in people],
        "options": [{"id": id_, "label": label} for id_, label in grades],
    }
    return a_definition(**record | changes)


def a_survey() -> Definition:
    """Fifteen items on four levels, on A4."""
    items = [
        {"id": f"q{n}", "name": f"Nội dung {n}: thực hiện dân chủ trong nhà trường"} for n in range(1, 16)
    ]
    grades = zip("abcd", ("Tốt", "Khá", "Đạt", "Chưa đạt"), strict=True)
    return a_definition(subjects=items, options=[{"id": id_, "label": label} for id_, label in grades])


@cache
def reader_of(definition: Definition) -> SheetReader:
    """The reader of ``definition``, made once for all tests."""
    return sheet_reader(definition, FONTS)


@cache
def _blank(definition: Definition) -> Page:
    return sheets.blank_page(print_sheets(definition, copies=1, fonts=FONTS))


def blank_page(definition: Definition) -> Page:
    """The printed page, ready to be written on."""
    return _blank(definition).copy()


def place_of(definition: Definition, subject: str, option: str) -> NDArray[np.float64]:
    """Left, top, width and height of a box in millimetres."""
    for row in layout_of(definition).rows:
        for box in row.boxes:
            if (row.subject.id, box.option.id) == (subject, option):
                return np.array([box.area.x, box.area.y, box.area.width, box.area.height])
    raise KeyError((subject, option))


def mark(page: Page, place: NDArray[np.float64], hand: Hand, *, pen: Pen = BLUE, seed: int = 1) -> None:
    """Let ``hand`` draw at ``place``."""
    rng = np.random.default_rng(seed)
    draw(page, hand(place, rng), pen, rng)


def rule(page: Page, points: list[tuple[float, float]], *, width: float = 0.5, ink: int = 40) -> None:
    """Draw straight lines through ``points``, in millimetres, as a program would."""
    pixels = np.round(np.array(points) * PX_PER_MM * 16).astype(np.int32)
    thickness = max(1, round(width * PX_PER_MM))
    cv2.polylines(page, [pixels], isClosed=False, color=(ink,) * 3, thickness=thickness, shift=4)


def rule_cross(page: Page, place: NDArray[np.float64], *, inset: float = 1.2, width: float = 0.5) -> None:
    """An X of two straight lines from corner to corner of a box, less ``inset``."""
    left, top, right, bottom = place[0] + inset, place[1] + inset, *(place[:2] + place[2:] - inset)
    rule(page, [(left, top), (right, bottom)], width=width)
    rule(page, [(left, bottom), (right, top)], width=width)


def captured(page: Page, device: str = "scan200", *, seed: int = 1) -> bytes:
    """The file a device makes of the page."""
    return captures.capture(page, device, np.random.default_rng(seed))


def read(definition: Definition, page: Page, device: str = "scan200", *, seed: int = 1) -> SheetReading:
    """What the reader says of the page as captured."""
    return reader_of(definition).read(captured(page, device, seed=seed), 0)


def answers(reading: SheetReading) -> dict[str, str | None]:
    """The settled rows."""
    return {row.subject: row.answer for row in reading.rows if row.doubt is None}


def doubts(reading: SheetReading) -> dict[str, str]:
    """The rows left to people, with the reason."""
    return {row.subject: row.doubt.value for row in reading.rows if row.doubt is not None}
