"""The head of a pack: its jurisdiction, its layer, what it lies over, and how a local pack was adopted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from tinnhiem.domain.regulations.errors import (
    AdoptionIncomplete,
    LayerCircular,
    LayerReversed,
    LayerUnknown,
    PackTwice,
)
from tinnhiem.domain.regulations.rules import Citation, Layer
from tinnhiem.domain.regulations.tables import Table

LAYERS: Final = tuple(Layer)


class AdoptionStatus(StrEnum):
    """How far a local pack has come; only one in force counts."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    IN_FORCE = "in_force"


@dataclass(frozen=True)
class Consultation:
    """Who was asked about a local pack, when, and what they replied."""

    who: str
    on: date
    reply: str


@dataclass(frozen=True)
class Adoption:
    """The local document behind a pack and the replies it was adopted on."""

    status: AdoptionStatus
    source: Citation | None
    consulted: tuple[Consultation, ...]


@dataclass(frozen=True)
class PackHeader:
    """One pack: ``over`` is the id of the pack beneath it, ``adoption`` is None for national law."""

    id: str
    jurisdiction: str
    layer: Layer
    name: str
    over: str | None
    adoption: Adoption | None
    folder: Path
    file: str

    @property
    def counts(self) -> bool:
        """Whether the rules of the pack may be applied."""
        return self.adoption is None or self.adoption.status is AdoptionStatus.IN_FORCE


def read_header(table: Table, folder: Path) -> PackHeader:
    """The head of the pack in ``folder``; raises the ``DomainError`` of the first mistake."""
    layer = table.word("layer", Layer)
    adoption = _adoption(table.table("adoption")) if table.has("adoption") else None
    header = PackHeader(
        id=table.text("id"),
        jurisdiction=table.text("jurisdiction"),
        layer=layer,
        name=table.text("name"),
        over=table.text("over") if table.has("over") else None,
        adoption=adoption,
        folder=folder,
        file=table.place.file,
    )
    table.refuse_unread()
    _refuse_unadopted(header)
    return header


def refuse_misplaced(headers: Sequence[PackHeader]) -> None:
    """Raise where two packs share an id or one lies over itself, over nothing, or over a narrower one."""
    by_id: dict[str, PackHeader] = {}
    for header in headers:
        if header.id in by_id:
            raise PackTwice(file=header.file, pack=header.id)
        by_id[header.id] = header
    for header in headers:
        _refuse_circle(header, by_id)
    for header in headers:
        if header.over is not None and _rank(by_id[header.over]) > _rank(header):
            raise LayerReversed(file=header.file, pack=header.id, over=header.over)


def _refuse_circle(header: PackHeader, by_id: dict[str, PackHeader]) -> None:
    chain = [header.id]
    while (over := by_id[chain[-1]].over) is not None:
        if over not in by_id:
            raise LayerUnknown(file=by_id[chain[-1]].file, pack=chain[-1], over=over)
        if over in chain:
            raise LayerCircular(file=header.file, chain=" → ".join((*chain, over)))
        chain.append(over)


def _rank(header: PackHeader) -> int:
    return LAYERS.index(header.layer)


def _adoption(table: Table) -> Adoption:
    source = table.table("source") if table.has("source") else None
    replies = table.tables("consulted") if table.has("consulted") else ()
    adoption = Adoption(
        status=table.word("status", AdoptionStatus),
        source=None if source is None else _citation(source),
        consulted=tuple(Consultation(row.text("who"), row.day("on"), row.text("reply")) for row in replies),
    )
    for row in (table, *replies):
        row.refuse_unread()
    return adoption


def _citation(table: Table) -> Citation:
    citation = Citation(table.text("document"), table.text("article"), table.text("words"))
    table.refuse_unread()
    return citation


def _refuse_unadopted(header: PackHeader) -> None:
    """Local rules need a document and, once consulted, at least one reply."""
    if header.layer is Layer.NATIONAL:
        return
    if header.adoption is None:
        raise AdoptionIncomplete(file=header.file, field="adoption")
    if header.adoption.source is None:
        raise AdoptionIncomplete(file=header.file, field="adoption.source")
    if header.adoption.status is not AdoptionStatus.DRAFT and not header.adoption.consulted:
        raise AdoptionIncomplete(file=header.file, field="adoption.consulted")
