"""A review case brought by the real operations to the step that a test is about."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.builders.authority import Authority, somebody_with_a_role
from tests.builders.meetings import Conference, a_summoned_conference, close, conclude, count, lock, vote
from tests.builders.records import sign
from tests.plugins.moments import HANOI
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots.models import ReviewCase
from tinnhiem.common.actors import Actor
from tinnhiem.domain.confidence.entries import Entry, VoteCounts

OPENED_AT = datetime(2026, 5, 19, 9, 0, tzinfo=HANOI)
DAY = timedelta(days=1)


def a_concluded_conference(
    authority: Authority, *, absent: int = 0, agree: int = 11, invalid: int = 0
) -> Conference:
    held = lock(count(vote(a_summoned_conference(authority), absent=absent), agree=agree, invalid=invalid))
    conclude(held)
    close(held)
    return held


def a_case(held: Conference) -> UUID:
    return acts.open_case_of_poll(poll_id=held.poll_id, actor=held.authority.chairman, at=OPENED_AT)


def a_vote(*, members: int = 3, present: int | None = None, agree: int = 3) -> VoteCounts:
    """A vote of the leadership in which everybody present gave a valid ballot."""
    here = members if present is None else present
    return VoteCounts(members, here, here, here, here, {"agree": agree, "disagree": here - agree})


ENTRIES = {
    "verification": Entry(
        "Phòng Văn hóa – Xã hội", OPENED_AT.date(), result="clear", text="Không có vấn đề."
    ),
    "party_opinion": Entry("Đảng ủy phường", OPENED_AT.date(), result="for", number="05-CV/ĐU"),
    "leadership_vote": Entry("Tập thể lãnh đạo", OPENED_AT.date(), counts=a_vote()),
    "continuation_after_result": Entry(
        "Chủ tịch UBND phường", OPENED_AT.date(), result="continue", text="Tiếp tục quy trình."
    ),
}
"""What is entered for each step, in order unless a test says otherwise."""


def take(case_id: UUID, step_id: str, *, actor: Actor, at: datetime = OPENED_AT, **changes: object) -> None:
    """Take a step with its usual entry; counts are entered by a second person as well."""
    enter(case_id, step_id, replace(ENTRIES[step_id], **changes), actor=actor, at=at)


def enter(case_id: UUID, step_id: str, entry: Entry, *, actor: Actor, at: datetime = OPENED_AT) -> None:
    """Take a step with this entry; counts are entered by a second person as well."""
    if not acts.take_step(case_id=case_id, step_id=step_id, entry=entry, actor=actor, at=at):
        second = a_second(case_id)
        assert acts.take_step(case_id=case_id, step_id=step_id, entry=entry, actor=second, at=at)


def a_second(case_id: UUID) -> Actor:
    """The deputy of the authority of a case, who enters counts beside the chairman."""
    unit = ReviewCase.objects.get(pk=case_id).managing_unit
    return somebody_with_a_role(unit, name="Lò Văn Tấn", role="appointing_authority")


def walk_to_decision(case_id: UUID, *, actor: Actor) -> UUID:
    for step_id in ("verification", "party_opinion", "leadership_vote"):
        take(case_id, step_id, actor=actor)
    return case_id


TERMS = acts.DecisionTerms(effective_on=date(2026, 9, 1), ends_on=date(2031, 9, 1))


def decide(
    case_id: UUID, *, actor: Actor, code: str = "reappoint", terms: acts.DecisionTerms = TERMS
) -> UUID:
    entry = Entry("Chủ tịch UBND phường", OPENED_AT.date(), result=code, text="Đủ điều kiện, quy trình đúng.")
    return acts.decide(case_id=case_id, entry=entry, terms=terms, actor=actor, at=OPENED_AT)


def in_force(case_id: UUID, *, actor: Actor, code: str = "reappoint", **changes: object) -> UUID:
    """Decide, sign and bring into effect; returns the id of the decision."""
    document = decide(case_id, actor=actor, code=code, **changes)
    sign(document, actor=actor, at=OPENED_AT + DAY)
    acts.bring_into_effect(case_id=case_id, actor=actor, at=OPENED_AT + DAY)
    return document
