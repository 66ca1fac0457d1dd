"""Randomness is handed in: a source is anything that gives the number of bytes asked for."""

import hashlib
from collections.abc import Callable
from itertools import count
from typing import TypeAlias

RandomBytes: TypeAlias = Callable[[int], bytes]

_WIDE = 64
"""Bytes drawn per scalar, so that reducing them modulo a 256-bit order leaves no bias worth naming."""


def scalar(source: RandomBytes, order: int) -> int:
    """One number in ``[0, order)``."""
    return int.from_bytes(source(_WIDE), "big") % order


def expanded(seed: bytes) -> RandomBytes:
    """The stream that a ballot's 32-byte seed stands for: SHA-256 of seed and block number, spec §9.

    Whoever holds the seed can repeat the encryption, which is what auditing a ballot means.
    """
    blocks = count()
    kept = b""

    def draw(size: int) -> bytes:
        nonlocal kept
        while len(kept) < size:
            kept += hashlib.sha256(seed + next(blocks).to_bytes(8, "big")).digest()
        drawn, kept = kept[:size], kept[size:]
        return drawn

    return draw
