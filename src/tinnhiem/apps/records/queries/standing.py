"""The papers of one kind that still stand: not taken back, and not written anew before they were signed."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tinnhiem.apps.records.models import Document, Reference
from tinnhiem.apps.records.queries.documents import DocumentRow, row_of, signed_copies


def abouts_touched(document_ids: Collection[UUID]) -> frozenset[str]:
    """What documents are about, and what the papers are about that they correct, replace or revoke."""
    named = Q(pk__in=document_ids) | Q(referred_by__later_id__in=document_ids)
    return frozenset(Document.objects.filter(named).values_list("about", flat=True))


def standing_papers(*, kind: str, abouts: Collection[str]) -> Mapping[str, Sequence[DocumentRow]]:
    """The papers of a kind about each of ``abouts`` that has any, oldest first.

    One that a signed paper revoked is left out, and so is a draft that a later one replaces: a signed paper
    stands until the paper in its place is signed.
    """
    later = Reference.objects.filter(earlier=OuterRef("pk"))
    signed_later = later.filter(later__signed_copy__isnull=False)
    rows = (
        Document.objects.filter(kind=kind, about__in=abouts)
        .exclude(Exists(signed_later.filter(kind__in=[Reference.Kind.REVOKES, Reference.Kind.REPLACES])))
        .exclude(Exists(later.filter(kind=Reference.Kind.REPLACES)), signed_copy=None)
        .defer("pdf", "docx")
        .order_by("made_at", "pk")
    )
    signed = signed_copies([row.pk for row in rows])
    found: dict[str, list[DocumentRow]] = {}
    for row in rows:
        found.setdefault(row.about, []).append(row_of(row, signed.get(row.pk)))
    return found
