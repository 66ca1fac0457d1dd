"""Forms as they stand in pack folders: ``form.toml``, ``form.typ`` and ``form.docx``.

A form may be ``based_on`` another one, as ``"vn/meeting_minutes"``; it then says only what differs.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tinnhiem.engines.documents.writing.bodies import Block, Column, TableLayout, block_of
from tinnhiem.engines.documents.writing.errors import FormInvalid
from tinnhiem.engines.documents.writing.forms import Form, ListSentence, RowKinds, folder_of, judge
from tinnhiem.engines.documents.writing.wording import Kind

_LAYERS_AT_MOST: Final = 8


def find_form(folders: Sequence[Path], jurisdiction: str, name: str) -> Form:
    """The form ``name`` of ``jurisdiction`` in the pack ``folders``, where later ones lie over earlier ones.

    Raises ``FormNotFound``, or ``FormInvalid`` and ``NumberInForm`` with the place that a lawyer has to mend.
    """
    texts = _layers(folders, jurisdiction, name)
    own = texts[0]
    form = Form(
        jurisdiction=jurisdiction,
        name=name,
        title=_first(texts, "title"),
        kind=_first(texts, "kind"),
        family=_first(texts, "family"),
        audience=next((layer.words("audience") for layer in texts if "audience" in layer.content), ()),
        copies=_first(texts, "copies", default=""),
        repeat=_first(texts, "repeat", default=""),
        dated=_first(texts, "dated"),
        mark=_first(texts, "mark", default=""),
        time_zone=_first(texts, "time_zone"),
        facts={fact_id: kind for layer in reversed(texts) for fact_id, kind in layer.facts().items()},
        sentences={key: said for layer in reversed(texts) for key, said in layer.sentences().items()},
        lists={key: listed for layer in reversed(texts) for key, listed in layer.lists().items()},
        body=next((layer.body() for layer in texts if "body" in layer.content), ()),
        tables={key: table for layer in reversed(texts) for key, table in layer.tables().items()},
        count_words=next(
            (layer.words("count_words") for layer in texts if "count_words" in layer.content), ()
        ),
        typst_layout=_layout(texts, "form.typ") or own.folder / "form.typ",
        docx_layout=_layout(texts, "form.docx") or own.folder / "form.docx",
    )
    judge(form)
    return form


def fact_labels(folders: Sequence[Path], jurisdiction: str) -> Mapping[str, str]:
    """What each fact is called, by its id, as ``forms/facts.toml`` of the ``folders`` say; later ones win."""
    labels: dict[str, str] = {}
    for folder in folders:
        said = folder / jurisdiction / "forms" / "facts.toml"
        if said.is_file():
            labels |= tomllib.loads(said.read_text(encoding="utf-8"))
    return labels


@dataclass(frozen=True)
class _FormText:
    """One ``form.toml``, with what is asked of it checked on reading."""

    name: str
    folder: Path
    content: Mapping[str, object]

    def text(self, key: str) -> str:
        return self._as_text(key, self.content.get(key, ""))

    def words(self, key: str) -> tuple[str, ...]:
        value = self.content[key]
        if not isinstance(value, list):
            raise self._invalid(key, value)
        return tuple(self._as_text(key, word) for word in value)

    def facts(self) -> dict[str, Kind | RowKinds]:
        return {
            fact_id: self._kinds(f"facts.{fact_id}", said) for fact_id, said in self._table("facts").items()
        }

    def sentences(self) -> dict[str, str]:
        said = self._table("sentences")
        return {key: self._as_text(f"sentences.{key}", sentence) for key, sentence in said.items()}

    def lists(self) -> dict[str, ListSentence]:
        return {key: self._list(f"lists.{key}", said) for key, said in self._table("lists").items()}

    def body(self) -> tuple[Block, ...]:
        said = self.words("body")
        blocks = [block_of(line) for line in said]
        for line, block in zip(said, blocks, strict=True):
            if block is None:
                raise self._invalid("body", line)
        return tuple(block for block in blocks if block is not None)

    def tables(self) -> dict[str, TableLayout]:
        return {key: self._table_layout(f"tables.{key}", said) for key, said in self._table("tables").items()}

    def _table_layout(self, place: str, said: object) -> TableLayout:
        table = self._as_table(place, said)
        columns = table.get("columns")
        if not isinstance(columns, list):
            raise self._invalid(f"{place}.columns", columns)
        of = self._as_text(f"{place}.of", table.get("of"))
        return TableLayout(
            of=of,
            rows=of.replace(".", "_"),
            columns=tuple(self._column(f"{place}.columns", column) for column in columns),
        )

    def _column(self, place: str, said: object) -> Column:
        column = self._as_table(place, said)
        width = column.get("width")
        if not isinstance(width, int):
            raise self._invalid(f"{place}.width", width)
        return Column(
            of=self._as_text(f"{place}.of", column.get("of", "")),
            heading=self._as_text(f"{place}.heading", column.get("heading")),
            width=width,
            align=self._as_text(f"{place}.align", column.get("align", "left")),
        )

    def _list(self, place: str, said: object) -> ListSentence:
        table = self._as_table(place, said)
        unknown = table.keys() - {"of", "each", "between", "last"}
        if unknown:
            raise self._invalid(place, min(unknown))
        return ListSentence(
            of=self._as_text(f"{place}.of", table.get("of")),
            each=self._as_text(f"{place}.each", table.get("each")),
            between=self._as_text(f"{place}.between", table.get("between", "")),
            last=self._as_text(f"{place}.last", table.get("last", "")),
        )

    def _kinds(self, place: str, said: object) -> Kind | RowKinds:
        if isinstance(said, dict):
            return {column: self._kind(f"{place}.{column}", kind) for column, kind in said.items()}
        return self._kind(place, said)

    def _kind(self, place: str, said: object) -> Kind:
        try:
            return Kind(said)
        except ValueError:
            raise self._invalid(place, said) from None

    def _table(self, key: str) -> Mapping[str, object]:
        return self._as_table(key, self.content.get(key, {}))

    def _as_table(self, place: str, value: object) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self._invalid(place, value)
        return value

    def _as_text(self, place: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._invalid(place, value)
        return value

    def _invalid(self, place: str, value: object) -> FormInvalid:
        return FormInvalid(form=self.name, place=place, found=str(value))


def _layers(folders: Sequence[Path], jurisdiction: str, name: str) -> list[_FormText]:
    layers: list[_FormText] = []
    while True:
        layer = _read(folder_of(folders, jurisdiction=jurisdiction, name=name), name)
        layers.append(layer)
        base = layer.text("based_on")
        if not base:
            return layers
        if len(layers) == _LAYERS_AT_MOST or "/" not in base:
            raise FormInvalid(form=name, place="based_on", found=base)
        jurisdiction, _, name = base.partition("/")


def _read(folder: Path, name: str) -> _FormText:
    try:
        content = tomllib.loads((folder / "form.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormInvalid(form=name, place="form.toml", found=str(error)) from error
    return _FormText(name, folder, content)


def _first(layers: Sequence[_FormText], key: str, *, default: str | None = None) -> str:
    for layer in layers:
        if layer.text(key):
            return layer.text(key)
    if default is None:
        raise FormInvalid(form=layers[0].name, place=key, found="–")
    return default


def _layout(layers: Sequence[_FormText], file: str) -> Path | None:
    return next((layer.folder / file for layer in layers if (layer.folder / file).is_file()), None)
