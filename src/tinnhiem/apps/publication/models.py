"""Tables of the shelf of publication."""

import uuid

from django.db import models


class PublicNotice(models.Model):
    """A signed decision that must be published, in the words that may be. Append-only.

    ``about`` is the key of the case it comes from; ``due_on`` and ``lasts_days`` are what the rules asked for
    on the day of signing, with their articles in ``basis``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=80, unique=True)
    document = models.UUIDField()
    item = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    notation = models.CharField(max_length=60)
    signed_on = models.DateField()
    signer = models.CharField(max_length=160)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    due_provisional = models.CharField(max_length=20, blank=True)
    lasts_days = models.PositiveIntegerField()
    basis = models.CharField(max_length=500)
    entered_at = models.DateTimeField()


class Posting(models.Model):
    """That a notice was published at one place from one day on. Append-only."""

    class Place(models.TextChoices):
        NOTICE_BOARD = "notice_board"
        INTRANET = "intranet"
        STAFF_MEETING = "staff_meeting"
        AUTHORITY_PAGE = "authority_page"

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField(max_length=20, choices=Place)
    begun_on = models.DateField()
    recorded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="posting_once_a_place", fields=["notice", "place"]),
        ]


class Takedown(models.Model):
    """That a posting was taken down after its period. Append-only."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="takedown")
    taken_down_on = models.DateField()
    recorded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
