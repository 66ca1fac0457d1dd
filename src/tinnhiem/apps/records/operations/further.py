"""A further document that corrects or revokes a signed one; the records keep both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records.models import Document, SignedCopy
from tinnhiem.apps.records.operations.writing import Earlier, file_document, write_paper
from tinnhiem.apps.records.queries import DocumentUnknown, letterhead, notation_of
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.documents.writing import BLANK, FactValue

FORMS: Final = {"corrects": "correction", "revokes": "revocation"}
SYMBOLS: Final = {"corrects": "TB", "revokes": "QĐ"}


class EarlierNotSigned(DomainError):
    """A draft was to be corrected by a further document; a draft is simply written again."""

    code = "earlier_not_signed"
    status = 409


@dataclass(frozen=True)
class Change:
    """What is wrong in the earlier document and how it should read; a revocation has a reason only."""

    kind: str
    reason: str
    reads: str = ""
    should_read: str = ""


@transaction.atomic
def write_further(*, document_id: UUID, change: Change, actor: Actor, at: datetime) -> UUID:
    """Write and file the draft that corrects or revokes a signed document, and return its id.

    Raises ``DocumentUnknown`` or ``EarlierNotSigned``.
    """
    earlier = Document.objects.filter(pk=document_id).defer("pdf", "docx").first()
    if earlier is None:
        raise DocumentUnknown
    signed = SignedCopy.objects.filter(document=earlier).defer("content").first()
    if signed is None:
        raise EarlierNotSigned
    unit = org.get_unit(earlier.unit_id)
    notation = notation_of(signed)
    paper = write_paper(
        form=FORMS[change.kind],
        title=sentence(f"further_{change.kind}", "vi", notation=notation),
        about=earlier.about,
        unit_id=unit.id,
        audience=earlier.audience,
        facts={
            **letterhead(unit.id, kind=earlier.kind, on=timezone.localdate(at)),
            "document.symbol": f"{SYMBOLS[change.kind]}-{signed.series.rpartition('-')[2]}",
            "recipients": (sentence("further_recipients", "vi"), sentence("further_file", "vi")),
            "signer.name": signed.signer,
            "earlier.title": earlier.title,
            "earlier.notation": notation,
            "earlier.signed_on": signed.signed_on,
            "correction.reason": change.reason,
            **_own_facts(change, unit_name=unit.name),
        },
        sources={"earlier": f"document:{document_id}", "correction": ""},
        refers_to=Earlier(document_id, change.kind),
    )
    return file_document(paper=paper, actor=actor, at=at)


def _own_facts(change: Change, *, unit_name: str) -> dict[str, FactValue]:
    if change.kind == "corrects":
        return {"correction.reads": change.reads, "correction.should_read": change.should_read}
    return {
        "bases": (),
        "decision.maker": unit_name,
        "decision.proposal": BLANK,
        "decision.effective_on": BLANK,
        "decision.executors": BLANK,
    }
