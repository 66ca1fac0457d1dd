"""Finds every translatable sentence of the house and keeps its catalogues.

``python -m tests.web.messages``, from the top folder, adds new sentences to the English catalogue, drops those no longer
used, compiles both catalogues and names what still lacks its English.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "tinnhiem"
LOCALE = PACKAGE / "web" / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PASSING = ("#", '"POT-', '"PO-', '"Generated', '"Last-', '"Language-Team', '"Report', '"Project')
"""Lines of a catalogue that would change with the day or the machine."""


def po(language: str) -> Path:
    """The catalogue as people edit it."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language."""
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def written(catalogue: Catalog) -> dict[tuple[str, str | None], object]:
    """What a catalogue says, without the day or tool that wrote it."""
    said = ((message, message.string) for message in catalogue if message.id)
    return {
        (_name(message), message.context): string if isinstance(string, str) else tuple(string)
        for message, string in said
    }


def compiled(language: str) -> Catalog:
    """The catalogue as the pages read it."""
    with po(language).with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def sentences() -> Catalog:
    """Every sentence marked for translation in code and templates."""
    found = Catalog(locale="en")
    for source in _sources():
        for _, message, _, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            found.add(message, context=context)
    return found


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences of the house that ``catalogue`` lacks, leaves empty or only guesses."""
    return sorted(
        _name(message) for message in sentences() if message.id and not _is_translated(catalogue, message)
    )


def _sources() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        marked = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield "\n".join(line.strip() for line in marked.splitlines())


def _is_translated(catalogue: Catalog, message: Message) -> bool:
    kept = catalogue.get(message.id, message.context)
    if kept is None or kept.fuzzy:
        return False
    return all(kept.string) if isinstance(kept.string, tuple) else bool(kept.string)


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _update_english() -> None:
    kept = read("en")
    new = Catalog(locale="en", project="tinnhiem", fuzzy=False)
    for message in sentences():
        if message.id:
            old = kept.get(message.id, message.context)
            new.add(message.id, old.string if old else "", context=message.context)
    with po("en").open("wb") as file:
        write_po(file, new, width=110, sort_output=True, omit_header=False, ignore_obsolete=True)
    _keep_lasting_lines(po("en"))


def _keep_lasting_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in lines if not line.startswith(PASSING)), encoding="utf-8")


def _compile(language: str) -> None:
    """Write the compiled catalogue, unless it already says the same."""
    target = po(language).with_suffix(".mo")
    if not target.exists() or written(compiled(language)) != written(read(language)):
        with target.open("wb") as file:
            write_mo(file, read(language))


if __name__ == "__main__":
    _update_english()
    for name in ("en", "vi"):
        _compile(name)
    for sentence in untranslated(read("en")):
        print(f"no English: {sentence}", file=sys.stderr)  # noqa: T201 - what this command is for
