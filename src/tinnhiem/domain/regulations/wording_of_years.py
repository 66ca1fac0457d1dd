"""Retirement ages and the road on which they rise, in plain words."""

from collections.abc import Iterator, Mapping

from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations.values import Age, AgeRoad


def roads_in_words(by_sex: Mapping[str, AgeRoad], language: str = "vi") -> Iterator[str]:
    """The road of each sex; an age that does not rise is said alone."""
    for sex, road in by_sex.items():
        who = sentence(f"law_sex_{sex}", language)
        if road.step_months:
            yield _rising(who, road, language)
        else:
            yield sentence("law_retirement_fixed", language, sex=who, age=_age(road.last, language))


def _rising(who: str, road: AgeRoad, language: str) -> str:
    return sentence(
        "law_retirement_road",
        language,
        sex=who,
        before=_age(road.before, language),
        year_before=road.first_year - 1,
        first_year=road.first_year,
        first=_age(road.first, language),
        step=road.step_months,
        last=_age(road.last, language),
    )


def _age(age: Age, language: str) -> str:
    if age.months:
        return sentence("law_age_months", language, years=age.years, months=age.months)
    return sentence("law_age_years", language, years=age.years)
