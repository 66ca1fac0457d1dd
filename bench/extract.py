"""The figure "extract": F1 by split and milliseconds per document, on labelled documents.

Without ``TINNHIEM_SHARED`` it measures the project's own labelled documents; with it, also the labelled
documents in that folder. ``--write-precision`` records how often each rule was right.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tinnhiem.domain.directives.extraction import extract
from tinnhiem.domain.directives.findings import Deadline, Extraction, TaskDraft
from tinnhiem.domain.directives.units import unit_key
from tinnhiem.engines.documents.reading.document import read_text

HERE: Final = Path(__file__).resolve().parent
OWN: Final = HERE.parent / "tests" / "domain" / "directives" / "fixtures"
SECOND: Final = OWN.with_name("unseen")
WIDER: Final = OWN.with_name("wider")
AUTHORS: Final = {OWN: "own", SECOND: "second", WIDER: "wider"}
PRECISION: Final = HERE.parent / "src" / "tinnhiem" / "domain" / "directives" / "precision.toml"
LABEL: Final = re.compile(r"<<([^|<>]*)\|([^|<>]*)\|([^|<>]*)>>(.*?)<</>>", re.DOTALL)
OVERLAP: Final = 0.8


@dataclass(frozen=True)
class Expected:
    """A labelled task: where it stands, who leads, and when it is due."""

    span: tuple[int, int]
    leads: tuple[str, ...]
    due: str
    is_optional: bool = False
    leads_too: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled:
    """A document with its labelled tasks."""

    name: str
    split: str
    text: str
    tasks: tuple[Expected, ...]
    ignored: tuple[tuple[int, int], ...] = ()


def own_documents(folder: Path = OWN) -> Iterator[Labelled]:
    """The project's own documents, whose labels stand in the text as ``<<lead|coordinating|due>>…<</>>``."""
    for path in sorted(folder.glob("*.txt")):
        text, tasks, written = "", [], path.read_text(encoding="utf-8")
        done = 0
        beside = path.with_suffix(".json")
        aside = json.loads(beside.read_text(encoding="utf-8"))["optional"] if beside.exists() else []
        for label in LABEL.finditer(written):
            text += written[done : label.start()]
            start = len(text)
            text += label[4]
            tasks.append(Expected((start, len(text)), tuple(label[1].split(" + ")), label[3]))
            done = label.end()
        text += written[done:]
        places = [(text.index(phrase), len(phrase)) for phrase in aside]
        tasks += [Expected((place, place + size), (), "", is_optional=True) for place, size in places]
        yield Labelled(path.stem, f"{AUTHORS.get(folder, 'other')} {_kind(path.stem)}", text, tuple(tasks))


def flat(document: Labelled) -> Labelled:
    """The document as a paste that lost its line breaks; every label keeps its place."""
    return replace(document, text=document.text.replace("\n", " "))


def _kind(name: str) -> str:
    return next((kind for kind in ("zh", "news") if name.startswith(kind)), "structured")


