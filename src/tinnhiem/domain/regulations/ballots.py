"""What a ballot, its room and its documents need under the rules of the day."""

from dataclasses import dataclass

from tinnhiem.domain.regulations.rules import Citation, Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.values import (
    BallotForm,
    Committee,
    Denominator,
    Disclosure,
    Flag,
    Labelled,
    Labels,
    Threshold,
    Words,
)


@dataclass(frozen=True)
class CommitteeTerms:
    """How large the counting committee may be and what elects it."""

    sizes: tuple[int, ...]
    majority: Threshold
    denominator: Denominator
    citations: tuple[Citation, ...]
    provisional: bool


@dataclass(frozen=True)
class SubjectCounted:
    """Whether the subject is among the summoned by default, and whether the plan of the meeting must say.

    ``citations`` is empty where no article settles it; ``words`` says so for the plan.
    """

    by_default: bool
    plan_must_say: bool
    citations: tuple[Citation, ...]
    words: str


@dataclass(frozen=True)
class BallotTerms:
    """Everything the pack says about one ballot."""

    title: str
    options: tuple[Labelled, ...]
    criteria: tuple[str, ...]
    invalid_grounds: tuple[Labelled, ...]
    is_stamp_required: bool
    is_signature_optional: bool
    disclosure: Disclosure
    committee: CommitteeTerms
    subject_counted: SubjectCounted
    citations: tuple[Citation, ...]
    provisional: bool
    provisional_reason: str | None


@dataclass(frozen=True)
class LegalBasis:
    """One line of the legal bases of a document."""

    words: str
    citations: tuple[Citation, ...]
    provisional: bool
    confidence: str


@dataclass(frozen=True)
class PostponementGround:
    """A ground on which the procedure waits."""

    code: str
    label: str
    citations: tuple[Citation, ...]
    provisional: bool


def ballot_terms(procedure: str, stage: str, rules: RulesInForce) -> BallotTerms:
    """The terms of the ballot of one stage; raises ``RuleMissing`` where the pack has none."""
    form_rule = rules.get(f"ballot.{procedure}.{stage}")
    form = value_of(form_rule, BallotForm)
    invalid = rules.get("ballot.invalid_grounds")
    disclosure = rules.get(f"{procedure}.{stage}.disclosure")
    reason = form_rule.provisional_reason
    return BallotTerms(
        title=form.title,
        options=form.options,
        criteria=form.criteria,
        invalid_grounds=value_of(invalid, Labels).entries,
        is_stamp_required=form.is_stamp_required,
        is_signature_optional=form.is_signature_optional,
        disclosure=value_of(disclosure, Disclosure),
        committee=_committee(rules.get("ballot.committee")),
        subject_counted=_subject_counted(rules.get("ballot.subject_counted")),
        citations=(*form_rule.citations, *invalid.citations, *disclosure.citations),
        provisional=form_rule.provisional,
        provisional_reason=reason.value if reason else None,
    )


def legal_bases(
    procedure: str, rules: RulesInForce, *, school_level: str | None = None
) -> tuple[LegalBasis, ...]:
    """The lines "Căn cứ …" in force that day, in the order of the pack.

    A rule ``basis.<procedure or any>.<order>`` is for every school; with a level behind it, for that level.
    """
    found: list[tuple[str, LegalBasis]] = []
    for whose in ("any", procedure):
        for rule in rules.below(f"basis.{whose}"):
            _, _, order, *level = rule.id.split(".")
            if not level or level == [school_level]:
                found.append((order, _basis(rule)))
    return tuple(basis for _, basis in sorted(found, key=lambda entry: entry[0]))


def postponement_grounds(rules: RulesInForce) -> tuple[PostponementGround, ...]:
    """The grounds on which reappointment or extension waits; raises ``RuleMissing``."""
    rule = rules.get("term.postponement_grounds")
    return tuple(
        PostponementGround(entry.code, entry.label, rule.citations, rule.provisional)
        for entry in value_of(rule, Labels).entries
    )


def exception_grounds(rules: RulesInForce) -> tuple[PostponementGround, ...]:
    """The grounds on which a leader is taken out of a campaign: those of the law, then those of the plan.

    Raises ``RuleMissing`` where the law of the day knows none.
    """
    rule = rules.find("term.campaign_exceptions")
    own = value_of(rule, Labels).entries if rule else ()
    return postponement_grounds(rules) + tuple(
        PostponementGround(entry.code, entry.label, rule.citations, rule.provisional) for entry in own if rule
    )


def _committee(rule: Rule) -> CommitteeTerms:
    found = value_of(rule, Committee)
    return CommitteeTerms(found.sizes, found.majority, found.denominator, rule.citations, rule.provisional)


def _subject_counted(rule: Rule) -> SubjectCounted:
    """No article of the national packs settles it, so the default binds nobody: the plan must say."""
    settled = not rule.is_local
    return SubjectCounted(
        by_default=value_of(rule, Flag).holds,
        plan_must_say=not settled,
        citations=rule.citations if settled else (),
        words=rule.note,
    )


def _basis(rule: Rule) -> LegalBasis:
    return LegalBasis(value_of(rule, Words).words, rule.citations, rule.provisional, rule.confidence.value)
