"""The figure ``paper_pile``: two piles from print to totals, by the commands an officer uses, on all cores.

    python -m bench.paper_pile [--ballots 41] [--surveys 700] [--capture scan200] [--folder DIR] [--show]

Each pile is printed with ``tinnhiem paper print``, marked and fed page by page into one PDF as a scanner
makes it, read with ``tinnhiem paper read`` on a terminal, and compared row by row with what the hands did.
With ``--folder`` piles stay for a further run; ``--show`` lets the progress bar through. Memory is the sum
over all processes of the reader (proportional set size), seen every 0.2 s.
"""

import argparse
import json
import os
import pty
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import numpy as np
from bench.omr import Tally, compare, form
from bench.sheet_generator import captures, sheets
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tinnhiem.engines.omr.reading import SheetReading, Status
from tinnhiem.engines.omr.rows import Doubt, RowReading

TINNHIEM = Path(sys.executable).with_name("tinnhiem")
SEEDS = {"ballot": 11_750_000, "survey": 12_750_000}


def make_pile(folder: Path, kind: str, count: int, device: str) -> None:
    """Print ``count`` sheets, let hands mark each, and write one scan and what is true of it."""
    (folder / "form.json").write_text(form(kind), encoding="utf-8")
    files = ["--out", "sheets.pdf", "--layout", "layout.json"]
    subprocess.run(
        [TINNHIEM, "paper", "print", "form.json", "--copies", str(count), *files],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    layout = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    printed, truths = (folder / "sheets.pdf").read_bytes(), []
    width, height = (side * 72 / 25.4 for side in layout["page_mm"])
    scan = Canvas(str(folder / "scan.pdf"), pagesize=(width, height))
    for number in range(count):
        rng = np.random.default_rng(SEEDS[kind] + number)
        marked, truth = sheets.mark_boxes(sheets.blank_page(printed, number), layout, rng)
        picture = ImageReader(BytesIO(captures.capture(marked, device, rng)))
        scan.drawImage(picture, 0, 0, width, height)
        scan.showPage()
        truths.append(asdict(truth))
        if number % 50 == 49:
            print(f"{kind}: {number + 1} sheets marked", file=sys.stderr, flush=True)
    scan.save()
    (folder / "truth.json").write_text(json.dumps(truths), encoding="utf-8")


def truth_of(record: dict) -> sheets.SheetTruth:
    """What a voter did, from the file."""
    rows = {subject: sheets.RowTruth(**row) for subject, row in record["rows"].items()}
    return sheets.SheetTruth(rows, record["pen"], record["accident"])


def reading_of(sheet: dict) -> SheetReading:
    """One sheet of the answer of ``paper read``."""
    settled = [RowReading(subject, answer, None) for subject, answer in sheet["marks"].items()]
    doubts = [reason for reason in sheet["reasons"] if "subject" in reason]
    open_rows = [RowReading(reason["subject"], None, Doubt(reason["code"])) for reason in doubts]
    reason = None if doubts or not sheet["reasons"] else sheet["reasons"][0]["code"]
    return SheetReading(Status(sheet["status"]), (*settled, *open_rows), reason=reason)


class Memory(threading.Thread):
    """Watches the memory of a process group until it is told to stop."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self.group, self.peak_kib, self.done = group, 0, threading.Event()

    def run(self) -> None:
        """Look, keep the largest sum, wait."""
        while not self.done.wait(0.2):
            self.peak_kib = max(self.peak_kib, sum(map(self._kib, Path("/proc").glob("[0-9]*"))))

    def _kib(self, process: Path) -> int:
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[2]) != self.group:
                return 0
            lines = (process / "smaps_rollup").read_text().splitlines()
        except (OSError, ValueError):
            return 0
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def read_pile(folder: Path, jobs: int, *, is_shown: bool) -> tuple[dict, dict]:
    """The answer of ``paper read`` with its bar on a terminal of its own, and what it cost."""
    terminal, end = pty.openpty()
    command = [TINNHIEM, "paper", "read", "form.json", "scan.pdf", "--json", "--jobs", str(jobs)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with (folder / "read.json").open("wb") as out:
        reader = subprocess.Popen(command, cwd=folder, stdout=out, stderr=end, start_new_session=True)
    os.close(end)
    memory = Memory(reader.pid)
    memory.start()
    bar = b"".join(_said(terminal, is_shown=is_shown))
    if reader.wait():
        raise SystemExit(bar.decode())
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    memory.done.set()
    cost = {
        "wall_s": round(wall, 1),
        "cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "peak_mib": round(memory.peak_kib / 1024),
        "bar_updates": bar.count(b"/"),
    }
    return json.loads((folder / "read.json").read_text(encoding="utf-8")), cost


def _said(terminal: int, *, is_shown: bool) -> list[bytes]:
    """What the reader writes to its terminal until it closes it."""
    said = []
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        said.append(piece)
        if is_shown:
            sys.stderr.buffer.write(piece)
            sys.stderr.flush()
    os.close(terminal)
    return said


def figures(folder: Path, kind: str, jobs: int, *, is_shown: bool) -> dict[str, object]:
    """Read a pile, compare it with the truth, and say what it cost."""
    record, cost = read_pile(folder, jobs, is_shown=is_shown)
    truths = map(truth_of, json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    tally = Tally()
    for sheet, truth in zip(record["sheets"], truths, strict=True):
        compare(reading_of(sheet), truth, tally, f"{kind} page {sheet['page']}")
    count = len(record["sheets"])
    return {
        "pile": kind,
        "pages": {key: value for key, value in record["totals"].items() if isinstance(value, int)},
        "rows": {f"{state} {outcome}": n for (state, outcome), n in sorted(tally.rows.items())},
        "wrong": tally.wrong,
        **cost,
        "cpu_ms_per_sheet": round(1000 * float(cost["cpu_s"]) / count, 1),
        "scan_mib": round((folder / "scan.pdf").stat().st_size / 2**20),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
    }


def main() -> None:
    """Make the piles that are not there yet, read each, print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=41)
    parser.add_argument("--surveys", type=int, default=700)
    parser.add_argument("--capture", choices=captures.CAPTURES, default="scan200")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for kind, count in (("ballot", arguments.ballots), ("survey", arguments.surveys)):
            pile = (arguments.folder or Path(temporary)) / f"{kind}-{arguments.capture}-{count}"
            if count and not (pile / "truth.json").exists():
                pile.mkdir(parents=True, exist_ok=True)
                make_pile(pile, kind, count, arguments.capture)
            if count:
                found = figures(pile, kind, arguments.jobs, is_shown=arguments.show)
                print(json.dumps(found, ensure_ascii=False, indent=1), flush=True)


if __name__ == "__main__":
    main()
