"""The figure ``omr_amc``: the reader beside auto-multiple-choice on forms of one kind, by hands of one kind.

    python -m bench.omr_amc [--count 60] [--captures scan200,scan150poor,phone] [--out figures.json]

Both forms ask 15 subjects on 4 options in boxes of 7 mm on one A4 side. auto-multiple-choice (Debian package
``auto-multiple-choice``) judges a box by one threshold of darkness, by default 0.15; 0.05 is sensitive. Two
ticked boxes in a row are an error to it, no ticked box is no answer, and rows of pages it cannot lay flat are
``unread``. CPU time is that of ``auto-multiple-choice analyse`` on one process, and that of the reader on one
core. Where it is not installed, the figures are those of the reader alone.
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path

import numpy as np
from bench.omr import PileSet, read_set
from bench.sheet_generator import captures, sheets

AMC = "auto-multiple-choice"
SEED = 13_750_000
THRESHOLDS = (0.15, 0.05)
BOX_ZONE = 4
"""The kind of zone that is an answer box, in AMC's capture database."""

ROW = r"""\begin{question}{q%d}
\QuestionIndicative Subject %d
\begin{choiceshoriz}[o]%s\end{choiceshoriz}
\end{question}"""
FORM = r"""\documentclass[a4paper,10pt]{article}
\usepackage[nowatermark,lang=EN]{automultiplechoice}
\geometry{top=26mm,bottom=20mm,left=22mm,right=22mm}
\AMCsetFoot{}
\begin{document}
\AMCboxDimensions{size=7mm}
\onecopy{1}{
%s
}
\end{document}
"""


def amc(folder: Path, command: str, *arguments: str) -> None:
    """Run a command of auto-multiple-choice in the project ``folder``."""
    subprocess.run(
        [AMC, command, "--data", "data", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ,
    )


def prepare(folder: Path) -> tuple[bytes, dict]:
    """AMC's printed form and the places of its boxes as a layout record."""
    (folder / "data").mkdir()
    choices = r"\correctchoice{A}\wrongchoice{B}\wrongchoice{C}\wrongchoice{D}"
    rows = "\n".join(ROW % (number, number, choices) for number in range(1, 16))
    (folder / "form.tex").write_text(FORM % rows, encoding="utf-8")
    amc(folder, "prepare", "--mode", "s", "--with", "pdflatex", "--prefix", f"{folder}/", "form.tex")
    amc(folder, "meptex", "--src", "calage.xy")
    with closing(sqlite3.connect(folder / "data" / "layout.sqlite")) as database:
        pages = database.execute("select dpi, width, height from layout_page").fetchall()
        (dpi, width, height), *further = pages
        assert not further, "the form must stand on one side"
        boxes = database.execute(
            "select question, answer, xmin, ymin, xmax - xmin from layout_box where role = 1 order by 1, 2"
        ).fetchall()
    mm = 25.4 / dpi
    record = [
        {"subject": str(subject), "option": str(option), "x_mm": x * mm, "y_mm": y * mm, "size_mm": size * mm}
        for subject, option, x, y, size in boxes
    ]
    printed = (folder / "sujet.pdf").read_bytes()
    return printed, {"page_mm": [round(width * mm), round(height * mm)], "boxes": record}


def make_scans(
    folder: Path, printed: bytes, layout: dict, *, device: str, count: int
) -> dict[str, sheets.SheetTruth]:
    """Mark and capture ``count`` sheets; the truth by file."""
    page, truths = sheets.blank_page(printed), {}
    for number in range(count):
        rng = np.random.default_rng(SEED + number)
        marked, truth = sheets.mark_boxes(page, layout, rng)
        scan = folder / f"{number:05}.jpg"
        scan.write_bytes(captures.capture(marked, device, rng))
        truths[str(scan)] = truth
    return truths


def analyse(folder: Path, scans: list[str]) -> tuple[dict[str, dict[tuple[str, str], float]], float]:
    """The darkness of each box by file, and the CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    amc(folder, "analyse", "--cr", "cr", "--multiple", "--n-procs", "1", *scans)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    darkness: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    with closing(sqlite3.connect(folder / "data" / "capture.sqlite")) as database:
        zones = database.execute(
            "select src, id_a, id_b, black, total from capture_page"
            " join capture_zone using (student, page, copy) where type = ?",
            (BOX_ZONE,),
        )
        for source, subject, option, black, total in zones:
            darkness[source][str(subject), str(option)] = black / total if total else 0
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return darkness, cpu


def outcome(true: sheets.RowTruth, ticked: list[str]) -> str:
    """What a row came to: two ticks are an error in AMC's own report and go to people."""
    if len(ticked) > 1:
        return "people"
    if true.state == "irregular":
        return "accepted"
    answer = ticked[0] if ticked else None
    if answer == true.answer:
        return "right"
    return "wrong" if ticked else "missed"


def amc_rows(
    truths: dict[str, sheets.SheetTruth], darkness: dict[str, dict[tuple[str, str], float]], threshold: float
) -> Counter[tuple[str, str]]:
    """Rows by their true state and by what AMC makes of them."""
    rows: Counter[tuple[str, str]] = Counter()
    for scan, truth in truths.items():
        ticked = [box for box, share in darkness.get(scan, {}).items() if share >= threshold]
        for subject, true in truth.rows.items():
            found = [option for subject_, option in ticked if subject_ == subject]
            state = "irregular" if truth.accident else true.state
            rows[state, outcome(true, found) if scan in darkness else "unread"] += 1
    return rows


def named(rows: Counter[tuple[str, str]]) -> dict[str, int]:
    """Counts with plain names."""
    return {f"{state} {what}": count for (state, what), count in sorted(rows.items())}


def figures(device: str, count: int) -> dict[str, object]:
    """One way of capture: the reader, then AMC where it is installed."""
    tally = read_set(PileSet(f"survey, {device}", "survey", device, count, SEED), count, None)
    ours = {"rows": named(tally.rows), "pages": tally.pages, "cpu_s_per_sheet": round(tally.cpu / count, 3)}
    found: dict[str, object] = {"capture": device, "sheets": count, "tinnhiem": ours}
    if shutil.which(AMC) is None:
        return found | {AMC: "not installed"}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        printed, layout = prepare(folder)
        truths = make_scans(folder, printed, layout, device=device, count=count)
        darkness, cpu = analyse(folder, list(truths))
        peer = {f"rows at {limit}": named(amc_rows(truths, darkness, limit)) for limit in THRESHOLDS}
    return found | {AMC: {**peer, "pages_read": len(darkness), "cpu_s_per_sheet": round(cpu / count, 3)}}


def main() -> None:
    """Print one JSON object for each way of capture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--captures", default="scan200,scan150poor,phone")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    results = []
    for device in arguments.captures.split(","):
        results.append(figures(device, arguments.count))
        print(json.dumps(results[-1], ensure_ascii=False, indent=1), flush=True)
    if arguments.out:
        arguments.out.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
