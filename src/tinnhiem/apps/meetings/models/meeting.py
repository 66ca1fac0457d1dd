"""A meeting as planned, and the people who run it."""

import uuid

from django.db import models
from django.db.models import F, Q

MEETING_MINUTES = 120
"""How long a meeting is taken to last where its managing unit set nothing."""


class Meeting(models.Model):
    """A conference at one school, run by a procedure of the pack on its ``legal_basis_on``."""

    class State(models.TextChoices):
        PLANNED = "planned"
        SUMMONED = "summoned"
        IN_PROGRESS = "in_progress"
        CLOSED = "closed"
        ADJOURNED = "adjourned"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    managing_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    subject_post = models.CharField(max_length=16)
    procedure = models.CharField(max_length=32)
    stage = models.CharField(max_length=32)
    pack = models.CharField(max_length=32)
    legal_basis_on = models.DateField()
    plan_number = models.CharField(max_length=60)
    attestation = models.TextField()
    attested_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    attested_at = models.DateTimeField()
    scheduled_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    venue = models.ForeignKey(
        "meetings.Venue", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    length_minutes = models.PositiveSmallIntegerField(default=MEETING_MINUTES)
    subject_summoned = models.BooleanField()
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    step_began_at = models.DateTimeField(null=True, blank=True)
    box_opened_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="meeting_started_when_in_progress",
                condition=~Q(state__in=["in_progress", "closed", "adjourned"]) | Q(started_at__isnull=False),
            ),
        ]


class Official(models.Model):
    """Who chairs, minutes, supervises or observes a meeting; none of them is in the conflict set."""

    class Function(models.TextChoices):
        CHAIR = "chair"
        SECRETARY = "secretary"
        SUPERVISOR = "supervisor"
        OBSERVER = "observer"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="officials")
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=12, choices=Function)
    title = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="official_one_function_a_person", fields=["meeting", "person"]),
            models.UniqueConstraint(
                name="official_one_chair_one_secretary",
                fields=["meeting", "function"],
                condition=Q(function__in=["chair", "secretary", "supervisor"]),
            ),
        ]
