"""Writing documents from the forms of the pack, and putting them on the shelf."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import Document, DocumentFacts, Reference
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.documents.marks import mark_of
from tinnhiem.engines.documents.writing import (
    FactSheet,
    FactValue,
    Form,
    find_form,
    render_docx,
    render_pdf,
    worded_facts,
)
from tinnhiem.packs import PACKS

Words = str | Sequence[Mapping[str, str]]
KeptWords = str | Sequence[Sequence[Sequence[str]]]
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, repr=False)
class WrittenFact:
    """A fact as the document words it, and the subject of the ledger it came from; empty: typed by hand."""

    id: str
    words: Words
    source: str


@dataclass(frozen=True, repr=False)
class Origin:
    """What a document was written from."""

    form: str
    family: str
    symbol: str
    signer: str
    facts: Sequence[WrittenFact]


@dataclass(frozen=True)
class Earlier:
    """The earlier document that a further one ``corrects``, ``replaces`` or ``revokes``."""

    document_id: UUID
    kind: str


@dataclass(frozen=True, repr=False)
class Paper:
    """A finished document on its way to the shelf; its bytes are kept out of every ``repr``.

    ``id`` is random; the mark at the foot of the pages is made of it.
    """

    kind: str
    title: str
    about: str
    unit_id: int
    audience: Sequence[str]
    pdf: bytes
    docx: bytes = b""
    origin: Origin | None = None
    refers_to: Earlier | None = None
    id: UUID = field(default_factory=uuid4)


_IDENTITIES: Final[ContextVar[Callable[[], UUID]]] = ContextVar("identities", default=uuid4)


@contextmanager
def identities_from(make: Callable[[], UUID]) -> Iterator[None]:
    """Take the ids of papers, and so their marks, from ``make``: for a story told the same way twice."""
    before = _IDENTITIES.set(make)
    try:
        yield
    finally:
        _IDENTITIES.reset(before)


def write_paper(
    *,
    form: str,
    facts: Mapping[str, FactValue],
    title: str,
    about: str,
    unit_id: int,
    audience: Sequence[str],
    sources: Mapping[str, str] = NOTHING,
    refers_to: Earlier | None = None,
) -> Paper:
    """Write a document from a form of the pack and the facts it asks for.

    ``sources`` says by the beginning of their ids which subject of the ledger facts came from, such as
    ``{"ballots": "poll:7"}``; the others came from what the document is ``about``. Raises ``FactMissing``
    naming the fact that the form asks for and nobody gave.
    """
    found = find_form(rules.folders(), settings.JURISDICTION, form)
    identity = _IDENTITIES.get()()
    sheet = FactSheet.from_mapping({**facts, "document.mark": mark_of(identity)})
    return Paper(
        id=identity,
        kind=found.kind,
        title=title,
        about=about,
        unit_id=unit_id,
        audience=audience,
        pdf=render_pdf(found, sheet, fonts=PACKS / "fonts"),
        docx=render_docx(found, sheet),
        origin=_origin(found, sheet, sources={"": about, "bases": "law", **sources}),
        refers_to=refers_to,
    )


def bases_in_force(*, procedure: str, on: date, school_level: str) -> tuple[str, ...]:
    """The lines of legal basis of a draft on a day; whatever is provisional says so, to be checked first."""
    mark = sentence("basis_provisional", "vi")
    return tuple(
        f"{basis.words} {mark}" if basis.provisional else basis.words
        for basis in rules.legal_bases(procedure=procedure, on=on, school_level=school_level)
    )


def _origin(form: Form, sheet: FactSheet, *, sources: Mapping[str, str]) -> Origin:
    worded = worded_facts(form, sheet)
    return Origin(
        form=form.name,
        family=form.family,
        symbol=_given(sheet, "document.symbol"),
        signer=_given(sheet, "signer.name"),
        facts=[WrittenFact(fact, words, _source(fact, sources)) for fact, words in sorted(worded.items())],
    )


def _given(sheet: FactSheet, fact_id: str) -> str:
    """A text as it was given; empty where it is to be filled in by hand."""
    fact = sheet.facts.get(fact_id)
    return fact.value if fact and isinstance(fact.value, str) else ""


def _source(fact: str, sources: Mapping[str, str]) -> str:
    return sources[max((key for key in sources if fact.startswith(key)), key=len)]


def file_document(*, paper: Paper, actor: Actor, at: datetime) -> UUID:
    """Put a finished document on the shelf and return its id; call it in the transaction of the act."""
    document = Document.objects.create(
        pk=paper.id,
        kind=paper.kind,
        title=paper.title,
        about=paper.about,
        unit_id=paper.unit_id,
        audience=list(paper.audience),
        made_at=at,
        pdf=paper.pdf,
        docx=paper.docx,
        pdf_sha256=sha256(paper.pdf).hexdigest(),
        docx_sha256=sha256(paper.docx).hexdigest() if paper.docx else "",
    )
    audit.append(
        actor=actor.key,
        act="document.filed",
        subject=f"document:{document.pk}",
        at=at,
        after={"kind": paper.kind, "about": paper.about, "facts": _record(paper, document)},
    )
    return document.pk


def _record(paper: Paper, document: Document) -> Sequence[Mapping[str, KeptWords]]:
    """Keep beside the document what it was written from and refers to; the facts go into the digest."""
    if paper.refers_to:
        earlier = paper.refers_to
        Reference.objects.create(later=document, earlier_id=earlier.document_id, kind=earlier.kind)
    if paper.origin is None:
        return []
    facts = [
        {"id": fact.id, "words": _kept(fact.words), "source": fact.source} for fact in paper.origin.facts
    ]
    DocumentFacts.objects.create(
        document=document,
        form=paper.origin.form,
        family=paper.origin.family,
        symbol=paper.origin.symbol,
        signer=paper.origin.signer,
        facts=facts,
    )
    return facts


def _kept(words: Words) -> KeptWords:
    """Rows as lists of pairs, since a database may put the keys of an object in another order."""
    return words if isinstance(words, str) else [[list(cell) for cell in row.items()] for row in words]
