"""The project's own labelled documents, by a first and a second author: ``<<lead + lead|coordinating|due>>task<</>>`` inside the text.

People and places in them are invented. Beside each document of the second author, who wrote without knowing the
rules, stand the fields of its head and what counts neither way.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fixtures"
UNSEEN = Path(__file__).parent / "unseen"
WIDER = Path(__file__).parent / "wider"
"""Documents of many other shapes, written against the rules to find what they missed."""
LABEL = re.compile(r"<<([^|<>]*)\|([^|<>]*)\|([^|<>]*)>>(.*?)<</>>", re.DOTALL)


@dataclass(frozen=True)
class Labelled:
    """A document without its labels, and what they said: task, leads and due date."""

    name: str
    text: str
    tasks: list[tuple[str, list[str], str]]


def labelled(name: str) -> Labelled:
    """One document by the name of its file."""
    path = next(path for folder in FOLDERS for path in [folder / f"{name}.txt"] if path.exists())
    written = path.read_text(encoding="utf-8")
    tasks = [(label[4], label[1].split(" + "), label[3]) for label in LABEL.finditer(written)]
    return Labelled(name, LABEL.sub(lambda label: label[4], written), tasks)


def head_of(name: str) -> dict[str, str | list[str]]:
    """The labelled fields of the head and foot of a document of the second author."""
    head: dict[str, str | list[str]] = _beside(name)["meta"]
    return head


def set_phrases_of(name: str) -> list[str]:
    """Sentences of a document that may be taken for tasks or not."""
    phrases: list[str] = _beside(name)["optional"]
    return phrases


def _beside(name: str) -> Any:
    path = next((path for folder in FOLDERS for path in [folder / f"{name}.json"] if path.exists()), None)
    return json.loads(path.read_text(encoding="utf-8")) if path else {"optional": [], "meta": {}}


FOLDERS = (FOLDER, UNSEEN, WIDER)
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
UNSEEN_NAMES = sorted(path.stem for path in UNSEEN.glob("*.txt"))
WIDER_NAMES = sorted(path.stem for path in WIDER.glob("*.txt"))
