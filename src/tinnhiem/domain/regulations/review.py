"""Every mistake of the packs in some folders, row by row, for the person who writes them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations.calendars import load_calendar
from tinnhiem.domain.regulations.headers import PackHeader
from tinnhiem.domain.regulations.loading import load, pack_headers, read_rule, rows_of, rule_files


def mistakes_in(folders: Sequence[Path]) -> tuple[DomainError, ...]:
    """All mistakes that can be told apart; what only shows in the whole comes once the rows are right."""
    headers: list[PackHeader] = []
    found: list[DomainError] = []
    for folder in folders:
        try:
            headers.extend(pack_headers(folder))
        except DomainError as error:
            found.append(error)
    found.extend(mistake for header in headers for mistake in _in_rows(header))
    return tuple(found) or tuple(_in_the_whole(folders, {header.jurisdiction for header in headers}))


def _in_rows(header: PackHeader) -> Iterator[DomainError]:
    for file in rule_files(header):
        try:
            rows = list(rows_of(file))
        except DomainError as error:
            yield error
            continue
        for row in rows:
            try:
                read_rule(row, header)
            except DomainError as error:
                yield error


def _in_the_whole(folders: Sequence[Path], jurisdictions: set[str]) -> Iterator[DomainError]:
    """Gaps, overlaps, layers, eras and calendars."""
    try:
        load(folders)
    except DomainError as error:
        yield error
    for jurisdiction in sorted(jurisdictions):
        try:
            load_calendar(folders, jurisdiction)
        except DomainError as error:
            yield error
