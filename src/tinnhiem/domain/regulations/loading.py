"""Packs from folders of TOML files to ``Regulations``, refusing whatever a lawyer would call a mistake."""

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.coherence import refuse_forbidden_overrides, refuse_gaps_and_overlaps
from tinnhiem.domain.regulations.errors import (
    ArticleMissing,
    EraOverlap,
    PackHeaderMissing,
    PackUnreadable,
    PeriodWrong,
    ProvisionalReasonMissing,
)
from tinnhiem.domain.regulations.headers import LAYERS, PackHeader, read_header, refuse_misplaced
from tinnhiem.domain.regulations.kinds import read_value
from tinnhiem.domain.regulations.rules import (
    Citation,
    Confidence,
    Era,
    ProvisionalReason,
    Regulations,
    Rule,
    Scope,
)
from tinnhiem.domain.regulations.tables import Place, Table

_HEADER: Final = "pack.toml"
_LINE: Final = re.compile(r"line ([0-9]+)")
_DAY: Final = timedelta(days=1)


def load(folders: Sequence[Path]) -> Regulations:
    """All packs in ``folders``, each a pack itself or a folder of packs; later ones lie over earlier ones.

    Raises the ``DomainError`` of the first mistake, which names the file and, where there is one, the rule.
    """
    headers = [header for folder in folders for header in pack_headers(folder)]
    refuse_misplaced(headers)
    counting = [header for header in headers if header.counts]
    rules = {header.id: rules_of(header) for header in counting}
    refuse_forbidden_overrides(counting, rules)
    return Regulations(eras=_eras_by_jurisdiction(counting), rules=_by_jurisdiction(counting, rules))


def pack_headers(folder: Path) -> tuple[PackHeader, ...]:
    """The packs in a folder; raises ``PackHeaderMissing`` where there is none."""
    found = (
        [folder] if (folder / _HEADER).is_file() else sorted(p.parent for p in folder.glob(f"*/{_HEADER}"))
    )
    if not found:
        raise PackHeaderMissing(folder=str(folder))
    return tuple(_header_in(pack) for pack in found)


def rules_of(header: PackHeader) -> tuple[Rule, ...]:
    """The rules of one pack, each id without gap or overlap."""
    rules = [read_rule(row, header) for file in rule_files(header) for row in rows_of(file)]
    refuse_gaps_and_overlaps(rules)
    return tuple(rules)


def read_toml(path: Path, shown: str) -> Mapping[str, object]:
    """What a TOML file holds; raises ``PackUnreadable`` with the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = _LINE.search(str(error))
        raise PackUnreadable(file=shown, line=int(line[1]) if line else 1, reason=str(error)) from error


def shown_path(path: Path) -> str:
    """The path as an error names it: from the folder of the pack on."""
    parts = path.parts
    depth = 3 if "rules" in parts[-3:] else 2
    return "/".join(parts[-depth:])


def _header_in(folder: Path) -> PackHeader:
    shown = shown_path(folder / _HEADER)
    table = Table(read_toml(folder / _HEADER, shown), Place(shown, 1, "pack"))
    return read_header(table, folder)


def rule_files(header: PackHeader) -> list[Path]:
    """The files with the rules of a pack, in the order of their names."""
    return sorted((header.folder / "rules").rglob("*.toml"))


def rows_of(file: Path) -> Iterator[Table]:
    """The ``[[rule]]`` tables of a file with the line of each heading."""
    shown = shown_path(file)
    content = read_toml(file, shown)
    whole = Table(content, Place(shown, 1, "—"))
    lines = _heading_lines(file)
    for number, row in enumerate(whole.tables("rule") if whole.has("rule") else ()):
        rule_id = row.fields.get("id")
        named = rule_id if isinstance(rule_id, str) else "—"
        line = lines[number] if number < len(lines) else 1
        yield Table(row.fields, Place(shown, line, named))
    whole.refuse_unread()


def _heading_lines(file: Path) -> list[int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if line.strip() == "[[rule]]"]


def read_rule(table: Table, header: PackHeader) -> Rule:
    """The rule of one row; raises the ``DomainError`` of its first mistake."""
    table.refuse_floats()
    rule = Rule(
        id=table.text("id"),
        scope=table.word("scope", Scope),
        period=_period(table),
        value=read_value(table.text("kind"), table.table("value")),
        citations=_citations(table),
        confidence=table.word("confidence", Confidence),
        provisional_reason=_reason(table),
        conflicts_with=table.texts("conflicts_with") if table.has("conflicts_with") else (),
        is_local=table.flag("local", default=False),
        pack=header.id,
        layer=header.layer,
        place=table.place,
        note=table.text("note", ""),
    )
    table.refuse_unread()
    return rule


def _period(table: Table) -> Period:
    """``from`` and ``to`` are first and last day; a period inside the house ends exclusively."""
    starts_on = table.day("from")
    last_on = table.day("to") if table.has("to") else None
    if last_on is not None and last_on < starts_on:
        raise table.place.mistake(PeriodWrong, starts_on=starts_on.isoformat(), last_on=last_on.isoformat())
    return Period(starts_on, None if last_on is None else last_on + _DAY)


def _citations(table: Table) -> tuple[Citation, ...]:
    missing = table.place.mistake(ArticleMissing)
    if not table.has("sources") or not (sources := table.tables("sources")):
        raise missing
    if any(not source.has("article") or not source.fields["article"] for source in sources):
        raise missing
    citations = tuple(
        Citation(source.text("document"), source.text("article"), source.text("words")) for source in sources
    )
    for source in sources:
        source.refuse_unread()
    return citations


def _reason(table: Table) -> ProvisionalReason | None:
    if not table.flag("provisional", default=False):
        return None
    if not table.has("reason"):
        raise table.place.mistake(ProvisionalReasonMissing)
    return table.word("reason", ProvisionalReason)


def _by_jurisdiction(
    headers: Sequence[PackHeader], rules: Mapping[str, Sequence[Rule]]
) -> Mapping[str, tuple[Rule, ...]]:
    """The rules by jurisdiction, narrowest layer and latest pack first."""
    order = {header.id: (LAYERS.index(header.layer), number) for number, header in enumerate(headers)}
    found: dict[str, tuple[Rule, ...]] = {}
    for header in sorted(headers, key=lambda head: order[head.id], reverse=True):
        found[header.jurisdiction] = (*found.get(header.jurisdiction, ()), *rules[header.id])
    return found


def _eras_by_jurisdiction(headers: Sequence[PackHeader]) -> Mapping[str, tuple[Era, ...]]:
    found: dict[str, tuple[Era, ...]] = {}
    for header in reversed(headers):
        found[header.jurisdiction] = (*found.get(header.jurisdiction, ()), *_eras_in(header))
    return found


def _eras_in(header: PackHeader) -> tuple[Era, ...]:
    file = header.folder / "eras.toml"
    if not file.is_file():
        return ()
    table = Table(read_toml(file, shown_path(file)), Place(shown_path(file), 1, "era"))
    rows = table.tables("era")
    eras = sorted(
        (Era(row.text("id"), _period(row), row.text("name")) for row in rows),
        key=lambda era: era.period.starts_on,
    )
    for row in (table, *rows):
        row.refuse_unread()
    for earlier, later in itertools.pairwise(eras):
        if earlier.period.overlaps(later.period):
            raise EraOverlap(jurisdiction=header.jurisdiction, era=later.id, other=earlier.id)
    return tuple(eras)
