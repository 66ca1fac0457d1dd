"""Make the pictures of the handbook from the screenshots of the journey on paper.

    TINNHIEM_SHOTS=shots .venv/bin/pytest tests/journeys/test_reappointment_on_paper.py
    .venv/bin/python tools/handbook_pictures.py shots

Each picture is the upper part of one page at 1366 px with at most 256 colors, so that it stays
small. Needs the packages of requirements-dev.lock.
"""

import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "users" / "pictures"
MOST_COLORS = 256
COARSE = 2
"""Steps of a color channel are merged by this many bits: nobody sees it, and the palette stays short."""

Pixels = NDArray[np.uint8]


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
}


def main(shots: Path) -> None:
    """Write every picture; a screenshot that is missing stops the work and is named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, part in PARTS.items():
        source = shots / f"{part.shot}.png"
        image = cv2.imread(str(source))
        if image is None:
            raise SystemExit(f"{source} is missing: let the journey take its screenshots first.")
        content = indexed_png(cv2.cvtColor(image[part.top : part.top + part.height], cv2.COLOR_BGR2RGB))
        (PICTURES / f"{name}.png").write_bytes(content)
        print(f"{name}.png {len(content) // 1024} KB")


def indexed_png(pixels: Pixels) -> bytes:
    """A PNG with a palette (W3C, Portable Network Graphics, sections 11.2.2 to 11.2.5)."""
    palette, indices = reduced(pixels)
    height, width = indices.shape
    rows = b"".join(b"\0" + row.tobytes() for row in indices)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"PLTE", palette.tobytes()),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def reduced(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The colors kept, the most frequent first, and for each pixel the number of its color."""
    coarse = pixels >> COARSE
    keys = coarse[..., 0].astype(np.int32) << 16 | coarse[..., 1].astype(np.int32) << 8 | coarse[..., 2]
    _, first, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    kept = np.argsort(-counts)[:MOST_COLORS]
    every = pixels.reshape(-1, 3)[first].astype(np.int32)
    palette = every[kept]
    nearest = np.array([np.abs(palette - color).sum(axis=1).argmin() for color in every], dtype=np.uint8)
    return palette.astype(np.uint8), nearest[inverse].reshape(keys.shape)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk: length, kind, data, checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Name the folder with the screenshots.")
    main(Path(sys.argv[1]))
