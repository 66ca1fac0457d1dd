"""The registers as lists, workbooks and forms show them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.apps.org.bindings import BINDINGS, Window, found_rows, rows_of
from tinnhiem.apps.org.models import Unit
from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import fold
from tinnhiem.domain.registers.register_columns import (
    DAYS,
    ID_HEADING,
    Column,
    ColumnKind,
    Held,
    Register,
    Values,
    register_of,
    registers,
)
from tinnhiem.engines.documents.writing.workbook import (
    CellValue,
    WrittenColumn,
    WrittenSheet,
    write_workbook,
)

PAGE: Final = 50


class RegisterRowUnknown(DomainError):
    """No row of this number is kept under the reader's units."""

    code = "register_row_unknown"
    status = 404


@dataclass(frozen=True)
class RegisterCount:
    """A register and how many rows it holds."""

    register: Register
    total: int


@dataclass(frozen=True)
class RegisterRow:
    """A row of a register: its number, its stable id, and what each column holds."""

    number: int
    row_id: str
    values: Values


@dataclass(frozen=True)
class NamedUnit:
    """A unit behind a code."""

    id: int
    name: str


@dataclass(frozen=True)
class RegisterPage:
    """A part of a register's list; ``total`` counts all rows that answer the search."""

    register: Register
    rows: Sequence[RegisterRow]
    total: int
    page: int
    pages: int


def register_counts(*, unit_ids: Collection[int], on: date) -> Sequence[RegisterCount]:
    """All registers with the rows that hold on a day."""
    return [
        RegisterCount(register, found_rows(register.name, unit_ids=unit_ids, on=on).count())
        for register in registers()
    ]


def register_page(
    name: str, *, unit_ids: Collection[int], asked: str, on: date | None, page: int
) -> RegisterPage:
    """One page of a register; ``asked`` is looked for in every column, with or without marks."""
    register = register_of(name)
    if asked:
        chosen = answering(register, rows_of(name, unit_ids=unit_ids, on=on), asked)
        total, shown = len(chosen), chosen[(page - 1) * PAGE : page * PAGE]
    else:
        total = found_rows(name, unit_ids=unit_ids, on=on).count()
        window = Window((page - 1) * PAGE, PAGE)
        shown = list(rows_of(name, unit_ids=unit_ids, on=on, window=window).items())
    rows = [RegisterRow(number, register.row_id(number), values) for number, values in shown]
    return RegisterPage(register, rows, total, page, max(1, -(-total // PAGE)))


def get_register_row(name: str, number: int, *, unit_ids: Collection[int]) -> RegisterRow:
    """One row of a register; raises ``RegisterRowUnknown`` outside the units."""
    values = rows_of(name, unit_ids=unit_ids, number=number).get(number)
    if values is None:
        raise RegisterRowUnknown
    return RegisterRow(number, register_of(name).row_id(number), values)


def rows_of_person(name: str, person_id: int) -> Sequence[RegisterRow]:
    """What a register says of a person, wherever they worked, the latest entry last."""
    register = register_of(name)
    found = rows_of(name, unit_ids=(), person_id=person_id)
    return [RegisterRow(number, register.row_id(number), values) for number, values in found.items()]


def rows_of_unit(name: str, unit_id: int) -> Sequence[RegisterRow]:
    """What a register says of one unit."""
    register = register_of(name)
    found = rows_of(name, unit_ids=[unit_id])
    return [RegisterRow(number, register.row_id(number), values) for number, values in found.items()]


def units_named(codes: Iterable[str]) -> dict[str, NamedUnit]:
    """Number and name of units by their codes."""
    rows = Unit.objects.filter(code__in=set(codes)).values_list("code", "pk", "name")
    return {code: NamedUnit(pk, name) for code, pk, name in rows}


def people_of_rows(name: str, numbers: Collection[int]) -> dict[int, int]:
    """The person of each row of a register of people, by the number of the row."""
    model = BINDINGS[name].model
    if not any(field.name == "person" for field in model._meta.get_fields()):
        return {}
    rows = model._default_manager.filter(pk__in=numbers, person__isnull=False)
    return dict(rows.values_list("pk", "person_id"))


def answering(register: Register, rows: Mapping[int, Values], asked: str) -> Sequence[tuple[int, Values]]:
    """The rows that say every word asked for, in any column; a unit answers to its code and its name."""
    if not asked:
        return list(rows.items())
    names = dict(Unit.objects.values_list("code", "name"))
    found = ((row, _in_words(register, row[1], names)) for row in rows.items())
    return [row for row, said in found if all(word in said for word in fold(asked).split())]


def _in_words(register: Register, values: Values, names: Mapping[str, str]) -> str:
    """Everything that a row says, without marks."""
    words = [column.words(values[column.key], "vi") for column in register.columns]
    units = [str(values[column.key]) for column in register.columns if column.kind is ColumnKind.UNIT]
    return fold(" ".join([*words, *(names.get(code, "") for code in units)]))


def register_workbook(
    name: str,
    *,
    unit_ids: Collection[int],
    on: date | None,
    asked: str,
    language: str,
    guide: Sequence[tuple[str, str]],
    guide_name: str,
    is_template: bool = False,
) -> bytes:
    """A register as a workbook with its stable ids; a template has the same form and no rows."""
    register = register_of(name)
    found = {} if is_template else rows_of(name, unit_ids=unit_ids, on=on)
    rows = [
        (
            register.row_id(number),
            *(written(column, values[column.key], language) for column in register.columns),
        )
        for number, values in answering(register, found, asked)
    ]
    columns = [
        WrittenColumn(ID_HEADING[language]),
        *(_column(column, language) for column in register.columns),
    ]
    sheet = WrittenSheet(register.titles[language][:31], columns, rows)
    return write_workbook(sheet, guide_name=guide_name, guide=guide)


def written(column: Column, held: Held, language: str) -> CellValue:
    """What a column writes into a cell: days and counts as they are, choices in words."""
    if isinstance(held, date | int):
        return held
    return column.words(held, language) or None


def _column(column: Column, language: str) -> WrittenColumn:
    offered = tuple(words[language] for words in column.choices.values())
    return WrittenColumn(
        heading=f"{column.label(language)}{' *' if column.is_needed else ''}",
        is_day=column.kind in DAYS,
        choices=offered if column.kind is ColumnKind.CHOICE else (),
    )
