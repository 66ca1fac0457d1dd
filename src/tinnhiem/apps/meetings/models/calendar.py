"""The calendar of a managing unit: rooms, roads, closed days, sittings, and what was moved."""

from django.db import models
from django.db.models import F, Q

from tinnhiem.apps.meetings.models.meeting import Meeting


class Venue(models.Model):
    """A room of a school in which a meeting can sit (phòng họp)."""

    school = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="venue_once_a_school", fields=["school", "name"]),
            models.CheckConstraint(name="venue_has_a_seat", condition=Q(capacity__gte=1)),
        ]


class TravelTime(models.Model):
    """Minutes on the road between two schools, the same in either direction."""

    origin = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="travel_time_once_a_pair", fields=["origin", "destination"]),
            models.CheckConstraint(name="travel_time_ordered", condition=Q(origin__lt=F("destination"))),
        ]


class ClosedDay(models.Model):
    """A day on which a managing unit holds no meeting, such as a day of exams."""

    managing_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(name="closed_day_once", fields=["managing_unit", "on"])]


class SchedulingSetting(models.Model):
    """How long a managing unit's meetings last, when they begin, and the road that nobody measured."""

    managing_unit = models.OneToOneField("org.Unit", on_delete=models.PROTECT, related_name="+")
    length_minutes = models.PositiveSmallIntegerField()
    travel_minutes = models.PositiveSmallIntegerField()
    starts = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="scheduling_length_positive", condition=Q(length_minutes__gte=1)),
        ]


class Sitting(models.Model):
    """One of several sittings of a meeting whose school is too big for its room; all share one sealed box.

    Each has its own roll; the quorum is that of all rolls together.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField()
    is_roll_called = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sitting_number_once", fields=["meeting", "number"]),
            models.CheckConstraint(name="sitting_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]


class Rescheduling(models.Model):
    """That a meeting was moved before it began, from when to when and why. Append-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reschedulings")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    is_notice_due = models.BooleanField()
    by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="rescheduling_says_why", condition=~Q(reason="")),
        ]
