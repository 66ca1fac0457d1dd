"""The documents of a review case: the draft decision, and papers received from others."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.models import CaseAct, ReviewCase
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.records.operations import Paper, write_paper
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.entries import Entry
from tinnhiem.domain.confidence.review import CaseStep, DecisionOption, StepKind
from tinnhiem.engines.documents.writing import BLANK, Blank, FactValue

Facts = dict[str, FactValue]
AUDIENCE: Final = ("appointing_authority", "subject")
"""Who may open a decision: the authority, and its subject once it is in force."""
_PDF: Final = b"%PDF-"
_MOST_BYTES: Final = 10 * 1024 * 1024


class ReceivedPaperUnreadable(DomainError):
    """A received paper that is no PDF, or too large."""

    code = "received_paper_unreadable"


def about(case: ReviewCase) -> str:
    """The key under which the shelf keeps the documents of a case."""
    return f"case:{case.pk}"


def decision(
    case: ReviewCase,
    option: DecisionOption,
    entry: Entry,
    acts: Sequence[CaseAct],
    *,
    effective_on: date,
    ends_on: date | None,
    destination: Mapping[str, str],
) -> Paper:
    """The draft of a decision in the form that the pack gives it, with room for number, day and signature.

    ``destination`` is ``new_school`` and ``new_post`` of a leader who goes elsewhere.
    """
    words = case_shapes.order_of(case).words
    naming = naming_of(case, effective_on=effective_on, ends_on=ends_on, destination=destination)
    naming |= {"matter": option.matter}
    said = {key: words[key].format(**naming) for key in _SAID}
    own = {
        "decision_reappointment": _term,
        "decision_extension": _until,
        "decision_rotation": _move,
        "decision_transfer": _move,
        "decision": _articles,
    }.get(option.form, _relief)
    return write_paper(
        form=option.form,
        title=f"{option.title['vi']}: {org.name_of(case.subject_id)}",
        about=about(case),
        unit_id=case.managing_unit_id,
        audience=AUDIENCE,
        facts={
            **shelf.letterhead(case.managing_unit_id, kind="decision", on=entry.taken_on),
            **subject(case),
            "subject.born_on": org.get_appointment(case.appointment_id).born_on or BLANK,
            "recipients": (said["recipient_carry_out"], naming["school"], said["recipient_file"]),
            "bases": bases(case, entry.taken_on),
            "decision.maker": authority_title(case),
            "decision.proposal": _proposal(case, acts, words),
            "decision.effective_on": effective_on,
            "decision.executors": said["executors"],
            **own(_Draft(option, entry, effective_on, ends_on, naming, said, words)),
        },
        sources={"subject": f"person:{case.subject_id}"},
    )


_SAID: Final = (
    "decision_about",
    "article_in_force",
    "article_carry_out",
    "recipient_carry_out",
    "recipient_file",
    "executors",
    "next_duty",
    "next_duty_at",
    "next_duty_in_post",
)
"""The words of the pack that a decision needs."""


@dataclass(frozen=True)
class _Draft:
    """What the facts of one form are made from: the names, and the pack's words with and without them."""

    option: DecisionOption
    entry: Entry
    effective_on: date
    ends_on: date | None
    naming: Mapping[str, str]
    said: Mapping[str, str]
    words: Mapping[str, str]


def _term(draft: _Draft) -> Facts:
    return {"decision.term": length_in_words(draft.effective_on, draft.ends_on, draft.words)}


def _until(draft: _Draft) -> Facts:
    return {"decision.until_on": draft.ends_on - timedelta(days=1) if draft.ends_on else BLANK}


def _move(draft: _Draft) -> Facts:
    destination = {
        "destination.unit": draft.naming["new_school"],
        "destination.post": draft.naming["new_post"],
    }
    return {**_term(draft), **destination}


def _relief(draft: _Draft) -> Facts:
    key = "next_duty_in_post" if draft.naming["new_post"] else "next_duty_at"
    duty = key if draft.naming["new_school"] else "next_duty"
    return {
        "decision.reason": draft.entry.text.strip().rstrip("."),
        "decision.next_duty": draft.said[duty],
    }


