"""Shares and the bands of an outcome in plain words: over half, at least 30 %, exactly half of all."""

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from tinnhiem.common.sentences import catalogue, sentence
from tinnhiem.domain.regulations.findings import Verdict
from tinnhiem.domain.regulations.values import Band, Decider, Judged, Outcome, Result, Threshold
from tinnhiem.domain.regulations.verdicts import SUBJECT_IS_HEAD

_HUNDRED: Final = 100
_IMPLIED: Final[Mapping[Result, frozenset[Decider]]] = {
    Result.PASSES: frozenset(Decider),
    Result.ADVANCE_ALL_OVER_30: frozenset(Decider),
    Result.NONE: frozenset(Decider),
    Result.QUORUM_NOT_MET: frozenset(Decider),
    Result.CONFLICT_OF_NORMS: frozenset(Decider),
    Result.HEAD_DECIDES: frozenset({Decider.HEAD_OF_UNIT}),
    Result.REPORT_TO_AUTHORITY: frozenset({Decider.APPOINTING_AUTHORITY}),
    Result.STOP_AND_REPORT: frozenset({Decider.APPOINTING_AUTHORITY}),
}
"""Who decides goes without saying where the words of the result already name them, or nobody has to."""


def share_in_words(share: Fraction, language: str = "vi") -> str:
    """A share as people say it: half, two thirds, 30 %, or the fraction."""
    named = catalogue(language).get(f"law_share_{share.numerator}_{share.denominator}")
    if named is not None:
        return named
    if _HUNDRED % share.denominator == 0:
        percent = share.numerator * (_HUNDRED // share.denominator)
        return sentence("law_share_percent", language, percent=percent)
    return f"{share.numerator}/{share.denominator}"


def threshold_in_words(threshold: Threshold, of: str, language: str = "vi", *, form: str = "") -> str:
    """A threshold of a whole: over, at least, or in the ``form`` that the caller knows to be meant."""
    form = form or ("least" if threshold.inclusive else "over")
    whole = catalogue(language).get(f"law_of_{of}", of)
    share = share_in_words(threshold.share, language)
    return sentence(f"law_threshold_{form}", language, share=share, of=whole)


def verdict_in_words(verdict: Verdict, language: str = "vi") -> str:
    """What follows from a verdict, and who decides where that does not go without saying."""
    if SUBJECT_IS_HEAD in verdict.notes:
        return sentence("law_result_of_the_head", language)
    return _result(verdict.outcome, verdict.decided_by, language)


def bands_in_words(outcome: Outcome, language: str = "vi") -> Iterator[str]:
    """Each answer of an outcome from the highest share to the rest; nothing where no share is judged."""
    if all(band.threshold is None for band in outcome.bands):
        return
    for above, band in itertools.pairwise((None, *outcome.bands)):
        if band is not None:
            yield _band(band, _when(above, band, outcome, language), language)


def _band(band: Band, when: str, language: str) -> str:
    return sentence("law_band", language, when=when, result=_result(band.result, band.decided_by, language))


def _result(result: Result, decided_by: Decider, language: str) -> str:
    said = sentence(f"law_result_{result}", language)
    if decided_by in _IMPLIED.get(result, frozenset()):
        return said
    who = sentence(f"verdict_decider_{decided_by}", language)
    return sentence("law_result_decided", language, result=said, who=who)


def _when(above: Band | None, band: Band, outcome: Outcome, language: str) -> str:
    if band.threshold is None:
        return sentence("law_when_else", language)
    form = "exact" if _is_all_that_is_left(above, band) else ""
    share = threshold_in_words(band.threshold, outcome.denominator.value, language, form=form)
    if band.leaders is not None:
        return sentence("law_when_leaders", language, leaders=band.leaders, share=share)
    option = catalogue(language)[f"law_option_{band.option or _judged(outcome)}"]
    return sentence("law_when", language, option=option, share=share)


def _judged(outcome: Outcome) -> str:
    return Judged.AGREE.value if outcome.judged is Judged.NOTHING else outcome.judged.value


def _is_all_that_is_left(above: Band | None, band: Band) -> bool:
    """Whether the band above took everything over the same share, so that only the share itself is left."""
    if above is None or above.threshold is None or band.threshold is None:
        return False
    over, reached = above.threshold, band.threshold
    return over.share == reached.share and not over.inclusive and reached.inclusive
