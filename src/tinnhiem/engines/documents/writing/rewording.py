"""The facts of a document again, from the words that it was written in: the way back from ``wording``."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tinnhiem.engines.documents.writing.errors import FactOfWrongKind
from tinnhiem.engines.documents.writing.facts import BLANK, FactSheet, FactValue, Row, Scalar
from tinnhiem.engines.documents.writing.forms import Form
from tinnhiem.engines.documents.writing.wording import Kind, worded

_DAY: Final = re.compile(r"ngày (?P<day>\d\d) tháng (?P<month>\d\d?) năm (?P<year>\d{4})")
_MOMENT: Final = re.compile(rf"(?P<hour>\d\d) giờ (?P<minute>\d\d) phút, {_DAY.pattern}")


def sheet_of_words(form: Form, words: Mapping[str, str | Sequence[Mapping[str, str]]]) -> FactSheet:
    """The sheet that ``worded_facts`` put into ``words``, so that the document can be written again.

    Raises ``FactOfWrongKind`` with the id of a fact whose words are not those of its kind.
    """
    values: dict[str, FactValue] = {}
    for fact_id, said in words.items():
        if isinstance(said, str):
            values[fact_id] = _value(form, fact_id, said, form.single_kinds[fact_id])
        else:
            values[fact_id] = tuple(_row(form, fact_id, row) for row in said)
    return FactSheet.from_mapping(values)


def _row(form: Form, fact_id: str, row: Mapping[str, str]) -> Row:
    kinds = form.row_kinds[fact_id]
    return {
        column: _value(form, f"{fact_id}.{column}", said, kinds[column])
        for column, said in row.items()
        if column != "no"
    }


def _value(form: Form, fact_id: str, said: str, kind: Kind) -> Scalar:
    if said == worded(BLANK, kind, ""):
        return BLANK
    match kind:
        case Kind.NUMBER | Kind.REFERENCE if said.replace(".", "").isdecimal():
            return int(said.replace(".", ""))
        case Kind.DATE if re.fullmatch(r"\d\d/\d\d/\d{4}", said):
            return date(*map(int, reversed(said.split("/"))))
        case Kind.DAY if found := _DAY.fullmatch(said):
            return date(*map(int, found.group("year", "month", "day")))
        case Kind.MOMENT if found := _MOMENT.fullmatch(said):
            year, month, day, hour, minute = map(int, found.group("year", "month", "day", "hour", "minute"))
            return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(form.time_zone))
        case Kind.TEXT:
            return said
    raise FactOfWrongKind(fact=fact_id, form=form.title, expected=kind.value)
