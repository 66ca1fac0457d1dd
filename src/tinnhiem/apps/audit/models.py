"""Tables of the ledger: its lines, and where it ends."""

from django.db import models
from django.db.models import Q


class Line(models.Model):
    """One act, tied to the line before by its hash. Append-only.

    ``salt`` keys the digests ``before`` and ``after``; it stays in this table and is in no export, so that
    who holds the exported ledger cannot find a count by trying them all.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    act = models.CharField(max_length=100, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    basis = models.CharField(max_length=300, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="line_counts_from_one", condition=Q(sequence__gte=1)),
        ]


class Tail(models.Model):
    """The one row that says where the ledger ends; whoever appends holds it until the transaction is over."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="tail_is_one_row", condition=Q(id=1))]
