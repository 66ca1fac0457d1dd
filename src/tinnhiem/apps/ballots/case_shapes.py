"""A review case's rows as the values that decisions ask for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.conf import settings

from tinnhiem.apps.ballots.models import CaseAct, CaseVoteEntry, CountingRecord, ReviewCase
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.confidence.entries import CaseSettings, Entry, VoteCounts, norms_of
from tinnhiem.domain.confidence.limits import CaseLimit, limit_of
from tinnhiem.domain.confidence.review import CaseOrder, CaseStep, Taken
from tinnhiem.domain.regulations import Case, RulesInForce, Subject, value_of
from tinnhiem.domain.regulations.values import Labels

STATUS: Final = "public_employee"
"""The status of the leaders of public schools, under which their cases are judged."""

HOLDERS: Final[Mapping[str, str]] = {
    "commune": "commune_chairman",
    "district": "district_chairman",
    "province": "department_director",
    "office": "department_director",
}
"""The office that decides for a unit of each kind, as the rules of authority name it."""


def order_of(case: ReviewCase) -> CaseOrder:
    """The steps and decisions of the case, by the day on which it is judged."""
    return rules.case_order(procedure=case.procedure, on=case.legal_basis_on)


def rules_of(case: ReviewCase) -> RulesInForce:
    """The rules under which the case is judged."""
    return rules.in_force(case.legal_basis_on)


def acts_of(case: ReviewCase) -> list[CaseAct]:
    """The acts of the case, first to last."""
    return list(CaseAct.objects.filter(case=case).select_related("recorded_by__person").order_by("position"))


def taken_of(acts: Sequence[CaseAct]) -> list[Taken]:
    """The acts as the order of the case knows them."""
    return [Taken(act.step, act.result) for act in acts]


def case_limit(case: ReviewCase, step: CaseStep, acts: Sequence[CaseAct]) -> CaseLimit | None:
    """By when a step is due, where the pack sets a limit and it has begun to run."""
    taken_on: dict[str, date] = {act.step: act.taken_on for act in acts}
    return limit_of(step, taken_on=taken_on, rules=rules_of(case), calendar=rules.calendar())


def settings_of(case: ReviewCase, acts: Sequence[CaseAct]) -> CaseSettings:
    """Under what the case is judged, and the codes that its grounds may have."""
    in_force = rules_of(case)
    return CaseSettings(
        procedure=case.procedure,
        on=case.legal_basis_on,
        jurisdiction=settings.JURISDICTION,
        subject=Subject(role=case.subject_post, status=STATUS),
        rules=in_force,
        grounds=tuple(labels_of(f"{case.procedure}.grounds", in_force)),
        bars=tuple(labels_of(f"{case.procedure}.refused_while", in_force)),
        norms=_norms(case, acts),
    )


def labels_of(rule_id: str, in_force: RulesInForce) -> Mapping[str, str]:
    """The codes of a list of the rules with their words; empty where no such rule is in force."""
    rule = in_force.find(rule_id, status=STATUS)
    return {} if rule is None else {row.code: row.label for row in value_of(rule, Labels).entries}


def counts_of(act: CaseAct) -> VoteCounts | None:
    """The counts that an act recorded, where it was a vote."""
    found = act.facts.get("counts")
    return VoteCounts(**found) if found else None


def entry_of(row: CaseVoteEntry) -> Entry:
    """A vote as one person entered it."""
    return Entry(row.taken_by, row.taken_on, counts=VoteCounts(**row.counts))


def conference_case(case: ReviewCase, act: CaseAct) -> Case | None:
    """The vote that an act recorded, as the rules judge it."""
    counts = counts_of(act)
    if counts is None:
        return None
    step = next(step for step in order_of(case).steps if step.id == act.step)
    return Case(
        jurisdiction=settings.JURISDICTION,
        procedure=case.procedure,
        stage=step.stage,
        on=case.legal_basis_on,
        summoned=counts.summoned,
        present=counts.present,
        issued=counts.issued,
        returned=counts.returned,
        valid=counts.valid,
        options=counts.options,
        subject=Subject(role=case.subject_post, status=STATUS),
    )


def poll_answer(case: ReviewCase) -> Mapping[str, object]:
    """The verdict on the conference of a case that began with a poll of the house."""
    record: CountingRecord = CountingRecord.objects.get(poll__case=case)
    answer: Mapping[str, object] = record.verdict["answer"]
    return answer


def poll_counts(case: ReviewCase) -> Mapping[str, int]:
    """The votes of the conference of a case that began with a poll of the house."""
    record: CountingRecord = CountingRecord.objects.get(poll__case=case)
    return {option: number for option, number in record.counts.items() if option != "invalid"}


def _norms(case: ReviewCase, acts: Sequence[CaseAct]) -> Mapping[str, str]:
    voted = next((vote for act in acts if (vote := conference_case(case, act)) is not None), None)
    return {} if voted is None else norms_of(voted, rules_of(case))
