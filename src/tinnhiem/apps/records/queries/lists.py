"""Papers about several things at once, each with who may open it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tinnhiem.apps.records.models import Document, Reference
from tinnhiem.apps.records.queries.documents import DocumentRow, row_of, signed_copies


@dataclass(frozen=True)
class ListedPaper:
    """A paper by its name, to whom it is open, and whether a later draft took its place."""

    row: DocumentRow
    audience: Sequence[str]
    is_replaced: bool


def papers_about(abouts: Collection[str]) -> Sequence[ListedPaper]:
    """Every paper about these, the newest first; it names papers and opens none."""
    rows = Document.objects.filter(about__in=abouts).defer("pdf", "docx").order_by("-made_at", "pk")
    signed = signed_copies([row.pk for row in rows])
    replaced = set(
        Reference.objects.filter(earlier__in=rows, kind=Reference.Kind.REPLACES).values_list(
            "earlier_id", flat=True
        )
    )
    return [
        ListedPaper(row_of(row, signed.get(row.pk)), tuple(row.audience), row.pk in replaced) for row in rows
    ]
