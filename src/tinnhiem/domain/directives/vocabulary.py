"""The words of Vietnamese administrative writing, kept as data beside this file."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tinnhiem.engines.documents.reading.folding import folded, phrases


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    source = files(__package__) / "vocabulary.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """The words of one list."""
    listed = _tables()[table][key]
    if not isinstance(listed, list):
        raise TypeError(f"{table}.{key} is not a list")
    return tuple(str(word) for word in listed)


@cache
def names(table: str, key: str = "") -> Mapping[str, str]:
    """The values of one table by their folded words."""
    listed = _tables()[table][key] if key else _tables()[table]
    if not isinstance(listed, Mapping):
        raise TypeError(f"{table}.{key} is not a table")
    return {folded(str(word)): str(value) for word, value in listed.items()}


def any_of(*lists: tuple[str, str]) -> str:
    """An alternation of the words of several lists, longest first, each ending at a word's end."""
    return f"(?:{phrases(*(word for table, key in lists for word in words(table, key)))})(?!\\w)"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern on folded text, in which a blank stands for any blanks."""
    return re.compile(pattern)
