"""A poll on one leader, and the account of its paper."""

import uuid

from django.db import models
from django.db.models import F, Q


class Poll(models.Model):
    """A secret ballot on one leader at one meeting; its state only moves forward."""

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        CLOSED = "closed"
        CONCLUDED = "concluded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField("meetings.Meeting", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    summoned = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="poll_headcount_when_open",
                condition=Q(state="planned") | Q(summoned__gte=F("present"), present__gt=0),
            )
        ]


class PaperAccount(models.Model):
    """Sheets of paper, each accounted for: printed, handed out, brought back, destroyed.

    ``issued`` counts sheets, a replacement included; the people who received one are ``issued - exchanged``.
    """

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="paper")
    printed = models.PositiveIntegerField()
    issued = models.PositiveIntegerField(null=True, blank=True)
    exchanged = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    not_returned = models.PositiveIntegerField(null=True, blank=True)
    unused = models.PositiveIntegerField(null=True, blank=True)
    destroyed = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_issued_is_accounted_for",
                condition=Q(returned=None) | Q(issued=F("returned") + F("exchanged") + F("not_returned")),
            ),
            models.CheckConstraint(
                name="paper_printed_is_accounted_for",
                condition=Q(returned=None) | Q(printed=F("issued") + F("unused")),
            ),
            models.CheckConstraint(
                name="paper_unused_is_destroyed", condition=Q(returned=None) | Q(destroyed=F("unused"))
            ),
        ]
