"""Whether the rules of the packs fit together: no gap, no overlap, no local rule against the wider law."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tinnhiem.domain.regulations.errors import OverrideForbidden, RuleGap, RuleOverlap
from tinnhiem.domain.regulations.headers import LAYERS, PackHeader
from tinnhiem.domain.regulations.rules import Layer, Rule, Scope

_DAY: Final = timedelta(days=1)


def refuse_gaps_and_overlaps(rules: Sequence[Rule]) -> None:
    """Raise where two versions of a rule of one pack share a day or leave days between them."""
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.id, []).append(rule)
    for versions in by_id.values():
        for scope in Scope:
            bound = sorted((r for r in versions if r.binds(scope)), key=lambda r: r.period.starts_on)
            for earlier, later in itertools.pairwise(bound):
                _refuse_overlap(earlier, later)
                _refuse_gap(earlier, later)


def _refuse_overlap(earlier: Rule, later: Rule) -> None:
    if earlier.period.overlaps(later.period):
        raise RuleOverlap(
            file=later.place.file,
            line=later.place.line,
            rule=later.id,
            on=later.period.starts_on.isoformat(),
            other_file=earlier.place.file,
            other_line=earlier.place.line,
        )


def _refuse_gap(earlier: Rule, later: Rule) -> None:
    ended_on = earlier.period.ends_on
    if ended_on is not None and ended_on < later.period.starts_on:
        raise RuleGap(
            file=later.place.file,
            line=later.place.line,
            rule=later.id,
            starts_on=ended_on.isoformat(),
            last_on=_before(later.period.starts_on).isoformat(),
        )


def _before(day: date) -> date:
    return day - _DAY


def refuse_forbidden_overrides(headers: Sequence[PackHeader], rules: Mapping[str, Sequence[Rule]]) -> None:
    """A local pack may set what the wider law leaves to it, and add what the wider law does not know."""
    for header in headers:
        if header.layer is Layer.NATIONAL:
            continue
        fixed = {
            rule.id
            for other in headers
            if other.jurisdiction == header.jurisdiction
            and LAYERS.index(other.layer) < LAYERS.index(header.layer)
            for rule in rules[other.id]
            if not rule.is_local
        }
        for rule in rules[header.id]:
            if rule.id in fixed:
                raise OverrideForbidden(file=rule.place.file, line=rule.place.line, rule=rule.id)


def _lies_under(other: PackHeader, header: PackHeader) -> bool:
    same = other.jurisdiction == header.jurisdiction
    return same and LAYERS.index(other.layer) < LAYERS.index(header.layer)
