"""What people compare by eye: the seal of a box, the order of trackers, the fingerprint of a setup."""

import hashlib
from base64 import b64decode
from collections.abc import Iterable

__all__ = ["grouped_fingerprint", "in_board_order", "seal"]

_SHOWN = 24


def in_board_order(trackers: Iterable[str]) -> list[str]:
    """Trackers ascending by the SHA-256 they stand for, which is no order of casting."""
    return sorted(trackers, key=lambda tracker: b64decode(tracker + "="))


def seal(trackers: Iterable[str]) -> str:
    """SHA-256 over one line per tracker in board order; of nothing for an empty box (spec §11)."""
    lines = "".join(f"{tracker}\n" for tracker in in_board_order(trackers))
    return hashlib.sha256(lines.encode()).hexdigest()


def grouped_fingerprint(digest: str) -> str:
    """The first 24 hexadecimal digits of the setup's hash in six groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, _SHOWN, 4))
