"""Lists kept ready: one line a leader, so that pages of a province sort, search and count in the database.

Nothing is decided on these lines. They follow from the registers, the papers and the law, and can be emptied
at any time: the next page computes them anew.
"""

from django.db import models

from tinnhiem.apps.ballots.models.campaign import Campaign


class ReadyList(models.Model):
    """A list that was computed whole; ``stamp`` says under which law and by which program."""

    name = models.CharField(max_length=48, primary_key=True)
    stamp = models.CharField(max_length=64)


class Touch(models.Model):
    """That something was written on which lines rest: triggers of the database write the key of its row."""

    class Source(models.TextChoices):
        APPOINTMENT = "appointment"
        PERSON = "person"
        UNIT = "unit"
        MEETING = "meeting"
        CASE = "case"
        DOCUMENT = "document"
        NOTICE = "notice"

    source = models.CharField(max_length=12, choices=Source)
    key = models.CharField(max_length=36)


class DueLine(models.Model):
    """A term on the due list: its days under the law of the ready list, and how its meeting stands."""

    appointment = models.OneToOneField(
        "org.Appointment", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    unit = models.ForeignKey("org.Unit", on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    standing = models.CharField(max_length=8, blank=True)
    procedure = models.CharField(max_length=16)
    last_day = models.DateField()
    next_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["next_on", "unit", "appointment"], name="due_line_order")]


class BoardLine(models.Model):
    """A leader on the board of a campaign: what covers them, how far the case is, from when it is late.

    ``late_after`` is the last day on which the case is not late, None where it cannot be. ``last_day`` is the
    first day of all for somebody listed who has left the post since.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="lines")
    appointment = models.ForeignKey("org.Appointment", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    standing = models.CharField(max_length=10)
    is_covered = models.BooleanField()
    stage = models.CharField(max_length=16)
    last_day = models.DateField()
    notice_by = models.DateField(null=True)
    late_after = models.DateField(null=True)
    has_notice_due = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="board_line_once_a_leader", fields=["campaign", "appointment"])
        ]
        indexes = [
            models.Index(
                fields=["campaign", "is_covered", "last_day", "unit", "appointment"], name="board_line_order"
            )
        ]
