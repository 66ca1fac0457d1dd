"""The project's own labelled documents: ``<<lead + lead|coordinating|due>>task<</>>`` inside the text.

People and places in them are invented.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures"
LABEL = re.compile(r"<<([^|<>]*)\|([^|<>]*)\|([^|<>]*)>>(.*?)<</>>", re.DOTALL)


@dataclass(frozen=True)
class Labelled:
    """A document without its labels, and what they said: task, leads and due date."""

    name: str
    text: str
    tasks: list[tuple[str, list[str], str]]


def labelled(name: str) -> Labelled:
    """One document by the name of its file."""
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    tasks = [(label[4], label[1].split(" + "), label[3]) for label in LABEL.finditer(written)]
    return Labelled(name, LABEL.sub(lambda label: label[4], written), tasks)


NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
VIETNAMESE = [name for name in NAMES if not name.startswith("zh")]
