"""Where the reading of a document stands: the headings in force and the orders that still sound."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tinnhiem.domain.directives.assignments import (
    Assignment,
    order_before_list,
    ordered_in,
    subject_of,
)
from tinnhiem.domain.directives.findings import UnitName
from tinnhiem.domain.directives.headings import (
    announces_orders,
    closes_section,
    group_heading,
    is_introduction,
    is_topic,
    opens_section,
    sibling_heading,
    unit_heading,
)
from tinnhiem.domain.directives.parts import named
from tinnhiem.domain.directives.sentences import sentences_of
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.markers import PLAIN

_PURPOSE: Final = re.compile(r"(?:mục đích|mục tiêu|quan điểm)(?!\w)")
_DEMANDS: Final = re.compile(r"yêu cầu\W*\Z")
VOICE_LASTS: Final = 3
MAX_CAPTION: Final = 60
"""A longer introduction is a sentence, not the caption of a section."""


@dataclass(slots=True)
class Section:
    """A heading in force: how deep it stands, whom it names, whether work is given out below it."""

    rank: int
    leads: tuple[UnitName, ...] = ()
    is_closed: bool = False
    is_introduction: bool = False
    is_open: bool = False
    """Whether work is given out below, so that a subject with a verb is told to act."""


@dataclass(slots=True)
class Reading:
    """Where the reading of a document stands."""

    anchor: date | None
    sections: list[Section] = field(default_factory=list)
    voice: int = 0
    """For how many more blocks an order given before still sounds."""
    leads: tuple[UnitName, ...] = ()
    """Who was told to act in the sentence before."""
    headed: set[int] = field(default_factory=set)
    """The ranks at which an item beside this one was a heading that names a unit."""
    has_purpose: bool = False
    """Whether a heading has set out a purpose, beside which "Yêu cầu" only sets out standards."""
    has_spoken: bool = False
    """Whether anybody has given an order yet."""

    @property
    def leading(self) -> Section | None:
        """The innermost heading that names somebody, unless a closed section lies inside it."""
        for section in reversed(self.sections):
            if section.is_closed:
                return None
            if section.leads:
                return section
        return None

    @property
    def is_giving_out(self) -> bool:
        """Whether a heading in force says that work is given out below it."""
        return any(section.is_open for section in self.sections) and not self.is_closed

    @property
    def sounds(self) -> bool:
        """Whether sentences here are still those of somebody who gives orders."""
        return self.voice > 0 or any(section.is_open for section in self.sections)

    @property
    def is_closed(self) -> bool:
        """Whether a heading in force says that nothing is ordered here."""
        return any(section.is_closed for section in self.sections)

    def enter(self, section: Section) -> None:
        """Put a heading in force, in the place of those as deep or deeper."""
        self.leave(section.rank)
        self.sections.append(section)
        if section.leads and not section.is_introduction:
            self.headed.add(section.rank)

    def leave(self, rank: int) -> None:
        """End the headings as deep as ``rank`` or deeper."""
        while self.sections and self.sections[-1].rank >= rank:
            self.sections.pop()
        self.headed = {headed for headed in self.headed if headed <= rank}


def enters_section(block: Block, following: Block | None, reading: Reading) -> bool:
    """Enter the section that ``block`` opens, if it is a heading."""
    units = unit_heading(block)
    rank = _rank(block, following)
    if (
        units
        and following is not None
        and not (block.marker.sign and following.marker.rank < block.marker.rank and block.text[-1] in ".;")
    ):
        reading.enter(Section(rank, tuple(named(block, unit) for unit in units)))
        return True
    group = group_heading(block) if following is not None and reading.is_giving_out else ()
    if following is not None and following.marker.sign and rank in reading.headed and not reading.is_closed:
        group = group or sibling_heading(block)
    if group:
        reading.enter(Section(rank, tuple(named(block, unit) for unit in group)))
        return True
    if following is not None and is_introduction(block):
        _introduce(block, following, reading)
        return True
    if is_topic(block):
        reading.has_purpose = reading.has_purpose or bool(_PURPOSE.match(block.folded))
        demands = bool(_DEMANDS.match(block.folded)) and not (reading.has_purpose or reading.is_closed)
        reading.enter(
            Section(
                rank, is_closed=closes_section(block) and not demands, is_open=opens_section(block) or demands
            )
        )
        reading.voice = VOICE_LASTS if opens_section(block) or demands else reading.voice
        return True
    return False


def _rank(block: Block, following: Block | None) -> int:
    """Twice the rank of its sign, or just above the items that follow it."""
    if block.marker.sign:
        return 2 * block.marker.rank
    if following is not None and following.marker.sign:
        return 2 * following.marker.rank - 1
    return 2 * PLAIN - 1


def _introduce(block: Block, following: Block, reading: Reading) -> None:
    """Enter the list that an introduction announces, with the units it is announced to."""
    order = (
        order_before_list(block)
        or ordered_in(block, 0, len(block.text))
        or _last_order(block)
        or _last_subject(block)
    )
    leads = tuple(named(block, unit) for unit in order.leads) if order else ()
    rank = max(_rank(block, following), 2 * following.marker.rank - 1 if following.marker.sign else 0)
    inherited = reading.leading
    if leads or not inherited:
        reports = len(block.text) < MAX_CAPTION and closes_section(block)
        closed = (reading.is_closed or reports) and not leads
        reading.enter(
            Section(
                rank if not block.marker.sign else 2 * block.marker.rank,
                leads,
                closed,
                is_introduction=True,
                is_open=len(block.text) < MAX_CAPTION and opens_section(block) and not closed,
            )
        )
    if order or announces_orders(block):
        reading.voice = 2 * VOICE_LASTS


def _last_subject(block: Block) -> Assignment | None:
    """Who must act as the subject of the last sentence of an introduction."""
    sentences = sentences_of(block)
    return subject_of(block, *sentences[-1], needs_modal=True) if sentences else None


def _last_order(block: Block) -> Assignment | None:
    """The order in the last sentence of a long introduction."""
    sentences = sentences_of(block)
    return ordered_in(block, *sentences[-1]) if len(sentences) > 1 else None


def is_deeper(following: Block | None, block: Block) -> bool:
    """Whether ``following`` is an item inside the item ``block``."""
    return following is not None and bool(following.marker.sign) and following.marker.rank > block.marker.rank
