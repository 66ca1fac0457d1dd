"""Units, and who is related to whom."""

from datetime import date, datetime

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.models import Employment, Kinship, Person, Subordination, Unit
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import normal, same_name_key


class KinToOneself(DomainError):
    """A person was to be declared a relative of themselves."""

    code = "kin_to_oneself"


def add_unit(
    *, code: str, name: str, kind: str, place: str, valid_from: date, valid_to: date | None = None
) -> Unit:
    """Enter an authority or an office into the register; the same code again gives the same unit."""
    unit, _ = Unit.objects.get_or_create(
        code=code,
        defaults={"name": name, "kind": kind, "place": place, "valid_from": valid_from, "valid_to": valid_to},
    )
    return unit


def add_school(*, code: str, name: str, level: str, place: str, valid_from: date) -> Unit:
    """Enter a school into the register; the same code again gives the same school."""
    unit, _ = Unit.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "kind": Unit.Kind.SCHOOL,
            "level": level,
            "place": place,
            "valid_from": valid_from,
        },
    )
    return unit


def subordinate(*, unit: Unit, superior: Unit, valid_from: date, valid_to: date | None = None) -> None:
    """Say under whom a unit stands from a day on."""
    Subordination.objects.get_or_create(
        unit=unit, superior=superior, valid_from=valid_from, defaults={"valid_to": valid_to}
    )


def find_person(name: str, born_on: date | None) -> Person | None:
    """The person of this name and birth; a merged record leads to the one that is kept."""
    found = Person.objects.select_related("merged_into")
    person = found.filter(name_key=same_name_key(name), born_on=born_on).first()
    return person.merged_into or person if person else None


def enter_person(
    *, name: str, sex: str, born_on: date, unit_id: int, post_title: str, valid_from: date
) -> int:
    """Enter a person working at a unit and return their number; the same person again changes nothing."""
    person = find_person(name, born_on) or Person.objects.create(
        name_key=same_name_key(name), born_on=born_on, full_name=normal(name), sex=sex
    )
    Employment.objects.get_or_create(
        person=person,
        unit_id=unit_id,
        valid_to=None,
        defaults={
            "post_title": post_title,
            "kind": Employment.Kind.PERMANENT,
            "valid_from": valid_from,
        },
    )
    return person.pk


@transaction.atomic
def declare_kinship(*, person_id: int, relative_id: int, actor: Actor, at: datetime) -> None:
    """Record that two people are relatives; raises ``KinToOneself``."""
    if person_id == relative_id:
        raise KinToOneself
    first, second = sorted((person_id, relative_id))
    _, is_new = Kinship.objects.get_or_create(person_id=first, relative_id=second)
    if is_new:
        audit.append(
            actor=actor.key,
            act="kinship.declared",
            subject=f"person:{first}",
            at=at,
            after={"relative": second},
        )
