"""The old tar format in the one layout an archive uses: the same records give the same bytes (spec §3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from tinnhiem.engines.voting.errors import Unreadable

__all__ = ["BLOCK", "Member", "header", "members", "packed"]

BLOCK: Final = 512
GREATEST_MEMBER: Final = 64 * 1024 * 1024
_OCTAL: Final = re.compile(rb"[0-7]{11}\0")


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member's body stands in the file, and whether its header is the one we would write."""

    name: str
    offset: int
    size: int
    raw_header: bytes
    is_padded_with_zeros: bool

    def has_layout(self, timestamp: int) -> bool:
        """Whether header and padding are those of the deterministic layout."""
        return self.is_padded_with_zeros and self.raw_header == header(self.name, self.size, timestamp)


def header(name: str, size: int, timestamp: int) -> bytes:
    """The 512 bytes before a body of ``size`` bytes."""
    fields = bytearray(BLOCK)
    for start, value in (
        (0, name),
        (100, "0000644"),
        (108, "0000000"),
        (116, "0000000"),
        (124, f"{size:011o}"),
        (136, f"{timestamp:011o}"),
        (148, " " * 8),
        (156, "0"),
    ):
        fields[start : start + len(value)] = value.encode("utf-8", "surrogateescape")
    fields[148:156] = f"{sum(fields):06o}\0 ".encode()
    return bytes(fields[:BLOCK])


def packed(name: str, body: bytes, timestamp: int) -> bytes:
    """A member: its header, its body, and zeros up to the next block."""
    return header(name, len(body), timestamp) + body + bytes(-len(body) % BLOCK)


def members(file: BinaryIO) -> Iterator[tuple[Member, bytes]]:
    """The members of ``file`` in order, each with its body; raises ``Unreadable`` where the tar is broken.

    A block of zeros after the last member ends the reading; it is not part of the layout, so the last thing
    given is then a member without a name.
    """
    offset = 0
    while raw := file.read(BLOCK):
        place = f"byte {offset}"
        if len(raw) < BLOCK:
            raise Unreadable(place=place)
        if offset and not any(raw):
            yield Member("", offset, 0, raw, is_padded_with_zeros=False), b""
            return
        size = _size(raw, place)
        body, padding = file.read(size), file.read(-size % BLOCK)
        if len(body) < size or len(padding) < -size % BLOCK:
            raise Unreadable(place=place)
        yield Member(_name(raw), offset + BLOCK, size, raw, not any(padding)), body
        offset += BLOCK + size + len(padding)


def _name(raw: bytes) -> str:
    return raw[:100].partition(b"\0")[0].decode("utf-8", "surrogateescape")


def _size(raw: bytes, place: str) -> int:
    field = raw[124:136]
    if not _OCTAL.fullmatch(field) or not raw[0]:
        raise Unreadable(place=place)
    size = int(field[:11], 8)
    if size > GREATEST_MEMBER:
        raise Unreadable(place=place)
    return size
