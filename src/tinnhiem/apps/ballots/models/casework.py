"""What follows a result: a review case, its acts in their order, and the effect of its decision."""

import uuid

from django.db import models
from django.db.models import Q

from tinnhiem.apps.ballots.models.poll import Poll


class ReviewCase(models.Model):
    """The file on one leader in one procedure, from its first act to the decision. Append-only.

    What has been done, what is due and how the case ended follow from its acts and are not kept twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.CharField(max_length=32)
    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    subject_post = models.CharField(max_length=16)
    school = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    managing_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    legal_basis_on = models.DateField()
    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, null=True, related_name="case")
    arises_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_case_not_from_itself",
                condition=Q(arises_from=None) | ~Q(arises_from=models.F("id")),
            )
        ]


class CaseAct(models.Model):
    """One step of a case as it was taken, with its result and what was entered. Append-only.

    ``taken_by`` names the body or person who took it, ``recorded_by`` the account that entered it.
    """

    case = models.ForeignKey(ReviewCase, on_delete=models.PROTECT, related_name="acts")
    position = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    result = models.CharField(max_length=40)
    taken_by = models.CharField(max_length=200)
    taken_on = models.DateField()
    facts = models.JSONField(default=dict)
    salt = models.CharField(max_length=64)
    document = models.UUIDField(null=True)
    recorded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_act_position_once", fields=["case", "position"]),
            models.UniqueConstraint(name="case_act_step_once", fields=["case", "step"]),
        ]


class CaseVoteEntry(models.Model):
    """The counts of a vote as one person of the authority read them in its record, blind to the other's.

    Two that agree become the act; until then either person may change their own. ``document`` is the scan of
    the record that came with it.
    """

    case = models.ForeignKey(ReviewCase, on_delete=models.PROTECT, related_name="vote_entries")
    step = models.CharField(max_length=40)
    seat = models.PositiveSmallIntegerField()
    taken_by = models.CharField(max_length=200)
    taken_on = models.DateField()
    counts = models.JSONField()
    document = models.UUIDField(null=True)
    entered_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_vote_entry_one_a_seat", fields=["case", "step", "seat"]),
            models.UniqueConstraint(
                name="case_vote_entry_one_a_person", fields=["case", "step", "entered_by"]
            ),
            models.CheckConstraint(name="case_vote_entry_two_seats", condition=Q(seat__in=[1, 2])),
        ]


class CaseEffect(models.Model):
    """That the signed decision of a case was carried into the registers. Append-only."""

    case = models.OneToOneField(ReviewCase, on_delete=models.PROTECT, related_name="effect")
    decision_number = models.CharField(max_length=60)
    signed_on = models.DateField()
    effective_on = models.DateField()
    recorded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class CaseDisclosure(models.Model):
    """That the authority opened the counts of a case to its subject. Append-only."""

    case = models.OneToOneField(ReviewCase, on_delete=models.PROTECT, related_name="disclosure")
    basis = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
