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
from tinnhiem.apps.org.operations.merging import MergePlan, merge_people, plan_merge, undo_merge
from tinnhiem.apps.org.operations.packets import NationalPacket, export_packet, packet_form
from tinnhiem.apps.org.operations.registers import (
    add_school,
    add_unit,
    declare_kinship,
    enter_person,
    subordinate,
)
from tinnhiem.apps.org.operations.registers_in import (
    RegisterCautionsUnseen,
    RegisterPreview,
    RowRefused,
    confirm_register,
    discard_register,
    pending_import,
    preview_register,
    write_row,
)
from tinnhiem.apps.org.operations.staff_lists import (
    confirm_staff_list,
    discard_staff_list,
    preview_staff_list,
)

__all__ = [
    "MergePlan",
    "NationalPacket",
    "NewPerson",
    "NewUnit",
    "RegisterCautionsUnseen",
    "RegisterPreview",
    "RowRefused",
    "account_of",
    "add_school",
    "add_unit",
    "admit",
    "confirm_register",
    "confirm_staff_list",
    "declare_kinship",
    "discard_register",
    "discard_staff_list",
    "enter_person",
    "export_packet",
    "find_or_open_account",
    "found_unit",
    "grant_role",
    "make_sign_in_link",
    "merge_people",
    "open_account_of_person",
    "packet_form",
    "pending_import",
    "plan_merge",
    "preview_register",
    "preview_staff_list",
    "register_person",
    "subordinate",
    "undo_merge",
    "use_sign_in_link",
    "write_row",
]
