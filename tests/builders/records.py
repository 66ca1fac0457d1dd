"""A document on the shelf, and the signed copy that makes it count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tests.engines.documents.writing.paper_samples import MARK, PAPERS
from tinnhiem.apps.records import operations as records
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import BLANK, FactSheet, FactValue, find_form, render_pdf
from tinnhiem.packs import PACKS

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
        about="campaign:1",
        unit_id=unit_id,
        audience=["staff"],
        pdf=b"%PDF-1.7 a draft",
    )
    return records.file_document(paper=paper, actor=actor, at=at)


def sign(document_id: UUID, *, actor: Actor, at: datetime, **changes: object) -> None:
    """Enter the signed copy of a document, as a clerk does who reads it off the paper."""
    signature = replace(A_SIGNATURE, signed_on=at.date(), **changes)
    records.enter_signed_copy(document_id=document_id, signature=signature, actor=actor, at=at)


def a_paper(
    *,
    form: str = "decision_reappointment",
    unit_id: int,
    title: str = "",
    changes: Mapping[str, FactValue] | None = None,
) -> records.Paper:
    """A paper of the pack, written from the facts of the samples; the number and the day are left open."""
    facts = {**PAPERS[form], "document.number": BLANK, "document.issued_on": BLANK, **(changes or {})}
    return records.write_paper(
        form=form,
        facts=facts,
        title=title or f"Văn bản {form}",
        about="campaign:1",
        unit_id=unit_id,
        audience=["appointing_authority"]
        if form in {"results_report", "submission"}
        else ["subject", "staff"],
        sources={"ballots": "poll:7", "bases": "law"},
    )


def a_draft(*, unit_id: int, actor: Actor, at: datetime, **paper: object) -> UUID:
    """A filed draft of the unit that keeps its facts."""
    return records.file_document(paper=a_paper(unit_id=unit_id, **paper), actor=actor, at=at)


def a_signed_pdf(*, number: int, on: date, form: str = "decision_reappointment", mark: str = MARK) -> bytes:
    """The document as it would be scanned with a text layer once it bears number and day."""
    known = {"document.number": number, "document.issued_on": on, "document.mark": mark}
    sheet = FactSheet.from_mapping({**PAPERS[form], **known})
    return render_pdf(find_form([PACKS], "vn", form), sheet, fonts=PACKS / "fonts")
