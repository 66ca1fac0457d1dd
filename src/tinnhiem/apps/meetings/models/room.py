"""Who was summoned, who came, and whom the room elected to count."""

from django.db import models
from django.db.models import Q

from tinnhiem.apps.meetings.models.meeting import Meeting


class SummonedList(models.Model):
    """The frozen and signed list of those summoned (danh sách triệu tập); it fixes the denominator."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="summoned_list")
    total = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    signed_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")


class SummonedPerson(models.Model):
    """One line of the summoned list, with name and post as they were written on it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="summoned")
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    full_name = models.CharField(max_length=120)
    post_title = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="summoned_once", fields=["meeting", "person"]),
            models.UniqueConstraint(name="summoned_position_once", fields=["meeting", "position"]),
        ]


class Attendance(models.Model):
    """Whether a summoned person is in the room, and at which sitting of a divided meeting.

    It says nothing of when, and nothing of any ballot.
    """

    class Absence(models.TextChoices):
        NONE = ""
        LEAVE = "leave"
        SICK = "sick"
        DUTY = "duty"
        UNEXCUSED = "unexcused"

    summoned = models.OneToOneField(SummonedPerson, on_delete=models.PROTECT, related_name="attendance")
    is_present = models.BooleanField()
    absence = models.CharField(max_length=10, choices=Absence, default=Absence.NONE, blank=True)
    sitting = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_sitting_of_the_present", condition=Q(sitting=None) | Q(is_present=True)
            )
        ]


class CommitteeMember(models.Model):
    """A member of the counting committee (tổ kiểm phiếu), elected by a show of hands in the room."""

    class Role(models.TextChoices):
        HEAD = "head"
        MEMBER = "member"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="committee")
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    post_title = models.CharField(max_length=120)
    role = models.CharField(max_length=6, choices=Role)
    hands = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="committee_member_once", fields=["meeting", "person"]),
            models.UniqueConstraint(
                name="committee_one_head", fields=["meeting"], condition=models.Q(role="head")
            ),
        ]
