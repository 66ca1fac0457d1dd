"""Tables that give out work: one row a task, the columns known by the words of their header."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.directives.deadlines import deadline_in, first_stated
from tinnhiem.domain.directives.findings import Deadline, TaskDraft, UnitName
from tinnhiem.domain.directives.parts import addressees, named, verb_and_object
from tinnhiem.domain.directives.sentences import trimmed
from tinnhiem.domain.directives.units import units_at
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_COLUMNS: Final = (
    ("measure", re.compile(r"(?:具体|整改|主要|工作|重点)?(?:措施|举措)")),
    (
        "work",
        re.compile(
            r"(?:các\s+)?(?:nội dung|nhiệm vụ|công việc|đầu việc|hoạt động|hạng mục|tên nhiệm vụ"
            r"|tên công việc|việc"
            r"|công tác)(?!\w)|.{0,6}(?:任务|内容|事项|问题|措施|工作)"
        ),
    ),
    ("coordinating", re.compile(r".*phối hợp|配合|协办|协助|参与|参加|责任(?!人|领导)")),
    (
        "lead",
        re.compile(
            r".*(?:chủ trì|đầu mối|phụ trách|thực hiện|chịu trách nhiệm|phân công|người làm)"
            r"|(?:tên\s+)?(?:đơn vị|cơ quan|bộ phận|người|cá nhân)(?:\s*[,/]\s*(?:đơn vị|bộ phận"
            r"|cá nhân))*\Z|.*(?:牵头|主办|承办|责任)(?!人|领导)"
        ),
    ),
    (
        "deadline",
        re.compile(
            r".*(?:thời gian|thời hạn|thời điểm|hoàn thành|tiến độ|(?<!\w)hạn(?!\w)|ngày)"
            r"|.*(?:时限|时间|期限)"
        ),
    ),
)
"""What a column holds, by the words of its header; the first that fits."""
_PART: Final = re.compile(r"\s*(?:[IVX]{1,5}|[A-H]|[一二三四五六七八九十]{1,3})\s*[.、]?\s*\Z")
_MONTH: Final = re.compile(r"\d{1,2}\s*[/-]\s*\d{4}")
_CLOCK: Final = re.compile(r"\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}")
_SEPARATOR: Final = re.compile(r"\s*[,;、，；]\s*")
MIN_WORK: Final = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what."""

    work: int
    lead: int
    coordinating: int | None
    deadline: int | None


def columns_of(row: Block) -> Columns | None:
    """The columns that the header ``row`` announces; nothing where it gives no work to anybody."""
    found: dict[str, int] = {}
    for number, (start, end) in enumerate(row.cells):
        words = row.folded[start:end].strip()
        for name, pattern in _COLUMNS:
            if name not in found and len(words) < 64 and pattern.match(words):
                found[name] = number
                break
    found["work"] = found.get("measure", found.get("work", -1))
    if "lead" not in found and "coordinating" in found and "责任" in row.text:
        found["lead"] = found.pop("coordinating")
    if found["work"] < 0 or "lead" not in found:
        return None
    return Columns(found["work"], found["lead"], found.get("coordinating"), found.get("deadline"))


def tasks_in_rows(rows: Sequence[Block], columns: Columns, *, anchor: date | None) -> Iterator[TaskDraft]:
    """The tasks of the rows below a header; an empty lead is that of the row above."""
    leads: tuple[UnitName, ...] = ()
    for row in rows:
        work = _cell(row, columns.work)
        leads = _units(row, columns.lead) or leads
        time = _cell(row, columns.deadline)
        if (
            work is None
            or not leads
            or work[1] - work[0] < MIN_WORK
            or _is_timetable(row)
            or _is_part(row, columns)
        ):
            continue
        start, end = trimmed(row.text, *work)
        deadline = _deadline(row, time, work, anchor)
        verb, target = verb_and_object(row, start, end)
        yield TaskDraft(
            span=row.origin(start, end),
            quote=row.text[start:end],
            leads=leads,
            rule="table_row",
            coordinating=_units(row, columns.coordinating),
            addressees=addressees(row, start, end, leads),
            verb=verb,
            object=target,
            deadline=deadline,
        )


def _is_timetable(row: Block) -> bool:
    """Whether the row belongs to the programme of a day rather than to a plan of work."""
    first = next((cell for cell in row.cells if cell[1] > cell[0]), None)
    return first is not None and bool(_CLOCK.match(row.folded[first[0] : first[1]]))


def _is_part(row: Block, columns: Columns) -> bool:
    """Whether the row only names a part of the table: "II | Tổ chức hội nghị"."""
    index = _cell(row, 0)
    named = index is not None and columns.work > 0 and bool(_PART.match(row.text, *index))
    return named and _cell(row, columns.lead) is None


def _cell(row: Block, number: int | None) -> Span | None:
    if number is None or number >= len(row.cells):
        return None
    start, end = row.cells[number]
    return (start, end) if end > start else None


def _units(row: Block, number: int | None) -> tuple[UnitName, ...]:
    cell = _cell(row, number)
    return units_within(row, cell) if cell else ()


def units_within(row: Block, cell: Span, *, known_only: bool = False) -> tuple[UnitName, ...]:
    """The units that a cell or the words behind a label list, even if no vocabulary knows them.

    With ``known_only`` there are none unless the first is known.
    """
    units = units_at(row, cell[0])
    if units and units[-1].end >= cell[1] - 1:
        return tuple(named(row, unit) for unit in units)
    if known_only and not units:
        return ()
    names: list[UnitName] = []
    start = cell[0]
    for piece in _SEPARATOR.split(row.text[slice(*cell)]):
        start = row.text.index(piece, start)
        place = trimmed(row.text, start, start + len(piece))
        if place[1] > place[0]:
            name = row.text[slice(*place)]
            names.append(UnitName(name, row.origin(*place), name.lower().startswith(("các ", "各"))))
        start += len(piece)
    return tuple(names)


def _deadline(row: Block, time: Span | None, work: Span, anchor: date | None) -> Deadline | None:
    if time is None:
        return deadline_in(row, *work, anchor=anchor)
    stated = deadline_in(row, *time, anchor=anchor)
    if stated is not None:
        return stated
    return bare_period(row, time, anchor)


def bare_period(row: Block, time: Span, anchor: date | None) -> Deadline | None:
    """A cell that holds nothing but a day, a month or a quarter, or two days with a dash between."""
    words = row.folded[slice(*time)].strip()
    span = first_stated(f"từ {words}", anchor=anchor)
    if span is not None and span.kind == "range":
        return Deadline(row.text[slice(*time)], row.origin(*time), "range", span.due, span.starts)
    month = "tháng " if _MONTH.fullmatch(words) else ""
    found = first_stated(f"trong {month}{words}", anchor=anchor)
    if found is None or found.kind != "in":
        return None
    return Deadline(row.text[slice(*time)], row.origin(*time), "by" if found.is_day else "in", found.due)
