"""The clerk or the administrator says who issues the papers of a unit."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import IssuingOffice
from tinnhiem.apps.records.queries.clerk import DocumentOfOthers
from tinnhiem.apps.records.queries.offices import units_to_set
from tinnhiem.common.actors import Actor


@dataclass(frozen=True)
class OfficeTerms:
    """How papers name an office: on the letterhead, after the number, above the signature, below it."""

    name: str
    suffix: str
    capacity: tuple[str, ...]
    signer: str = ""


@transaction.atomic
def set_issuing_office(*, unit_id: int, office: str, terms: OfficeTerms, actor: Actor, at: datetime) -> None:
    """Say who issues; papers drafted from now on follow, others stay. Raises ``DocumentOfOthers``."""
    if unit_id not in units_to_set(actor, on=timezone.localdate(at)):
        raise DocumentOfOthers
    IssuingOffice.objects.update_or_create(
        unit_id=unit_id,
        office=office,
        defaults={
            **asdict(terms),
            "capacity": list(terms.capacity),
            "changed_by_id": actor.account_id,
            "changed_at": at,
        },
    )
    audit.append(
        actor=actor.key,
        act="issuing_office.set",
        subject=f"unit:{unit_id}",
        at=at,
        after={"office": office, **asdict(terms)},
    )
