"""The figure ``omr``: errors, rows for people and speed of the reader on generated sheets it has not seen.

    python -m bench.omr [--share 1.0] [--only WORD,WORD] [--out figures.json] [--hardest DIR]

Each set has seeds of its own, far from any used while the reader was made, so the same command gives the same
counts; sets may be shared out over processes with ``--only``. Rows are clear (one plain mark), blank, or
irregular (corrected, doubled, ringed, beside the box, on a sheet with writing on it). ``--hardest`` keeps a
picture of each clear row that was left to people, with the reason in its name. CPU time is that of reading
alone, on one core.
"""

import argparse
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from bench.sheet_generator import captures, sheets

from tinnhiem.engines.omr.definition import parse_definition
from tinnhiem.engines.omr.layout import layout_of, layout_record
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.reading import SheetReader, SheetReading, sheet_reader
from tinnhiem.engines.omr.registration import PX_PER_MM
from tinnhiem.engines.omr.typesetting import FontChain
from tinnhiem.packs import PACKS

FONTS = FontChain((PACKS / "fonts/Tinos-Regular.ttf",), (PACKS / "fonts/Tinos-Bold.ttf",))
NAMES = (
    "Nguyễn Thị Phương Lan",
    "Trần Quốc Tuấn",
    "Lê Thị Hồng Nhung",
    "Phạm Đức Long",
    "Hoàng Thị Ngọc Ánh",
    "Vũ Minh Khôi",
    "Đặng Thùy Dương",
)


@dataclass(frozen=True)
class PileSet:
    """A pile of one form and one way of capture."""

    name: str
    form: str
    capture: str
    count: int
    seed: int


_TOLD_EVERY = 20

SETS = (
    PileSet("survey, feeder", "survey", "scan200", 1100, 52_000_000),
    PileSet("ballots, feeder", "ballot", "scan200", 600, 52_100_000),
    PileSet("names, feeder", "names", "scan200", 300, 52_200_000),
    PileSet("survey, phone", "survey", "phone", 310, 52_300_000),
    PileSet("ballots, phone", "ballot", "phone", 300, 52_400_000),
    PileSet("names, phone", "names", "phone", 90, 52_500_000),
    PileSet("survey, poor scan", "survey", "scan150poor", 150, 52_600_000),
    PileSet("ballots, poor scan", "ballot", "scan150poor", 200, 52_700_000),
    PileSet("ballots, poor phone", "ballot", "phonebad", 100, 52_800_000),
)


@dataclass
class Tally:
    """What became of the rows of a pile, and of its pages."""

    rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def clear(self) -> int:
        """Clear rows of pages that were registered."""
        return sum(count for (state, _), count in self.rows.items() if state == "clear")


def form(name: str) -> str:
    """The definition of a form by name."""
    head = {"title": "PHIẾU LẤY PHIẾU TÍN NHIỆM", "unit": "Trường THCS Hoa Ban", "date": "20/5/2026"}
    levels = [("high", "Tín nhiệm cao"), ("medium", "Tín nhiệm"), ("low", "Tín nhiệm thấp")]
    grades = [("a", "Tốt"), ("b", "Khá"), ("c", "Đạt"), ("d", "Chưa đạt")]
    people = [{"id": f"s{n}", "name": name_, "post": "Phó Hiệu trưởng"} for n, name_ in enumerate(NAMES * 3)]
    items = [{"id": f"q{n}", "name": f"Nội dung {n}: quản lý và điều hành nhà trường"} for n in range(1, 16)]
    content = {
        "ballot": {"subjects": people[:3], "options": levels},
        "survey": {"subjects": items, "options": grades},
        "names": {"subjects": people[:20], "options": [("struck", "Gạch tên")], "kind": "strike_out"},
    }[name]
    options = [{"id": id_, "label": label} for id_, label in content["options"]]
    return json.dumps({**head, **content, "options": options, "paper": "A5" if name == "ballot" else "A4"})


def sheets_of(pile: PileSet, count: int) -> Iterator[tuple[bytes, sheets.SheetTruth]]:
    """Captured sheets of a pile with their truth."""
    definition = parse_definition(form(pile.form))
    layout = layout_record(layout_of(definition))
    page = sheets.blank_page(print_sheets(definition, copies=1, fonts=FONTS))
    mark = sheets.mark_names if pile.form == "names" else sheets.mark_boxes
    for seed in range(pile.seed, pile.seed + count):
        rng = np.random.default_rng(seed)
        marked, truth = mark(page, layout, rng)
        yield captures.capture(marked, pile.capture, rng), truth


