"""Staff lists: read and shown first, written only when an officer confirms."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.models import Appointment, Employment, Person, StaffImport, Unit
from tinnhiem.apps.org.operations.registers import find_person
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import same_name_key
from tinnhiem.domain.registers.staff_list import PostKind, StaffList, StaffMember, read_staff_list
from tinnhiem.engines.documents.reading.workbook import read_workbook


class StaffListHasErrors(DomainError):
    """A staff list with errors was to be confirmed."""

    code = "staff_list_has_errors"


class StaffImportOver(DomainError):
    """A staff list that was already confirmed or discarded."""

    code = "staff_import_over"


class IncumbentElsewhere(DomainError):
    """The post of principal is already held by someone the list does not name."""

    code = "incumbent_elsewhere"


@dataclass(frozen=True)
class Difference:
    """What confirming the list would do for one person: ``added``, ``changed`` or ``unchanged``."""

    row: int
    name: str
    kind: str
    fields: tuple[str, ...] = ()


@transaction.atomic
def preview_staff_list(*, unit_id: int, file_name: str, content: bytes, actor: Actor, at: datetime) -> int:
    """Keep an uploaded list aside, unread into the registers, and return the import's id.

    Raises what ``read_workbook`` raises for a file that cannot be read; then nothing is kept.
    """
    read_staff_list(read_workbook(content, name=file_name), today=timezone.localdate(at))
    row = StaffImport.objects.create(
        unit_id=unit_id,
        file_name=file_name,
        file_sha256=sha256(content).hexdigest(),
        content=content,
        uploaded_by_id=actor.account_id,
        uploaded_at=at,
    )
    return row.pk


def read_import(row: StaffImport) -> StaffList:
    """The list of a pending import; the day of its upload stands for today."""
    return read_staff_list(
        read_workbook(bytes(row.content), name=row.file_name), today=timezone.localdate(row.uploaded_at)
    )


@transaction.atomic
def confirm_staff_list(*, import_id: int, actor: Actor, at: datetime) -> tuple[Difference, ...]:
    """Write a previewed list into the registers and drop the file's bytes.

    Raises ``StaffImportOver``, ``StaffListHasErrors`` or ``IncumbentElsewhere``; then nothing is written.
    """
    row = _pending(import_id)
    staff = read_import(row)
    if staff.errors:
        raise StaffListHasErrors(count=len(staff.errors))
    as_of = staff.as_of or timezone.localdate(at)
    written = tuple(_write(row.unit, member, as_of) for member in staff.people)
    _close(row, StaffImport.State.CONFIRMED)
    changed = [difference for difference in written if difference.kind != "unchanged"]
    if changed:
        audit.append(
            actor=actor.key,
            act="staff_list.confirmed",
            subject=f"unit:{row.unit_id}",
            at=at,
            after={"file_sha256": row.file_sha256, "changed": len(changed)},
        )
    return written


@transaction.atomic
def discard_staff_list(*, import_id: int) -> None:
    """Forget a previewed list, its bytes included."""
    _close(_pending(import_id), StaffImport.State.DISCARDED)


def differences(unit: Unit, staff: StaffList) -> tuple[Difference, ...]:
    """What confirming would change, person by person, without writing anything."""
    return tuple(_difference(unit, member) for member in staff.people)


def _pending(import_id: int) -> StaffImport:
    row = StaffImport.objects.select_for_update().get(pk=import_id)
    if row.state != StaffImport.State.PREVIEWED:
        raise StaffImportOver(file=row.file_name)
    return row


def _close(row: StaffImport, state: str) -> None:
    row.state = state
    row.content = b""
    row.save(update_fields=["state", "content"])


def _find(member: StaffMember) -> Person | None:
    return find_person(member.name, member.born_on)


def _wanted(member: StaffMember, position: int) -> dict[str, object]:
    return {
        "post_title": member.post or "",
        "kind": member.employment or "",
        "availability": member.availability,
        "position": position,
    }


def _difference(unit: Unit, member: StaffMember) -> Difference:
    person = _find(member)
    employment = person and Employment.objects.filter(person=person, unit=unit, valid_to=None).first()
    if person is None or employment is None:
        return Difference(member.row, member.name, "added")
    fields = [
        name for name, value in _wanted(member, member.row).items() if getattr(employment, name) != value
    ]
    if member.post_kind != PostKind.OTHER and member.appointed_on is not None:
        held = _held(unit, person, member.post_kind).filter(starts_on=member.appointed_on)
        fields += [] if held.exists() else ["appointment"]
    return Difference(member.row, member.name, "changed" if fields else "unchanged", tuple(fields))


def _write(unit: Unit, member: StaffMember, as_of: date) -> Difference:
    difference = _difference(unit, member)
    if difference.kind == "unchanged":
        return difference
    person = _find(member) or Person.objects.create(
        full_name=member.name,
        name_key=same_name_key(member.name),
        born_on=member.born_on,
        sex=member.sex or "",
    )
    Employment.objects.update_or_create(
        person=person,
        unit=unit,
        valid_to=None,
        defaults=_wanted(member, member.row),
        create_defaults={**_wanted(member, member.row), "valid_from": as_of},
    )
    if member.post_kind != PostKind.OTHER and member.appointed_on is not None:
        _appoint(unit, person, member, starts_on=member.appointed_on)
    return difference


def _held(unit: Unit, person: Person, post: PostKind) -> QuerySet[Appointment]:
    return Appointment.objects.filter(unit=unit, person=person, post=post, left_on=None)


def _appoint(unit: Unit, person: Person, member: StaffMember, *, starts_on: date) -> None:
    others = Appointment.objects.filter(unit=unit, post=member.post_kind, left_on=None).exclude(person=person)
    if member.post_kind == PostKind.PRINCIPAL and others.exists():
        raise IncumbentElsewhere(unit=unit.name, holder=str(others[0].person))
    held = _held(unit, person, member.post_kind)
    held.exclude(starts_on=starts_on).update(left_on=starts_on)
    held.get_or_create(
        starts_on=starts_on,
        defaults={
            "unit": unit,
            "person": person,
            "post": member.post_kind,
            "decision_number": member.decision_number or "",
        },
    )