def shared_documents(folder: Path) -> Iterator[Labelled]:
    """The labelled documents of the shared folder, by their own splits."""
    for path in sorted((folder / "data" / "documents" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = gold["doc"]
        if name.startswith("seed"):
            source = next((folder / "seeds").glob(f"{name[4:]}_*.txt"))
            text = source.read_text(encoding="utf-8")
        else:
            text = (
                (folder / "data" / "documents" / "corpus" / f"{name}.txt")
                .read_text(encoding="utf-8")
                .split("\n", 1)[1]
            )
        tasks = tuple(
            Expected(
                (task["span"][0], task["span"][1]),
                tuple(task["lead"]),
                _gold_due(task["deadline"]),
                task["optional"],
                tuple(task["lead_alt"]),
            )
            for task in gold["tasks"]
        )
        ignored = tuple((start, end) for start, end in gold["ignore"])
        yield Labelled(name, f"shared {gold['lang']} {gold['split']}", text, tasks, ignored)


def _gold_due(deadline: dict[str, str] | None) -> str:
    return (deadline.get("rrule") or deadline.get("date") or "") if deadline else ""


def found_due(deadline: Deadline | None) -> str:
    """The value of a deadline: its repetition or its day."""
    return (deadline.recurs or deadline.due) if deadline else ""


def overlap(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return shared / ((one[1] - one[0]) + (two[1] - two[0]) - shared or 1)


def same_units(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two lists name the same units, joined or apart."""
    return _words(one) == _words(two)


def _words(names: Sequence[str]) -> list[str]:
    joined = " ".join(unit_key(name) for name in names)
    return sorted(word for word in re.sub(r"[;:、]|\bvà\b", " ", joined).split() if word)


def tally(document: Labelled, extraction: Extraction, counts: Counter[str], rules: Counter[str]) -> list[str]:
    """Count hits and misses of one document; gives the misses in words."""
    matched = matches(document, extraction)
    misses: list[str] = []
    for i, want in enumerate(document.tasks):
        got = extraction.tasks[matched[i]] if i in matched else None
        misses += _count_wanted(document, want, got, extraction, counts, rules)
    taken = {j: i for i, j in matched.items()}
    for j, got in enumerate(extraction.tasks):
        if j in taken:
            counts["found"] += not document.tasks[taken[j]].is_optional
        elif not _is_aside(document, got):
            counts["found"] += 1
            counts["due_found"] += bool(found_due(got.deadline))
            rules[f"{got.rule} seen"] += 1
            misses.append(f"  extra {document.name} ({got.rule}): {got.quote[:100]!r}")
    return misses


def matches(document: Labelled, extraction: Extraction) -> dict[int, int]:
    """Labelled tasks by place to found tasks by place, best overlap first."""
    pairs = sorted(
        (
            (overlap(want.span, got.span), i, j)
            for i, want in enumerate(document.tasks)
            for j, got in enumerate(extraction.tasks)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= OVERLAP and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _is_aside(document: Labelled, got: TaskDraft) -> bool:
    """Whether a found task lies where nothing was labelled, or in part of an optional one."""
    ignored = any(got.span[0] >= start - 2 and got.span[1] <= end + 2 for start, end in document.ignored)
    return ignored or any(want.is_optional and overlap(want.span, got.span) > 0.3 for want in document.tasks)


def _count_wanted(
    document: Labelled,
    want: Expected,
    got: TaskDraft | None,
    extraction: Extraction,
    counts: Counter[str],
    rules: Counter[str],
) -> list[str]:
    names = [unit.name for unit in got.leads] if got else []
    right = same_units(want.leads, names) or bool(want.leads_too and same_units(want.leads_too, names))
    if got and (want.leads or not want.is_optional):
        rules[f"{got.rule} seen"] += 1
        rules[f"{got.rule} right"] += right
    if want.is_optional:
        return []
    counts["wanted"] += 1
    counts["due_wanted"] += bool(want.due)
    counts["covered"] += bool(got) or any(overlap(want.span, one.span) > 0.3 for one in extraction.uncovered)
    if got is None:
        return [f"  missing {document.name}: {document.text[slice(*want.span)][:100]!r} {want.leads}"]
    due = found_due(got.deadline)
    counts["task"] += 1
    counts["lead"] += right
    counts["due_found"] += bool(due)
    counts["due_right"] += bool(due) and due == want.due
    misses = [] if right else [f"  lead {document.name}: wanted {want.leads}, got {names}"]
    return misses + (
        [] if due == want.due else [f"  deadline {document.name}: wanted {want.due!r}, got {due!r}"]
    )


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def milliseconds(text: str) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        extract(read_text(text))
        best = min(best, (time.process_time() - begun) * 1000)
    return best


def write_precision(rules: Counter[str]) -> None:
    """Record how often each rule spoke and was right."""
    names = sorted({key.rsplit(" ", 1)[0] for key in rules})
    lines = [
        "# Rule = [right, seen] on the labelled documents; written by bench/extract.py --write-precision."
    ]
    lines += [f"{name} = [{rules[f'{name} right']}, {rules[f'{name} seen']}]" for name in names]
    PRECISION.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="also print what was missed")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write-precision", action="store_true")
    parser.add_argument("--flat", action="store_true", help="take every line break away first")
    arguments = parser.parse_args()
    shared = os.environ.get("TINNHIEM_SHARED")
    documents = [
        *own_documents(),
        *own_documents(SECOND),
        *own_documents(WIDER),
        *(shared_documents(Path(shared)) if shared else ()),
    ]
    splits: dict[str, Counter[str]] = {}
    times: dict[str, list[float]] = {}
    rules: Counter[str] = Counter()
    for document in map(flat, documents) if arguments.flat else documents:
        counts = splits.setdefault(document.split, Counter())
        misses = tally(document, extract(read_text(document.text)), counts, rules)
        times.setdefault(document.split, []).append(milliseconds(document.text))
        if arguments.errors and misses:
            print("\n".join(misses), file=sys.stderr)
    rows = [_row(split, counts, times[split]) for split, counts in splits.items()]
    if arguments.write_precision:
        write_precision(rules)
    print(json.dumps(rows, ensure_ascii=False, indent=1) if arguments.json else _table(rows))
    return 0


def _row(split: str, counts: Counter[str], times: Sequence[float]) -> dict[str, object]:
    return {
        "split": split,
        "documents": len(times),
        "tasks": counts["wanted"],
        "task_f1": round(f1(counts["task"], counts["found"], counts["wanted"]), 3),
        "task_lead_f1": round(f1(counts["lead"], counts["found"], counts["wanted"]), 3),
        "deadline_f1": round(f1(counts["due_right"], counts["due_found"], counts["due_wanted"]), 3),
        "deadline_precision": round(counts["due_right"] / counts["due_found"], 3)
        if counts["due_found"]
        else 1.0,
        "covered": round(counts["covered"] / counts["wanted"], 3) if counts["wanted"] else 1.0,
        "ms": round(sum(times) / len(times), 1),
        "ms_most": round(max(times), 1),
    }


def _table(rows: Sequence[dict[str, object]]) -> str:
    if not rows:
        return ""
    lines = ["  ".join(f"{name:>18}" for name in rows[0])]
    lines += ["  ".join(f"{value!s:>18}" for value in row.values()) for row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
