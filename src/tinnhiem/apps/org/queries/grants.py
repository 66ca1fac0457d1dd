"""Roles that are held on a day: those of delegates only while what delegated them is in force."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import StrIndex

from tinnhiem.apps.org.models import Delegation, RoleGrant
from tinnhiem.apps.org.queries.periods import holding


def grants_held(on: date) -> QuerySet[RoleGrant]:
    """The roles held on a day.

    A role whose basis names the document of a written delegation to the same person at the same unit rests
    on it, and ends when it ends or is revoked.
    """
    resting = _resting_on()
    return RoleGrant.objects.filter(holding(on)).filter(
        ~Exists(resting) | Exists(resting.filter(delegated_on(on)))
    )


def grants_resting_on(delegation_id: int, on: date) -> QuerySet[RoleGrant]:
    """The roles held on a day that rest on one delegation and on no other that is in force."""
    others = _resting_on().filter(delegated_on(on)).exclude(pk=delegation_id)
    return grants_held(on).filter(Exists(_resting_on().filter(pk=delegation_id)), ~Exists(others))


def delegated_on(on: date) -> Q:
    """Delegations in force on a day."""
    return holding(on) & (Q(revoked_on=None) | Q(revoked_on__gt=on))


def _resting_on() -> QuerySet[Delegation]:
    """The delegations that a role rests on, whatever their period; inside a query over roles."""
    named = Delegation.objects.annotate(place=StrIndex(OuterRef("basis"), F("document")))
    return named.filter(
        unit_id=OuterRef("unit_id"), person_id=OuterRef("account__person_id"), place__gt=0
    ).exclude(document="")
