"""Tasks of a Vietnamese document: from unit headings, from tables and from sentences that order.

A paragraph or item under a heading that names a unit is one task of that unit; elsewhere a sentence is a task
when its words give it to somebody. No lead is ever invented: without one there is no task.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from tinnhiem.domain.directives.findings import TaskDraft
from tinnhiem.domain.directives.headings import unglued
from tinnhiem.domain.directives.items import item_tasks
from tinnhiem.domain.directives.labelled import labelled_work
from tinnhiem.domain.directives.prose import prose_tasks
from tinnhiem.domain.directives.sections import Reading, Section, enters_section
from tinnhiem.domain.directives.tables import columns_of, tasks_in_rows
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.markers import BULLET

_RECIPIENTS: Final = re.compile(r"nơi\s+nhận\s*:?")
_LAST: Final = re.compile(r"\./\.?\s*\Z")


def tasks_in(
    blocks: Sequence[Block],
    *,
    anchor: date | None,
    within: Callable[[Sequence[Block]], Iterable[Block]] = tuple,
) -> list[TaskDraft]:
    """The tasks of the body of a document; ``anchor`` is the day that days without a year are counted from.

    ``within`` hands out the blocks as far as the time goes.
    """
    reading = Reading(anchor)
    found: list[TaskDraft] = []
    read_up_to = 0
    blocks = [part for block in blocks for part in unglued(block)]
    for number, block in enumerate(within(blocks)):
        if number < read_up_to:
            continue
        columns = columns_of(block) if block.cells else None
        rows = _rows_from(blocks, number) if columns else []
        if columns and len(rows) > 1:
            found.extend(tasks_in_rows(rows[1:], columns, anchor=anchor))
            read_up_to = number + len(rows)
            continue
        if block.marker.sign:
            reading.leave(2 * block.marker.rank)
        labelled = None if reading.is_closed else labelled_work(blocks, number, anchor=anchor)
        if labelled is not None:
            found.extend(labelled.tasks)
            reading.has_spoken = True
            read_up_to = labelled.ends
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        found.extend(_tasks_of(block, following, reading))
    return found


def _rows_from(blocks: Sequence[Block], number: int) -> list[Block]:
    """The header row at ``number`` with the rows below it, or the one block there."""
    rows = [blocks[number]]
    if not blocks[number].cells:
        return rows
    for block in blocks[number + 1 :]:
        if not block.cells and (len(block.text) > 90 or len(rows) == 1):
            break
        rows.append(block)
    while len(rows) > 1 and not rows[-1].cells:
        rows.pop()
    return rows


def _tasks_of(block: Block, following: Block | None, reading: Reading) -> list[TaskDraft]:
    reading.voice = max(0, reading.voice - 1)
    reading.leads = () if not _continues_talk(block) else reading.leads
    if _RECIPIENTS.match(block.folded):
        reading.enter(Section(2 * BULLET - 1, is_closed=True))
        return []
    if enters_section(block, following, reading):
        return []
    tasks = item_tasks(block, following, reading) or prose_tasks(block, reading)
    if _LAST.search(block.text):
        reading.sections.clear()
    return tasks


def _continues_talk(block: Block) -> bool:
    return not block.marker.sign and bool(
        re.match(r"(?:đồng thời|bên cạnh đó|ngoài ra|cùng với đó)(?!\w)", block.folded)
    )
