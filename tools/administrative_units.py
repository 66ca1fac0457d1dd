#!/usr/bin/env python3
"""Make the tables of administrative units in packs/vn/areas from the package vietnamadminunits (MIT).

Usage: tools/administrative_units.py FOLDER_OF_THE_UNPACKED_WHEEL

The package itself is no dependency: its two tables and its conversions are turned into five small tables
of text, without coordinates, spellings and keys. Run again when a newer version knows of changes.
"""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

AREAS: Final = Path(__file__).resolve().parent.parent / "src/tinnhiem/packs/vn/areas"

Key = tuple[str, str, str]


def main(folder: Path) -> None:
    """Read the package and write the tables."""
    data = folder / "vietnamadminunits" / "data"
    tables = sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)
    now = tables.execute(
        "SELECT wardCode, ward, provinceCode, province, wardKey, provinceKey FROM admin_units"
    ).fetchall()
    before = tables.execute(
        "SELECT wardCode, ward, districtCode, district, provinceCode, province, wardKey, districtKey,"
        " provinceKey, wardAlias FROM admin_units_legacy"
    ).fetchall()
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    AREAS.mkdir(exist_ok=True)
    write("provinces", provinces(now, before))
    write("communes", sorted((code, name, province) for code, name, province, *_ in now))
    write("districts", sorted({(row[2], row[3], row[4]) for row in before}))
    write("former", sorted(former(before)))
    write("successions", sorted(successions(now, before, converter)))


def provinces(now: list[tuple], before: list[tuple]) -> list[tuple[str, ...]]:
    """Era, code and name of each province."""
    rows = {("now", row[2], row[3]) for row in now} | {("before", row[4], row[5]) for row in before}
    return sorted(rows)


def former(before: list[tuple]) -> Iterator[tuple[str, ...]]:
    """Code, name, code of the district and the keys of earlier names, of communes merged before.

    An island district without communes is its own.
    """
    for code, name, district_code, district, *_, aliases in before:
        keys = " ".join(dict.fromkeys(json.loads(aliases or "[]")))
        yield code or district_code, name or district, district_code, keys


def successions(now: list[tuple], before: list[tuple], converter: dict) -> Iterator[tuple[str, str]]:
    """The code of a former commune and those of its successors, the one with most of it first."""
    codes = {(row[5], row[4]): row[0] for row in now}
    old = {(row[8], row[7], row[6] or ""): row[0] or row[2] for row in before}
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, formers in communes.items():
            for former_key in formers:
                yield old[key_of(former_key)], codes[province, new]
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for former_key, parts in divided.items():
            ordered = sorted(parts, key=lambda part: (not part["isDefaultNewWard"], part["newWardKey"]))
            named = list(dict.fromkeys(codes[province, part["newWardKey"]] for part in ordered))
            yield old[key_of(former_key)], " ".join(named)


def key_of(words: str) -> Key:
    """Province, district and commune of a key of the converter."""
    province, district, commune = words.split("_")
    return province, district, commune


def write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    """One table, a row a line, columns apart by tabs."""
    lines = ["\t".join(row) for row in rows]
    (AREAS / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
