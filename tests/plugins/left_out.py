"""What a run leaves out, said plainly; with ``TINNHIEM_NO_SKIPS=1`` leaving out is a failure.

Tests on the shared collections of documents are opt-in: they use the fixture ``shared_data`` or name
``TINNHIEM_SHARED`` as the reason of a skip, and a run without that variable sets them aside and says so.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

COMPLETE = os.environ.get("TINNHIEM_NO_SKIPS") == "1"
SHARED = os.environ.get("TINNHIEM_SHARED")
SET_ASIDE = pytest.StashKey[Counter[str]]()
OPT_IN_REASON = "they read a shared collection of documents; name its folder in TINNHIEM_SHARED"


def set_aside(config: pytest.Config, items: list[pytest.Item], reason: str) -> None:
    """Deselect ``items`` and remember why, for the closing words."""
    if items:
        config.stash.setdefault(SET_ASIDE, Counter())[reason] += len(items)
        config.hook.pytest_deselected(items=items)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the shared collections, which is no part of the project."""
    assert SHARED, "the test was selected although TINNHIEM_SHARED is not set"
    return Path(SHARED)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set the opt-in tests aside where their folder is not named."""
    if SHARED:
        return
    opt_in = [item for item in items if _is_opt_in(item)]
    items[:] = [item for item in items if not _is_opt_in(item)]
    set_aside(config, opt_in, OPT_IN_REASON)


def _is_opt_in(item: pytest.Item) -> bool:
    reasons = [
        str(mark.kwargs.get("reason", "")) for mark in item.iter_markers() if mark.name in ("skip", "skipif")
    ]
    return "shared_data" in getattr(item, "fixturenames", ()) or any(
        "TINNHIEM_SHARED" in said for said in reasons
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if COMPLETE and report.skipped and not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Turn the skip of a whole module into a failure, unless the module is opt-in."""
    report = yield
    if COMPLETE and report.skipped and "TINNHIEM_SHARED" not in str(report.longrepr):
        _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    report.outcome = "failed"
    report.longrepr = f"Nothing may be left out in this run, yet it was skipped: {reason_of(report)}"


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why ``report`` was skipped, without the place in the source."""
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end what was left out, how much of it and why."""
    left_out = config.stash.get(SET_ASIDE, Counter()) + Counter(
        reason_of(report) for report in terminalreporter.stats.get("skipped", ())
    )
    for reason, number in sorted(left_out.items()):
        terminalreporter.write_line(f"Left out: {number} tests, because {reason}.")
