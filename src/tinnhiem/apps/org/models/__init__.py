"""Tables of ``org``: one noun a module."""

from tinnhiem.apps.org.models.account import Account, RoleGrant, SignInLink
from tinnhiem.apps.org.models.person import Appointment, Employment, Kinship, Person
from tinnhiem.apps.org.models.record import (
    ActingPeriod,
    Contact,
    Delegation,
    Merge,
    PartyMembership,
    Post,
    Qualification,
    RegisterImport,
)
from tinnhiem.apps.org.models.staff_import import StaffImport
from tinnhiem.apps.org.models.unit import Subordination, Succession, Unit

__all__ = [
    "Account",
    "ActingPeriod",
    "Appointment",
    "Contact",
    "Delegation",
    "Employment",
    "Kinship",
    "Merge",
    "PartyMembership",
    "Person",
    "Post",
    "Qualification",
    "RegisterImport",
    "RoleGrant",
    "SignInLink",
    "StaffImport",
    "Subordination",
    "Succession",
    "Unit",
]
