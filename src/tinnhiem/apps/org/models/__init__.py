"""Tables of ``org``: one noun a module."""

from tinnhiem.apps.org.models.account import Account, RoleGrant, SignInLink
from tinnhiem.apps.org.models.person import Appointment, Employment, Kinship, Person
from tinnhiem.apps.org.models.staff_import import StaffImport
from tinnhiem.apps.org.models.unit import Subordination, Unit

__all__ = [
    "Account",
    "Appointment",
    "Employment",
    "Kinship",
    "Person",
    "RoleGrant",
    "SignInLink",
    "StaffImport",
    "Subordination",
    "Unit",
]
