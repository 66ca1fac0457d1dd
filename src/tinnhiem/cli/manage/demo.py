"""``tinnhiem demo OUT``: the demo authority's year, headless, through the real operations.

Writes the documents of the year under ``OUT`` with ``OUT/manifest.json`` over all of them.
"""

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.core.management import call_command
from django.db import connections

from tinnhiem.cli.django_setup import wake_django
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence

if TYPE_CHECKING:
    from tinnhiem.apps.records.queries import DocumentFile
    from tinnhiem.cli.demo.year import Told

EXTENSIONS: Final = ("pdf", "docx")


class FolderNotEmpty(DomainError):
    """The folder to write into holds something already."""

    code = "folder_not_empty"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say where to write."""
    parser.add_argument("out", type=Path, help="an empty or absent folder")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Tell the year and write its documents. Raises ``FolderNotEmpty``."""
    out: Path = arguments.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FolderNotEmpty(folder=str(out))
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({"TINNHIEM_HOME": home, "TINNHIEM_DATABASE": "sqlite"})
        wake_django()
        call_command("migrate", interactive=False, verbosity=0)
        rows = _write(_tell(arguments.language), out)
        connections.close_all()
    (out / "manifest.json").write_text(
        json.dumps({"files": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(sentence("demo_written", arguments.language, count=len(rows), folder=str(out)))
    return 0


def _tell(language: str) -> "Told":
    """The story is loaded only now, since it needs Django awake."""
    teller = import_module("tinnhiem.cli.demo.year")
    told: Told = teller.tell(say=lambda step: print(sentence(f"demo_{step}", language), flush=True))
    return told


def _write(told: "Told", out: Path) -> list[dict[str, object]]:
    """One file a document and format, under the school and the kind of the document."""
    rows: list[dict[str, object]] = []
    for folder, documents in _by_folder(told).items():
        (out / "campaign" / folder).mkdir(parents=True, exist_ok=True)
        for name, document in _named(documents):
            printed = told.house.printed.get(document.row.id)
            for extension in EXTENSIONS:
                file = out / "campaign" / folder / f"{name}.{extension}"
                content: bytes = getattr(printed or document, extension)
                file.write_bytes(content)
                rows.append(
                    {
                        "path": file.relative_to(out).as_posix(),
                        "sha256": sha256(content).hexdigest(),
                        "kind": _kind(document),
                        "audience": sorted({AUDIENCES.get(word, word) for word in document.audience}),
                    }
                )
    return sorted(rows, key=lambda row: str(row["path"]))


def _by_folder(told: "Told") -> Mapping[str, Sequence["DocumentFile"]]:
    """The documents of each folder, oldest first."""
    shelf = import_module("tinnhiem.apps.records.queries")
    found: dict[str, list[DocumentFile]] = {}
    for folder, about in told.papers:
        found.setdefault(folder, []).extend(shelf.everything_about(about))
    return {folder: sorted(held, key=lambda one: one.row.made_at) for folder, held in found.items()}


def _named(documents: Sequence["DocumentFile"]) -> Iterator[tuple[str, "DocumentFile"]]:
    """Each document under its kind; a further one of the same kind under its number, too."""
    seen: Counter[str] = Counter()
    for document in documents:
        kind = _kind(document)
        seen[kind] += 1
        yield kind if seen[kind] == 1 else f"{kind}-{seen[kind]}", document


def _kind(document: "DocumentFile") -> str:
    return KINDS.get(document.row.kind, document.row.kind)


KINDS: Final = {"ballot": "data"}
AUDIENCES: Final = {"office": "appointing_authority"}
"""Words of the shelf as the public contract of the manifest spells them; the office advises the authority."""
