"""What the ledger says was done, in order."""

from collections.abc import Callable

from tinnhiem.apps.audit import queries


def acts() -> list[str]:
    """The acts of the ledger, oldest first."""
    return [sealed.line.act for sealed in queries.lines()][::-1]


def written_by(act: Callable[[], object]) -> list[str]:
    """The lines that ``act`` adds; the ledger verifies afterwards."""
    before = len(acts())
    act()
    report = queries.verified()
    assert report.is_intact, report.faults
    return acts()[before:]
