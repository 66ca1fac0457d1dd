"""Draw the pictures of the handbook's page on paper: a sheet as printed, and rows as hands mark them.

    PYTHONPATH=. .venv/bin/python tools/handbook_sheets.py

Needs the packages of requirements-dev.lock.
"""

import json
from pathlib import Path

import cv2
import numpy as np
from bench.sheet_generator import hands, sheets
from bench.sheet_generator.pens import PENS, PX_PER_MM, draw
from numpy.typing import NDArray

from tinnhiem.cli.manage.paper_print import font_chain
from tinnhiem.engines.omr.definition import Definition, parse_definition
from tinnhiem.engines.omr.layout import layout_of
from tinnhiem.engines.omr.printing import print_sheets

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "users" / "pictures"
WIDTH = 760
GRAYS = 16

PEOPLE = ("Nguyễn Thị Phương Lan", "Trần Quốc Tuấn", "Lê Thị Hồng Nhung", "Vũ Minh Khôi", "Đặng Thùy Dương")
LEVELS = (("high", "Tín nhiệm cao"), ("medium", "Tín nhiệm"), ("low", "Tín nhiệm thấp"))
MARKS = (
    [("high", hands.cross)],
    [("medium", hands.tick)],
    [("high", hands.cross), ("low", hands.cross)],
    [("medium", hands.circle)],
    [("low", hands.scratch_out), ("medium", hands.cross)],
)
"""What each row of the second picture bears: two rows that count, three that go to people."""

Page = NDArray[np.uint8]


def ballot() -> Definition:
    """A ballot on five leaders; every name is invented."""
    posts = ("Hiệu trưởng", *["Phó Hiệu trưởng"] * (len(PEOPLE) - 1))
    subjects = [
        {"id": f"s{n}", "name": name, "post": post}
        for n, (name, post) in enumerate(zip(PEOPLE, posts, strict=True))
    ]
    options = [{"id": id_, "label": label} for id_, label in LEVELS]
    head = {"title": "PHIẾU LẤY PHIẾU TÍN NHIỆM", "unit": "Trường THCS Hoa Ban", "date": "20/5/2026"}
    return parse_definition(json.dumps({**head, "subjects": subjects, "options": options, "batch": "1"}))


def printed(definition: Definition) -> Page:
    """The sheet as it leaves the printer."""
    return sheets.blank_page(print_sheets(definition, copies=1, fonts=font_chain([])))


def marked(definition: Definition) -> Page:
    """The rows of the sheet with ``MARKS`` on them."""
    page, rng, layout = printed(definition), np.random.default_rng(4), layout_of(definition)
    for row, marks in zip(layout.rows, MARKS, strict=True):
        for option, hand in marks:
            area = next(box.area for box in row.boxes if box.option.id == option)
            draw(page, hand(np.array([area.x, area.y, area.width, area.height]), rng), PENS[0][0], rng)
    table = layout.table.grown(2)
    return page[round(table.y * PX_PER_MM) : round(table.bottom * PX_PER_MM)]


SHEETS = {"sheet": printed, "sheet-marks": marked}


def main() -> None:
    """Write every picture in few shades, so that it stays small."""
    for name, make in SHEETS.items():
        page = make(ballot())
        height = round(page.shape[0] * WIDTH / page.shape[1])
        small = cv2.resize(page, (WIDTH, height), interpolation=cv2.INTER_AREA).astype(np.float64)
        step = 255 / (GRAYS - 1)
        path = PICTURES / f"{name}.png"
        even = (np.round(small / step) * step).astype(np.uint8)
        cv2.imwrite(str(path), even, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        print(f"{path.name} {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
