"""Reads of ``org``, named after what they return."""

from tinnhiem.apps.org.queries.accounts import SignInLinkView, actor_of, find_sign_in_link, roles_on
from tinnhiem.apps.org.queries.imports import FindingRow, ImportedPerson, ImportView, get_import
from tinnhiem.apps.org.queries.people import (
    AppointmentView,
    PersonView,
    appointments_of,
    find_appointment,
    get_appointment,
    get_person,
    incumbents,
    name_of,
    people_to_choose,
    post_title_of,
    relatives_of,
    reporting_only_to,
    staff_of,
)
from tinnhiem.apps.org.queries.units import (
    UnitView,
    get_unit,
    schools_under,
    superior_on,
    unit_of_code,
    units_of_role,
)

__all__ = [
    "AppointmentView",
    "FindingRow",
    "ImportView",
    "ImportedPerson",
    "PersonView",
    "SignInLinkView",
    "UnitView",
    "actor_of",
    "appointments_of",
    "find_appointment",
    "find_sign_in_link",
    "get_appointment",
    "get_import",
    "get_person",
    "get_unit",
    "incumbents",
    "name_of",
    "people_to_choose",
    "post_title_of",
    "relatives_of",
    "reporting_only_to",
    "roles_on",
    "schools_under",
    "staff_of",
    "superior_on",
    "unit_of_code",
    "units_of_role",
]
