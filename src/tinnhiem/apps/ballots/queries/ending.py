"""The terms that end in a campaign's period: their windows, who decides then, what stands in the way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tinnhiem.apps.ballots.queries.due import Deadline, deadline, sex_of
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.queries.leaders import (
    ServiceRow,
    SuperiorRow,
    incumbents_among,
    schools_within,
    service_of,
)
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.periods import Period
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.campaign import Gap
from tinnhiem.domain.regulations import RulesInForce, TermPlan, TermProcedure, decider, plan_term
from tinnhiem.domain.regulations.comparison import same_law_since
from tinnhiem.domain.regulations.errors import NoDecider, TwoDeciders
from tinnhiem.domain.regulations.service import DecisionKind, Spell, TermCount, consecutive_terms
from tinnhiem.domain.regulations.terms import end_of_term

_ACTS: Final = {TermProcedure.EXTENSION: "extend"}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class EndingLeader:
    """A leader whose term ends in the period.

    ``follows`` is the procedure, or the gap in the registers that keeps it from being known; then the windows
    are None. ``decided_by`` holds the decision under the law of the day of ``decision``. ``lapses_on`` is the
    first day without capacity to act unless a decision came before. ``terms`` counts the consecutive terms at
    this school that the registers know.
    """

    appointment_id: int
    person_id: int
    full_name: str
    sex: str
    post: str
    post_title: str
    school_id: int
    school_name: str
    school_level: str
    last_day: date
    lapses_on: date
    follows: TermProcedure | Gap
    notice: Deadline | None
    decision: Deadline | None
    decided_by: str
    capped_on: date | None
    terms: int
    may_have_another: bool


def ending_leaders(
    *,
    unit_id: int,
    period: Period,
    legal_basis_on: date,
    language: str = "vi",
    among: Collection[int] | None = None,
) -> Sequence[EndingLeader]:
    """The leaders of the unit's schools whose term ends in ``period``, the earliest end first.

    The windows follow the law of ``legal_basis_on``; the office that decides is the one of the day by which
    it must. ``among`` looks at these appointments only. Raises ``NoPackOnDate``, or ``RuleMissing`` where the
    law of the day knows nothing of terms.
    """
    asked = None if among is None else incumbents_among(among)
    schools = schools_within(unit_id, period, among=None if asked is None else {row.unit_id for row in asked})
    of_the_day = rules.in_force(legal_basis_on)
    ending = [
        (row, end)
        for row in (org.incumbents(schools.keys()) if asked is None else asked)
        if row.unit_id in schools
        for end in [end_of_term(row.starts_on, row.ends_on, of_the_day)]
        if end - _DAY in period
    ]
    service = service_of({row.person_id for row, _ in ending})
    reckoner = _Reckoner(unit_id, of_the_day, schools, service, language)
    return sorted(
        (reckoner.leader(row, end) for row, end in ending), key=lambda one: (one.last_day, one.school_name)
    )


class _Reckoner:
    """What is the same for all leaders of one list: the law, the schools' superiors, the deciders found."""

    def __init__(
        self,
        unit_id: int,
        of_the_day: RulesInForce,
        schools: Mapping[int, Sequence[SuperiorRow]],
        service: Mapping[int, Sequence[ServiceRow]],
        language: str,
    ) -> None:
        self.unit_id = unit_id
        self.rules = of_the_day
        self.schools = schools
        self.service = service
        self.language = language
        self.changes = rules.change_days()
        self.deciders: dict[tuple[str, str, date], str] = {}

    def leader(self, row: org.AppointmentView, end: date) -> EndingLeader:
        plan = self._plan(row)
        decided_by = self._decider(row, plan) if plan else ""
        count = self._terms(row, end)
        return EndingLeader(
            appointment_id=row.id,
            person_id=row.person_id,
            full_name=row.full_name,
            sex=row.sex,
            post=row.post,
            post_title=sentence(f"post_{row.post}", self.language),
            school_id=row.unit_id,
            school_name=row.unit_name,
            school_level=row.unit_level,
            last_day=end - _DAY,
            lapses_on=end,
            follows=self._follows(row, plan, decided_by),
            notice=deadline(plan.derivations["notice_by"], self.language) if plan else None,
            decision=deadline(plan.derivations["decision_by"], self.language) if plan else None,
            decided_by=decided_by,
            capped_on=plan.capped_on if plan else None,
            terms=count.terms,
            may_have_another=count.may_have_another,
        )

    def _plan(self, row: org.AppointmentView) -> TermPlan | None:
        if row.born_on is None:
            return None
        return plan_term(
            appointed_on=row.starts_on,
            ends_on=row.ends_on,
            born_on=row.born_on,
            sex=sex_of(row.sex),
            rules=self.rules,
            calendar=rules.calendar(),
        )

    def _decider(self, row: org.AppointmentView, plan: TermPlan) -> str:
        key = (
            _ACTS.get(plan.procedure, "reappoint"),
            row.unit_level,
            same_law_since(plan.decision_by, self.changes),
        )
        if key not in self.deciders:
            try:
                self.deciders[key] = decider(*key, self.rules).name
            except (NoDecider, TwoDeciders):
                self.deciders[key] = ""
        return self.deciders[key]

    def _follows(
        self, row: org.AppointmentView, plan: TermPlan | None, decided_by: str
    ) -> TermProcedure | Gap:
        if plan is None:
            return Gap.BIRTH_MISSING
        superior = self._superior(row.unit_id, plan.decision_by)
        if superior != self.unit_id:
            return Gap.SUPERIOR_MISSING if superior is None else Gap.OTHER_SUPERIOR
        return plan.procedure if decided_by else Gap.DECIDER_MISSING

    def _superior(self, school_id: int, on: date) -> int | None:
        return next((row.superior_id for row in self.schools[school_id] if on in row.period), None)

    def _terms(self, row: org.AppointmentView, end: date) -> TermCount:
        served = self.service.get(row.person_id, ())
        spells = [spell for held in served if (spell := self._spell(held, row, end))]
        return consecutive_terms(
            spells=spells, school=str(row.unit_id), post=row.post, on=end - _DAY, rules=self.rules
        )

    def _spell(self, held: ServiceRow, row: org.AppointmentView, end: date) -> Spell | None:
        """A decision that took effect; the register keeps no acting periods. ``end`` is that of ``row``."""
        is_this = (held.unit_id, held.post, held.starts_on) == (row.unit_id, row.post, row.starts_on)
        ended_on = held.left_on or (end if is_this else end_of_term(held.starts_on, held.ends_on, self.rules))
        if ended_on <= held.starts_on:
            return None
        period = Period(held.starts_on, ended_on)
        return Spell(str(held.unit_id), held.post, DecisionKind.APPOINTMENT, period)
