"""What the house says in words: one sentence per code and language, kept as data beside this file.

Each room adds a file ``<language>/<room>.toml`` of ``code = "sentence with {placeholders}"``. A sentence says
what is wrong, where, and what to do; it never blames and never shows a code alone.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from tinnhiem.common.errors import DomainError

LANGUAGES: Final = ("vi", "en")

__all__ = ["LANGUAGES", "catalogue", "explain", "sentence"]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All sentences of ``language`` by code; an unknown language gets Vietnamese.

    Raises ``ValueError`` where two files of one language use the same code.
    """
    folder = files(__package__) / (language if language in LANGUAGES else LANGUAGES[0])
    sentences: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            _add(sentences, tomllib.loads(file.read_text(encoding="utf-8")), file.name)
    return sentences


def sentence(code: str, language: str = LANGUAGES[0], **params: str | int) -> str:
    """The sentence of ``code`` with its placeholders filled; raises ``KeyError`` for an unknown code."""
    return catalogue(language)[code].format(**params)


def explain(error: DomainError, language: str = LANGUAGES[0]) -> str:
    """The sentence of a foreseen error, followed by the article it rests on where there is one."""
    said = sentence(error.code, language, **error.params)
    return f"{said} ({error.citation})" if error.citation else said


def _add(sentences: dict[str, str], new: Mapping[str, str], file: str) -> None:
    twice = sentences.keys() & new.keys()
    if twice:
        raise ValueError(f"{file} repeats {sorted(twice)}")
    sentences.update(new)
