"""Who issues which kind of document, as ``forms/offices.toml`` of the pack folders say."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tinnhiem.engines.documents.writing.errors import FormInvalid

OFFICES: Final = ("authority", "head", "advisory", "party")
"""The body that issues, who decides in person, who advises and submits, and the Party committee beside it."""


@dataclass(frozen=True)
class IssuedAs:
    """Which office issues a kind of document, and the abbreviation of the kind; a letter has none."""

    office: str
    abbreviation: str


@dataclass(frozen=True)
class OfficeTemplate:
    """What stands for an office that nobody set; ``name`` has room for ``{unit}`` and ``{area}``."""

    name: str
    suffix: str
    capacity: tuple[str, ...]


@dataclass(frozen=True)
class Issuing:
    """The offices by kind of document, the defaults by kind of unit and office, and short forms in full."""

    kinds: Mapping[str, IssuedAs]
    defaults: Mapping[str, Mapping[str, OfficeTemplate]]
    in_full: Mapping[str, str]

    def full_name(self, name: str) -> str:
        """The name of a unit as a letterhead writes it: ``Ủy ban nhân dân phường Thạch Lâm``."""
        first, _, rest = name.partition(" ")
        return f"{self.in_full[first]} {rest}" if first in self.in_full else name

    def area_of(self, name: str) -> str:
        """The name of a unit without the kind of its body: ``phường Thạch Lâm``."""
        whole = self.full_name(name)
        body = next((long for long in self.in_full.values() if whole.startswith(f"{long} ")), "")
        return whole.removeprefix(body).strip()


def find_issuing(folders: Sequence[Path], jurisdiction: str) -> Issuing:
    """Who issues what in a jurisdiction; later folders lie over earlier ones. Raises ``FormInvalid``."""
    kinds: dict[str, IssuedAs] = {}
    defaults: dict[str, Mapping[str, OfficeTemplate]] = {}
    in_full: dict[str, str] = {}
    for folder in folders:
        said = folder / jurisdiction / "forms" / "offices.toml"
        if said.is_file():
            content = tomllib.loads(said.read_text(encoding="utf-8"))
            in_full |= content.get("in_full", {})
            try:
                kinds |= {kind: IssuedAs(**row) for kind, row in content.get("kinds", {}).items()}
                defaults |= {unit: _templates(rows) for unit, rows in content.get("defaults", {}).items()}
            except (TypeError, KeyError) as error:
                raise FormInvalid(form="offices", place=str(said), found=str(error)) from error
    return Issuing(kinds, defaults, in_full)


def _templates(rows: Mapping[str, Mapping[str, str]]) -> dict[str, OfficeTemplate]:
    return {
        office: OfficeTemplate(rows[office]["name"], rows[office]["suffix"], tuple(rows[office]["capacity"]))
        for office in OFFICES
    }
