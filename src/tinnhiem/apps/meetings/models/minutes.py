"""What happened, step by step, and the minutes as they grow. Append-only."""

from django.db import models

from tinnhiem.apps.meetings.models.meeting import Meeting


class StepRecord(models.Model):
    """A completed step with the facts that its minutes were written from. Append-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    completed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="step_completed_once", fields=["meeting", "step"]),
            models.UniqueConstraint(name="step_position_once", fields=["meeting", "position"]),
        ]


class MinutesLine(models.Model):
    """A line of the minutes; a mistake is corrected by a further line. Append-only."""

    class Kind(models.TextChoices):
        MODULE = "module"
        NOTE = "note"
        CORRECTION = "correction"
        IRREGULARITY = "irregularity"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    step = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="minutes_position_once", fields=["meeting", "position"])]
