"""Make the pictures of the handbook from the screenshots of the journeys.

    TINNHIEM_SHOTS=shots .venv/bin/pytest tests/journeys
    .venv/bin/python tools/handbook_pictures.py shots

Each picture is the upper part of one page at 1366 px with at most 256 colors, so that it stays
small. Needs the packages of requirements-dev.lock.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "users" / "pictures"
MOST_COLORS = 256


@dataclass(frozen=True)
class Part:
    """What is cut out of a screenshot: ``height`` pixels from ``top`` on."""

    shot: str
    top: int = 0
    height: int = 950


PARTS = {
    "today": Part("today-1366", height=830),
    "import-errors": Part("import-errors-1366", height=900),
    "school": Part("school-1366", height=760),
    "terms": Part("terms-1366", height=700),
    "plan-refused": Part("plan-refused-1366", height=1840),
    "summoned-list": Part("prepare-1366", height=1100),
    "print-ballots": Part("prepared-1366", height=830),
    "link": Part("link-1366", height=700),
    "no-quorum": Part("no-quorum-1366", height=1140),
    "election-refused": Part("election-refused-1366", height=1300),
    "ballot-box": Part("ballot-1366", height=900),
    "committee-links": Part("cockpit-1366", height=1300),
    "count-unbalanced": Part("count-unbalanced-1366", height=1100),
    "count-differs": Part("count-differs-1366", height=1560),
    "count-locked": Part("count-locked-1366", height=1340),
    "signed": Part("signed-1366", height=640),
    "closed": Part("closed-1366", height=1060),
    "result": Part("result-1366", height=1400),
    "leader": Part("leader-1366", height=700),
    "campaign": Part("campaign-board-1366", height=1100),
    "calendar": Part("calendar-1366", height=700),
    "case-vote": Part("case-vote-differs-1366", height=1300),
    "case-in-force": Part("case-in-force-1366", height=900),
    "clerk-draft": Part("clerk-draft-1366", height=900),
    "registers": Part("registers-books-1366", height=1100),
    "registers-refused": Part("registers-import-refused-1366", height=900),
    "ledger": Part("audit-1366", height=900),
}


def main(shots: Path) -> None:
    """Write every picture; a screenshot that is missing stops the work and is named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, part in PARTS.items():
        source = shots / f"{part.shot}.png"
        if not source.is_file():
            raise SystemExit(f"{source} is missing: let the journeys take their screenshots first.")
        target = PICTURES / f"{name}.png"
        with Image.open(source) as shot:
            bottom = min(part.top + part.height, shot.height)
            cut = shot.convert("RGB").crop((0, part.top, shot.width, bottom))
        cut.quantize(MOST_COLORS, dither=Image.Dither.NONE).save(target, optimize=True)
        print(f"{target.name} {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Name the folder with the screenshots.")
    main(Path(sys.argv[1]))
