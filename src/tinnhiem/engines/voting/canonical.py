"""JSON in the one form that is hashed and signed: no blanks, fields in order, text unescaped.

A record is canonical when writing what was read gives the same bytes again (spec/protocol.md §2).
"""

import json
from typing import Never, TypeAlias

from tinnhiem.engines.voting.errors import RecordMalformed, Unreadable

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

__all__ = ["JsonValue", "as_count", "as_list", "as_object", "as_scalar", "as_text", "read", "write"]


def write(value: JsonValue) -> str:
    """``value`` in the canonical form."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\x7f", "\\u007f")


def read(raw: bytes, place: str) -> JsonValue:
    """The JSON value in ``raw``; raises ``Unreadable`` where it is no JSON in UTF-8."""
    try:
        value: JsonValue = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable(place=place) from error
    return value


def as_object(value: JsonValue, place: str) -> dict[str, JsonValue]:
    """``value`` as an object, or ``RecordMalformed``."""
    if not isinstance(value, dict):
        raise RecordMalformed(place=place)
    return value


def as_list(value: JsonValue, place: str) -> list[JsonValue]:
    """``value`` as a list, or ``RecordMalformed``."""
    if not isinstance(value, list):
        raise RecordMalformed(place=place)
    return value


def as_text(value: JsonValue, place: str) -> str:
    """``value`` as a text, or ``RecordMalformed``."""
    if not isinstance(value, str):
        raise RecordMalformed(place=place)
    return value


def as_count(value: JsonValue, place: str) -> int:
    """``value`` as a whole number from 0, or ``RecordMalformed``; ``true`` is no number."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RecordMalformed(place=place)
    return value


def as_scalar(value: JsonValue, place: str) -> int:
    """The whole number that the text ``value`` writes in decimal digits, or ``RecordMalformed``.

    Only digits are let through; leading zeros show when the record is written again.
    """
    text = as_text(value, place)
    if not (text.isascii() and text.isdigit() and len(text) <= 1000):
        raise RecordMalformed(place=place)
    return int(text)


def _refuse_constant(name: str) -> Never:
    raise ValueError(name)
