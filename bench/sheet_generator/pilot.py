"""A kit for a pilot with real hands: sheets to mark, a card for each person, and the truth that follows.

    python -m bench.sheet_generator.pilot DEF.json OUT --sheets 300 [--seed 1]

OUT holds ``sheets.pdf`` (all alike), ``cards.pdf`` (one card for each sheet: what to mark, how, with which
pen) and ``truth.json``. Cards and sheets are paired by their order alone, so the pile is scanned unshuffled;
nothing is written on a sheet but what its card asks for.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tinnhiem.engines.omr.definition import Definition, parse_definition
from tinnhiem.engines.omr.layout import layout_of, layout_record
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.typesetting import FontChain
from tinnhiem.packs import PACKS

FONTS = FontChain((PACKS / "fonts/Tinos-Regular.ttf",), (PACKS / "fonts/Tinos-Bold.ttf",))
PENS = ("bút bi xanh", "bút bi đen", "bút mực nước", "bút chì")
PLAIN = ("dấu X", "dấu tích", "gạch chéo", "chấm đậm", "tô kín ô", "nguệch ngoạc trong ô")
DOUBTFUL = (
    "khoanh tròn quanh ô",
    "đánh dấu rồi gạch bỏ",
    "đánh dấu hai ô",
    "chạm nhẹ đầu bút",
    "dấu nằm ngoài ô",
)
CARD_MM = (148.0, 105.0)


Rows = dict[str, dict[str, str | None]]


def instructions(definition: Definition, rng: np.random.Generator) -> Rows:
    """What one person is asked to do in each row, and what that row then truly says."""
    rows: Rows = {}
    for subject in definition.subjects:
        option = definition.options[int(rng.integers(len(definition.options)))]
        chance = rng.random()
        if chance < 0.06:
            rows[subject.id] = {"do": "để trống", "state": "blank", "answer": None}
        elif chance < 0.16:
            how = DOUBTFUL[int(rng.integers(len(DOUBTFUL)))]
            rows[subject.id] = {"do": f"{how}: {option.label}", "state": "irregular", "answer": None}
        else:
            how = PLAIN[int(rng.integers(len(PLAIN)))]
            rows[subject.id] = {"do": f"{how}: {option.label}", "state": "clear", "answer": option.id}
    return rows


def write_cards(cards: list[tuple[str, Rows]], names: dict[str, str], out: Path) -> None:
    """One page for each card."""
    unit = 72 / 25.4
    pdfmetrics.registerFont(TTFont("card", str(FONTS.regular[0])))
    canvas = Canvas(str(out), pagesize=(CARD_MM[0] * unit, CARD_MM[1] * unit), invariant=True)
    for number, (pen, rows) in enumerate(cards, start=1):
        size = min(11.0, 82 * unit / len(rows) / 1.3)
        canvas.setFont("card", 12)
        canvas.drawString(10 * unit, 95 * unit, f"Thẻ {number}: dùng {pen}")
        canvas.setFont("card", size)
        for line, (subject, row) in enumerate(rows.items(), start=1):
            canvas.drawString(10 * unit, 92 * unit - line * size * 1.3, f"{names[subject]} — {row['do']}")
        canvas.showPage()
    canvas.save()


def main() -> None:
    """Write the kit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("definition", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sheets", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    definition = parse_definition(arguments.definition.read_bytes())
    rng = np.random.default_rng(arguments.seed)
    cards = [
        (PENS[int(rng.integers(len(PENS)))], instructions(definition, rng)) for _ in range(arguments.sheets)
    ]
    arguments.out.mkdir(parents=True, exist_ok=True)
    names = {subject.id: subject.name for subject in definition.subjects}
    (arguments.out / "sheets.pdf").write_bytes(print_sheets(definition, copies=len(cards), fonts=FONTS))
    write_cards(cards, names, arguments.out / "cards.pdf")
    layout = layout_record(layout_of(definition))
    truth = {"layout": layout, "sheets": [{"pen": pen, "rows": rows} for pen, rows in cards]}
    (arguments.out / "truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
