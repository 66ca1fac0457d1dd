"""What a staff list says: the people on it, and what is wrong or untidy, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from tinnhiem.common.sentences import LANGUAGES, sentence

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]

SENTENCES: Final = "staff_list"


class Sex(StrEnum):
    """As the list says it; a list that does not say leaves it open."""

    MALE = "male"
    FEMALE = "female"


class Employment(StrEnum):
    """How a person is employed: biên chế, HĐ 111, hợp đồng do trường ký, hợp đồng khác."""

    PERMANENT = "permanent"
    CONTRACT_111 = "contract_111"
    CONTRACT_SCHOOL = "contract_school"
    CONTRACT = "contract"


class PostKind(StrEnum):
    """The posts that a term of office is counted for, and all the others."""

    PRINCIPAL = "principal"
    VICE_PRINCIPAL = "vice_principal"
    OTHER = "other"


class Availability(StrEnum):
    """Whether a person works at the school on the day of the list, as far as the note tells."""

    WORKING = "working"
    ON_LEAVE = "on_leave"
    SECONDED = "seconded"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong or untidy in ``cell``; ``also`` is the earlier cell that it disagrees with.

    ``reason`` tells apart the ways in which one code comes about, so that each has its own sentence.
    """

    code: str
    cell: str
    also: str | None = None
    reason: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)

    def message(self, language: str = LANGUAGES[0]) -> str:
        """What is wrong, where, and what to do."""
        name = "_".join(part for part in (SENTENCES, self.code, self.reason) if part)
        return sentence(name, language, cell=self.cell, also=self.also or "", **self.params)

    def to_json(self, language: str = LANGUAGES[0]) -> dict[str, Json]:
        """The finding as the public contract writes it."""
        return {"cell": self.cell, "code": self.code, "message": self.message(language), "also": self.also}


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    """One person of the list, in normal form; ``row`` is the row of the sheet.

    ``name`` is empty where the row has none, which is an error of the list.
    ``note`` and ``party_member`` are for the preview and kept nowhere; the office keeps ``availability``.
    """

    row: int
    name: str
    born_on: date | None
    sex: Sex | None
    post: str | None
    post_kind: PostKind
    employment: Employment | None
    degree: str | None
    political_theory: str | None
    party_member: bool
    decision_number: str | None
    appointed_on: date | None
    note: str | None
    availability: Availability

    def to_json(self) -> dict[str, Json]:
        """The person as the public contract writes it."""
        return {
            "row": self.row,
            "name": self.name or None,
            "born_on": _iso(self.born_on),
            "sex": self.sex,
            "post": self.post,
            "employment": self.employment,
            "degree": self.degree,
            "political_theory": self.political_theory,
            "party_member": self.party_member,
            "decision_number": self.decision_number,
            "appointed_on": _iso(self.appointed_on),
            "note": self.note,
        }


@dataclass(frozen=True, kw_only=True)
class StaffList:
    """A school's list as read from ``sheet``; people are there even where a cell of theirs is wrong."""

    sheet: str
    school_name: str | None = None
    superior: str | None = None
    as_of: date | None = None
    people: tuple[StaffMember, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    def to_json(self, language: str = LANGUAGES[0]) -> dict[str, Json]:
        """The preview as the public contract writes it."""
        return {
            "rows": len(self.people),
            "people": [member.to_json() for member in self.people],
            "errors": [error.to_json(language) for error in self.errors],
            "warnings": [warning.to_json(language) for warning in self.warnings],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
