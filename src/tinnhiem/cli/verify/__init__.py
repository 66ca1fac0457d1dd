"""``tinnhiem-verify``: what a stranger runs on an archive. It knows no Django and believes nobody."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from tinnhiem.cli.output import hang_up
from tinnhiem.cli.verify.words import explained, language, said, summary, unreadable
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.voting.box import Mapper
from tinnhiem.engines.voting.errors import Unreadable
from tinnhiem.engines.voting.meeting_record import MeetingRecord, check_meeting
from tinnhiem.engines.voting.reports import CheckId, Stage
from tinnhiem.engines.voting.verification import Verification, verified

__all__ = ["main"]

_VALID, _INVALID, _UNREADABLE = 0, 1, 2

_WORTH_PROCESSES = 4_000_000
"""Archives below so many bytes are checked before a second process would have started."""


class PathUnclear(DomainError):
    """The path is neither an archive nor a folder with exactly one."""

    code = "verify_path_unclear"


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify and print; 0 valid, 1 checked and found invalid, 2 unreadable."""
    given = _parser().parse_args(arguments)
    try:
        code = _answered(given, language())
        sys.stdout.flush()
    except BrokenPipeError:
        return hang_up()
    return code


def _answered(given: argparse.Namespace, spoken: str) -> int:
    """The exit code; what kept the archive from being checked becomes a sentence."""
    try:
        return _checked(given, spoken)
    except BrokenPipeError:
        raise
    except (DomainError, OSError) as error:
        print(explained(error, spoken), file=sys.stderr)
        if given.json and isinstance(error, Unreadable):
            _print_json(unreadable(error, spoken))
    except Exception as error:  # noqa: BLE001 -- the last line of defence: nobody is shown a traceback
        print(sentence("verify_unforeseen", spoken, kind=type(error).__name__), file=sys.stderr)
    return _UNREADABLE


def _checked(given: argparse.Namespace, spoken: str) -> int:
    """The exit code of a verification that could be made."""
    record = None if given.meeting is None else MeetingRecord.parsed(Path(given.meeting).read_bytes())
    archive = _archive_at(Path(given.path))
    with _mapper(archive, given.processes) as mapper:
        found = verified(archive, mapper=mapper, progress=_progress)
    if record is not None:
        check_meeting(record=record, archive=found, findings=found.findings)
    if given.require_result and found.stage is not Stage.RESULT:
        found.findings.failed(CheckId.RESULT_COUNTS, found.stage.value)
    _report(found, spoken, as_json=given.json)
    return _VALID if found.is_valid else _INVALID


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tinnhiem-verify", description=said("verify_help_command", language())
    )
    parser.add_argument("path", help=said("verify_help_path", language()))
    parser.add_argument("--json", action="store_true", help=said("verify_help_json", language()))
    parser.add_argument(
        "--require-result", action="store_true", help=said("verify_help_require_result", language())
    )
    parser.add_argument("--meeting", metavar="meeting.json", help=said("verify_help_meeting", language()))
    parser.add_argument("--processes", type=int, default=0, help=said("verify_help_processes", language()))
    return parser


def _archive_at(path: Path) -> Path:
    if not path.is_dir():
        return path
    archives = sorted(path.glob("*.bel"))
    if len(archives) != 1:
        raise PathUnclear(path=str(path), archives=len(archives))
    return archives[0]


@contextmanager
def _mapper(archive: Path, processes: int) -> Iterator[Mapper]:
    """``map``, over as many processes as asked for, or as the machine has where the archive is large."""
    wanted = processes or (os.cpu_count() or 1 if archive.stat().st_size > _WORTH_PROCESSES else 1)
    if wanted == 1:
        yield map
        return
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as pool:
        yield pool.map


def _progress(done: int, total: int) -> None:
    if total and sys.stderr.isatty():
        filled = 40 * done // total
        print(f"\r[{'#' * filled}{'.' * (40 - filled)}] {done}/{total}", end="", file=sys.stderr)
        if done == total:
            print(file=sys.stderr)


def _report(found: Verification, spoken: str, *, as_json: bool) -> None:
    if as_json:
        _print_json(summary(found, spoken))
        return
    report = summary(found, spoken)
    for check in report["checks"]:
        print(f"{'✓' if check['ok'] else '✗'} {check['id']}: {check['detail']}")
    for line in ("stage", "uuid", "group", "fingerprint", "seal", "result"):
        print(f"{said(f'verify_line_{line}', spoken)}: {report[line]}")
    print(said("verify_valid" if found.is_valid else "verify_invalid", spoken))


def _print_json(report: object) -> None:
    print(json.dumps(report, ensure_ascii=False))
