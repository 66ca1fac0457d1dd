"""Writes of ``org``: the officer's verbs."""

from tinnhiem.apps.org.operations.accounts import (
    find_or_open_account,
    grant_role,
    make_sign_in_link,
    open_account_of_person,
    use_sign_in_link,
)
from tinnhiem.apps.org.operations.founding import (
    NewPerson,
    NewUnit,
    account_of,
    admit,
    found_unit,
    register_person,
)
from tinnhiem.apps.org.operations.registers import (
    add_school,
    add_unit,
    declare_kinship,
    enter_person,
    subordinate,
)
from tinnhiem.apps.org.operations.staff_lists import (
    confirm_staff_list,
    discard_staff_list,
    preview_staff_list,
)

__all__ = [
    "NewPerson",
    "NewUnit",
    "account_of",
    "add_school",
    "add_unit",
    "admit",
    "confirm_staff_list",
    "declare_kinship",
    "discard_staff_list",
    "enter_person",
    "find_or_open_account",
    "found_unit",
    "grant_role",
    "make_sign_in_link",
    "open_account_of_person",
    "preview_staff_list",
    "register_person",
    "subordinate",
    "use_sign_in_link",
]
