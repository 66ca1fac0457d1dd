"""What a decision in force does to the register of posts.

Each is called in the transaction of the act that carries the decision in; the ledger line is that act's.
"""

from datetime import date

from django.db import IntegrityError, transaction

from tinnhiem.apps.org.models import Appointment, Employment
from tinnhiem.common.errors import DomainError


class TermClosed(DomainError):
    """A term was to be changed that has ended in the register."""

    code = "term_closed"
    status = 409


class PostOccupied(DomainError):
    """A post was to be given that somebody holds."""

    code = "post_occupied"
    status = 409


def begin_next_term(*, appointment_id: int, starts_on: date, ends_on: date, decision_number: str) -> int:
    """End the term and begin another in the same post; returns the number of the new appointment.

    ``ends_on`` is the first day after the new term. Raises ``TermClosed``.
    """
    earlier = _open_term(appointment_id)
    _leave(earlier, on=starts_on)
    return _appoint(earlier.person_id, earlier.unit_id, earlier.post, starts_on, ends_on, decision_number).pk


def extend_term(*, appointment_id: int, ends_on: date) -> None:
    """Let the term go on until ``ends_on``, the first day after it; raises ``TermClosed``."""
    term = _open_term(appointment_id)
    term.ends_on = ends_on
    term.save(update_fields=["ends_on"])


def end_term(*, appointment_id: int, left_on: date) -> None:
    """End the term on ``left_on``, the first day without the post; raises ``TermClosed``."""
    _leave(_open_term(appointment_id), on=left_on)


def move_leader(
    *,
    appointment_id: int,
    unit_id: int,
    post: str,
    post_title: str,
    starts_on: date,
    ends_on: date | None,
    decision_number: str,
) -> int | None:
    """End the term and begin the employment at another school, in ``post`` where one is given.

    Returns the number of the new appointment, where there is one. Raises ``TermClosed`` or ``PostOccupied``.
    """
    earlier = _open_term(appointment_id)
    _leave(earlier, on=starts_on)
    Employment.objects.filter(person_id=earlier.person_id, unit_id=earlier.unit_id, valid_to=None).update(
        valid_to=starts_on
    )
    Employment.objects.create(
        person_id=earlier.person_id,
        unit_id=unit_id,
        post_title=post_title,
        kind=Employment.Kind.PERMANENT,
        valid_from=starts_on,
    )
    if not post:
        return None
    return _appoint(earlier.person_id, unit_id, post, starts_on, ends_on, decision_number).pk


def _open_term(appointment_id: int) -> Appointment:
    term = Appointment.objects.select_for_update().filter(pk=appointment_id, left_on=None).first()
    if term is None:
        raise TermClosed
    return term


def _leave(term: Appointment, *, on: date) -> None:
    term.left_on = on
    term.save(update_fields=["left_on"])


def _appoint(
    person_id: int, unit_id: int, post: str, starts_on: date, ends_on: date | None, decision_number: str
) -> Appointment:
    try:
        with transaction.atomic():
            return Appointment.objects.create(
                person_id=person_id,
                unit_id=unit_id,
                post=post,
                decision_number=decision_number,
                starts_on=starts_on,
                ends_on=ends_on,
            )
    except IntegrityError as error:
        raise PostOccupied from error
