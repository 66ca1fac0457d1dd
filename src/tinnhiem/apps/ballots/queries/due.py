"""Whose term ends, what the law asks for and by when, and how far it has come."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.ballots.queries.campaign_papers import NoticeStanding, notices_of
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations import Derivation, TermPlan, decider, plan_term
from tinnhiem.domain.regulations.terms import Sex

SOON: Final = timedelta(days=30)
ACT: Final = "reappoint"
GONE: Final = frozenset({"adjourned", "cancelled"})
"""States of a meeting that no longer takes place."""
_SEX: Final[Mapping[str, Sex]] = {"female": "female", "male": "male"}


class BirthMissing(DomainError):
    """A term cannot be reckoned without the birth date of its holder."""

    code = "birth_missing"


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be, with its article, and why it may still move."""

    on: date
    basis: str
    provisional: str
    derivation: Sequence[str]


@dataclass(frozen=True)
class DueTerm:
    """A term with its deadlines.

    ``state`` is late, soon, planned, held or wait; ``next_on`` is the deadline that comes first.
    """

    appointment_id: int
    person_id: int
    full_name: str
    sex: str
    post: str
    post_title: str
    school_id: int
    school_name: str
    starts_on: date
    ends_on: date
    last_day: date
    procedure: str
    capped_on: date | None
    notice: Deadline
    decision: Deadline
    is_notified: bool
    decided_by: str
    state: str
    next_on: date
    days_left: int
    meeting_id: UUID | None
    meeting_at: date | None

    @property
    def waits_for_notice(self) -> bool:
        """Whether the notice is what comes next: neither issued nor overtaken by a meeting."""
        return not (self.is_notified or self.meeting_id)

    @property
    def deadline(self) -> Deadline:
        """The deadline that comes first."""
        return self.notice if self.waits_for_notice else self.decision

    @property
    def notice_by(self) -> date:
        """The last day for the notice."""
        return self.notice.on

    @property
    def decision_by(self) -> date:
        """The last day for the decision."""
        return self.decision.on


def due_terms(unit_ids: Collection[int], *, on: date, language: str = "vi") -> Sequence[DueTerm]:
    """The terms at the units that can be reckoned, the most pressing first."""
    return due_terms_of(org.incumbents(unit_ids), on=on, language=language)


def due_terms_of(
    appointments: Iterable[org.AppointmentView], *, on: date, language: str = "vi"
) -> Sequence[DueTerm]:
    """Those of the terms that can be reckoned, the most pressing first."""
    known = [row for row in appointments if row.born_on is not None]
    meetings = rooms.meetings_about([row.id for row in known])
    annulled = rooms.annulled([meeting.id for meeting in meetings.values()])
    notices = notices_of([row.id for row in known])
    deciders = {level: _decider(level, on) for level in {row.unit_level for row in known}}
    rows = [
        _due(
            row,
            _standing(meetings.get(row.id), annulled),
            is_notified=_is_issued(notices.get(row.id)),
            decided_by=deciders[row.unit_level],
            on=on,
            language=language,
        )
        for row in known
    ]
    return sorted(rows, key=lambda row: (row.next_on, row.school_id, row.appointment_id))


def due_term(appointment_id: int, *, on: date, language: str = "vi") -> DueTerm:
    """The term of one appointment."""
    appointment = org.get_appointment(appointment_id)
    meeting = rooms.meetings_about([appointment_id]).get(appointment_id)
    annulled = rooms.annulled([meeting.id] if meeting else [])
    decided_by = _decider(appointment.unit_level, on)
    return _due(
        appointment,
        _standing(meeting, annulled),
        is_notified=_is_issued(notices_of([appointment_id]).get(appointment_id)),
        decided_by=decided_by,
        on=on,
        language=language,
    )


def _due(
    appointment: org.AppointmentView,
    live: rooms.MeetingView | None,
    *,
    is_notified: bool,
    decided_by: str,
    on: date,
    language: str,
) -> DueTerm:
    plan = _plan(appointment, on)
    notice, decision = (deadline(plan.derivations[name], language) for name in ("notice_by", "decision_by"))
    next_on = decision.on if live or is_notified else notice.on
    return DueTerm(
        appointment_id=appointment.id,
        person_id=appointment.person_id,
        full_name=appointment.full_name,
        sex=appointment.sex,
        post=appointment.post,
        post_title=sentence(f"post_{appointment.post}", language),
        school_id=appointment.unit_id,
        school_name=appointment.unit_name,
        starts_on=appointment.starts_on,
        ends_on=plan.ends_on,
        last_day=plan.last_day,
        procedure=plan.procedure,
        capped_on=plan.capped_on,
        notice=notice,
        decision=decision,
        is_notified=is_notified,
        decided_by=decided_by,
        state=_state(live, next_on, on),
        next_on=next_on,
        days_left=(next_on - on).days,
        meeting_id=live.id if live else None,
        meeting_at=timezone.localdate(live.scheduled_at) if live else None,
    )


def _is_issued(notice: NoticeStanding | None) -> bool:
    """Whether the leader was notified; a draft is no notice."""
    return notice is not None and bool(notice.number)


def _standing(meeting: rooms.MeetingView | None, annulled: Collection[UUID]) -> rooms.MeetingView | None:
    """The meeting unless it must be held again: adjourned or cancelled, or its ballot annulled."""
    if meeting is None or meeting.state in GONE or meeting.id in annulled:
        return None
    return meeting


def _plan(appointment: org.AppointmentView, on: date) -> TermPlan:
    if appointment.born_on is None:
        raise BirthMissing(name=appointment.full_name)
    return plan_term(
        appointed_on=appointment.starts_on,
        ends_on=appointment.ends_on,
        born_on=appointment.born_on,
        sex=sex_of(appointment.sex),
        rules=rules.in_force(on),
        calendar=rules.calendar(),
    )


def deadline(derivation: Derivation, language: str) -> Deadline:
    """A derived day as lists show it."""
    return Deadline(
        on=derivation.on,
        basis="; ".join(citation.words for citation in derivation.citations),
        provisional=derivation.provisional_reason or "",
        derivation=derivation.sentences(language),
    )


def sex_of(word: str) -> Sex | None:
    """The sex as the rules on retirement ask for it; None where the register does not say."""
    return _SEX.get(word)


def _decider(level: str, on: date) -> str:
    return decider(ACT, level, on, rules.in_force(on)).name


def _state(meeting: rooms.MeetingView | None, next_on: date, on: date) -> str:
    if meeting and meeting.state == "closed":
        return "held"
    if next_on < on:
        return "late"
    if meeting:
        return "planned"
    return "soon" if next_on - on <= SOON else "wait"
