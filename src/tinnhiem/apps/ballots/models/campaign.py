"""The yearly campaign over a managing unit's schools, its exceptions, its notices and its draft."""

import uuid

from django.db import models
from django.db.models import F, Q


class Campaign(models.Model):
    """Every term at a managing unit's schools that ends from ``starts_on`` to before ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    managing_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    plan_number = models.CharField(max_length=60)
    legal_basis_on = models.DateField()
    pack = models.CharField(max_length=32)
    subject_summoned = models.BooleanField()
    attestation = models.TextField()
    attested_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    attested_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="campaign_valid_period", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(name="campaign_is_attested", condition=~Q(attestation="")),
        ]


class ListedLeader(models.Model):
    """A leader whose term was found to end when the campaign was made; later finds stand out beside it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="listed")
    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="leader_listed_once", fields=["campaign", "appointment"])]


class CampaignException(models.Model):
    """A leader taken out of a campaign or brought back; the latest line holds. Append-only."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="exceptions")
    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")
    is_out = models.BooleanField()
    ground = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=160, blank=True)
    by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="exception_ground_has_basis", condition=Q(ground="") | ~Q(basis=""))
        ]


class TermNotice(models.Model):
    """The notice that a term's end is being considered: its number and its day. Append-only."""

    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class DraftMeeting(models.Model):
    """A meeting as the draft schedule proposes it and an officer edits it; confirming makes it a meeting."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="drafts")
    appointment = models.ForeignKey("org.Appointment", on_delete=models.PROTECT, related_name="+")
    scheduled_at = models.DateTimeField()
    venue = models.ForeignKey(
        "meetings.Venue", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    officials = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_once_a_leader", fields=["campaign", "appointment"])
        ]


class CalendarFeed(models.Model):
    """A secret address at which an account's calendar is read; only the hash of its token is kept."""

    account = models.ForeignKey("org.Account", on_delete=models.CASCADE, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="feed_one_open_an_account", fields=["account"], condition=Q(revoked_at=None)
            )
        ]
