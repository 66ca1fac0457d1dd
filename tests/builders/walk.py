"""Everything that a visitor can open, as text: pages with their headers, documents, exports."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from selectolax.lexbor import LexborHTMLParser

Known = Mapping[str, Sequence[object]]
"""The values to try for each argument of an address."""

PASSING = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"  # an id made at random
    r"|(?<![\w-])(?:[0-9a-f]{8}|[0-9a-f]{64})(?![\w-])"  # its beginning, or a salted hash of the ledger
    r'|(?<=name="csrfmiddlewaretoken" value=")\w+'
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"  # when an Excel file was written
)
"""What differs between two visits although nothing else does."""

QUIET_HEADERS = {"Content-Length", "Expires", "Last-Modified"}
"""Headers that the real clock writes, or that only repeat what is compared anyway."""


@dataclass(frozen=True)
class Sight:
    """What one visitor saw at one address, with what differs by chance masked."""

    status: int
    whole: str
    words: str


def addresses(known: Known, patterns: Iterable[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """The path of every address of the house, with each value that is known for its arguments.

    Raises ``KeyError`` for an argument nobody named, so that a new kind of address is thought about.
    """
    resolvers = get_resolver().url_patterns if patterns is None else patterns
    for name, arguments in _named(resolvers):
        for values in itertools.product(*(known[argument] for argument in arguments)):
            yield reverse(name, kwargs=dict(zip(arguments, values, strict=True)))


def look_at(client: Client, path: str) -> Sight:
    """Open an address and keep what it says."""
    answer = client.get(path)
    headers = "\n".join(
        f"{name}: {value}" for name, value in answer.headers.items() if name not in QUIET_HEADERS
    )
    whole, words = _read(answer.headers.get("Content-Type", ""), b"".join(answer))
    return Sight(
        answer.status_code,
        PASSING.sub("·", f"{headers}\n{whole}"),
        PASSING.sub("·", f"{headers}\n{words}"),
    )


def _named(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)


def _read(content_type: str, content: bytes) -> tuple[str, str]:
    """An answer as text, whole and as its readers read it."""
    if content.startswith(b"%PDF"):
        return (_pdf_text(content),) * 2
    if content.startswith(b"PK"):
        return (_package_text(content),) * 2
    whole = content.decode("utf-8", errors="replace")
    if content_type.startswith("text/html"):
        return whole, LexborHTMLParser(whole).text(separator=" ")
    return whole, whole


@cache
def _pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@cache
def _package_text(content: bytes) -> str:
    """The words of a Word or Excel file, every part of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join(re.sub(r"<[^>]+>", " ", part) for part in parts)


def text_of(answer: HttpResponse) -> str:
    """The visible words of a page, blanks folded."""
    return " ".join(LexborHTMLParser(answer.content.decode()).text(separator=" ").split())
