"""The documents of a campaign: the yearly plan, its approval, and the notice to each leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.apps.ballots.case_shapes import HOLDERS
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations import TermProcedure
from tinnhiem.engines.documents.writing import BLANK, FactValue, Row

AUDIENCE: Final = ("leadership", "subject", "committee", "appointing_authority")
"""Who may open the plan, its approval and a notice: none of them holds a count."""


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is, what the shelf files it under, on which day, and which earlier one it replaces."""

    about: str
    unit_id: int
    on: date
    levels: frozenset[str]
    replaces: records.Earlier | None = None


@dataclass(frozen=True)
class Announced:
    """A leader to whom the end of the term is announced; ``report_due_on`` is None without a meeting."""

    appointment_id: int
    name: str
    sex: str
    post_title: str
    school: str
    last_day: date
    follows: TermProcedure
    report_due_on: date | None


def plan(
    head: Letterhead, *, period: str, subjects: Sequence[Row], exceptions: Sequence[Row]
) -> records.Paper:
    """The yearly plan: every leader with day, room and officials; everybody outside it with the ground."""
    return records.write_paper(
        form="plan",
        title=_say("plan_title", period=period),
        about=head.about,
        unit_id=head.unit_id,
        audience=AUDIENCE,
        facts={
            **_common(head, "plan", _say("recipient_schools"), _say("recipient_file")),
            "plan.period": period,
            "plan.purposes": (_say("plan_purpose_all"), _say("plan_purpose_open")),
            "plan.total": len(subjects),
            "plan.subjects": tuple(subjects),
            "plan.exceptions": tuple(exceptions),
            "plan.steps": _steps(TermProcedure.REAPPOINTMENT),
            "plan.tasks": (
                {"unit": _say("plan_owner"), "task": _say("plan_task_office")},
                {"unit": _say("plan_schools"), "task": _say("plan_task_schools")},
            ),
        },
        refers_to=head.replaces,
    )


def approval(head: Letterhead, *, period: str, notation: str, total: int) -> records.Paper:
    """The decision that approves the signed plan of this number."""
    return records.write_paper(
        form="plan_approval",
        title=_say("approval_title", notation=notation),
        about=head.about,
        unit_id=head.unit_id,
        audience=AUDIENCE,
        facts={
            **_common(head, "plan_approval", _say("recipient_carry_out"), _say("recipient_file")),
            "decision.maker": _say(f"title_{_holder(head)}", authority=org.get_unit(head.unit_id).name),
            "decision.proposal": _say("approval_proposal", owner=_say("plan_owner"), notation=notation),
            "decision.effective_on": BLANK,
            "decision.executors": _say("approval_executors"),
            "plan.period": period,
            "plan.total": total,
            "plan.owner": _say("plan_owner"),
        },
        refers_to=head.replaces,
    )


def notice(head: Letterhead, leader: Announced) -> records.Paper:
    """The notice to a leader that the end of the term is being considered."""
    return records.write_paper(
        form="notice",
        title=_say("notice_title", name=leader.name),
        about=head.about,
        unit_id=head.unit_id,
        audience=AUDIENCE,
        facts={
            **_common(head, "notice", leader.name, leader.school, _say("recipient_file")),
            "subject.address": sentence(f"address_{leader.sex or 'unknown'}", "vi"),
            "subject.name": leader.name,
            "subject.post": leader.post_title,
            "subject.unit": leader.school,
            "term.ends_on": leader.last_day,
            "notice.matter": _say(f"matter_{leader.follows.value}"),
            "notice.tasks": _steps(leader.follows),
            "notice.report_due_on": leader.report_due_on or BLANK,
        },
        refers_to=head.replaces,
    )


def _common(head: Letterhead, kind: str, *recipients: str) -> Mapping[str, FactValue]:
    """Letterhead and signer as the unit issues this kind, bases in force on the day of the draft."""
    return {
        **shelf.letterhead(head.unit_id, kind=kind, on=head.on),
        "recipients": recipients,
        "bases": _bases(head),
    }


def _bases(head: Letterhead) -> tuple[str, ...]:
    """The bases of every level of school that the paper is about, each once."""
    found = (
        line
        for level in sorted(head.levels)
        for line in records.bases_in_force(procedure="reappointment", on=head.on, school_level=level)
    )
    return tuple(dict.fromkeys(found))


def _steps(follows: TermProcedure) -> tuple[str, ...]:
    """What is done after the notice; an extension asks the leadership alone."""
    asked = "step_leadership" if follows is TermProcedure.EXTENSION else "step_conference"
    return (_say("step_report"), _say(asked), _say("step_decision"))


def _holder(head: Letterhead) -> str:
    return HOLDERS[org.get_unit(head.unit_id).kind]


def _say(code: str, **values: str) -> str:
    """Documents of the state are in Vietnamese whoever writes them."""
    return sentence(f"campaign_paper_{code}", "vi", **values)
