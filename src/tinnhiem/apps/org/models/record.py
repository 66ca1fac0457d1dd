"""What the registers hold of people and posts beside employment and appointment."""

from django.db import models
from django.db.models import F, Q

from tinnhiem.apps.org.models.person import Appointment, Person
from tinnhiem.apps.org.models.unit import Unit


class Post(models.Model):
    """How many seats of a post a school has (biên chế chức vụ), from one day to another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    post = models.CharField(max_length=16, choices=Appointment.Post)
    seats = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            )
        ]


class ActingPeriod(models.Model):
    """A post exercised without being appointed (giao quyền, giao phụ trách); it counts as no term."""

    class Kind(models.TextChoices):
        ACTING = "acting"
        IN_CHARGE = "in_charge"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acting_periods")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="acting_periods")
    post = models.CharField(max_length=16, choices=Appointment.Post)
    kind = models.CharField(max_length=12, choices=Kind)
    decision_number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acting_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            )
        ]


class Qualification(models.Model):
    """A degree, a course of political theory or a management training that a rule may ask for."""

    class Kind(models.TextChoices):
        DEGREE = "degree"
        POLITICAL_THEORY = "political_theory"
        MANAGEMENT_TRAINING = "management_training"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(max_length=20, choices=Kind)
    grade = models.CharField(max_length=16)
    subject = models.CharField(max_length=120, blank=True)
    obtained_on = models.DateField(null=True, blank=True)


class PartyMembership(models.Model):
    """That a person is a party member: the day of admission, and the day on which it ended."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="party_membership")
    admitted_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_left_after_admission",
                condition=Q(left_on=None) | Q(left_on__gt=F("admitted_on")),
            )
        ]


class Contact(models.Model):
    """A telephone number or e-mail address that its person declared."""

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=120)
    declared_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)


class Delegation(models.Model):
    """An office lets another do some acts for the schools of a unit, by a written document.

    ``giver`` and ``holder`` are offices as the packs name them; ``person`` is who holds by name. Without a
    ``school`` it covers every school under ``unit``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="delegations")
    school = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acts = models.JSONField(default=list)
    giver = models.CharField(max_length=40)
    holder = models.CharField(max_length=40)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    document = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_basis = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="delegation_revoked_with_basis", condition=Q(revoked_on=None) | ~Q(revoked_basis="")
            ),
        ]


class Merge(models.Model):
    """Two records of one person joined: ``alias`` stays and points to ``kept``; undone at most once.

    ``moved`` holds what left the alias, ``dropped`` the rows that the kept record already had, and
    ``references`` how often the rest of the house named either of them at that moment.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    alias = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    dropped = models.JSONField(default=dict)
    references = models.JSONField(default=dict)
    merged_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class RegisterImport(models.Model):
    """A workbook of one register waiting for confirmation, or confirmed; its bytes are dropped at the end."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        CONFIRMED = "confirmed"
        DISCARDED = "discarded"

    register = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    uploaded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
