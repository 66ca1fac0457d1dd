"""What follows from the counts of a vote under the rules of its day: the next action and who takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tinnhiem.domain.regulations.cases import AGREEMENT, Case
from tinnhiem.domain.regulations.errors import NoRuleOnDate
from tinnhiem.domain.regulations.findings import QuorumFound, ShareFound, Verdict
from tinnhiem.domain.regulations.rules import Citation, Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.values import (
    Band,
    Decider,
    Denominator,
    Disclosure,
    Judged,
    NextAction,
    Outcome,
    Quorum,
    Result,
    Threshold,
)

SUBJECT_IS_HEAD = "subject_is_head"


@dataclass(frozen=True, repr=False)
class NormAnswer:
    """What one norm alone says of a case, with its articles; kept out of every ``repr`` like a verdict."""

    rule_id: str
    outcome: Result
    next_action: NextAction
    decided_by: Decider
    effects: tuple[str, ...]
    citations: tuple[Citation, ...]
    provisional_reason: str | None


@dataclass(frozen=True)
class _Answer:
    """What one norm says: the band that answered, the share it looked at, who goes on."""

    rule: Rule
    band: Band
    share: ShareFound | None
    advancing: tuple[str, ...] = ()
    shortfall: int = 0
    notes: tuple[str, ...] = ()


def judge(case: Case, rules: RulesInForce) -> Verdict:
    """The verdict on ``case``; raises ``NoRuleOnDate`` where no rule of the day knows its stage."""
    key, status = f"{case.procedure}.{case.stage}", case.subject.status
    norms = rules.below(f"{key}.outcome", status=status)
    if not norms:
        raise NoRuleOnDate(procedure=case.procedure, stage=case.stage, on=case.on.isoformat())
    quorum_rule = rules.find(f"{key}.quorum", status=status)
    quorum = None if quorum_rule is None else _quorum_found(case, value_of(quorum_rule, Quorum))
    disclosure_rule = rules.get(f"{key}.disclosure", status=status)
    if quorum is not None and not quorum.met:
        verdict = _without_quorum(rules, quorum)
        judging: tuple[Rule, ...] = ()
    else:
        answers = [_answer(case, rule, rules) for rule in norms]
        verdict = replace(_combined(answers, rules.pack), quorum=quorum)
        judging = tuple(answer.rule for answer in answers)
    cited = _cited((*judging, quorum_rule, disclosure_rule))
    return replace(verdict, disclosure=value_of(disclosure_rule, Disclosure), citations=cited)


def judge_each(case: Case, rules: RulesInForce) -> tuple[NormAnswer, ...]:
    """What each norm of the stage says alone, so that a person can choose where they differ."""
    norms = rules.below(f"{case.procedure}.{case.stage}.outcome", status=case.subject.status)
    return tuple(_of_norm(_answer(case, rule, rules)) for rule in norms)


def _of_norm(answer: _Answer) -> NormAnswer:
    reason = answer.rule.provisional_reason
    return NormAnswer(
        rule_id=answer.rule.id,
        outcome=answer.band.result,
        next_action=answer.band.next_action,
        decided_by=answer.band.decided_by,
        effects=answer.band.effects,
        citations=answer.rule.citations,
        provisional_reason=reason.value if reason else None,
    )


def _quorum_found(case: Case, quorum: Quorum) -> QuorumFound:
    needed = quorum.threshold.least(case.summoned)
    return QuorumFound(case.present >= needed, needed, case.summoned, quorum.basis)


def _without_quorum(rules: RulesInForce, quorum: QuorumFound) -> Verdict:
    band = Band(None, Result.QUORUM_NOT_MET, NextAction.RECONVENE, Decider.NOBODY)
    return replace(_verdict(band, rules.pack), quorum=quorum)


def _verdict(band: Band, pack: str) -> Verdict:
    return Verdict(
        pack=pack,
        quorum=None,
        share=None,
        outcome=band.result,
        next_action=band.next_action,
        decided_by=band.decided_by,
        effects=band.effects,
        advancing=(),
        disclosure=Disclosure(is_announced=False, audience=()),
        provisional_reason=None,
        notes=(),
        citations=(),
    )


def _combined(answers: Sequence[_Answer], pack: str) -> Verdict:
    """One verdict from all norms that hold; where they disagree it says so and does not choose."""
    first = answers[0]
    band = first.band
    if any(answer.band.result is not band.result for answer in answers):
        band = Band(None, Result.CONFLICT_OF_NORMS, NextAction.ASK_COMPETENT_BODY, Decider.NOBODY)
    else:
        effects = dict.fromkeys(effect for answer in answers for effect in answer.band.effects)
        band = replace(band, effects=tuple(effects))
    reasons = [a.rule.provisional_reason for a in answers if a.rule.provisional_reason is not None]
    return replace(
        _verdict(band, pack),
        share=first.share,
        advancing=first.advancing,
        provisional_reason=reasons[0].value if reasons else None,
        shortfall=first.shortfall,
        notes=first.notes,
    )


def _answer(case: Case, rule: Rule, rules: RulesInForce) -> _Answer:
    outcome = value_of(rule, Outcome)
    judged = _judged_option(case, outcome.judged)
    if judged is None:
        return _Answer(rule, outcome.bands[-1], None)
    whole = _whole(case, outcome.denominator)
    share = ShareFound(judged, case.options.get(judged, 0), whole, outcome.denominator)
    band = _band_met(case, outcome, share, whole)
    answer = _Answer(rule, band, share, _advancing(case, band, whole), _shortfall(outcome, share))
    return _spare_the_head(case, _with_new_names(case, answer, outcome, rules))


def _judged_option(case: Case, judged: Judged) -> str | None:
    """The option an outcome looks at; the leading candidate, ties to the first by id."""
    if judged is Judged.NOTHING:
        return None
    if judged is not Judged.LEADING:
        return judged.value
    if set(case.options) <= set(AGREEMENT):
        return Judged.AGREE.value
    return min(case.options, key=lambda option: (-case.options[option], option))


def _whole(case: Case, denominator: Denominator) -> int:
    wholes: Mapping[Denominator, int] = {
        Denominator.SUMMONED: case.summoned,
        Denominator.MEMBERS: case.summoned,
        Denominator.DEPUTIES: case.summoned,
        Denominator.PRESENT: case.present,
        Denominator.RETURNED: case.returned,
        Denominator.VALID: case.valid,
    }
    return wholes[denominator]


def _band_met(case: Case, outcome: Outcome, share: ShareFound, whole: int) -> Band:
    """The first band whose condition holds; nothing counted out of nothing meets no threshold."""
    leaders = sum(count == share.numerator for count in case.options.values())
    for band in outcome.bands[:-1]:
        part = case.options.get(band.option, 0) if band.option else share.numerator
        is_met = band.threshold is not None and whole > 0 and band.threshold.is_met_by(part, whole)
        if is_met and band.leaders in (None, leaders):
            return band
    return outcome.bands[-1]


def _advancing(case: Case, band: Band, whole: int) -> tuple[str, ...]:
    if not band.is_advancing or band.threshold is None or set(case.options) <= set(AGREEMENT):
        return ()
    return _reaching(case, band.threshold, whole)


def _reaching(case: Case, threshold: Threshold, whole: int) -> tuple[str, ...]:
    return tuple(sorted(name for name, votes in case.options.items() if threshold.is_met_by(votes, whole)))


def _shortfall(outcome: Outcome, share: ShareFound) -> int:
    """How many votes the judged option lacks for the first band."""
    highest = outcome.bands[0].threshold
    return 0 if highest is None else max(0, highest.least(share.denominator) - share.numerator)


def _with_new_names(case: Case, answer: _Answer, outcome: Outcome, rules: RulesInForce) -> _Answer:
    """Names first put forward at this stage need the share of the stage's own rule for them."""
    rule = rules.find(f"{case.procedure}.{case.stage}.new_name", status=case.subject.status)
    if rule is None or not case.new_names or answer.share is None:
        return answer
    own = value_of(rule, Outcome)
    whole = _whole(case, own.denominator)
    if answer.share.option in case.new_names and answer.band is outcome.bands[0]:
        share = replace(answer.share, denominator=whole, denominator_kind=own.denominator)
        band = _band_met(case, own, share, whole)
        return _Answer(rule, band, share, _advancing(case, band, whole), _shortfall(own, share))
    top = own.bands[0].threshold
    accepted = () if top is None else _reaching(case, top, whole)
    staying = tuple(n for n in answer.advancing if n not in case.new_names or n in accepted)
    if answer.advancing and not staying:
        return replace(answer, band=outcome.bands[-1], advancing=())
    return replace(answer, advancing=staying)


def _spare_the_head(case: Case, answer: _Answer) -> _Answer:
    """The head of the unit never decides on himself; the question goes to the appointing authority."""
    if answer.band.result is not Result.HEAD_DECIDES or case.subject.role != "principal":
        return answer
    band = replace(
        answer.band,
        next_action=NextAction.SUBMIT_TO_AUTHORITY,
        decided_by=Decider.APPOINTING_AUTHORITY,
    )
    return replace(answer, band=band, notes=(SUBJECT_IS_HEAD,))


def _cited(rules: Sequence[Rule | None]) -> tuple[Citation, ...]:
    """The articles behind a verdict, the judging one first, each once."""
    found = (citation for rule in rules if rule is not None for citation in rule.citations)
    return tuple(dict.fromkeys(found))
