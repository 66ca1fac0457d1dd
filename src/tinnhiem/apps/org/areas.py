"""Administrative units of the installation's pack, read once a process."""

import tomllib
from datetime import date
from functools import cache
from typing import Final

from tinnhiem.domain.registers.areas import Areas, read_areas
from tinnhiem.packs import PACKS

_FOLDER: Final = PACKS / "vn" / "areas"
_TABLES: Final = ("provinces", "communes", "districts", "former", "successions")


@cache
def areas() -> Areas:
    """The communes of both eras."""
    head = tomllib.loads((_FOLDER / "areas.toml").read_text(encoding="utf-8"))
    two_tier_from = head["two_tier_from"]
    if not isinstance(two_tier_from, date):
        raise TypeError(two_tier_from)
    tables = {
        name: [
            line.split("\t") for line in (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        ]
        for name in _TABLES
    }
    return read_areas(tables, two_tier_from=two_tier_from)


def is_area(code: str) -> bool:
    """Whether a code names a commune of either era."""
    return code in areas().now or code in areas().before
