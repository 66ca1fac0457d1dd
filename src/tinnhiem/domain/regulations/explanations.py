"""A verdict in sentences: what was found, what was missing, what would change it. The words are data."""

from fractions import Fraction

from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations.cases import Case
from tinnhiem.domain.regulations.counterfactuals import Change, changes
from tinnhiem.domain.regulations.findings import Verdict
from tinnhiem.domain.regulations.rules import RulesInForce


def explain(
    verdict: Verdict, case: Case, language: str = "vi", *, rules: RulesInForce | None = None
) -> list[str]:
    """The verdict on ``case`` in whole sentences; with ``rules`` also what would change it."""
    said = [
        *_quorum(verdict, language),
        *_share(verdict, language),
        *_outcome(verdict, language),
        *_notes(verdict, language),
        *_disclosure(verdict, language),
        *_basis(verdict, language),
    ]
    if rules is not None:
        said += [_change(change, language) for change in changes(case, verdict, rules)]
    return said


def _quorum(verdict: Verdict, language: str) -> list[str]:
    quorum = verdict.quorum
    if quorum is None:
        return []
    code = "verdict_quorum_met" if quorum.met else "verdict_quorum_missed"
    basis = sentence(f"verdict_basis_{quorum.basis}", language)
    return [sentence(code, language, needed=quorum.needed, of=quorum.of, basis=basis)]


def _share(verdict: Verdict, language: str) -> list[str]:
    share = verdict.share
    if share is None:
        return []
    kind = sentence(f"verdict_of_{share.denominator_kind}", language)
    said = sentence(
        "verdict_share",
        language,
        option=_option(share.option, language),
        numerator=share.numerator,
        denominator=share.denominator,
        kind=kind,
        percent=_percent(share.numerator, share.denominator, language),
    )
    if verdict.shortfall and share.option != "low":
        return [said, sentence("verdict_shortfall", language, missing=verdict.shortfall)]
    return [said]


def _outcome(verdict: Verdict, language: str) -> list[str]:
    said = [
        sentence(f"verdict_outcome_{verdict.outcome}", language),
        sentence(f"verdict_next_{verdict.next_action}", language),
    ]
    if verdict.decided_by != "nobody":
        who = sentence(f"verdict_decider_{verdict.decided_by}", language)
        said.append(sentence("verdict_decided_by", language, who=who))
    if verdict.advancing:
        said.append(sentence("verdict_advancing", language, names=", ".join(verdict.advancing)))
    return said


def _notes(verdict: Verdict, language: str) -> list[str]:
    said = [sentence(f"verdict_note_{note}", language) for note in verdict.notes]
    if verdict.provisional_reason is not None:
        said.append(sentence(f"verdict_provisional_{verdict.provisional_reason}", language))
    return said


def _disclosure(verdict: Verdict, language: str) -> list[str]:
    code = "verdict_announced" if verdict.disclosure.is_announced else "verdict_not_announced"
    audience = ", ".join(sentence(f"verdict_audience_{m}", language) for m in verdict.disclosure.audience)
    return [sentence(code, language, audience=audience)]


def _basis(verdict: Verdict, language: str) -> list[str]:
    cited = "; ".join(citation.words for citation in verdict.citations)
    return [sentence("verdict_basis", language, citations=cited, pack=verdict.pack)]


def _change(change: Change, language: str) -> str:
    params = dict(change.params)
    if "option" in params:
        params["option"] = _option(str(params["option"]), language)
    if "outcome" in params:
        params["outcome"] = sentence(f"verdict_brief_{params['outcome']}", language)
    return sentence(f"verdict_change_{change.code}", language, **params)


def _option(option: str, language: str) -> str:
    known = ("agree", "disagree", "low", "medium", "high")
    return sentence(f"verdict_option_{option}", language) if option in known else option


def _percent(numerator: int, denominator: int, language: str) -> str:
    """The share in percent, cut after two digits and never rounded up; verdicts do not look at it."""
    if denominator == 0:
        return "–"
    whole, rest = divmod(int(Fraction(10000 * numerator, denominator)), 100)
    mark = "," if language == "vi" else "."
    return f"{whole}{mark}{rest:02}".rstrip("0") if rest else str(whole)
