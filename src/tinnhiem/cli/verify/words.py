"""The report of a verification in the reader's language."""

import os
import re
from typing import TypedDict

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain, sentence
from tinnhiem.engines.voting.errors import Unreadable
from tinnhiem.engines.voting.reports import CheckId
from tinnhiem.engines.voting.verification import Verification

__all__ = ["explained", "language", "said", "summary", "unreadable"]

_SHOWN_PLACES = 3
_NUMBERED = re.compile(r"(ballot|event|member|share) ([0-9]+)")


class CheckLine(TypedDict):
    """One check of the report."""

    id: str
    ok: bool
    detail: str


class Report(TypedDict):
    """The report as it is printed with ``--json``."""

    valid: bool
    stage: str | None
    uuid: str | None
    group: str | None
    fingerprint: str | None
    ballots: dict[str, int]
    seal: str | None
    result: list[list[int]] | None
    checks: list[CheckLine]


def language() -> str:
    """English where the environment says so, Vietnamese otherwise."""
    spoken = os.environ.get("TINNHIEM_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    return "en" if spoken.lower().startswith("en") else "vi"


def said(code: str, spoken: str) -> str:
    """A sentence without placeholders."""
    return sentence(code, spoken)


def explained(error: DomainError | OSError, spoken: str) -> str:
    """What went wrong, in a sentence."""
    if isinstance(error, DomainError):
        return explain(error, spoken)
    return sentence("verify_file_unreadable", spoken, path=str(error.filename), reason=error.strerror or "")


def summary(found: Verification, spoken: str) -> Report:
    """The report of ``found``."""
    return Report(
        valid=found.is_valid,
        stage=found.stage.value,
        uuid=found.uuid,
        group=found.group,
        fingerprint=found.fingerprint,
        ballots={"accepted": found.accepted, "superseded": found.superseded},
        seal=found.seal,
        result=None if found.result is None else [list(row) for row in found.result],
        checks=[_line(check, places, spoken) for check, places in found.findings.in_order()],
    )


def unreadable(error: Unreadable, spoken: str) -> Report:
    """The report of an archive that cannot be read at all."""
    line = CheckLine(id=CheckId.ARCHIVE_FORMAT.value, ok=False, detail=explain(error, spoken))
    return Report(
        valid=False,
        stage=None,
        uuid=None,
        group=None,
        fingerprint=None,
        ballots={"accepted": 0, "superseded": 0},
        seal=None,
        result=None,
        checks=[line],
    )


def _line(check: CheckId, places: tuple[str, ...], spoken: str) -> CheckLine:
    name = check.value.replace(".", "_")
    if not places:
        return CheckLine(id=check.value, ok=True, detail=sentence(f"check_{name}", spoken))
    shown = ", ".join(_place(place, spoken) for place in places[:_SHOWN_PLACES])
    if len(places) > _SHOWN_PLACES:
        shown += sentence("verify_more_places", spoken, number=len(places) - _SHOWN_PLACES)
    return CheckLine(id=check.value, ok=False, detail=sentence(f"check_failed_{name}", spoken, place=shown))


def _place(place: str, spoken: str) -> str:
    match = _NUMBERED.fullmatch(place)
    return sentence(f"verify_place_{match[1]}", spoken, number=match[2]) if match else place
