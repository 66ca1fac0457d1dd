"""A form and its facts to plain sentences, lists and rows, ready for either page layout."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from tinnhiem.common.text import normal
from tinnhiem.engines.documents.writing import wording
from tinnhiem.engines.documents.writing.bodies import Block, TableLayout
from tinnhiem.engines.documents.writing.errors import (
    CountWithheld,
    FactMissing,
    FactOfWrongKind,
    GlyphMissing,
)
from tinnhiem.engines.documents.writing.facts import BLANK, FactSheet, FactValue, Row, Scalar
from tinnhiem.engines.documents.writing.forms import (
    PLACEHOLDER,
    Form,
    ListSentence,
    RowKinds,
    placeholder_parts,
)
from tinnhiem.engines.documents.writing.wording import Kind, single_stops, worded

_NEVER_DRAWN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Unicode categories that have no shape: control, half pairs, private use, unassigned."""

_Rows: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True)
class Composed:
    """What a document says, in words only; layouts place it and add nothing of their own.

    ``rows`` are keyed as layouts write them: ``committee.members`` is ``committee_members``. ``dated`` is the
    date of the file, not of the words; it is absent where people write it by hand. ``articles`` gives each
    sentence that is an article its number. ``mark`` is empty where the document bears none.
    """

    title: str
    say: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    body: tuple[Block, ...]
    tables: Mapping[str, TableLayout]
    articles: Mapping[str, str]
    repeat: int
    mark: str
    dated: date | None


def compose(form: Form, sheet: FactSheet) -> Composed:
    """The sentences of ``form`` with the facts of ``sheet`` in them.

    Raises ``FactMissing`` for a fact that the form declares and the sheet lacks, ``FactOfWrongKind`` for one
    of another kind, ``GlyphMissing`` for a character that has no shape, and ``CountWithheld`` where the sheet
    brings a count to a form that may not hold one.
    """
    _withhold_counts(form, sheet)
    singles, tables = _singles(form, sheet), _tables(form, sheet)
    repeat = singles.get(form.repeat, 1)
    dated = singles[form.dated]
    mark = singles.get(form.mark, BLANK)
    return Composed(
        title=form.title,
        say={key: _filled(said, singles, form.single_kinds) for key, said in form.sentences.items()},
        lists={key: _listed(form, listed, tables[listed.of]) for key, listed in form.lists.items()},
        rows={
            fact_id.replace(".", "_"): _worded(rows, form.row_kinds[fact_id])
            for fact_id, rows in tables.items()
        },
        body=form.body,
        tables=form.tables,
        articles=_article_numbers(form),
        repeat=repeat if isinstance(repeat, int) else 1,
        mark=mark if isinstance(mark, str) else "",
        dated=dated if isinstance(dated, date) else None,
    )


def worded_facts(form: Form, sheet: FactSheet) -> Mapping[str, str | tuple[Mapping[str, str], ...]]:
    """Every fact that ``form`` asks for in the words of its document: rows as rows; raises as ``compose``."""
    singles = {
        fact_id: worded(value, form.single_kinds[fact_id], "")
        for fact_id, value in _singles(form, sheet).items()
    }
    tables = {
        fact_id: _worded(rows, form.row_kinds[fact_id]) for fact_id, rows in _tables(form, sheet).items()
    }
    return {**singles, **tables}


def _singles(form: Form, sheet: FactSheet) -> dict[str, Scalar]:
    return {
        fact_id: _scalar(form, fact_id, _given(form, sheet, fact_id), kind)
        for fact_id, kind in form.single_kinds.items()
    }


def _tables(form: Form, sheet: FactSheet) -> dict[str, _Rows]:
    return {
        fact_id: _table(form, fact_id, _given(form, sheet, fact_id), kinds)
        for fact_id, kinds in form.row_kinds.items()
    }


