"""Writes of the shelf of documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import FactSheet, FactValue, find_form, render_docx, render_pdf
from tinnhiem.packs import PACKS


@dataclass(frozen=True, repr=False)
class Paper:
    """A finished document on its way to the shelf; its bytes are kept out of every ``repr``."""

    kind: str
    title: str
    about: str
    unit_id: int
    audience: Sequence[str]
    pdf: bytes
    docx: bytes = b""


def write_paper(
    *,
    form: str,
    facts: Mapping[str, FactValue],
    title: str,
    about: str,
    unit_id: int,
    audience: Sequence[str],
) -> Paper:
    """Write a document from a form of the pack and the facts it asks for.

    Raises ``FactMissing`` naming the fact that the form asks for and nobody gave.
    """
    found = find_form(rules.folders(), settings.JURISDICTION, form)
    sheet = FactSheet.from_mapping(facts)
    return Paper(
        kind=found.kind,
        title=title,
        about=about,
        unit_id=unit_id,
        audience=audience,
        pdf=render_pdf(found, sheet, fonts=PACKS / "fonts"),
        docx=render_docx(found, sheet),
    )


def file_document(*, paper: Paper, actor: Actor, at: datetime) -> UUID:
    """Put a finished document on the shelf and return its id; call it in the transaction of the act."""
    document = Document.objects.create(
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
        after={"kind": paper.kind, "about": paper.about},
    )
    return document.pk
