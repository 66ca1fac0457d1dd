"""``tinnhiem demo OUT``: the demo authority's story, headless, through the real operations.

Writes the documents of the story under ``OUT`` with ``OUT/manifest.json`` over all of them.
"""

import argparse
import json
import os
import tempfile
from datetime import UTC, datetime
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
    from tinnhiem.cli.demo.story import Story

STARTS_AT: Final = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
EXTENSIONS: Final = ("pdf", "docx")


class FolderNotEmpty(DomainError):
    """The folder to write into holds something already."""

    code = "folder_not_empty"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say where to write."""
    parser.add_argument("out", type=Path, help="an empty or absent folder")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Tell the story and write its documents. Raises ``FolderNotEmpty``."""
    out: Path = arguments.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FolderNotEmpty(folder=str(out))
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({"TINNHIEM_HOME": home, "TINNHIEM_DATABASE": "sqlite"})
        wake_django()
        call_command("migrate", interactive=False, verbosity=0)
        story = _tell(arguments.language)
        rows = _write(story, out)
        connections.close_all()
    (out / "manifest.json").write_text(
        json.dumps({"files": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(sentence("demo_written", arguments.language, count=len(rows), folder=str(out)))
    return 0


def _tell(language: str) -> "Story":
    """The story is loaded only now, since it needs Django awake."""
    teller = import_module("tinnhiem.cli.demo.story")
    clock = teller.Clock(STARTS_AT)
    told: Story = teller.tell(clock=clock, say=lambda step: print(sentence(f"demo_{step}", language)))
    return told


def _write(story: "Story", out: Path) -> list[dict[str, object]]:
    """One file a document and format, under the school and the kind of the document."""
    shelf = import_module("tinnhiem.apps.records.queries")
    folder = out / "campaign" / story.school_code
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for document in (one for about in story.abouts for one in shelf.everything_about(about)):
        for extension in EXTENSIONS:
            content = getattr(document, extension)
            kind = KINDS.get(document.row.kind, document.row.kind)
            file = folder / f"{kind}.{extension}"
            file.write_bytes(content)
            rows.append(
                {
                    "path": file.relative_to(out).as_posix(),
                    "sha256": sha256(content).hexdigest(),
                    "kind": kind,
                    "audience": sorted({AUDIENCES.get(word, word) for word in document.audience}),
                }
            )
    return sorted(rows, key=lambda row: str(row["path"]))


KINDS: Final = {"ballot": "data"}
AUDIENCES: Final = {"office": "appointing_authority"}
"""Words of the shelf as the public contract of the manifest spells them; the office advises the authority."""
