"""Caps on what is read: generous for any notice, small for anything made to exhaust the machine."""

from typing import Final

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_CHARACTERS: Final = 300_000
MAX_LINES: Final = 50_000
MAX_UNPACKED_BYTES: Final = 60 * 1024 * 1024
MAX_PACKED_PARTS: Final = 5_000
MAX_BLOCK: Final = 4_000
"""Longer lines are read in pieces, so that no pattern has to look further than this."""
MAX_PAGES: Final = 400
MAX_DEPTH: Final = 60
OCR_SECONDS_PER_PAGE: Final = 60
