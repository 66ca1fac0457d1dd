"""``tinnhiem bench [NAME] [--all]``: the figures of the design, measured now on this machine.

Without a name it lists them. The scripts and their peers stand in ``bench/figures.toml`` of the source tree.
"""

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import ge, le
from pathlib import Path
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence

FOLDER: Final = Path(__file__).resolve().parents[4] / "bench"
ORDERS: Final = {">=": (ge, min), "<=": (le, max)}
"""How a value is compared with its reach, and which of many is the worst."""


class BenchMissing(DomainError):
    """The program was installed without its source tree, where the scripts are."""

    code = "bench_missing"


class FigureUnknown(DomainError):
    """No figure has this name."""

    code = "figure_unknown"


@dataclass(frozen=True)
class Plan:
    """A figure of the table: its script, the arguments of a short run, its peer, pairs of place and reach."""

    script: str
    peer: str
    arguments: Sequence[str]
    values: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Value:
    """One number of a figure beside its reach; ``reached`` is None where the script gave no such number."""

    at: str
    got: float | None
    reach: str
    reached: bool | None


@dataclass(frozen=True)
class Figure:
    """What a script printed, judged. ``failed`` is the last thing it said where it could not measure."""

    name: str
    peer: str
    seconds: float
    values: Sequence[Value]
    printed: Sequence[object]
    failed: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which figures, and in which form and language."""
    parser.add_argument("name", nargs="?", help="one figure")
    parser.add_argument("--all", action="store_true", help="every figure, one after the other")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; 0 also where a reach is missed. Raises ``BenchMissing`` or ``FigureUnknown``."""
    known = _known()
    names = list(known) if arguments.all else [arguments.name] if arguments.name else []
    if unknown := [name for name in names if name not in known]:
        raise FigureUnknown(name=unknown[0], names=", ".join(known))
    if not names:
        _list(known, as_json=arguments.json)
        return 0
    figures = []
    for name in names:
        print(sentence("bench_running", arguments.language, name=name), file=sys.stderr)
        figures.append(measured(name, known[name]))
        if not arguments.json:
            print("\n".join(_lines(figures[-1], arguments.language)), flush=True)
    if arguments.json:
        print(json.dumps({"figures": [asdict(figure) for figure in figures]}, ensure_ascii=False))
    return 0


def measured(name: str, plan: Plan) -> Figure:
    """Run the script of a figure in a process of its own and judge what it printed."""
    start = time.perf_counter()
    script = subprocess.run(  # noqa: S603 (a script of the source tree, arguments as a list, no shell)
        [sys.executable, "-m", f"{FOLDER.name}.{plan.script}", *plan.arguments],
        cwd=FOLDER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    printed = list(_objects(script.stdout))
    said = (script.stderr.strip().splitlines() or [str(script.returncode)])[-1]
    return Figure(
        name=name,
        peer=plan.peer,
        seconds=round(time.perf_counter() - start, 1),
        values=[_judged(printed, at, reach) for at, reach in plan.values],
        printed=printed,
        failed=said if script.returncode else "",
    )


def _known() -> Mapping[str, Plan]:
    table = FOLDER / "figures.toml"
    if not table.is_file():
        raise BenchMissing
    return {
        name: Plan(
            script=entry["script"],
            peer=entry["peer"],
            arguments=entry.get("arguments", []),
            values=[(value["at"], value["reach"]) for value in entry["values"]],
        )
        for name, entry in tomllib.loads(table.read_text(encoding="utf-8")).items()
    }


def _objects(text: str) -> Iterator[object]:
    """The JSON values that a script printed one after the other."""
    decoder = json.JSONDecoder()
    rest = text.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        yield from value if isinstance(value, list) else [value]
        rest = rest[end:].strip()


def _judged(printed: Sequence[object], at: str, reach: str) -> Value:
    """The worst of the values at this place in anything printed, beside its reach."""
    order, limit = reach.split()
    holds, worst = ORDERS[order]
    found = [value for one in printed for value in _at(one, at.split("."))]
    if not found:
        return Value(at, None, reach, None)
    got = worst(found)
    return Value(at, got, reach, bool(holds(got, float(limit))))


def _at(value: object, way: Sequence[str]) -> Iterator[float]:
    if not way:
        if isinstance(value, int | float):
            yield value
        return
    children = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
    for key, child in children.items():
        if way[0] in {"*", str(key)}:
            yield from _at(child, way[1:])


def _list(known: Mapping[str, Plan], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"known": {name: asdict(plan) for name, plan in known.items()}}, ensure_ascii=False))
        return
    for name, plan in known.items():
        reaches = "; ".join(f"{at} {reach}" for at, reach in plan.values)
        print(f"{name:16}{plan.peer or '–':24}{reaches}")


def _lines(figure: Figure, language: str) -> Iterator[str]:
    if figure.failed:
        yield sentence("bench_failed", language, name=figure.name, said=figure.failed)
    for value in figure.values:
        mark = {True: "✓", False: "✗", None: "–"}[value.reached]
        got = "–" if value.got is None else f"{value.got:g}"
        yield f"{mark} {figure.name:16}{value.at:32}{got:>10}   {value.reach:10}{figure.peer}"
    if not figure.values and not figure.failed:
        yield json.dumps(figure.printed, ensure_ascii=False, indent=1)
