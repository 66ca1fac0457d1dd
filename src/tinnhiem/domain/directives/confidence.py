"""How far a rule may be trusted: from how often it was right on labelled documents, not from a feeling."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

HIGH, CHECK, CANDIDATE = "high", "check", "candidate"
_HIGH_FROM: Final = (97, 100)
_CHECK_FROM: Final = (80, 100)
MIN_SEEN: Final = 5
"""A rule seen less often is a candidate, however often it was right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule spoke on labelled documents and how often it was right."""

    right: int
    seen: int


def confidence_of(rule: str) -> str:
    """``high``, ``check`` or ``candidate``."""
    measured = _measured().get(rule)
    if measured is None or measured.seen < MIN_SEEN:
        return CANDIDATE
    if measured.right * _HIGH_FROM[1] >= measured.seen * _HIGH_FROM[0]:
        return HIGH
    return CHECK if measured.right * _CHECK_FROM[1] >= measured.seen * _CHECK_FROM[0] else CANDIDATE


@cache
def _measured() -> Mapping[str, Measured]:
    table = tomllib.loads((files(__package__) / "precision.toml").read_text(encoding="utf-8"))
    return {rule: Measured(int(right), int(seen)) for rule, (right, seen) in table.items()}
