"""Reads of the shelf of publication: what is due, what is up and until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tinnhiem.apps.publication.models import Posting, PublicNotice
from tinnhiem.apps.publication.operations import NoticeUnknown
from tinnhiem.domain.regulations import publication_state

PLACES: Sequence[str] = tuple(Posting.Place)


@dataclass(frozen=True)
class PostingView:
    """Where a notice is or was up; ``ends_on`` is the first day on which it may be taken down."""

    place: str
    begun_on: date
    ends_on: date
    taken_down_on: date | None
    recorded_by: str


@dataclass(frozen=True)
class NoticeView:
    """A decision to publish; ``state`` is due, late, published, over or taken_down. It knows no count."""

    id: UUID
    about: str
    item: str
    title: str
    notation: str
    signed_on: date
    signer: str
    unit_id: int
    unit_name: str
    authority_name: str
    due_on: date
    due_provisional: str
    lasts_days: int
    basis: str
    state: str
    was_late: bool
    postings: Sequence[PostingView]

    @property
    def last_day(self) -> date | None:
        """The last day on which it must be up."""
        return self.postings[0].ends_on - timedelta(days=1) if self.postings else None


def notices_of(authority_ids: Collection[int], *, on: date) -> Sequence[NoticeView]:
    """The notices of authorities, those not yet published first, then the latest."""
    rows = _notices().filter(authority_id__in=authority_ids).order_by("-signed_on", "-entered_at")
    views = [_view(row, on) for row in rows]
    return sorted(views, key=lambda view: (view.state not in ("late", "due"), view.state != "late"))


def notice_about(about: str, *, on: date) -> NoticeView | None:
    """The notice of a case, once its decision is in force."""
    row = _notices().filter(about=about).first()
    return _view(row, on) if row else None


def published_among(abouts: Collection[str]) -> frozenset[str]:
    """Of these cases, those whose decision is or was made public, wherever and however long."""
    rows = Posting.objects.filter(notice__about__in=abouts)
    return frozenset(rows.values_list("notice__about", flat=True))


def abouts_of(notice_ids: Collection[UUID]) -> frozenset[str]:
    """The cases from which notices come."""
    return frozenset(PublicNotice.objects.filter(pk__in=notice_ids).values_list("about", flat=True))


def get_notice(notice_id: UUID, *, on: date) -> NoticeView:
    """The notice of this id; raises ``NoticeUnknown``."""
    row = _notices().filter(pk=notice_id).first()
    if row is None:
        raise NoticeUnknown
    return _view(row, on)


def open_to_public(*, on: date) -> Sequence[NoticeView]:
    """The notices within their period of publication, the latest first."""
    rows = _notices().filter(postings__begun_on__lte=on).order_by("-signed_on", "-entered_at").distinct()
    return [view for view in (_view(row, on) for row in rows) if view.state == "published"]


def _notices() -> QuerySet[PublicNotice]:
    return PublicNotice.objects.select_related("unit", "authority").prefetch_related(
        "postings__takedown", "postings__recorded_by__person"
    )


def _view(row: PublicNotice, on: date) -> NoticeView:
    postings = sorted((_posting(one, row.lasts_days) for one in row.postings.all()), key=lambda p: p.begun_on)
    first = postings[0] if postings else None
    are_all_down = bool(postings) and all(posting.taken_down_on for posting in postings)
    return NoticeView(
        id=row.pk,
        about=row.about,
        item=row.item,
        title=row.title,
        notation=row.notation,
        signed_on=row.signed_on,
        signer=row.signer,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        authority_name=row.authority.name,
        due_on=row.due_on,
        due_provisional=row.due_provisional,
        lasts_days=row.lasts_days,
        basis=row.basis,
        state=publication_state(
            due_on=row.due_on,
            begun_on=first.begun_on if first else None,
            ends_on=first.ends_on if first else None,
            taken_down_on=max(p.taken_down_on for p in postings if p.taken_down_on) if are_all_down else None,
            on=on,
        ),
        was_late=first is not None and first.begun_on > row.due_on,
        postings=postings,
    )


def _posting(row: Posting, lasts_days: int) -> PostingView:
    takedown = getattr(row, "takedown", None)
    return PostingView(
        place=row.place,
        begun_on=row.begun_on,
        ends_on=row.begun_on + timedelta(days=lasts_days),
        taken_down_on=takedown.taken_down_on if takedown else None,
        recorded_by=row.recorded_by.get_full_name(),
    )