def _withhold_counts(form: Form, sheet: FactSheet) -> None:
    """Refuse the whole sheet for one number, or one number before a word of counting, wherever it stands."""
    if not form.count_words:
        return
    words = "|".join(re.escape(word) for word in form.count_words)
    counted = re.compile(rf"\d\s*(?:{words})", re.IGNORECASE)
    for fact in sheet.facts.values():
        if form.facts.get(fact.id) is Kind.REFERENCE:
            continue
        if any(_is_count(value, counted) for value in _scalars(fact.value)):
            raise CountWithheld(fact=fact.id, form=form.title)


def _is_count(value: Scalar, counted: re.Pattern[str]) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and bool(counted.search(normal(value))))


def _scalars(value: FactValue) -> Iterator[Scalar]:
    if not isinstance(value, tuple):
        yield value
        return
    items: tuple[str | Row, ...] = value
    for item in items:
        yield from [item] if isinstance(item, str) else item.values()


def _article_numbers(form: Form) -> Mapping[str, str]:
    keys = [block.keys[0] for block in form.body if block.kind == "article"]
    return {key: str(number) for number, key in enumerate(keys, start=1)}


def _given(form: Form, sheet: FactSheet, fact_id: str) -> FactValue:
    fact = sheet.find(fact_id)
    if fact is None:
        raise FactMissing(fact=fact_id, form=form.title)
    return fact.value


def _table(form: Form, fact_id: str, value: FactValue, kinds: RowKinds) -> _Rows:
    if not isinstance(value, tuple):
        raise FactOfWrongKind(fact=fact_id, form=form.title, expected="rows")
    items: tuple[str | Row, ...] = value
    return tuple(
        {
            column: _cell(form, f"{fact_id}[{no}]", _row(item), column, kind)
            for column, kind in kinds.items()
            if column != "no"
        }
        | {"no": no}
        for no, item in enumerate(items, start=1)
    )


def _row(item: str | Row) -> Row:
    return {"line": item} if isinstance(item, str) else item


def _cell(form: Form, place: str, row: Row, column: str, kind: Kind) -> Scalar:
    if column not in row:
        raise FactMissing(fact=f"{place}.{column}", form=form.title)
    return _scalar(form, f"{place}.{column}", row[column], kind)


def _scalar(form: Form, fact_id: str, value: FactValue, kind: Kind) -> Scalar:
    """``value`` with its text in normal form, or a refusal that names ``fact_id``."""
    match value, kind:
        case (_, _) if value is BLANK:
            return BLANK
        case (str(), Kind.TEXT):
            return _text(form, fact_id, value)
        case (bool(), _):
            raise FactOfWrongKind(fact=fact_id, form=form.title, expected=kind.value)
        case (int(), Kind.NUMBER | Kind.REFERENCE) if value >= 0:
            return value
        case (datetime(), Kind.MOMENT) if value.utcoffset() is not None:
            return value.astimezone(ZoneInfo(form.time_zone))
        case (date(), Kind.DAY | Kind.DATE) if not isinstance(value, datetime):
            return value
    raise FactOfWrongKind(fact=fact_id, form=form.title, expected=kind.value)


def _text(form: Form, fact_id: str, value: str) -> str:
    text = normal(value)
    if not text:
        raise FactMissing(fact=fact_id, form=form.title)
    for character in text:
        if unicodedata.category(character) in _NEVER_DRAWN:
            raise GlyphMissing(character=f"U+{ord(character):04X}", form=form.title)
    return text


def _filled(sentence: str, values: Row, kinds: RowKinds) -> str:
    """``sentence`` with each placeholder replaced by the wording of its fact."""

    def word(match: re.Match[str]) -> str:
        fact_id, how = placeholder_parts(match[1])
        return worded(values[fact_id], kinds[fact_id], how)

    return single_stops(PLACEHOLDER.sub(word, sentence))


def _listed(form: Form, listed: ListSentence, rows: _Rows) -> tuple[str, ...]:
    kinds = form.row_kinds[listed.of]
    items = [_filled(listed.each, row, kinds) for row in rows]
    return wording.enumerated(items, between=listed.between, last=listed.last)


def _worded(rows: _Rows, kinds: RowKinds) -> tuple[Mapping[str, str], ...]:
    return tuple({column: worded(row[column], kind, "") for column, kind in kinds.items()} for row in rows)
