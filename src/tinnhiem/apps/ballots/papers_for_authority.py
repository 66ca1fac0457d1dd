"""The papers round a decision: submission and report with counts, and the communiqué without."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots import papers_of_cases as papers
from tinnhiem.apps.ballots.models import CaseAct, CaseEffect, CountingRecord, PaperAccount, ReviewCase
from tinnhiem.apps.ballots.papers import percent
from tinnhiem.apps.ballots.papers_of_cases import Facts
from tinnhiem.apps.ballots.shapes import ballot_terms
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.publication import queries as publication
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.records.operations import Paper, write_paper
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.review import CaseStep, StepKind, StepStanding, standing
from tinnhiem.domain.regulations.terms import end_of_term
from tinnhiem.engines.documents.writing import BLANK, Row

COUNTED: Final = ("appointing_authority",)
"""Who may open a paper with counts."""
LETTER: Final = "letter"
OFFICES: Final = ("superior", "appointing_authority")
"""Who may open a letter between offices on a leader."""
PUBLIC: Final = ("public", "staff", "leadership", "subject", "superior", "appointing_authority")


@dataclass(frozen=True)
class PaperTerms:
    """What a person says for a paper: which body submits it, what it proposes and why, and from which day."""

    submitted_by: str = ""
    proposal: str = ""
    reason: str = ""
    from_on: date | None = None


def papers_due(case: ReviewCase, acts: Sequence[CaseAct], *, on: date) -> Sequence[str]:
    """The papers that may be drafted: those of the steps reached, and the communiqué once published."""
    order = case_shapes.order_of(case)
    reached = [row.step for row in standing(order, case_shapes.taken_of(acts)) if _is_reached(row)]
    due = [paper for step in reached for paper in step.papers if paper != _REPORT or case.poll_id]
    notice = publication.notice_about(papers.about(case), on=on)
    return [*due, _COMMUNIQUE] if notice and notice.postings else due


def _is_reached(row: StepStanding) -> bool:
    """Whether the papers of a step may be drafted; those that lead to it only before it is taken."""
    return row.state == "current" or (row.state == "done" and row.step.kind not in _LED_TO)


_LED_TO: Final = frozenset({StepKind.DECISION, StepKind.PARTY_OPINION})
"""The steps whose papers ask for them."""


_REPORT: Final = "results_report"
_COMMUNIQUE: Final = "communique"


def paper(case: ReviewCase, acts: Sequence[CaseAct], kind: str, terms: PaperTerms, *, on: date) -> Paper:
    """The draft of a submission, report, letter or communiqué; number and day are left open."""
    draft = _Draft(case, acts, terms, on)
    poll = f"poll:{case.poll_id}" if case.poll_id else papers.about(case)
    counted = dict.fromkeys(
        ("ballots", "options", "conclusion", "denominator", "votes", "summoned", "present"), poll
    )
    return write_paper(
        form=_WRITERS[kind].form(draft),
        title=_WRITERS[kind].title(draft),
        about=papers.about(case),
        unit_id=case.managing_unit_id,
        audience=_WRITERS[kind].audience,
        facts={
            **shelf.letterhead(case.managing_unit_id, kind=kind, on=on),
            **papers.subject(case),
            **_WRITERS[kind].facts(draft),
        },
        sources={**counted, "subject": f"person:{case.subject_id}"},
    )


@dataclass(frozen=True)
class _Draft:
    case: ReviewCase
    acts: Sequence[CaseAct]
    terms: PaperTerms
    on: date

    @property
    def words(self) -> Mapping[str, str]:
        return case_shapes.order_of(self.case).words

    @property
    def subject(self) -> str:
        known = papers.subject(self.case)
        return f"{known['subject.address']} {known['subject.name']}"


@dataclass(frozen=True)
class _Writer:
    form: Callable[[_Draft], str]
    audience: tuple[str, ...]
    title: Callable[[_Draft], str]
    facts: Callable[[_Draft], Facts]


def _to_authority(draft: _Draft) -> Facts:
    """A paper of the advising body of the managing unit to who decides there."""
    return {
        "unit.name": draft.terms.submitted_by.strip(),
        "addressees": (papers.authority_title(draft.case),),
        "bases": papers.bases(draft.case, draft.on),
        "recipients": (draft.words["recipient_above"], draft.words["recipient_file"]),
        "enclosures": _enclosures(draft),
    }


def _matter(draft: _Draft) -> str:
    return case_shapes.order_of(draft.case).decision(draft.terms.proposal).matter


def _submission(draft: _Draft) -> Facts:
    appointment = org.get_appointment(draft.case.appointment_id)
    ends_on = end_of_term(appointment.starts_on, appointment.ends_on, case_shapes.rules_of(draft.case))
    return {
        **_to_authority(draft),
        "subject.born_on": appointment.born_on or BLANK,
        "term.starts_on": appointment.starts_on,
        "term.ends_on": ends_on - timedelta(days=1),
        "submission.reason": draft.terms.reason.strip().rstrip("."),
        "submission.process": tuple(_taken(draft, act) for act in draft.acts),
        "votes": tuple(_votes(draft)),
        "opinion.party": _opinion(draft) or BLANK,
        "submission.proposal": _matter(draft),
        "submission.from_on": draft.terms.from_on or BLANK,
    }


def _taken(draft: _Draft, act: CaseAct) -> str:
    step = _step_of(draft, act)
    result = act.result
    is_decision = step.kind is StepKind.DECISION
    order = case_shapes.order_of(draft.case)
    said = order.decision(result).title["vi"] if is_decision else sentence(f"case_result_{result}", "vi")
    told = draft.words["step_taken"].format(step=step.title["vi"], on=f"{act.taken_on:%d/%m/%Y}", result=said)
    levels = _levels(draft, act)
    return f"{told} ({levels})" if levels else told


def _levels(draft: _Draft, act: CaseAct) -> str:
    """The counts of a three-level poll in words; empty for other acts."""
    counts = case_shapes.counts_of(act)
    if counts is None or "low" not in counts.options:
        return ""
    return draft.words["levels_counted"].format(**counts.options, whole=counts.returned)


def _step_of(draft: _Draft, act: CaseAct) -> CaseStep:
    return next(step for step in case_shapes.order_of(draft.case).steps if step.id == act.step)


def _votes(draft: _Draft) -> list[Row]:
    """Each vote of the case, over the whole that the law judged it by."""
    rows: list[Row] = []
    for act in draft.acts:
        counts = case_shapes.counts_of(act)
        title = _step_of(draft, act).title["vi"]
        if counts is not None and "agree" in counts.options:
            rows.append(_vote(title, counts.options["agree"], act.facts["verdict"]["share"]["denominator"]))
        elif act.position == 1 and draft.case.poll_id:
            agree = next(iter(case_shapes.poll_counts(draft.case).values()))
            rows.append(_vote(title, agree, _whole(draft.case)))
    return rows


def _vote(stage: str, agree: int, whole: int) -> Row:
    return {"stage": stage, "whole": whole, "agree": agree, "share": f"{agree}/{whole}"}


def _whole(case: ReviewCase) -> int:
    """Over how many the conference was judged."""
    share = case_shapes.poll_answer(case)["share"]
    if isinstance(share, dict):
        return int(share["denominator"])
    return CountingRecord.objects.select_related("poll").get(poll__case=case).poll.summoned or 0


def _opinion(draft: _Draft) -> str:
    found = next((a for a in draft.acts if _step_of(draft, a).kind is StepKind.PARTY_OPINION), None)
    if found is None:
        return ""
    result = sentence(f"case_result_{found.result}", "vi")
    return draft.words["opinion_said"].format(result=result.lower(), number=found.facts["number"])


def _enclosures(draft: _Draft) -> tuple[str, ...]:
    record = (draft.words["enclosed_record"],) if draft.case.poll_id else ()
    received = [_step_of(draft, act) for act in draft.acts if act.document]
    return (*record, *(step.title["vi"] for step in received if step.kind is not StepKind.DECISION))


def _results_report(draft: _Draft) -> Facts:
    record = CountingRecord.objects.select_related("poll").get(poll__case=draft.case)
    meeting, sheets = rooms.get_meeting(record.poll.meeting_id), PaperAccount.objects.get(poll=record.poll)
    returned, invalid, whole = sheets.returned or 0, record.counts["invalid"], _whole(draft.case)
    share = record.verdict["answer"]["share"]
    judged = share["denominator_kind"] if share else "summoned"
    started: datetime = meeting.started_at or meeting.scheduled_at
    return {
        **_to_authority(draft),
        "meeting.place": meeting.place,
        "meeting.started_at": started,
        "summoned.total": record.poll.summoned or 0,
        "present.total": record.poll.present or 0,
        "ballots.issued": (sheets.issued or 0) - (sheets.exchanged or 0),
        "ballots.returned": returned,
        "ballots.valid": returned - invalid,
        "ballots.invalid": invalid,
        "options": tuple(
            _option(option.label, record.counts[option.code], whole)
            for option in ballot_terms(meeting).options
        ),
        "denominator.statement": meeting.words[f"denominator_{judged}"],
        "denominator.total": whole,
        "conclusion.text": record.verdict["conclusion"],
        "conclusion.basis": "; ".join(record.verdict["words"]),
        "report.proposals": (draft.terms.reason.strip().rstrip("."),),
    }


def _option(label: str, count: int, whole: int) -> Row:
    return {"label": label, "count": count, "share": f"{count}/{whole}", "percent": percent(count, whole)}


def _communique(draft: _Draft) -> Facts:
    notice = publication.notice_about(papers.about(draft.case), on=draft.on)
    effect = CaseEffect.objects.get(case=draft.case)
    act, order = draft.acts[-1], case_shapes.order_of(draft.case)
    ends_on = date.fromisoformat(act.facts["ends_on"]) if act.facts["ends_on"] else None
    naming = papers.naming_of(
        draft.case,
        effective_on=effect.effective_on,
        ends_on=ends_on,
        destination=papers.destination_of(act.facts["unit_id"], act.facts["post"]),
    )
    posting = notice.postings[0] if notice else None
    return {
        "recipients": (naming["school"], draft.words["recipient_file"]),
        "decision.notation": effect.decision_number,
        "decision.signed_on": effect.signed_on,
        "decision.maker": papers.authority_title(draft.case),
        "decision.summary": papers.article_of(order.decision(act.result), naming),
        "decision.effective_on": effect.effective_on,
        "publication.place": sentence(f"published_at_{posting.place}", "vi") if posting else BLANK,
        "publication.from_on": posting.begun_on if posting else BLANK,
        "publication.until_on": posting.ends_on - timedelta(days=1) if posting else BLANK,
    }


def _communique_title(draft: _Draft) -> str:
    number = CaseEffect.objects.get(case=draft.case).decision_number
    return draft.words["communique_title"].format(number=number)


def _submission_form(draft: _Draft) -> str:
    """A case in which nobody voted for or against has no table of votes and no opinion to name."""
    return "submission" if _votes(draft) else "submission_without_votes"


def _letter(draft: _Draft) -> Facts:
    """A letter that asks the Party committee for its written opinion; it holds no count."""
    party = shelf.issuing_office(draft.case.managing_unit_id, "party").name
    return {
        "addressees": (party,),
        "opinion.party": party,
        "letter.procedure": lowered(case_shapes.order_of(draft.case).title["vi"]),
        "letter.reply_by": BLANK,
        "recipients": (draft.words["recipient_above"], draft.words["recipient_file"]),
        "enclosures": tuple(_step_of(draft, act).title["vi"] for act in draft.acts if act.document),
    }


def lowered(text: str) -> str:
    """The words within a sentence, without the capital at their beginning."""
    return text[:1].lower() + text[1:]


_WRITERS: Final[Mapping[str, _Writer]] = {
    "submission": _Writer(
        _submission_form,
        COUNTED,
        lambda draft: draft.words["submission_title"].format(matter=_matter(draft), subject=draft.subject),
        _submission,
    ),
    _REPORT: _Writer(
        lambda _: _REPORT,
        COUNTED,
        lambda draft: draft.words["results_report_title"].format(subject=draft.subject),
        _results_report,
    ),
    _COMMUNIQUE: _Writer(lambda _: _COMMUNIQUE, PUBLIC, _communique_title, _communique),
    LETTER: _Writer(
        lambda _: "letter_party_opinion",
        OFFICES,
        lambda draft: sentence("letter_party_opinion_title", "vi", subject=draft.subject),
        _letter,
    ),
}
KINDS: Final = tuple(_WRITERS)
WITH_COUNTS: Final = frozenset(kind for kind, writer in _WRITERS.items() if writer.audience == COUNTED)
