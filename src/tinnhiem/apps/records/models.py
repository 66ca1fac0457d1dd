"""Tables of the shelf of documents."""

import uuid

from django.db import models


class Document(models.Model):
    """A finished document: its bytes, what it is about, and who may open it. Append-only.

    ``about`` is the key of the case the document belongs to, such as ``meeting:<id>``; the shelf knows no
    more of the process that made it. ``audience`` holds words of the pack's disclosure list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=80, db_index=True)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    audience = models.JSONField(default=list)
    made_at = models.DateTimeField()
    pdf = models.BinaryField()
    docx = models.BinaryField(default=b"")
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "kind"], name="document_unit_kind")]
