"""The body of a document as data: which sentence, list or table comes after which, and how it is set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "par": ("sentence",),
    "italic": ("sentence",),
    "centered": ("sentence",),
    "section": ("sentence",),
    "closing": ("sentence",),
    "article": ("sentence",),
    "list": ("list",),
    "italics": ("list",),
    "clauses": ("list",),
    "addressed": ("sentence", "list"),
    "listed": ("sentence", "list", "sentence"),
    "given": ("sentence", "list"),
    "table": ("table",),
}
"""What each kind of block sets.

A paragraph, an italic one, a centred bold line, a heading that stays with what follows, a last paragraph that
stays with the signatures, a numbered article; the lines of a list, italic ones, numbered articles of a list;
the addressees; a list under its sentence, or the sentence that says there is none; a list under its sentence,
or nothing; a table.
"""


@dataclass(frozen=True)
class Block:
    """One block of the body; ``keys`` name what it sets, as ``KEYS`` says for its ``kind``."""

    kind: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: the column of its rows, the sentence of its heading, its width in millimetres."""

    of: str
    heading: str
    width: int
    align: str


@dataclass(frozen=True)
class TableLayout:
    """A table over the rows of the fact ``of``, columns left to right; ``rows`` is where layouts look."""

    of: str
    rows: str
    columns: tuple[Column, ...]


ALIGNMENTS: Final = frozenset({"left", "center", "right"})


def block_of(said: str) -> Block | None:
    """The block that a line such as ``listed heading items none`` describes; None for no kind known here."""
    kind, *keys = said.split() or [""]
    return Block(kind, tuple(keys)) if len(keys) == len(KEYS.get(kind, ())) and kind in KEYS else None


def unknown_keys(
    body: Sequence[Block],
    *,
    sentences: Mapping[str, object],
    lists: Mapping[str, object],
    tables: Mapping[str, object],
) -> list[str]:
    """What the blocks name and the form does not have."""
    known = {"sentence": sentences, "list": lists, "table": tables}
    return [
        f"{block.kind} {key}"
        for block in body
        for key, what in zip(block.keys, KEYS[block.kind], strict=True)
        if key not in known[what]
    ]
