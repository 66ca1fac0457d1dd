"""Staff lists read into the registers."""

from django.db import models

from tinnhiem.apps.org.models.unit import Unit


class StaffImport(models.Model):
    """A staff list waiting for confirmation, or confirmed; the file's bytes are dropped at the end."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        CONFIRMED = "confirmed"
        DISCARDED = "discarded"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    uploaded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
