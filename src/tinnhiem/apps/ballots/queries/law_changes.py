"""Leaders' cases under the law of two days, and the open ones that the later day would decide otherwise."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.ballots.models import Poll
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations.comparison import Leader, Standing, standings
from tinnhiem.domain.regulations.outlook import AspectChange, OpenCase, outlook
from tinnhiem.domain.regulations.terms import Sex

_SEX: Final[Mapping[str, Sex]] = {"female": "female", "male": "male"}
_LIVE: Final = frozenset({"planned", "summoned", "in_progress"})
_PAIR: Final = 2
"""How many are reckoned with where only the share counts: the fewest of whom one half can be taken."""


@dataclass(frozen=True)
class CaseUnderLaw:
    """One leader's case as two days of law see it; ``judged_on`` is the first of them."""

    appointment_id: int
    full_name: str
    sex: str
    post: str
    post_title: str
    school_id: int
    school_name: str
    judged_on: date
    before: Standing
    after: Standing
    meeting_id: UUID | None = None
    meeting_on: date | None = None
    changes: tuple[AspectChange, ...] = ()


@dataclass(frozen=True)
class LawOutlook:
    """Which of the open cases another day's law would decide otherwise.

    ``open_cases`` counts all that were looked at, ``unknown`` those left out for want of a birth date.
    """

    cases: Sequence[CaseUnderLaw]
    open_cases: int
    unknown: int


def cases_under_law(
    unit_ids: Collection[int], *, first: date, second: date, summoned: int, language: str = "vi"
) -> Sequence[CaseUnderLaw]:
    """Every leader of the units whose birth date is known, under the law of both days."""
    known = [row for row in org.incumbents(unit_ids) if row.born_on is not None]
    asked = [_Asked(row, first, None) for row in known]
    return _under_law(asked, second, summoned=summoned, language=language)


def cases_that_change(
    unit_ids: Collection[int], *, first: date, second: date, until: date | None, language: str = "vi"
) -> LawOutlook:
    """The open cases that would be decided otherwise if they were judged on ``second``.

    Open is a meeting that is planned and not closed, judged on its own legal basis, and a term without a
    concluded poll that ends by ``until``, judged on ``first``. Raises ``RuleMissing`` for days without terms.
    """
    appointments = org.incumbents(unit_ids)
    known = [row for row in appointments if row.born_on is not None]
    asked = _open(known, first)
    changes = _changes_by_case(asked, second)
    cases = [
        replace(case, changes=changes.get(case.appointment_id, ()))
        for case in _under_law(asked, second, summoned=_PAIR, language=language)
        if case.meeting_id or _ends_by(until, case)
    ]
    changing = [case for case in cases if case.changes]
    return LawOutlook(changing, open_cases=len(cases), unknown=len(appointments) - len(known))


@dataclass(frozen=True)
class _Asked:
    """A case, the day on whose law it stands now, and its live meeting."""

    appointment: org.AppointmentView
    judged_on: date
    meeting: rooms.MeetingView | None


def _open(appointments: Sequence[org.AppointmentView], first: date) -> Sequence[_Asked]:
    meetings = rooms.meetings_about([row.id for row in appointments])
    concluded = _concluded(meetings.values())
    cases = []
    for row in appointments:
        meeting = meetings.get(row.id)
        if meeting and (meeting.state == "closed" or meeting.id in concluded):
            continue
        live = meeting if meeting and meeting.state in _LIVE else None
        cases.append(_Asked(row, live.legal_basis_on if live else first, live))
    return cases


def _concluded(meetings: Collection[rooms.MeetingView]) -> frozenset[UUID]:
    ids = [meeting.id for meeting in meetings]
    polls = Poll.objects.filter(meeting_id__in=ids, state=Poll.State.CONCLUDED)
    return frozenset(polls.values_list("meeting_id", flat=True))


def _ends_by(until: date | None, case: CaseUnderLaw) -> bool:
    plan = case.before.plan
    return until is None or plan is None or plan.ends_on <= until


def _changes_by_case(asked: Sequence[_Asked], second: date) -> Mapping[int, tuple[AspectChange, ...]]:
    """What changes for each case by its appointment; one already judged on ``second`` or later is settled."""
    found: dict[int, tuple[AspectChange, ...]] = defaultdict(tuple)
    for judged_on, cases in _by_day(asked).items():
        if judged_on >= second:
            continue
        for change in outlook(
            cases=[_case(case.appointment) for case in cases],
            before=rules.in_force(judged_on),
            after=rules.in_force(second),
            calendar=rules.calendar(),
        ):
            found[int(change.case_id)] += (change,)
    return found


def _under_law(
    asked: Sequence[_Asked], second: date, *, summoned: int, language: str
) -> Sequence[CaseUnderLaw]:
    return [
        _view(case, before, after, language)
        for judged_on, cases in sorted(_by_day(asked).items())
        for case, before, after in zip(
            cases, _standings(cases, judged_on, summoned), _standings(cases, second, summoned), strict=True
        )
    ]


def _by_day(asked: Sequence[_Asked]) -> Mapping[date, Sequence[_Asked]]:
    by_day: dict[date, list[_Asked]] = defaultdict(list)
    for case in asked:
        by_day[case.judged_on].append(case)
    return by_day


def _standings(cases: Sequence[_Asked], on: date, summoned: int) -> Sequence[Standing]:
    leaders = [Leader(_case(case.appointment), case.appointment.post, summoned) for case in cases]
    return standings(leaders=leaders, rules=rules.in_force(on), calendar=rules.calendar())


def _case(row: org.AppointmentView) -> OpenCase:
    if row.born_on is None:
        raise ValueError("Cases without a birth date are left out before.")
    return OpenCase(
        id=str(row.id),
        school_level=row.unit_level,
        appointed_on=row.starts_on,
        ends_on=row.ends_on,
        born_on=row.born_on,
        sex=_SEX.get(row.sex),
    )


def _view(case: _Asked, before: Standing, after: Standing, language: str) -> CaseUnderLaw:
    row, meeting = case.appointment, case.meeting
    return CaseUnderLaw(
        appointment_id=row.id,
        full_name=row.full_name,
        sex=row.sex,
        post=row.post,
        post_title=sentence(f"post_{row.post}", language),
        school_id=row.unit_id,
        school_name=row.unit_name,
        judged_on=case.judged_on,
        before=before,
        after=after,
        meeting_id=meeting.id if meeting else None,
        meeting_on=timezone.localdate(meeting.scheduled_at) if meeting else None,
    )
