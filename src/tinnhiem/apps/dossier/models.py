"""Tables of the shelf of evidence."""

import uuid

from django.db import models


class Evidence(models.Model):
    """A fact about a leader that a later decision may rest on (căn cứ thực tế). Append-only.

    ``record`` names the document that proves it; the evidence itself holds no number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=48)
    occurred_on = models.DateField()
    record = models.UUIDField()
    audience = models.JSONField(default=list)
