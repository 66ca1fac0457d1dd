"""Rules in plain words: under which subject a rule stands, what it is called and what it says.

The sentences are data of ``common.sentences``; every number, share and article in them comes from the pack. A
rule that a new pack adds and nobody has named yet is said in the general words of its kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tinnhiem.common.sentences import catalogue, sentence
from tinnhiem.domain.regulations.rules import Rule
from tinnhiem.domain.regulations.values import (
    BallotForm,
    Codes,
    Committee,
    Count,
    Disclosure,
    Duration,
    Flag,
    Labels,
    Numbers,
    Office,
    Outcome,
    Quorum,
    RetirementAges,
    Share,
    Words,
)
from tinnhiem.domain.regulations.wording_of_votes import bands_in_words, share_in_words, threshold_in_words
from tinnhiem.domain.regulations.wording_of_years import roads_in_words

OTHER: Final = "other"
_LONG: Final = 10_000
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "term": ("term", "merger"),
    "reappointment": ("reappointment",),
    "extension": ("extension",),
    "appointment": ("appointment",),
    "resignation": ("resignation",),
    "dismissal": ("dismissal",),
    "confidence_poll": ("confidence_poll",),
    "council_confidence": ("council_confidence",),
    "ballot": ("ballot",),
    "planning": ("planning",),
    "staff_conference": ("staff_conference",),
    "authority": ("authority", "delegation"),
    "appraisal": ("appraisal",),
    "transfer": ("transfer", "training", "discipline"),
    "publication": ("publication",),
    "information": ("privacy", "cyber", "secrets", "document"),
    "basis": ("basis",),
    OTHER: (),
}
"""The subjects in the order in which they are shown, each with the first words of its rules' ids."""

_SUBJECT_OF: Final = {first: subject for subject, firsts in SUBJECTS.items() for first in firsts}


@dataclass(frozen=True)
class Statement:
    """What a rule says: one sentence, and the points it lists."""

    lead: str
    points: tuple[str, ...] = ()


def subject_of(rule_id: str) -> str:
    """The subject under which a rule is shown."""
    return _SUBJECT_OF.get(rule_id.split(".")[0], OTHER)


def subject_title(subject: str, language: str = "vi") -> str:
    """The heading of a subject."""
    return sentence(f"law_subject_{subject}", language)


def rule_title(rule_id: str, language: str = "vi") -> str:
    """What a rule is called: the stage of the procedure where it has one, then the matter."""
    known = catalogue(language)
    first, *rest = rule_id.split(".")
    if first == "ballot" and len(rest) > 1 and f"law_stage_{rest[1]}" in known:
        procedure, stage = subject_title(subject_of(rest[0]), language), known[f"law_stage_{rest[1]}"]
        return sentence(
            "law_title_ballot_of", language, procedure=procedure, stage=stage[0].lower() + stage[1:]
        )
    if len(rest) > 1 and f"law_stage_{rest[0]}" in known and (name := _of_stage(rest[1:], known)):
        stage = known[f"law_stage_{rest[0]}"]
        return sentence("law_title_at_stage", language, stage=stage, title=name)
    parts = rule_id.replace(".", "_").split("_")
    codes = (f"law_title_{'_'.join(parts[:end])}" for end in range(len(parts), 0, -1))
    found = next((known[code] for code in codes if code in known), None)
    return found or sentence("law_title_unnamed", language, rule=rule_id)


def statement(rule: Rule, language: str = "vi") -> Statement:
    """What the rule says, with the numbers of its pack."""
    match rule.value:
        case Words(words):
            return Statement(words)
        case Outcome():
            return _outcome(rule.value, language)
        case Quorum(threshold, basis):
            share = threshold_in_words(threshold, basis.value, language)
            return Statement(sentence("law_quorum", language, share=share))
        case Disclosure():
            return _disclosure(rule.value, language)
        case RetirementAges(by_sex):
            return Statement(sentence("law_retirement", language), tuple(roads_in_words(by_sex, language)))
        case Office():
            return _office(rule.value, language)
        case BallotForm():
            return _ballot(rule.value, language)
        case Committee():
            return _committee(rule.value, language)
        case Labels(entries):
            return Statement(_own(rule, "labels", language), tuple(entry.label for entry in entries))
        case _:
            return Statement(_of_amounts(rule, language))


