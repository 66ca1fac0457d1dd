"""A document on the shelf, and the signed copy that makes it count."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tinnhiem.apps.records import operations as records
from tinnhiem.common.actors import Actor

A_SIGNATURE = records.Signature(
    series="QĐ-UBND",
    number=1,
    signed_on=date(2026, 5, 18),
    signer="Trần Thị Bích Liên",
    file_name="12-QD-UBND.pdf",
    content=b"%PDF-1.7 a scan",
)


def a_document(*, unit_id: int, actor: Actor, at: datetime) -> UUID:
    """A filed decision of the unit, without a number yet."""
    paper = records.Paper(
        kind="decision",
        title="Quyết định bổ nhiệm lại",
        about="case:1",
        unit_id=unit_id,
        audience=["staff"],
        pdf=b"%PDF-1.7 a draft",
    )
    return records.file_document(paper=paper, actor=actor, at=at)


def sign(document_id: UUID, *, actor: Actor, at: datetime, **changes: object) -> None:
    """Enter the signed copy of a document, as a clerk does who reads it off the paper."""
    signature = replace(A_SIGNATURE, signed_on=at.date(), **changes)
    records.enter_signed_copy(document_id=document_id, signature=signature, actor=actor, at=at)
