"""Who may do an act for a school on a day: the office the rules name, or whom it delegated in writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tinnhiem.apps.org.models import Delegation
from tinnhiem.apps.org.queries.grants import delegated_on, grants_resting_on
from tinnhiem.apps.org.queries.identities import all_records, identities
from tinnhiem.apps.org.queries.units import get_unit, superior_on
from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations import RulesInForce
from tinnhiem.domain.regulations import authority as law


@dataclass(frozen=True)
class HolderView:
    """The office that may act, and the delegations in force that pass the act on."""

    rule: law.AuthorityRule
    delegations: Sequence[law.Delegation]

    @property
    def offices(self) -> frozenset[str]:
        """Every office that may act, by its key in the packs."""
        return frozenset({self.rule.holder, *(one.taker for one in self.delegations)})


def delegations_on(*, school_id: int, on: date) -> Sequence[law.Delegation]:
    """The delegations in force for a school on a day, as the rules of authority take them."""
    return [_to_domain(row) for row in _in_force(school_id, on)]


def holder_of(*, act: str, school_id: int, on: date, rules: RulesInForce) -> HolderView:
    """Who may do ``act`` for a school on a day; raises what ``authority.decider`` raises."""
    rule = law.decider(act, get_unit(school_id).level, on, rules)
    usable = [one for one in delegations_on(school_id=school_id, on=on) if act in one.acts]
    reached = {rule.holder}
    for _ in usable:
        reached |= {one.taker for one in usable if one.giver in reached}
    return HolderView(rule, tuple(one for one in usable if one.giver in reached))


def people_delegated(*, act: str, school_id: int, on: date) -> frozenset[int]:
    """The people who may do ``act`` for a school by name on a day, under every record they have."""
    rows = [row for row in _in_force(school_id, on) if act in row.acts and row.person_id]
    return all_records(row.person_id for row in rows if row.person_id)


def offices_delegated_to(person_id: int, *, school_id: int, on: date) -> frozenset[str]:
    """The offices as which a person may act for a school by name on a day, under every record they have."""
    records = identities(person_id)
    return frozenset(row.holder for row in _in_force(school_id, on) if row.person_id in records)


def roles_resting_on(delegation_id: int, *, on: date) -> Sequence[str]:
    """The roles that its holder would lose if a delegation ended on a day, by their keys."""
    return sorted(set(grants_resting_on(delegation_id, on).values_list("role", flat=True)))


def _in_force(school_id: int, on: date) -> Sequence[Delegation]:
    superior = superior_on(school_id, on)
    at = Q(school_id=school_id) | Q(unit_id=school_id)
    if superior is not None:
        at |= Q(unit_id=superior.id, school=None)
        above = superior_on(superior.id, on)
        at |= Q(unit_id=above.id, school=None) if above else Q()
    return list(Delegation.objects.filter(delegated_on(on), at).order_by("valid_from", "pk"))


def _to_domain(row: Delegation) -> law.Delegation:
    return law.Delegation(
        giver=row.giver,
        taker=row.holder,
        acts=frozenset(row.acts),
        period=Period(row.valid_from, row.revoked_on or row.valid_to),
        document=row.document,
    )
