"""Forms: what a kind of document says, which facts it asks for, and the pages it is set on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from tinnhiem.engines.documents.writing.bodies import ALIGNMENTS, Block, TableLayout, unknown_keys
from tinnhiem.engines.documents.writing.errors import FormInvalid, FormNotFound, NumberInForm
from tinnhiem.engines.documents.writing.wording import FORMATS, Kind

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
"""``{fact.id}`` or ``{fact.id:format}`` in a sentence."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*")


RowKinds: TypeAlias = Mapping[str, Kind]


@dataclass(frozen=True)
class ListSentence:
    """A sentence per line or row of the fact ``of``, each ending in ``between``, the last one in ``last``."""

    of: str
    each: str
    between: str
    last: str


@dataclass(frozen=True)
class Form:
    """A form of one jurisdiction, read and judged.

    ``kind`` is the kind of document, ``family`` the drafting rules it follows (state or party), ``audience``
    a hint whom it is made for; who may open a document is decided by the rules of disclosure. ``copies``
    names the fact that says how many originals are made, ``repeat`` the fact that says how often one and the
    same page is printed, ``dated`` the day or moment that becomes the date of the file, ``mark`` the
    fact that is printed at the foot of each page for people and for scanners. Moments are worded in
    ``time_zone``. ``body`` and ``tables`` say what follows what for the layouts that
    many forms share. A form with ``count_words`` may not hold a count: none of its facts is a number, and no
    text may carry a number before one of these words.
    """

    jurisdiction: str
    name: str
    title: str
    kind: str
    family: str
    audience: tuple[str, ...]
    copies: str
    repeat: str
    dated: str
    mark: str
    time_zone: str
    facts: Mapping[str, Kind | RowKinds]
    sentences: Mapping[str, str]
    lists: Mapping[str, ListSentence]
    body: tuple[Block, ...]
    tables: Mapping[str, TableLayout]
    count_words: tuple[str, ...]
    typst_layout: Path
    docx_layout: Path

    @property
    def single_kinds(self) -> RowKinds:
        """The kinds of the facts that are one value."""
        return {
            fact_id: kind
            for fact_id, kind in self.facts.items()
            if isinstance(kind, Kind) and kind is not Kind.LINES
        }

    @property
    def row_kinds(self) -> Mapping[str, RowKinds]:
        """The kinds of the columns of the facts that are rows; a line is a row with the one column ``line``.

        Rows are numbered from one in the column ``no``.
        """
        columns = {fact_id: kinds for fact_id, kinds in self.facts.items() if not isinstance(kinds, Kind)}
        lines: dict[str, RowKinds] = {
            fact_id: {"line": Kind.TEXT} for fact_id, kind in self.facts.items() if kind is Kind.LINES
        }
        return {fact_id: {"no": Kind.NUMBER, **kinds} for fact_id, kinds in (columns | lines).items()}

    @property
    def needs(self) -> frozenset[str]:
        """The ids of all facts without which the document is not written."""
        return frozenset(self.facts)


def placeholder_parts(placeholder: str) -> tuple[str, str]:
    """The fact id and the format of the inside of a placeholder; an absent format is the empty one."""
    fact_id, _, form = placeholder.partition(":")
    return fact_id, form


def judge(form: Form) -> None:
    """Refuse a form that asks for undeclared facts, for unknown formats, or that types a number itself.

    Raises ``FormInvalid`` or ``NumberInForm``.
    """
    for key, sentence in form.sentences.items():
        _judge_sentence(form, f"sentences.{key}", sentence, form.single_kinds)
    for key, listed in form.lists.items():
        if listed.of not in form.row_kinds:
            raise FormInvalid(form=form.name, place=f"lists.{key}.of", found=listed.of)
        _judge_sentence(form, f"lists.{key}", listed.each, form.row_kinds[listed.of])
    for key, fact_id in {"copies": form.copies, "repeat": form.repeat}.items():
        if fact_id and form.facts.get(fact_id) is not Kind.NUMBER:
            raise FormInvalid(form=form.name, place=key, found=fact_id)
    if form.mark and form.facts.get(form.mark) is not Kind.TEXT:
        raise FormInvalid(form=form.name, place="mark", found=form.mark)
    _judge_time_zone(form)
    _judge_body(form)
    _judge_counts(form)
    if form.facts.get(form.dated) not in {Kind.DAY, Kind.MOMENT}:
        raise FormInvalid(form=form.name, place="dated", found=form.dated)
    for layout in (form.typst_layout, form.docx_layout):
        if not layout.is_file():
            raise FormInvalid(form=form.name, place=layout.name, found="–")


def folder_of(folders: Sequence[Path], *, jurisdiction: str, name: str) -> Path:
    """The folder of a form; a later one of ``folders`` lies over the earlier ones.

    Raises ``FormNotFound``.
    """
    if _NAME.fullmatch(jurisdiction) and _NAME.fullmatch(name):
        for folder in reversed(folders):
            found = folder / jurisdiction / "forms" / name
            if (found / "form.toml").is_file():
                return found
    raise FormNotFound(form=name, jurisdiction=jurisdiction)


def _judge_time_zone(form: Form) -> None:
    try:
        ZoneInfo(form.time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise FormInvalid(form=form.name, place="time_zone", found=form.time_zone) from error


def _judge_body(form: Form) -> None:
    for found in unknown_keys(form.body, sentences=form.sentences, lists=form.lists, tables=form.tables):
        raise FormInvalid(form=form.name, place="body", found=found)
    for key, table in form.tables.items():
        kinds = form.row_kinds.get(table.of)
        if kinds is None:
            raise FormInvalid(form=form.name, place=f"tables.{key}.of", found=table.of)
        for column in table.columns:
            known = (not column.of or column.of in kinds) and column.heading in form.sentences
            if not known or column.align not in ALIGNMENTS:
                raise FormInvalid(form=form.name, place=f"tables.{key}.columns", found=column.of)


def _judge_counts(form: Form) -> None:
    """A form that may not hold a count declares no number, alone or in a row."""
    if not form.count_words:
        return
    columns = [kinds for kinds in form.facts.values() if not isinstance(kinds, Kind)]
    kinds = [*form.single_kinds.items(), *(item for row in columns for item in row.items())]
    for fact_id, kind in kinds:
        if kind is Kind.NUMBER:
            raise FormInvalid(form=form.name, place="count_words", found=fact_id)


def _judge_sentence(form: Form, place: str, sentence: str, known: RowKinds) -> None:
    for placeholder in PLACEHOLDER.findall(sentence):
        fact_id, how = placeholder_parts(placeholder)
        if fact_id not in known or how not in FORMATS[known[fact_id]]:
            raise FormInvalid(form=form.name, place=place, found="{" + placeholder + "}")
    typed = PLACEHOLDER.sub("", sentence)
    if "{" in typed or "}" in typed:
        raise FormInvalid(form=form.name, place=place, found=sentence)
    digits = re.search(r"\d+", typed)
    if digits:
        raise NumberInForm(form=form.name, place=place, number=digits[0])
