"""Text that remembers, letter by letter, where it stood in the original."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

_BLANKS: Final = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS: Final = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f]+")
_CLUSTER: Final = re.compile("[\u0300-\u036f]+|[^\u0300-\u036f][\u0300-\u036f]*")


@dataclass(frozen=True, slots=True)
class TracedText:
    """A text and, for each of its letters, where that letter begins and ends in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int) -> "TracedText":
        """The letters from ``start`` up to ``end``, with their origins."""
        return TracedText(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def origin(self, start: int, end: int) -> Span:
        """The span of the original that the letters from ``start`` up to ``end`` came from."""
        return self.starts[start], self.ends[end - 1]

    def without(self, pattern: re.Pattern[str]) -> "TracedText":
        """This text with every match of ``pattern`` taken out."""
        return self.replaced(pattern, "")

    def replaced(self, pattern: re.Pattern[str], by: str) -> "TracedText":
        """This text with every match of ``pattern`` replaced by the one letter or nothing of ``by``."""
        pieces: list[TracedText] = []
        done = 0
        for match in pattern.finditer(self.text):
            pieces.append(self.part(done, match.start()))
            if by:
                start, end = self.origin(match.start(), match.end())
                pieces.append(TracedText(by, (start,), (end,)))
            done = match.end()
        return joined([*pieces, self.part(done, len(self))]) if done else self


def traced(original: str) -> TracedText:
    """``original`` in NFC with ordinary blanks and line feeds and without invisible letters.

    Letters that were composed from several keep the span of all of them.
    """
    text = TracedText(original, range(len(original)), range(1, len(original) + 1))
    text = _composed(text)
    plain = text.text.replace("\r\n", "\n ").translate(_BLANKS).translate(_BREAKS)
    return TracedText(plain, text.starts, text.ends).without(_INVISIBLE)


def joined(parts: Iterable[TracedText]) -> TracedText:
    """The parts one after another."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part in parts:
        letters.append(part.text)
        starts.extend(part.starts)
        ends.extend(part.ends)
    return TracedText("".join(letters), starts, ends)


def glue(letter: str, *, after: TracedText) -> TracedText:
    """One added ``letter`` that stands, in the original, just behind ``after``."""
    where = after.ends[-1]
    return TracedText(letter, (where,), (where,))


def _composed(text: TracedText) -> TracedText:
    if unicodedata.is_normalized("NFC", text.text):
        return text
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text.text):
        composed = unicodedata.normalize("NFC", cluster[0])
        letters.append(composed)
        if len(composed) == len(cluster[0]):
            starts.extend(text.starts[cluster.start() : cluster.end()])
            ends.extend(text.ends[cluster.start() : cluster.end()])
            continue
        starts.extend([text.starts[cluster.start()]] * len(composed))
        ends.extend([text.ends[cluster.end() - 1]] * len(composed))
    return TracedText("".join(letters), starts, ends)
