"""The documents of a review case: the draft decision, and papers received from others."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.models import ReviewCase
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records.operations import Paper, write_paper
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.entries import Entry
from tinnhiem.domain.confidence.review import CaseStep, DecisionOption
from tinnhiem.domain.procedure import fill
from tinnhiem.engines.documents.writing import BLANK

FORM: Final = "leader_decision"
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
    *,
    effective_on: date,
    ends_on: date | None,
    destination: Mapping[str, str],
) -> Paper:
    """The draft of a decision, with room for number and signature.

    ``destination`` is ``new_school`` and ``new_post`` of a leader who moves.
    """
    words = case_shapes.order_of(case).words
    unit, school = org.get_unit(case.managing_unit_id), org.get_unit(case.school_id)
    facts = _naming(case, school.name, effective_on, ends_on, destination)
    facts |= {"matter": option.matter, "authority": unit.name}
    said = {key: fill(word, facts, step=key) for key, word in words.items()}
    signer = said[f"title_{case_shapes.HOLDERS[unit.kind]}"]
    articles = (
        fill(option.article, facts, step=option.code),
        said["article_in_force"],
        said["article_carry_out"],
    )
    return write_paper(
        form=FORM,
        title=_title(case, option),
        about=about(case),
        unit_id=case.managing_unit_id,
        audience=AUDIENCE,
        facts={
            "unit.superior": unit.name,
            "unit.name": unit.name,
            "document.number": BLANK,
            "document.symbol": said["decision_symbol"],
            "document.place": unit.place,
            "document.issued_on": BLANK,
            "drafted.on": entry.taken_on,
            "recipients": (said["recipient_carry_out"], school.name, said["recipient_file"]),
            "bases": (*_bases(case, entry.taken_on), said["proposal"]),
            "authority.title": signer,
            "decision.about": said["decision_about"],
            "decision.articles": articles,
            "signer.capacity": (signer.upper(),),
            "signer.name": BLANK,
        },
    )


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


def _title(case: ReviewCase, option: DecisionOption) -> str:
    return f"{option.title['vi']}: {org.name_of(case.subject_id)}"


def _naming(
    case: ReviewCase, school: str, effective_on: date, ends_on: date | None, destination: Mapping[str, str]
) -> dict[str, str | int]:
    person = org.get_person(case.subject_id)
    address = f"address_{person.sex or 'unknown'}"
    return {
        "subject": f"{sentence(address)} {person.full_name}",
        "post": sentence(f"post_{case.subject_post}"),
        "school": school,
        "effective_on": f"{effective_on:%d/%m/%Y}",
        "last_day": f"{ends_on - timedelta(days=1):%d/%m/%Y}" if ends_on else "",
        "new_school": destination.get("new_school", ""),
        "new_post": destination.get("new_post", ""),
    }


def _bases(case: ReviewCase, on: date) -> tuple[str, ...]:
    """The legal bases in force on the day of the decision, not on the day of the case."""
    found = rules.legal_bases(
        procedure=case.procedure, on=on, school_level=org.get_unit(case.school_id).level
    )
    return tuple(basis.words for basis in found)
