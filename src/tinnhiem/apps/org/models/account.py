"""Who may sign in, at which desk, for which unit and how long."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from tinnhiem.apps.org.models.person import Person
from tinnhiem.apps.org.models.unit import Unit


class Account(AbstractUser):
    """A person's way in: by password, or by a link that works once."""

    first_name = None  # type: ignore[assignment]  # a Vietnamese name is one field, kept in Person
    last_name = None  # type: ignore[assignment]  # as above
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True)

    def get_full_name(self) -> str:
        """The name to greet: the person's, or the account's where no person stands behind it."""
        return self.person.full_name if self.person else self.username


class RoleGrant(models.Model):
    """A role at a unit for a period, with the paper it rests on."""

    class Role(models.TextChoices):
        OFFICER = "officer"
        APPOINTING_AUTHORITY = "appointing_authority"
        ADMINISTRATOR = "administrator"
        RECORDS_CLERK = "records_clerk"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_grant_valid_period", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            )
        ]


class SignInLink(models.Model):
    """A link that signs its account in once; only the hash of its token is kept."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    desk = models.CharField(max_length=24)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
