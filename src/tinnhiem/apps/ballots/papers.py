"""The documents of a poll: the ballot, the minutes without counts, and the counting record."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from tinnhiem.apps.ballots.models import PaperAccount
from tinnhiem.apps.ballots.shapes import ballot_terms
from tinnhiem.apps.meetings import papers as rooms
from tinnhiem.apps.meetings.queries import MeetingView
from tinnhiem.apps.records.operations import Paper, write_paper
from tinnhiem.domain import confidence
from tinnhiem.engines.documents.writing import FactValue, Row


def ballot(meeting: MeetingView, *, copies: int) -> Paper:
    """``copies`` identical ballots in one file, ready for the stamp."""
    terms = ballot_terms(meeting)
    sheet = rooms.sheet_of(meeting.id)
    return write_paper(
        form="ballot",
        title=sheet.words["ballot_title"].format(subject=meeting.subject_titled),
        about=sheet.about,
        unit_id=meeting.managing_unit_id,
        audience=meeting.audiences["ballot"],
        facts={
            **sheet.common("list_symbol"),
            **sheet.people(),
            "ballot.criteria": terms.criteria,
            "ballot.options": tuple(option.label for option in terms.options),
            "ballots.printed": copies,
        },
    )


def meeting_minutes(meeting: MeetingView, *, at: datetime) -> Paper:
    """The minutes of the meeting: no count, no verdict."""
    sheet = rooms.sheet_of(meeting.id)
    paper = PaperAccount.objects.get(poll__meeting_id=meeting.id)
    return write_paper(
        form="meeting_minutes",
        title=sheet.words["minutes_title"].format(subject=meeting.subject_titled),
        about=sheet.about,
        unit_id=meeting.managing_unit_id,
        audience=meeting.audiences["meeting_minutes"],
        facts={
            **sheet.common("minutes_symbol"),
            **sheet.people(),
            **sheet.attendance(),
            "meeting.ended_at": at,
            "minutes.entries": sheet.minutes(),
            "ballots.issued": paper.issued or 0,
            "signatures": sheet.officials_signing(),
        },
        sources={"ballots": f"poll:{paper.poll_id}"},
    )


def counting_record(
    meeting: MeetingView, outcome: confidence.Outcome, grounds: Mapping[str, int], *, at: datetime
) -> Paper:
    """The counting record: counts, share over its named denominator, and what the law says follows."""
    sheet = rooms.sheet_of(meeting.id)
    return write_paper(
        form="counting_record",
        title=sheet.words["record_title"].format(subject=meeting.subject_titled),
        about=sheet.about,
        unit_id=meeting.managing_unit_id,
        audience=meeting.audiences["counting_record"],
        facts={
            **sheet.common("record_symbol"),
            **sheet.people(),
            **sheet.attendance(),
            **_account(outcome),
            **_result(meeting, outcome, sheet.words),
            "observers": (),
            "counting.place": meeting.place,
            "counting.started_at": sheet.step_began_at,
            "counting.ended_at": at,
            "invalid": tuple(_grounds(meeting, grounds)),
            "signatures": sheet.committee_signing(),
        },
        sources=dict.fromkeys(
            ("ballots", "invalid", "options", "denominator", "conclusion"),
            f"poll:{PaperAccount.objects.get(poll__meeting_id=meeting.id).poll_id}",
        ),
    )


def _account(outcome: confidence.Outcome) -> dict[str, FactValue]:
    account = outcome.tally.closed.account
    items = ("printed", "issued", "returned", "exchanged", "not_returned", "unused", "destroyed")
    return {
        **{f"ballots.{item}": getattr(account, item) for item in items},
        "ballots.valid": outcome.tally.valid,
        "ballots.invalid": outcome.tally.invalid,
    }


def _result(
    meeting: MeetingView, outcome: confidence.Outcome, words: Mapping[str, str]
) -> dict[str, FactValue]:
    share = outcome.verdict.share
    kind = share.denominator_kind.value if share else "summoned"
    whole = share.denominator if share else outcome.case.summoned
    return {
        "options": tuple(
            _option(option.label, outcome.tally.votes[option.code], whole)
            for option in ballot_terms(meeting).options
        ),
        "denominator.statement": words[f"denominator_{kind}"],
        "denominator.total": whole,
        "conclusion.text": conclusion(outcome, words),
        "conclusion.basis": "; ".join(citation.words for citation in outcome.verdict.citations),
    }


def _option(label: str, count: int, whole: int) -> Row:
    return {"label": label, "count": count, "share": f"{count}/{whole}", "percent": percent(count, whole)}


def conclusion(outcome: confidence.Outcome, words: Mapping[str, str]) -> str:
    """What the verdict says, in the pack's words, with both sides of the share that was judged."""
    share = outcome.verdict.share
    numerator, denominator = (share.numerator, share.denominator) if share else (0, outcome.case.summoned)
    said = words[f"conclusion_{outcome.verdict.outcome.value}"]
    return said.format(numerator=numerator, denominator=denominator)


def percent(part: int, whole: int) -> str:
    """A share as a percentage with two decimals and a decimal comma, rounded half up; never used to judge."""
    hundredths = int(Fraction(part * 10000, whole) + Fraction(1, 2)) if whole else 0
    return f"{hundredths // 100},{hundredths % 100:02d}%"


def _grounds(meeting: MeetingView, grounds: Mapping[str, int]) -> list[Row]:
    labels = {ground.code: ground.label for ground in ballot_terms(meeting).invalid_grounds}
    return [{"ground": labels[code], "count": count} for code, count in grounds.items()]
