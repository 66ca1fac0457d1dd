"""How far a leader's case has come, whether it is late, and which reminder stands open on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tinnhiem.domain.regulations import Derivation, RulesInForce, WorkingCalendar, deadline_before


class Stage(StrEnum):
    """The stages of a case in their order."""

    TO_NOTIFY = "to_notify"
    NOTIFIED = "notified"
    PLANNED = "planned"
    SUMMONED = "summoned"
    HELD = "held"
    WITH_AUTHORITY = "with_authority"
    DECIDED = "decided"
    PUBLISHED = "published"

    def is_past(self, other: "Stage") -> bool:
        """Whether the case has come as far as ``other``."""
        return _ORDER[self] >= _ORDER[other]


_ORDER: Final[Mapping[Stage, int]] = {stage: place for place, stage in enumerate(Stage)}
_OF_MEETING: Final = {
    "planned": Stage.PLANNED,
    "summoned": Stage.SUMMONED,
    "in_progress": Stage.SUMMONED,
    "closed": Stage.HELD,
}


@dataclass(frozen=True)
class CaseFacts:
    """What is known of one case; ``meeting_state`` is empty without a live or held meeting.

    ``is_decided``: its decision is in effect; ``is_published``: that decision is or was made public.
    """

    is_notified: bool = False
    meeting_state: str = ""
    is_concluded: bool = False
    is_decided: bool = False
    is_published: bool = False


def stage_of(facts: CaseFacts) -> Stage:
    """The furthest stage that the facts prove."""
    proven = (
        (facts.is_decided and facts.is_published, Stage.PUBLISHED),
        (facts.is_decided, Stage.DECIDED),
        (facts.is_concluded, Stage.WITH_AUTHORITY),
        (facts.meeting_state in _OF_MEETING, _OF_MEETING.get(facts.meeting_state, Stage.PLANNED)),
        (facts.is_notified, Stage.NOTIFIED),
    )
    return next((stage for is_proven, stage in proven if is_proven), Stage.TO_NOTIFY)


def late_since(
    stage: Stage, *, is_notified: bool, notice_by: date, decision_by: date, on: date
) -> date | None:
    """The deadline that has passed without its act; None where the case is in time.

    The notice is due on its own: a meeting planned or held does not stand in for it.
    """
    if stage.is_past(Stage.DECIDED):
        return None
    if decision_by < on:
        return decision_by
    return notice_by if not is_notified and notice_by < on else None


def late_after(stage: Stage, *, is_notified: bool, notice_by: date, decision_by: date) -> date | None:
    """The last day on which the case is in time; None where it can no longer be late.

    ``late_since`` finds a deadline on every later day, and on no other.
    """
    if stage.is_past(Stage.DECIDED):
        return None
    return decision_by if is_notified else min(notice_by, decision_by)


class Window(StrEnum):
    """The days on which an office is reminded, each with the act that closes it."""

    NOTICE = "notice"
    MEETING = "meeting"
    DOSSIER = "dossier"
    DECISION = "decision"


_RULES: Final = {
    Window.NOTICE: "term.notice",
    Window.MEETING: "term.reminder_meeting",
    Window.DOSSIER: "term.reminder_dossier",
    Window.DECISION: "term.decision",
}
_CLOSED_BY: Final = {
    Window.NOTICE: Stage.NOTIFIED,
    Window.MEETING: Stage.HELD,
    Window.DOSSIER: Stage.WITH_AUTHORITY,
    Window.DECISION: Stage.DECIDED,
}


@dataclass(frozen=True)
class Reminder:
    """A window of one term: the day by which its act must be done, and how that day was found."""

    window: Window
    derivation: Derivation

    @property
    def on(self) -> date:
        """The day of the window."""
        return self.derivation.on


def reminders(*, last_day: date, rules: RulesInForce, calendar: WorkingCalendar) -> tuple[Reminder, ...]:
    """The windows of a term that ends with ``last_day``, first to last; a pack may leave some out."""
    found = ((window, rules.find(rule_id)) for window, rule_id in _RULES.items())
    return tuple(
        Reminder(window, deadline_before(last_day, rule, calendar)) for window, rule in found if rule
    )


def open_reminder(windows: Sequence[Reminder], stage: Stage, *, until: date) -> Reminder | None:
    """The first window up to ``until`` whose act is not done; None where nothing presses."""
    waiting = (reminder for reminder in windows if not stage.is_past(_CLOSED_BY[reminder.window]))
    return next((reminder for reminder in waiting if reminder.on <= until), None)
