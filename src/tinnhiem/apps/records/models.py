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
    once the paper is signed (NĐ 30/2020/NĐ-CP, Đ.15). ``recognised`` says how the file was told to be this
    document: by the mark of the draft, by its signature over the draft, or by the eye of the clerk.
    """

    class Recognised(models.TextChoices):
        BEFORE = ""
        MARK = "mark"
        SIGNATURE = "signature"
        EYE = "eye"

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
    recognised = models.CharField(max_length=10, choices=Recognised, default=Recognised.BEFORE, blank=True)
    entered_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="signed_copy_number_once_a_year", fields=["unit", "series", "year", "number"]
            ),
            models.CheckConstraint(name="signed_copy_numbers_from_one", condition=models.Q(number__gte=1)),
        ]


class DocumentFacts(models.Model):
    """What a document was written from: the form, each fact with its value and its source. Append-only.

    ``facts`` is a list of ``{"id", "words", "source"}``; ``words`` is what the document says, a text, or a
    list of rows, each a list of pairs of column and text. ``source`` is a subject of the ledger, such as
    ``poll:<id>``, or empty where a person typed the value.
    ``family`` decides how the number is written: ``07/QĐ-UBND`` for the state, ``45-TB/ĐU`` for the Party.
    """

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="facts")
    form = models.CharField(max_length=60)
    family = models.CharField(max_length=12)
    symbol = models.CharField(max_length=40, blank=True)
    signer = models.CharField(max_length=160, blank=True)
    facts = models.JSONField()


class DraftVersion(models.Model):
    """A draft as an officer edited it in Word, with the numbers that no fact supports. Append-only.

    The first version is the document itself; ``position`` counts from two.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    docx = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    changes = models.JSONField()
    uploaded_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_version_once", fields=["document", "position"]),
            models.CheckConstraint(name="draft_version_after_first", condition=models.Q(position__gte=2)),
        ]


class Reference(models.Model):
    """That a later document corrects, replaces or revokes an earlier one; both are kept. Append-only."""

    class Kind(models.TextChoices):
        CORRECTS = "corrects"
        REPLACES = "replaces"
        REVOKES = "revokes"

    later = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="refers_to")
    earlier = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="referred_by")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reference_not_itself", condition=~models.Q(later=models.F("earlier"))
            )
        ]


class PendingSignature(models.Model):
    """What a clerk entered of a signed paper and has not confirmed yet; gone once confirmed or given up.

    ``recognised`` is empty where the clerk has to compare the file with the draft by eye.
    """

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    signed_on = models.DateField()
    signer = models.CharField(max_length=160)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    recognised = models.CharField(max_length=10, blank=True, default="")
    entered_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()


class IssuingOffice(models.Model):
    """Who issues one kind of paper of a unit: the name on the letterhead, the symbol, who signs and as what.

    ``office`` is a key of the pack's ``offices.toml``, which also holds what stands where a unit has no row.
    ``capacity`` is the lines above the signature, such as ``TM. ỦY BAN NHÂN DÂN`` and ``CHỦ TỊCH``.
    """

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    suffix = models.CharField(max_length=20)
    capacity = models.JSONField(default=list)
    signer = models.CharField(max_length=160, blank=True)
    changed_by = models.ForeignKey("org.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="issuing_office_once", fields=["unit", "office"])]
