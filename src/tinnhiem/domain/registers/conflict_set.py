"""Who may have no hand in a poll, a survey or a petition: the subject, relatives, and those who depend on it.

The subject and relatives are kept from everything. Those who report only to the subject are kept from acting
as office; they stay eligible for the counting committee, which the conference elects from its own members.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tinnhiem.common.errors import DomainError

PersonId = str


class Function(StrEnum):
    """What somebody can be asked to do around a poll."""

    CHAIR = "chair"
    MINUTE = "minute"
    OBSERVE = "observe"
    COUNT = "count"
    PRINT_SLIPS = "print_slips"
    IMPORT_LIST = "import_list"
    OPEN_COUNTS = "open_counts"
    ADMINISTER = "administer"


class Ground(StrEnum):
    """Why a person is kept from a function."""

    IS_SUBJECT = "is_subject"
    IS_RELATIVE = "is_relative"
    REPORTS_ONLY_TO_SUBJECT = "reports_only_to_subject"


OFFICE_FUNCTIONS: Final = frozenset(Function) - {Function.COUNT, Function.OPEN_COUNTS}
"""The functions of the office; counting, and seeing what was counted, belong to the elected committee."""


class InConflict(DomainError):
    """A person of the conflict set was asked to do what its members never do."""

    code = "in_conflict"


class SubjectInConflict(InConflict):
    """The person is the subject."""

    code = "in_conflict_is_subject"


class RelativeInConflict(InConflict):
    """The person is a relative of the subject."""

    code = "in_conflict_is_relative"


class DependentInConflict(InConflict):
    """The person reports only to the subject and was asked to act as office."""

    code = "in_conflict_reports_only_to_subject"


_ERRORS: Final = {
    Ground.IS_SUBJECT: SubjectInConflict,
    Ground.IS_RELATIVE: RelativeInConflict,
    Ground.REPORTS_ONLY_TO_SUBJECT: DependentInConflict,
}


@dataclass(frozen=True, slots=True)
class ConflictSet:
    """The persons who have no hand in the case of ``subject``."""

    subject: PersonId
    relatives: frozenset[PersonId]
    reports_only_to_subject: frozenset[PersonId]

    def ground(self, person: PersonId, function: Function) -> Ground | None:
        """Why ``person`` is kept from ``function``, or None for someone who may do it."""
        if person == self.subject:
            return Ground.IS_SUBJECT
        if person in self.relatives:
            return Ground.IS_RELATIVE
        if person in self.reports_only_to_subject and function in OFFICE_FUNCTIONS:
            return Ground.REPORTS_ONLY_TO_SUBJECT
        return None

    def check(self, person: PersonId, function: Function, *, name: str) -> None:
        """Raise ``InConflict`` when ``person``, who is called ``name``, may not do ``function``."""
        ground = self.ground(person, function)
        if ground is not None:
            raise _ERRORS[ground](person=name, function=function, ground=ground)


def conflict_set(
    *, subject: PersonId, relatives: Collection[PersonId], reports_only_to_subject: Collection[PersonId]
) -> ConflictSet:
    """The conflict set of a case: whoever stands on several grounds is kept out by the strongest one."""
    return ConflictSet(subject, frozenset(relatives), frozenset(reports_only_to_subject))
