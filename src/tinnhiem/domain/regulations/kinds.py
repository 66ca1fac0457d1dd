"""How the value of each kind of rule is read from its table."""

import itertools
from collections.abc import Callable, Mapping
from typing import Final

from tinnhiem.domain.regulations.errors import BandsDisordered, BandsIncomplete, PackWordUnknown
from tinnhiem.domain.regulations.tables import Table
from tinnhiem.domain.regulations.values import (
    SEXES,
    Age,
    AgeRoad,
    Audience,
    BallotForm,
    Band,
    Codes,
    Committee,
    Count,
    Decider,
    Disclosure,
    Duration,
    Flag,
    Judged,
    Labelled,
    Labels,
    NextAction,
    Numbers,
    Office,
    Outcome,
    Quorum,
    QuorumBasis,
    Result,
    RetirementAges,
    Share,
    Threshold,
    Unit,
    Value,
    Words,
)


def read_value(kind: str, table: Table) -> Value:
    """The value of a rule of ``kind``; raises the ``DomainError`` of the first mistake."""
    if kind not in KINDS:
        allowed = ", ".join(KINDS)
        raise table.place.mistake(PackWordUnknown, field="kind", word=kind, allowed=allowed)
    value = KINDS[kind](table)
    table.refuse_unread()
    return value


def _threshold(table: Table) -> Threshold:
    return Threshold(table.fraction("share"), table.flag("inclusive"))


def _quorum(table: Table) -> Quorum:
    return Quorum(_threshold(table), table.word("of", QuorumBasis))


def _outcome(table: Table) -> Outcome:
    bands = tuple(_band(entry) for entry in table.tables("bands"))
    _refuse_disorder(bands, table)
    return Outcome(table.word("judges", Judged), table.denominator("of"), bands)


def _band(table: Table) -> Band:
    band = Band(
        threshold=_threshold(table) if table.has("share") else None,
        result=table.word("outcome", Result),
        next_action=table.word("next_action", NextAction),
        decided_by=table.word("decided_by", Decider),
        effects=table.texts("effects") if table.has("effects") else (),
        leaders=table.whole("leaders") if table.has("leaders") else None,
        option=table.text("option") if table.has("option") else None,
        is_advancing=table.flag("advances", default=False),
    )
    table.refuse_unread()
    return band


def _refuse_disorder(bands: tuple[Band, ...], table: Table) -> None:
    """The last band takes the rest, and only the last; the others fall from high to low."""
    if not bands or bands[-1].threshold is not None or bands[-1].leaders is not None:
        raise table.place.mistake(BandsIncomplete)
    if any(band.threshold is None for band in bands[:-1]):
        raise table.place.mistake(BandsDisordered)
    floors = [
        (band.threshold.share, not band.threshold.inclusive)
        for band in bands
        if band.threshold is not None and band.option is None
    ]
    if any(upper <= lower for upper, lower in itertools.pairwise(floors)):
        raise table.place.mistake(BandsDisordered)


def _disclosure(table: Table) -> Disclosure:
    return Disclosure(table.flag("announced_at_meeting"), table.words("audience", Audience))


def _duration(table: Table) -> Duration:
    return Duration(table.whole("count"), table.word("unit", Unit))


def _age(table: Table, name: str) -> Age:
    years_months = table.wholes(name)
    if len(years_months) != 2 or years_months[1] > 11:
        raise table.wrong(name, "[years, months]")
    return Age(*years_months)


def _age_road(table: Table) -> AgeRoad:
    road = AgeRoad(
        before=_age(table, "before"),
        first_year=table.whole("first_year"),
        first=_age(table, "first"),
        step_months=table.whole("step_months"),
        last=_age(table, "last"),
    )
    table.refuse_unread()
    return road


def _retirement(table: Table) -> RetirementAges:
    return RetirementAges({sex: _age_road(table.table(sex)) for sex in SEXES})


def _office(table: Table) -> Office:
    return Office(table.text("holder"), table.text("name"), table.texts("acts"), table.texts("levels"))


def _labelled(tables: tuple[Table, ...]) -> tuple[Labelled, ...]:
    entries = tuple(Labelled(entry.text("code"), entry.text("label")) for entry in tables)
    for entry in tables:
        entry.refuse_unread()
    return entries


def _labels(table: Table) -> Labels:
    return Labels(_labelled(table.tables("entries")))


def _ballot(table: Table) -> BallotForm:
    return BallotForm(
        title=table.text("title"),
        options=_labelled(table.tables("options")),
        criteria=table.texts("criteria"),
        is_stamp_required=table.flag("stamp_required"),
        is_signature_optional=table.flag("signature_optional"),
    )


def _committee(table: Table) -> Committee:
    return Committee(table.wholes("sizes"), _threshold(table), table.denominator("of"))


def _share(table: Table) -> Share:
    return Share(_threshold(table), table.text("of"))


def _numbers(table: Table) -> Numbers:
    return Numbers({name: table.whole(name) for name in table.names()})


KINDS: Final[Mapping[str, Callable[[Table], Value]]] = {
    "outcome": _outcome,
    "quorum": _quorum,
    "disclosure": _disclosure,
    "duration": _duration,
    "retirement": _retirement,
    "office": _office,
    "labels": _labels,
    "ballot": _ballot,
    "committee": _committee,
    "share": _share,
    "count": lambda table: Count(table.whole("count")),
    "flag": lambda table: Flag(table.flag("holds")),
    "words": lambda table: Words(table.text("words")),
    "codes": lambda table: Codes(table.texts("codes")),
    "numbers": _numbers,
}
"""Each kind of rule with the reader of its value."""