def read_set(pile: PileSet, count: int, hardest: Path | None) -> Tally:
    """Read a pile and compare it with the truth."""
    reader, tally = sheet_reader(parse_definition(form(pile.form)), FONTS), Tally()
    for number, (data, truth) in enumerate(sheets_of(pile, count)):
        before = time.process_time()
        reading = reader.read(data, 0)
        tally.cpu += time.process_time() - before
        tally.pages[reading.reason or reading.status] += 1
        compare(reading, truth, tally, f"{pile.name} {pile.seed + number}")
        if number % _TOLD_EVERY == _TOLD_EVERY - 1:
            print(
                json.dumps(figures(pile, tally, number + 1), ensure_ascii=False), file=sys.stderr, flush=True
            )
        if hardest is not None:
            keep_hard(reader, reading, truth, hardest, f"{pile.form}-{pile.capture}-{pile.seed + number}")
    return tally


def compare(reading: SheetReading, truth: sheets.SheetTruth, tally: Tally, where: str) -> None:
    """Enter each row of a sheet into the tally by its true state and what the reader did."""
    for row in reading.rows:
        true = truth.rows[row.subject]
        state = "irregular" if truth.accident else true.state
        is_right = true.state != "irregular" and row.answer == true.answer
        if row.doubt is not None:
            outcome = "people"
        elif is_right and truth.accident != "written_name":
            outcome = "right"
        else:
            outcome = "wrong"
            tally.wrong.append(f"{where} {row.subject}: {true}, {truth.accident}, read {row.answer}")
        tally.rows[state, outcome] += 1


def keep_hard(
    reader: SheetReader, reading: SheetReading, truth: sheets.SheetTruth, folder: Path, name: str
) -> None:
    """Keep a picture of each row that was clear to its voter and is left to people, with the reason."""
    for row, zone in zip(reading.rows, (row.zone for row in reader.layout.rows), strict=False):
        is_plain = truth.rows[row.subject].state != "irregular" and truth.accident is None
        if row.doubt is None or not is_plain or reading.flat is None:
            continue
        top, bottom = round((zone.y - 2) * PX_PER_MM), round((zone.bottom + 2) * PX_PER_MM)
        folder.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / f"{name}-{row.subject}-{row.doubt}.png"), reading.flat[top:bottom])


def upper_bound(errors: int, trials: int) -> float:
    """The upper 95 % bound of an error rate (Clopper and Pearson 1934), by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        log_terms = (
            math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
            + k * math.log(middle) + (trials - k) * math.log1p(-middle)
            for k in range(errors + 1)
        )  # fmt: skip
        low, high = (middle, high) if sum(map(math.exp, log_terms)) > 0.05 else (low, middle)
    return high


def figures(pile: PileSet, tally: Tally, count: int) -> dict[str, object]:
    """The figures of one pile."""
    rows, clear = tally.rows, tally.clear
    irregular = sum(n for (state, _), n in rows.items() if state == "irregular")
    return {
        "set": pile.name,
        "sheets": count,
        "refused": {reason: n for reason, n in tally.pages.items() if reason.startswith("scan_")},
        "clear_rows": clear,
        "clear_wrong": rows["clear", "wrong"],
        "clear_wrong_upper_95": round(upper_bound(rows["clear", "wrong"], clear), 6) if clear else None,
        "clear_to_people": round(rows["clear", "people"] / clear, 5) if clear else None,
        "blank_rows": sum(n for (state, _), n in rows.items() if state == "blank"),
        "blank_wrong": rows["blank", "wrong"],
        "irregular_rows": irregular,
        "irregular_accepted": rows["irregular", "wrong"],
        "irregular_accepted_upper_95": round(upper_bound(rows["irregular", "wrong"], irregular), 4)
        if irregular
        else None,
        "cpu_ms_per_sheet": round(1000 * tally.cpu / count, 1),
        "wrong": tally.wrong[:20],
    }


def main() -> None:
    """Run the sets and print a line for each, then write all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="a part of each pile, for a quick look")
    parser.add_argument("--only", default="", help="sets whose name holds one of these")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--hardest", type=Path)
    arguments = parser.parse_args()
    results = []
    for pile in SETS:
        if not any(word in pile.name for word in arguments.only.split(",")):
            continue
        count = max(1, round(pile.count * arguments.share))
        results.append(figures(pile, read_set(pile, count, arguments.hardest), count))
        print(json.dumps(results[-1], ensure_ascii=False), flush=True)
        if arguments.out:
            arguments.out.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
