"""What would change a verdict: votes, people present, or another day's law."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinnhiem.domain.regulations.cases import AGREEMENT, STAGES, Case
from tinnhiem.domain.regulations.errors import NoPackOnDate, NoRuleOnDate
from tinnhiem.domain.regulations.findings import Verdict
from tinnhiem.domain.regulations.rules import Era, RulesInForce
from tinnhiem.domain.regulations.verdicts import judge


@dataclass(frozen=True)
class Change:
    """One thing that would change a verdict, as a code with what its sentence needs."""

    code: str
    params: tuple[tuple[str, str | int], ...]


def changes(case: Case, verdict: Verdict, rules: RulesInForce) -> tuple[Change, ...]:
    """What would change ``verdict``: the quorum, more or fewer votes, each other era."""
    return (*_of_quorum(verdict, case), *_of_votes(case, verdict, rules), *_of_eras(case, verdict, rules))


def _of_quorum(verdict: Verdict, case: Case) -> Iterator[Change]:
    if verdict.quorum is None:
        return
    spare = case.present - verdict.quorum.needed
    if spare < 0:
        yield Change("more_present", (("people", -spare),))
    else:
        yield Change("fewer_present", (("people", spare + 1),))


def _of_votes(case: Case, verdict: Verdict, rules: RulesInForce) -> Iterator[Change]:
    """The nearest number of votes, up and down, at which the answer is another one.

    A vote taken from a candidate would go to a rival, so for people only more votes are asked about.
    """
    if verdict.share is None or case.is_list:
        return
    option, votes = verdict.share.option, verdict.share.numerator
    more = ("more_votes", range(votes + 1, case.valid + 1))
    fewer = ("fewer_votes", range(votes - 1, -1, -1))
    is_a_person = not STAGES[case.procedure][case.stage] and not set(case.options) <= set(AGREEMENT)
    for code, counts in (more,) if is_a_person else (more, fewer):
        for count in counts:
            other = judge(_with_votes(case, option, count), rules)
            if (other.outcome, other.decided_by) != (verdict.outcome, verdict.decided_by):
                said = (("votes", abs(count - votes)), ("option", option), ("outcome", other.outcome.value))
                yield Change(code, said)
                break


def _with_votes(case: Case, option: str, count: int) -> Case:
    """The same vote with ``count`` for one option and the rest of the valid ballots on the others."""
    others = sorted((name for name in case.options if name != option), key=lambda n: -case.options[n])
    if not others:
        return replace(case, options={option: count}, valid=count)
    options = dict.fromkeys(case.options, 0) | {option: count}
    left = case.valid - count
    for name in reversed(others):
        kept = min(case.options[name], left)
        options[name], left = kept, left - kept
    options[others[0]] += left
    return replace(case, options=options)


def _of_eras(case: Case, verdict: Verdict, rules: RulesInForce) -> Iterator[Change]:
    for era in sorted(rules.eras(), key=lambda e: e.period.starts_on):
        if era.id == rules.pack:
            continue
        other = _verdict_in(era, case, rules)
        if other is not None and other.outcome is not verdict.outcome:
            yield Change("other_era", (("era", era.id), ("outcome", other.outcome.value)))


def _verdict_in(era: Era, case: Case, rules: RulesInForce) -> Verdict | None:
    """The same counts at the start of another era, or none where no rule knew the procedure."""
    on = era.period.starts_on
    try:
        return judge(replace(case, on=on), rules.moved_to(on))
    except (NoRuleOnDate, NoPackOnDate):
        return None
