"""The count on paper: two independent entries, the committee's decisions, the record they sign."""

from django.db import models
from django.db.models import Q

from tinnhiem.apps.ballots.models.poll import Poll


class CountEntry(models.Model):
    """The totals one member of the committee counted alone; no other member sees them before both lock."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="entries")
    member = models.ForeignKey("meetings.CommitteeMember", on_delete=models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()
    totals = models.JSONField(default=dict)
    is_locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="count_entry_one_a_seat", fields=["poll", "seat"]),
            models.UniqueConstraint(name="count_entry_one_a_member", fields=["poll", "member"]),
            models.CheckConstraint(name="count_entry_two_seats", condition=Q(seat__in=[1, 2])),
        ]


class Adjudication(models.Model):
    """What the whole committee decided about one questioned ballot, and on which ground. Append-only."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="adjudications")
    position = models.PositiveIntegerField()
    ground = models.CharField(max_length=40)
    is_valid = models.BooleanField()
    votes_valid = models.PositiveIntegerField()
    votes_invalid = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="adjudication_position_once", fields=["poll", "position"]),
            models.CheckConstraint(
                name="adjudication_follows_the_majority",
                condition=Q(is_valid=True, votes_valid__gt=models.F("votes_invalid"))
                | Q(is_valid=False, votes_invalid__gt=models.F("votes_valid")),
            ),
        ]


class CountingRecord(models.Model):
    """Counts and verdict, signed by the committee and sent to the appointing authority. Append-only."""

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="record")
    counts = models.JSONField()
    verdict = models.JSONField()
    salt = models.CharField(max_length=64)
    concluded_at = models.DateTimeField()
