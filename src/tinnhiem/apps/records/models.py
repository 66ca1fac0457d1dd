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


class SignedCopy(models.Model):
    """The signed scan or signature file of a document, with its number; only now it counts. Append-only.

    Numbers run from one in each calendar year, each unit and each series, such as ``QĐ-UBND``; they are given
    once the paper is signed (NĐ 30/2020/NĐ-CP, Đ.15).
    """

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="signed_copy")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    signed_on = models.DateField()
    signer = models.CharField(max_length=160)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    entered_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="signed_copy_number_once_a_year", fields=["unit", "series", "year", "number"]
            ),
            models.CheckConstraint(name="signed_copy_numbers_from_one", condition=models.Q(number__gte=1)),
        ]
