"""The counts of one vote, read strictly: what contradicts itself is refused before any rule is asked."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tinnhiem.domain.regulations.errors import (
    CaseFieldMissing,
    CaseFieldUnknown,
    CaseFieldWrong,
    CaseWordUnknown,
    CountNotWhole,
    CountsContradict,
    NobodySummoned,
    OptionAboveValid,
    OptionsDoNotAddUp,
)

AGREEMENT: Final = ("agree", "disagree")
THREE_LEVELS: Final = ("high", "medium", "low")
CANDIDATES: Final = ()
"""Any ids of candidates, or agree and disagree."""

STAGES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "confidence_poll": {"conference": THREE_LEVELS},
    "reappointment": {"key_staff_conference": AGREEMENT, "leadership": AGREEMENT},
    "extension": {"leadership": AGREEMENT},
    "appointment": {
        "leadership_first": CANDIDATES,
        "enlarged_leadership": CANDIDATES,
        "leadership_second": CANDIDATES,
        "key_staff_conference": CANDIDATES,
        "leadership_third": CANDIDATES,
        "source_leadership": CANDIDATES,
    },
    "dismissal": {"leadership": AGREEMENT},
    "planning": {
        "leadership_first": CANDIDATES,
        "enlarged_leadership": CANDIDATES,
        "key_staff_conference": CANDIDATES,
        "leadership_second": CANDIDATES,
    },
    "staff_conference": {"resolution": AGREEMENT},
    "council_confidence": {"conference": THREE_LEVELS, "vote": AGREEMENT},
}
"""Procedures and stages of the public contract with the options each knows."""

LISTS: Final = frozenset({"planning"})
"""Procedures in which one ballot may name several people."""

ROLES: Final = ("principal", "vice_principal", "other")
STATUSES: Final = ("public_employee", "civil_servant")
COUNTS: Final = ("summoned", "present", "issued", "returned", "valid")

_NEEDED: Final = ("jurisdiction", "procedure", "stage", "on", *COUNTS, "options")
_OPTIONAL: Final = ("subject", "new_names")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Subject:
    """On whom the vote is taken."""

    role: str = "other"
    status: str = "public_employee"


@dataclass(frozen=True)
class Case:
    """One vote: where, under which procedure, on which day, and what was counted."""

    jurisdiction: str
    procedure: str
    stage: str
    on: date
    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    options: Mapping[str, int] = field(repr=False)
    subject: Subject = Subject()
    new_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_contradictions(self)

    @classmethod
    def from_json(cls, found: Mapping[str, object]) -> "Case":
        """A case from a JSON object; raises a ``DomainError`` for whatever the contract does not allow."""
        _refuse_strangers(found, _NEEDED, _OPTIONAL, within="")
        procedure = _word(found, "procedure", tuple(STAGES))
        counts = {name: _count(name, found[name]) for name in COUNTS}
        return cls(
            jurisdiction=_text(found, "jurisdiction"),
            procedure=procedure,
            stage=_word(found, "stage", tuple(STAGES[procedure])),
            on=_day(found, "on"),
            options=_options(found["options"]),
            subject=_subject(found.get("subject", {})),
            new_names=_names(found.get("new_names", [])),
            **counts,
        )

    @property
    def is_list(self) -> bool:
        """Whether one ballot may name several people."""
        return self.procedure in LISTS


def _refuse_strangers(
    found: Mapping[str, object], needed: Sequence[str], optional: Sequence[str], *, within: str
) -> None:
    for name in found:
        if name not in needed and name not in optional:
            raise CaseFieldUnknown(field=f"{within}{name}")
    for name in needed:
        if name not in found:
            raise CaseFieldMissing(field=f"{within}{name}")


def _text(found: Mapping[str, object], name: str) -> str:
    text = found[name]
    if not isinstance(text, str) or not text.strip():
        raise CaseFieldWrong(field=name, wanted="text")
    return text


def _word(found: Mapping[str, object], name: str, allowed: tuple[str, ...]) -> str:
    word = _text(found, name)
    if word not in allowed:
        raise CaseWordUnknown(field=name, word=word, allowed=", ".join(allowed))
    return word


def _day(found: Mapping[str, object], name: str) -> date:
    """A day as YYYY-MM-DD and in no other of the ways ISO 8601 allows."""
    written = _text(found, name)
    if _DAY.fullmatch(written) is None:
        raise CaseFieldWrong(field=name, wanted="YYYY-MM-DD")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CaseFieldWrong(field=name, wanted="YYYY-MM-DD") from None


def _count(name: str, found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise CountNotWhole(field=name, value=str(found))
    return found


def _options(found: object) -> Mapping[str, int]:
    if not isinstance(found, dict) or not found:
        raise CaseFieldWrong(field="options", wanted="object")
    return {str(name): _count(f"options.{name}", count) for name, count in found.items()}


def _subject(found: object) -> Subject:
    if not isinstance(found, dict):
        raise CaseFieldWrong(field="subject", wanted="object")
    _refuse_strangers(found, (), ("role", "status"), within="subject.")
    return Subject(
        role=_word(found, "role", ROLES) if "role" in found else "other",
        status=_word(found, "status", STATUSES) if "status" in found else "public_employee",
    )


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(name, str) and name for name in found):
        raise CaseFieldWrong(field="new_names", wanted="list of texts")
    return tuple(found)


def _refuse_contradictions(case: Case) -> None:
    counted = [(name, getattr(case, name)) for name in COUNTS]
    for (wider, most), (narrower, count) in itertools.pairwise(counted):
        if count > most:
            raise CountsContradict(more=narrower, more_count=count, less=wider, less_count=most)
    if case.summoned == 0:
        raise NobodySummoned
    _refuse_unknown_options(case)
    _refuse_sums(case)


def _refuse_unknown_options(case: Case) -> None:
    allowed = STAGES[case.procedure][case.stage]
    for option in case.options:
        if (allowed and option not in allowed) or not option:
            raise CaseWordUnknown(field="options", word=option, allowed=", ".join(allowed))


def _refuse_sums(case: Case) -> None:
    if case.is_list:
        for option, count in case.options.items():
            if count > case.valid:
                raise OptionAboveValid(option=option, valid=case.valid)
    elif (total := sum(case.options.values())) != case.valid:
        raise OptionsDoNotAddUp(total=total, valid=case.valid)
