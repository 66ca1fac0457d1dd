"""Numbers of a document that somebody changed by hand, held against what was written from facts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_CONTEXT: Final = 60


@dataclass(frozen=True)
class NumberChange:
    """A number that the edited text has and no fact supports, or one that it has more or fewer times.

    ``kind`` is ``unsupported`` (neither fact nor law says it), ``added`` or ``removed``; ``place`` is the
    line in which it stands, or stood.
    """

    number: str
    kind: str
    place: str


def changed_numbers(edited: str, *, draft: str) -> tuple[NumberChange, ...]:
    """What numbers of ``edited`` differ from those of ``draft``, in which every number is a fact or a law."""
    before, after = Counter(_NUMBER.findall(draft)), Counter(_NUMBER.findall(edited))
    kinds = {number: "added" if number in before else "unsupported" for number in after - before}
    removed = dict.fromkeys(before - after, "removed")
    return (*_placed(edited, kinds), *_placed(draft, removed))


def _placed(text: str, kinds: dict[str, str]) -> Iterator[NumberChange]:
    """Each of the numbers once, with the first line that has it."""
    missing = dict(kinds)
    for line in text.splitlines():
        for found in _NUMBER.finditer(line):
            kind = missing.pop(found[0], None)
            if kind:
                yield NumberChange(found[0], kind, _around(line, found.start()))


def _around(line: str, at: int) -> str:
    start = max(0, at - _CONTEXT)
    return " ".join(line[start : at + _CONTEXT].split())
