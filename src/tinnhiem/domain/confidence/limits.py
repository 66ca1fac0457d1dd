"""By when a step of a review case is due, under the pack's rules and its working calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tinnhiem.domain.confidence.review import CaseStep
from tinnhiem.domain.regulations import Derivation, RulesInForce, WorkingCalendar, deadline_after


@dataclass(frozen=True)
class CaseLimit:
    """The day a step is due, and the day nothing may pass where the rules name one."""

    due: Derivation
    at_most: Derivation | None

    @property
    def last(self) -> date:
        """The last day on which the step is not too late."""
        return self.at_most.on if self.at_most else self.due.on

    @property
    def provisional_reason(self) -> str | None:
        """Why the days may still move, where they may."""
        reasons = [day.provisional_reason for day in (self.due, self.at_most) if day is not None]
        return next((reason for reason in reasons if reason), None)

    def state(self, on: date) -> str:
        """``late`` after the last day, ``soon`` after the ordinary one, else ``wait``."""
        if on > self.last:
            return "late"
        return "soon" if on > self.due.on else "wait"


def limit_of(
    step: CaseStep, *, taken_on: Mapping[str, date], rules: RulesInForce, calendar: WorkingCalendar
) -> CaseLimit | None:
    """The limit of a step, counted from the day the pack names; none before that act or without a rule.

    Raises ``RuleMissing`` where the order names a rule that is not in force.
    """
    limit = step.limit
    if limit is None or limit.counted_from not in taken_on:
        return None
    start = taken_on[limit.counted_from]
    at_most = deadline_after(start, rules.get(limit.at_most), calendar) if limit.at_most else None
    return CaseLimit(deadline_after(start, rules.get(limit.rule), calendar), at_most)
