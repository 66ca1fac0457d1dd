"""Who is what at a meeting, and what that lets them see."""

from datetime import date
from uuid import UUID

from tinnhiem.apps.meetings.models import CommitteeMember, Meeting, Official, SummonedPerson
from tinnhiem.apps.meetings.operations.planning import MeetingUnknown, conflicts_of
from tinnhiem.apps.meetings.queries.meetings import Member, committee
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.registers.conflict_set import ConflictSet, Function


class FunctionMissing(DomainError):
    """Somebody without the function asked for tried to act at a meeting."""

    code = "function_missing"
    status = 403


def functions_of(meeting_id: UUID, actor: Actor) -> frozenset[str]:
    """What the actor is at a meeting: an official's function, ``committee``, ``summoned``, ``subject``."""
    meeting = _meeting(meeting_id)
    if actor.person_id is None:
        return frozenset()
    own = org.identities(actor.person_id)
    held = set(Official.objects.filter(meeting=meeting, person_id__in=own).values_list("function", flat=True))
    if CommitteeMember.objects.filter(meeting=meeting, person_id__in=own).exists():
        held.add("committee")
    if SummonedPerson.objects.filter(meeting=meeting, person_id__in=own).exists():
        held.add("summoned")
    if meeting.subject_id in own:
        held.add("subject")
    return frozenset(held)


def require_function(meeting_id: UUID, actor: Actor, *functions: str) -> None:
    """Raise ``FunctionMissing`` unless the actor has one of the functions at the meeting."""
    if not functions_of(meeting_id, actor) & set(functions):
        raise FunctionMissing


def audiences_of(meeting_id: UUID, actor: Actor, *, on: date) -> frozenset[str]:
    """The audiences of the pack's disclosure list to which the actor belongs for this meeting."""
    meeting = _meeting(meeting_id)
    functions = functions_of(meeting_id, actor)
    audiences: set[str] = {word for word in ("subject", "committee") if word in functions}
    if functions - {"subject"}:
        audiences.add("attendees")
    if _may_open_counts(meeting, actor):
        audiences |= _offices(meeting, actor, on)
    return frozenset(audiences)


def _offices(meeting: Meeting, actor: Actor, on: date) -> set[str]:
    """The audiences to which the actor belongs by a role at the managing unit."""
    roles = (("appointing_authority", "appointing_authority"), ("officer", "office"))
    return {
        audience
        for role, audience in roles
        if meeting.managing_unit_id in org.units_of_role(account_id=actor.account_id, role=role, on=on)
    }


def find_member(meeting_id: UUID, person_id: int | None) -> Member | None:
    """The member of the counting committee that a person is, if they are one."""
    own = org.identities(person_id) if person_id is not None else frozenset()
    return next((row for row in committee(meeting_id) if row.person_id in own), None)


def require_no_conflict(meeting_id: UUID, *, actor: Actor, function: Function) -> None:
    """Raise ``InConflict`` where the actor belongs to the conflict set and the act is closed to them."""
    if actor.person_id is None:
        return
    _conflicts(_meeting(meeting_id)).check(person=str(actor.person_id), name=actor.name, function=function)


def _may_open_counts(meeting: Meeting, actor: Actor) -> bool:
    """Whether the actor is neither the subject nor a relative; an account without a person is neither."""
    return _conflicts(meeting).ground(str(actor.person_id), Function.OPEN_COUNTS) is None


def _conflicts(meeting: Meeting) -> ConflictSet:
    return conflicts_of(subject_id=meeting.subject_id, unit_id=meeting.school_id, post=meeting.subject_post)


def _meeting(meeting_id: UUID) -> Meeting:
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        raise MeetingUnknown
    return meeting
