"""Units of the authority and its schools, each with the days on which it exists."""

from django.db import models
from django.db.models import F, Q


class Unit(models.Model):
    """An authority, an office of it, or a school (đơn vị), with the days on which it exists."""

    class Kind(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"
        OFFICE = "office"
        SCHOOL = "school"

    class Level(models.TextChoices):
        NONE = ""
        PRESCHOOL = "preschool"
        PRIMARY = "primary"
        LOWER_SECONDARY = "lower_secondary"
        MULTI_LEVEL_LOWER = "multi_level_lower"
        UPPER_SECONDARY = "upper_secondary"
        MULTI_LEVEL_UPPER = "multi_level_upper"

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    level = models.CharField(max_length=24, choices=Level, default=Level.NONE, blank=True)
    place = models.CharField(max_length=100, blank=True)
    area_code = models.CharField(max_length=8, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unit_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="unit_level_of_schools_only", condition=Q(kind="school") ^ Q(level="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Subordination(models.Model):
    """Under whom a unit stood, from one day to another: districts ended, their schools did not."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="subordinations")
    superior = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="subordinate_periods")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="subordination_one_open", fields=["unit"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="subordination_valid_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(name="subordination_not_itself", condition=~Q(unit=F("superior"))),
        ]


class Succession(models.Model):
    """A unit took over from another: split, a unit has several successors; merged, several predecessors."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    takes_over_on = models.DateField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="succession_once", fields=["predecessor", "successor"]),
            models.CheckConstraint(name="succession_not_itself", condition=~Q(predecessor=F("successor"))),
        ]
