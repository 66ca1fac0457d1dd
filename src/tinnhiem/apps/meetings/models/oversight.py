"""What observers write, irregularities that stop a count, meetings annulled and held again."""

from django.db import models
from django.db.models import F, Q

from tinnhiem.apps.meetings.models.meeting import Meeting


class ObserverNote(models.Model):
    """What an observer noted at a meeting, signed by the account, for the authority. Append-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    function = models.CharField(max_length=12)
    text = models.TextField()
    at = models.DateTimeField()


class CountStop(models.Model):
    """An irregularity on a ground of the pack, which stops the count until it is resolved. Append-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40)
    text = models.TextField()
    raised_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    raised_by_name = models.CharField(max_length=120)
    function = models.CharField(max_length=12)
    at = models.DateTimeField()


class StopResolution(models.Model):
    """How the counting committee resolved an irregularity, with its reasons. Append-only."""

    stop = models.OneToOneField(CountStop, on_delete=models.PROTECT, related_name="resolution")
    reasons = models.TextField()
    resolved_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    resolved_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()


class Annulment(models.Model):
    """That the authority annulled the ballot of a meeting; its result is used for nothing. Append-only."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="annulment")
    reasons = models.TextField()
    decided_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class RepeatedMeeting(models.Model):
    """A meeting held again in place of one that was annulled or adjourned. Append-only."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="repeats")
    earlier = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="repeated_by")

    class Meta:
        constraints = [
            models.CheckConstraint(name="repeated_meeting_is_another", condition=~Q(meeting=F("earlier")))
        ]