def _articles(draft: _Draft) -> Facts:
    return {
        "decision.about": capital(draft.said["decision_about"]),
        "decision.articles": (
            article_of(draft.option, draft.naming),
            capital(draft.said["article_in_force"]),
            capital(draft.said["article_carry_out"]),
        ),
    }


def article_of(option: DecisionOption, naming: Mapping[str, str]) -> str:
    """What a decision says, in one sentence that holds no count."""
    return capital(option.article.format(**naming))


def length_in_words(starts_on: date, ends_on: date | None, words: Mapping[str, str]) -> str | Blank:
    """``05 năm``, ``02 năm 07 tháng``: the time from a day to the first day after it, in the pack's words."""
    if ends_on is None:
        return BLANK
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    whole = next(count for count in (months, months - 1) if month_on(starts_on, count) <= ends_on)
    parts = {
        "length_years": whole // 12,
        "length_months": whole % 12,
        "length_days": (ends_on - month_on(starts_on, whole)).days,
    }
    return " ".join(words[key].format(number=number) for key, number in parts.items() if number)


def month_on(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _proposal(case: ReviewCase, acts: Sequence[CaseAct], words: Mapping[str, str]) -> str:
    """Who proposed the decision by which paper, where the case records it."""
    proposing = {step.id for step in case_shapes.order_of(case).steps if step.kind is StepKind.PROPOSAL}
    act = next((act for act in acts if act.step in proposing), None)
    if act is None:
        return words["proposal"]
    return words["proposal_of"].format(taken_by=act.taken_by, number=act.facts["number"])


def received(case: ReviewCase, step: CaseStep, content: bytes) -> Paper:
    """A paper that came from others, kept as it is; raises ``ReceivedPaperUnreadable``."""
    if not content.startswith(_PDF) or len(content) > _MOST_BYTES:
        raise ReceivedPaperUnreadable
    return Paper(
        kind=step.kind.value,
        title=step.title["vi"],
        about=about(case),
        unit_id=case.managing_unit_id,
        audience=("appointing_authority",),
        pdf=content,
    )


def subject(case: ReviewCase) -> Facts:
    """The leader as the forms name one."""
    person = org.get_person(case.subject_id)
    return {
        "subject.address": sentence(f"address_{person.sex or 'unknown'}"),
        "subject.name": person.full_name,
        "subject.post": sentence(f"post_{case.subject_post}"),
        "subject.unit": org.get_unit(case.school_id).name,
    }


def authority_title(case: ReviewCase) -> str:
    """Who decides for the managing unit, by title: ``Chủ tịch UBND phường Thạch Lâm``."""
    unit = org.get_unit(case.managing_unit_id)
    return (
        case_shapes.order_of(case)
        .words[f"title_{case_shapes.HOLDERS[unit.kind]}"]
        .format(authority=unit.name)
    )


def naming_of(
    case: ReviewCase, *, effective_on: date, ends_on: date | None, destination: Mapping[str, str]
) -> dict[str, str]:
    """The names and days with which the words of the pack are filled."""
    known = subject(case)
    return {
        "subject": f"{known['subject.address']} {known['subject.name']}",
        "post": str(known["subject.post"]),
        "school": str(known["subject.unit"]),
        "authority": org.get_unit(case.managing_unit_id).name,
        "effective_on": f"{effective_on:%d/%m/%Y}",
        "last_day": f"{ends_on - timedelta(days=1):%d/%m/%Y}" if ends_on else "",
        "new_school": destination.get("new_school", ""),
        "new_post": destination.get("new_post", ""),
    }


def destination_of(unit_id: int | None, post: str) -> dict[str, str]:
    """``new_school`` and ``new_post`` of a leader who goes elsewhere; empty for who does not."""
    if unit_id is None:
        return {}
    return {
        "new_school": org.get_unit(unit_id).name,
        "new_post": sentence(f"post_{post}") if post else "",
    }


def bases(case: ReviewCase, on: date) -> tuple[str, ...]:
    """The legal bases in force on the day of the paper, not on the day of the case."""
    level = org.get_unit(case.school_id).level
    return records.bases_in_force(procedure=case.procedure, on=on, school_level=level)


def capital(text: str) -> str:
    """The sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]