def _of_stage(rest: list[str], known: Mapping[str, str]) -> str | None:
    return known.get(f"law_title_{'_'.join(rest)}") or known.get(f"law_title_{rest[-1]}")


def _of_amounts(rule: Rule, language: str) -> str:
    """The sentence of a rule that holds a number, a share, a claim or codes."""
    match rule.value:
        case Duration(count, unit):
            return _own(rule, "duration", language, amount=_amount(count, unit.value, language))
        case Count(count):
            return _own(rule, "count", language, count=count)
        case Flag(holds):
            answer = "yes" if holds else "no"
            return _own(rule, f"flag_{answer}", language, suffix=f"_{answer}")
        case Share(threshold, of):
            whole = threshold_in_words(threshold, of, language)
            return _own(rule, "share", language, share=whole, plain=share_in_words(threshold.share, language))
        case Codes(codes):
            return _own(rule, "codes", language, codes=", ".join(_word("code", c, language) for c in codes))
        case Numbers(numbers):
            said = {name: _number(number, language) for name, number in numbers.items()}
            listed = ", ".join(f"{name} {number}" for name, number in said.items())
            return _own(rule, "numbers", language, numbers=listed, **said)
        case _:
            return rule_title(rule.id, language)


def _own(rule: Rule, kind: str, language: str, *, suffix: str = "", **params: str | int) -> str:
    """The rule's own sentence where it has one that its value fills, else the general one of its kind."""
    own = catalogue(language).get(f"law_says_{rule.id.replace('.', '_')}{suffix}")
    if own is not None:
        try:
            return own.format(**params)
        except KeyError:
            return sentence(f"law_kind_{kind}", language, **params)
    return sentence(f"law_kind_{kind}", language, **params)


def _amount(count: int, unit: str, language: str) -> str:
    return sentence("law_amount", language, count=count, unit=sentence(f"unit_{unit}", language))


def _number(number: int, language: str) -> str:
    """A number with the reader's separators where it is long; a year stays as it is."""
    mark = "." if language == "vi" else ","
    return f"{number:,}".replace(",", mark) if number >= _LONG else str(number)


def _word(family: str, code: str, language: str) -> str:
    """The word for a code of a pack; the code itself where there is none yet."""
    return catalogue(language).get(f"law_{family}_{code}", code)


def _outcome(outcome: Outcome, language: str) -> Statement:
    points = tuple(bands_in_words(outcome, language))
    if not points:
        return Statement(sentence("law_outcome_nothing", language))
    return Statement(sentence("law_outcome_lead", language), points)


def _disclosure(disclosure: Disclosure, language: str) -> Statement:
    code = "law_disclosure_announced" if disclosure.is_announced else "law_disclosure_sealed"
    told = (sentence(f"verdict_audience_{member}", language) for member in disclosure.audience)
    return Statement(sentence(code, language, audience=", ".join(told)))


def _office(office: Office, language: str) -> Statement:
    levels = "; ".join(_word("level", level, language) for level in office.levels)
    acts = ", ".join(_word("act", act, language) for act in office.acts)
    return Statement(sentence("law_office", language, name=office.name, acts=acts, levels=levels))


def _committee(committee: Committee, language: str) -> Statement:
    *first, last = (str(size) for size in committee.sizes)
    sizes = sentence("law_or", language, first=", ".join(first), last=last) if first else last
    share = threshold_in_words(committee.majority, committee.denominator.value, language)
    return Statement(sentence("law_committee", language, sizes=sizes, share=share))


def _ballot(form: BallotForm, language: str) -> Statement:
    return Statement(sentence("law_ballot", language, title=form.title), tuple(_printed(form, language)))


def _printed(form: BallotForm, language: str) -> Iterator[str]:
    for option in form.options:
        yield sentence("law_ballot_option", language, label=option.label)
    for criterion in form.criteria:
        yield sentence("law_ballot_criterion", language, criterion=criterion)
    if form.is_stamp_required:
        yield sentence("law_ballot_stamp", language)
    if form.is_signature_optional:
        yield sentence("law_ballot_signature", language)
