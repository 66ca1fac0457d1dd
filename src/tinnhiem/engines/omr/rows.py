"""What is known about one row after reading: an answer, a blank, or a doubt for people."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Doubt", "RowReading", "Sight"]


class Doubt(StrEnum):
    """Why a row is not settled by machine; each is the code of a sentence."""

    TWO_MARKS = "row_two_marks"
    FAINT = "row_mark_faint"
    READERS_DIFFER = "row_readers_differ"
    MAYBE_CANCELLED = "row_maybe_cancelled"
    INK_OUTSIDE = "row_ink_outside"
    TWO_BOXES_TOUCHED = "row_two_boxes_touched"
    STREAK = "row_streak"
    PRINT_HIDDEN = "row_print_hidden"
    PARTLY_STRUCK = "row_partly_struck"
    SHEET_INK = "sheet_ink_outside"


class Sight(StrEnum):
    """What one reader says of one box or name."""

    EMPTY = "empty"
    MARKED = "marked"
    UNSURE = "unsure"


@dataclass(frozen=True)
class RowReading:
    """The answer of a subject's row (an option's id, or None for a blank row), unless there is a doubt."""

    subject: str
    answer: str | None
    doubt: Doubt | None = None
