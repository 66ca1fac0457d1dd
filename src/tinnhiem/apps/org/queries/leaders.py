"""Leaders in bulk, for lists over a whole province: their service, and under whom their schools stood."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tinnhiem.apps.org.models import Appointment, Subordination, Unit
from tinnhiem.apps.org.queries.people import AppointmentView, appointment_view
from tinnhiem.common.periods import Period


@dataclass(frozen=True)
class ServiceRow:
    """One decision to hold a post, as the register keeps it; both ends are exclusive."""

    person_id: int
    unit_id: int
    post: str
    starts_on: date
    ends_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class SuperiorRow:
    """Under which unit a school stood, and when."""

    superior_id: int
    superior_name: str
    period: Period


def leaders_of(appointment_ids: Collection[int]) -> Mapping[int, AppointmentView]:
    """The appointments of these numbers, those already left too, by number."""
    rows = Appointment.objects.select_related("person", "unit").filter(pk__in=appointment_ids)
    return {row.pk: appointment_view(row) for row in rows}


def incumbents_among(appointment_ids: Collection[int]) -> Sequence[AppointmentView]:
    """Those of the appointments that are held now, the earliest term first."""
    rows = Appointment.objects.select_related("person", "unit").filter(pk__in=appointment_ids, left_on=None)
    return [appointment_view(row) for row in rows.order_by("starts_on", "pk")]


def all_incumbents() -> Sequence[AppointmentView]:
    """Every post held now, wherever, the earliest term first."""
    rows = Appointment.objects.select_related("person", "unit").filter(left_on=None)
    return [appointment_view(row) for row in rows.order_by("starts_on", "pk")]


def numbers_of_posts(*, people: Collection[int], units: Collection[int]) -> set[int]:
    """The appointments of any of the people, or at any of the units, held or left, by number."""
    rows = Appointment.objects.filter(Q(person_id__in=people) | Q(unit_id__in=units))
    return set(rows.values_list("pk", flat=True))


def managing_units_of(appointment_ids: Collection[int]) -> set[int]:
    """The units under which the schools of the appointments stood on any day."""
    schools = Appointment.objects.filter(pk__in=appointment_ids).values("unit_id")
    return set(Subordination.objects.filter(unit_id__in=schools).values_list("superior_id", flat=True))


def service_of(person_ids: Collection[int]) -> Mapping[int, Sequence[ServiceRow]]:
    """Every post that people have held, by person, the earliest first."""
    found: dict[int, list[ServiceRow]] = defaultdict(list)
    rows = Appointment.objects.filter(person_id__in=person_ids).order_by("starts_on", "pk")
    columns = ("person_id", "unit_id", "post", "starts_on", "ends_on", "left_on")
    for values in rows.values_list(*columns):
        row = ServiceRow(*values)
        found[row.person_id].append(row)
    return found


def schools_within(
    unit_id: int, period: Period, *, among: Collection[int] | None = None
) -> Mapping[int, Sequence[SuperiorRow]]:
    """The schools under a unit on any day of a period, each with all its superiors over time.

    ``among`` looks at these schools only.
    """
    inside = Q(valid_to=None) | Q(valid_to__gt=period.starts_on)
    if period.ends_on is not None:
        inside &= Q(valid_from__lt=period.ends_on)
    schools = Subordination.objects.filter(inside, superior_id=unit_id, unit__kind=Unit.Kind.SCHOOL)
    if among is not None:
        schools = schools.filter(unit_id__in=among)
    rows = Subordination.objects.select_related("superior").filter(unit_id__in=schools.values("unit_id"))
    found: dict[int, list[SuperiorRow]] = defaultdict(list)
    for row in rows.order_by("valid_from"):
        period_under = Period(row.valid_from, row.valid_to)
        found[row.unit_id].append(SuperiorRow(row.superior_id, row.superior.name, period_under))
    return found
