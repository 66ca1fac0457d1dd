"""What a lawyer has to mend in the forms of pack folders, before a document is written from them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.writing.errors import FormInvalid
from tinnhiem.engines.documents.writing.form_files import find_form
from tinnhiem.engines.documents.writing.forms import PLACEHOLDER, Form, placeholder_parts

AUDIENCES: Final = frozenset(
    {
        "appointing_authority",
        "attendees",
        "committee",
        "leadership",
        "office",
        "public",
        "staff",
        "subject",
        "superior",
    }
)
"""The words by which a form says who may open its document."""


class FactUnused(DomainError):
    """A form asks for a fact that none of its sentences, lists, tables and layouts uses."""

    code = "fact_unused"


class AudienceUnknown(DomainError):
    """A form names readers whom no rule of disclosure knows."""

    code = "audience_unknown"


def mistakes_in_forms(folders: Sequence[Path]) -> list[DomainError]:
    """Every mistake in the forms of the folders; later folders lie over earlier ones.

    A form that only lends its parts to others is judged through them.
    """
    found = sorted({(path.parts[-4], path.parts[-2]) for path in _form_files(folders)})
    lending = {base for path in _form_files(folders) if (base := _base(path))}
    return [
        mistake
        for jurisdiction, name in found
        for mistake in _mistakes(folders, jurisdiction, name, lends=f"{jurisdiction}/{name}" in lending)
    ]


def _form_files(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob("*/forms/*/form.toml"))]


def _base(path: Path) -> str:
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8")).get("based_on", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""


def _mistakes(folders: Sequence[Path], jurisdiction: str, name: str, *, lends: bool) -> Iterator[DomainError]:
    try:
        form = find_form(folders, jurisdiction, name)
    except DomainError as mistake:
        if not (lends and isinstance(mistake, FormInvalid)):
            yield mistake
        return
    for fact in sorted(form.facts.keys() - _used(form)):
        yield FactUnused(form=name, fact=fact)
    for word in sorted(set(form.audience) - AUDIENCES):
        yield AudienceUnknown(form=name, audience=word)


def _used(form: Form) -> set[str]:
    """The facts that the words of a form fill in, or that its layout asks for by row."""
    said = {
        placeholder_parts(inside)[0]
        for sentence in form.sentences.values()
        for inside in PLACEHOLDER.findall(sentence)
    }
    listed = {row.of for row in form.lists.values()} | {table.of for table in form.tables.values()}
    return said | listed | {form.copies, form.repeat, form.dated, form.mark} | _in_layout(form)


def _in_layout(form: Form) -> set[str]:
    """The rows that the layout of a form, or the one that it imports, names itself."""
    own = form.typst_layout
    shared = [own.parent / found for found in re.findall(r'#import "([^"]+\.typ)"', _text(own))]
    asked = set(re.findall(r"rows\.(\w+)", "".join(_text(path) for path in [own, *shared])))
    return {fact for fact in form.facts if fact.replace(".", "_") in asked}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
