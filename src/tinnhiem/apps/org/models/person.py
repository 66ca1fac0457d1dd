"""People, where they work, which post they hold, and who is related to whom."""

from django.db import models
from django.db.models import F, Q

from tinnhiem.apps.org.models.unit import Unit


class Person(models.Model):
    """A person known to the registers; ``name_key`` is shared by all spellings of the name.

    A second record of the same person stays and says by ``merged_into`` which one is kept.
    """

    class Sex(models.TextChoices):
        FEMALE = "female"
        MALE = "male"
        UNKNOWN = ""

    full_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex, default=Sex.UNKNOWN, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="aliases"
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="person_name_and_birth", fields=["name_key", "born_on"])]

    def __str__(self) -> str:
        return self.full_name


class Kinship(models.Model):
    """Two people who are relatives (người thân); declared once, valid in both directions."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="kinship_once", fields=["person", "relative"]),
            models.CheckConstraint(name="kinship_ordered", condition=Q(person__lt=F("relative"))),
        ]


class Employment(models.Model):
    """That a person works at a unit, with the job title as the unit's list names it."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent"
        CONTRACT_111 = "contract_111"
        CONTRACT_SCHOOL = "contract_school"
        CONTRACT = "contract"

    class Availability(models.TextChoices):
        WORKING = "working"
        ON_LEAVE = "on_leave"
        SECONDED = "seconded"
        TRANSFERRED = "transferred"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employments")
    post_title = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind, blank=True)
    availability = models.CharField(max_length=12, choices=Availability, default=Availability.WORKING)
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="employment_one_open", fields=["person", "unit"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="employment_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]


class Appointment(models.Model):
    """A post held for a term: from the effect of its decision until ``ends_on``, the first day after it."""

    class Post(models.TextChoices):
        PRINCIPAL = "principal"
        VICE_PRINCIPAL = "vice_principal"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=16, choices=Post)
    decision_number = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="appointment_one_principal",
                fields=["unit"],
                condition=Q(post="principal", left_on=None),
            ),
            models.UniqueConstraint(
                name="appointment_once_a_person_and_post",
                fields=["person", "unit", "post"],
                condition=Q(left_on=None),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="appointment_left_after_start",
                condition=Q(left_on=None) | Q(left_on__gte=F("starts_on")),
            ),
        ]
