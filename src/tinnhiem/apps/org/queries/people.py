"""People, their posts and their relatives."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tinnhiem.apps.org.models import Appointment, Employment, Kinship, Person
from tinnhiem.apps.org.queries.identities import all_records, identities
from tinnhiem.apps.org.queries.periods import holding
from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import given_name_key


class AppointmentUnknown(DomainError):
    """No appointment has this number."""

    code = "appointment_unknown"
    status = 404


class PersonUnknown(DomainError):
    """No person has this number."""

    code = "person_unknown"
    status = 404


@dataclass(frozen=True)
class Naming:
    """A person's name, and the sex that decides how they are addressed."""

    full_name: str
    sex: str


@dataclass(frozen=True)
class PersonFacts:
    """A person as the registers know them, wherever they work."""

    id: int
    full_name: str
    born_on: date | None
    sex: str


@dataclass(frozen=True)
class PersonView:
    """A person at a unit, as lists name them."""

    id: int
    full_name: str
    born_on: date | None
    sex: str
    unit_id: int
    unit_name: str
    post_title: str
    employment: str
    availability: str


@dataclass(frozen=True)
class AppointmentView:
    """A post held, with what the law needs to know of its holder."""

    id: int
    person_id: int
    full_name: str
    sex: str
    born_on: date | None
    post: str
    unit_id: int
    unit_name: str
    unit_level: str
    starts_on: date
    ends_on: date | None
    decision_number: str


def staff_of(unit_id: int) -> Sequence[PersonView]:
    """The people working at a unit now, in the order of the unit's own list."""
    rows = Employment.objects.select_related("person", "unit").filter(unit_id=unit_id, valid_to=None)
    return [_person(row) for row in rows.order_by("position", "pk")]


def staff_on(unit_id: int, on: date) -> Sequence[PersonView]:
    """The people who worked at a unit on a day, in the order of the unit's own list."""
    rows = Employment.objects.select_related("person", "unit").filter(holding(on), unit_id=unit_id)
    return [_person(row) for row in rows.order_by("position", "pk")]


def staff_counts(unit_ids: Collection[int]) -> dict[int, int]:
    """How many people work now at each of the units; a unit without anybody is left out."""
    rows = Employment.objects.filter(unit_id__in=unit_ids, valid_to=None)
    return dict(rows.values("unit_id").annotate(total=Count("pk")).values_list("unit_id", "total"))


def people_to_choose(unit_ids: Collection[int]) -> Sequence[PersonView]:
    """The people of several units, by given name, to choose officials from."""
    rows = Employment.objects.select_related("person", "unit").filter(unit_id__in=unit_ids, valid_to=None)
    return sorted(map(_person, rows), key=lambda person: given_name_key(person.full_name))


def incumbents(unit_ids: Collection[int], on: date | None = None) -> Sequence[AppointmentView]:
    """The posts held at the units, the earliest term first: now, or on a day.

    A post is held until its holder leaves it, which may be later than the end of the term.
    """
    held = Q(left_on=None) if on is None else holding(on, first="starts_on", end="left_on")
    rows = Appointment.objects.select_related("person", "unit").filter(held, unit_id__in=unit_ids)
    return [appointment_view(row) for row in rows.order_by("starts_on", "pk")]


def appointments_of(person_id: int) -> Sequence[AppointmentView]:
    """The posts a person holds."""
    rows = Appointment.objects.select_related("person", "unit").filter(
        person_id__in=identities(person_id), left_on=None
    )
    return [appointment_view(row) for row in rows.order_by("starts_on", "pk")]


def find_appointment(appointment_id: int) -> AppointmentView | None:
    """The appointment of this number, if there is one."""
    row = Appointment.objects.select_related("person", "unit").filter(pk=appointment_id).first()
    return appointment_view(row) if row else None


def get_appointment(appointment_id: int) -> AppointmentView:
    """The appointment of this number; raises ``AppointmentUnknown``."""
    found = find_appointment(appointment_id)
    if found is None:
        raise AppointmentUnknown
    return found


def get_person(person_id: int) -> Naming:
    """How to name a person; raises ``PersonUnknown``."""
    person = Person.objects.select_related("merged_into").filter(pk=person_id).first()
    if person is None:
        raise PersonUnknown
    kept = person.merged_into or person
    return Naming(kept.full_name, kept.sex)


def get_person_facts(person_id: int) -> PersonFacts:
    """Who a person is; raises ``PersonUnknown``."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise PersonUnknown
    return PersonFacts(person.pk, person.full_name, person.born_on, person.sex)


def name_of(person_id: int) -> str:
    """The name of a person; raises ``PersonUnknown``."""
    return get_person(person_id).full_name


def post_title_of(person_id: int) -> str:
    """What a person does where they work now; empty where they work nowhere."""
    own = identities(person_id)
    row = Employment.objects.filter(person_id__in=own, valid_to=None).order_by("pk").first()
    return row.post_title if row else ""


def relatives_of(person_id: int) -> frozenset[int]:
    """The people declared as relatives of a person, in either direction, under every record they have."""
    own = identities(person_id)
    pairs = Kinship.objects.filter(Q(person_id__in=own) | Q(relative_id__in=own))
    found = {number for pair in pairs for number in (pair.person_id, pair.relative_id)} - own
    return all_records(found)


def reporting_only_to(person_id: int, *, unit_id: int, post: str) -> frozenset[int]:
    """Those whose only superior is this person: for a principal, everybody else at the school."""
    if post != Appointment.Post.PRINCIPAL:
        return frozenset()
    staff = Employment.objects.filter(unit_id=unit_id, valid_to=None)
    return all_records(staff.values_list("person_id", flat=True)) - identities(person_id)


def _person(row: Employment) -> PersonView:
    return PersonView(
        id=row.person_id,
        full_name=row.person.full_name,
        born_on=row.person.born_on,
        sex=row.person.sex,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        post_title=row.post_title,
        employment=row.kind,
        availability=row.availability,
    )


def appointment_view(row: Appointment) -> AppointmentView:
    """An appointment, its person and unit loaded, as others read it."""
    return AppointmentView(
        id=row.pk,
        person_id=row.person_id,
        full_name=row.person.full_name,
        sex=row.person.sex,
        born_on=row.person.born_on,
        post=row.post,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        unit_level=row.unit.level,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        decision_number=row.decision_number,
    )
