"""The demo's story: one principal's ballot on paper, from the due list to the sealed minutes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import operations as accounts
from tinnhiem.apps.org import queries as org
from tinnhiem.cli.demo import papers
from tinnhiem.cli.demo.authority import Authority, build
from tinnhiem.common.actors import Actor

ABSENT: Final = 3
PRINTED: Final = 47
EXCHANGED: Final = 1
AGREE: Final = 30
INVALID: Final = 2
Say = Callable[[str], None]


@dataclass
class Clock:
    """The story's own time, which only moves when the story says so."""

    at: datetime

    def after(self, minutes: int) -> datetime:
        """The moment so many minutes later."""
        self.at += timedelta(minutes=minutes)
        return self.at


@dataclass(frozen=True)
class Story:
    """What the story left behind."""

    authority: Authority
    meeting_id: UUID
    abouts: tuple[str, ...]
    school_code: str = field(default="hoa-ban")


def tell(*, clock: Clock, say: Say) -> Story:
    """Walk the whole procedure through the real operations and return where its documents are."""
    authority = build(at=clock.at)
    say("authority")
    desk = papers.Desk(authority, papers.about_plan(clock.at.year), clock)
    plan_number = papers.plan_and_approve(desk)
    say("papers")
    poll_id = _plan(authority, clock, plan_number)
    meeting_id = ballots.get_poll(poll_id).meeting_id
    case = papers.Desk(authority, f"meeting:{meeting_id}", clock)
    meeting = rooms.get_meeting(meeting_id)
    papers.announce(
        case,
        appointment_id=meeting.appointment_id,
        meeting_at=timezone.localdate(meeting.scheduled_at),
        place=meeting.place,
    )
    say("planned")
    _summon_and_print(authority, poll_id, meeting_id, clock)
    say("summoned")
    secretary = org.actor_of(accounts.open_account_of_person(authority.officials["secretary"]))
    _until_ballot(meeting_id, secretary, clock)
    say("opened")
    _vote_and_count(poll_id, meeting_id, secretary, clock)
    say("counted")
    polls.close_meeting(poll_id=poll_id, actor=secretary, at=clock.after(5))
    say("closed")
    clock.after(24 * 60)
    papers.report_and_decide(case, poll_id=poll_id, appointment_id=meeting.appointment_id)
    say("decided")
    return Story(authority, meeting_id, (desk.about, case.about))


def _plan(authority: Authority, clock: Clock, plan_number: str) -> UUID:
    school = authority.schools["hoa-ban"]
    principal = next(row for row in org.incumbents([school]) if row.post == "principal")
    plan = acts.MeetingPlan(
        appointment_id=principal.id,
        procedure="reappointment",
        stage="key_staff_conference",
        legal_basis_on=clock.at.date(),
        plan_number=plan_number,
        scheduled_at=clock.at + timedelta(days=7),
        place="Phòng hội đồng",
        subject_summoned=True,
        officials={
            "chair": [authority.officials["chair"]],
            "secretary": [authority.officials["secretary"]],
            "supervisor": [authority.officials["supervisor"]],
            "observer": [],
        },
        is_attested=True,
    )
    return polls.plan_poll(plan=plan, actor=authority.officer, at=clock.after(1))


def _summon_and_print(authority: Authority, poll_id: UUID, meeting_id: UUID, clock: Clock) -> None:
    staff = org.staff_of(authority.schools["hoa-ban"])
    acts.freeze_summoned_list(
        meeting_id=meeting_id,
        people=[person.id for person in staff],
        actor=authority.officer,
        at=clock.after(1),
    )
    polls.print_ballots(poll_id=poll_id, copies=PRINTED, actor=authority.officer, at=clock.after(1))


def _until_ballot(meeting_id: UUID, secretary: Actor, clock: Clock) -> None:
    """From the opening of the meeting to the step at which the box is opened."""
    clock.after(7 * 24 * 60)
    acts.begin_meeting(meeting_id=meeting_id, actor=secretary, at=clock.after(1))
    people = rooms.summoned(meeting_id)
    absences = {row.id: "leave" for row in people[-ABSENT:]}
    acts.call_roll(meeting_id=meeting_id, absences=absences, actor=secretary, at=clock.after(3))
    present = len(people) - ABSENT
    proposals = tuple(
        acts.Proposal(row.person_id, is_head=number == 0, hands=present - number)
        for number, row in enumerate(people[4:7])
    )
    answers = {
        "introduce": acts.Answers(),
        "purpose": acts.Answers(),
        "address": acts.Answers(
            address="Mỗi người cân nhắc phẩm chất, năng lực, kết quả công việc và tự quyết định lá phiếu.",
            recommends_vote=False,
        ),
        "adopt_procedure": acts.Answers(hands=present),
        "elect_committee": acts.Answers(proposals=proposals),
        "self_assessment": acts.Answers(),
        "comments": acts.Answers(speakers=5),
    }
    for step_id, answer in answers.items():
        acts.complete_step(
            meeting_id=meeting_id, step_id=step_id, answers=answer, actor=secretary, at=clock.after(4)
        )


def _vote_and_count(poll_id: UUID, meeting_id: UUID, secretary: Actor, clock: Clock) -> None:
    polls.open_box(poll_id=poll_id, actor=secretary, at=clock.after(2))
    polls.close_box(poll_id=poll_id, actor=secretary, at=clock.after(20))
    members = [
        org.actor_of(accounts.open_account_of_person(member.person_id))
        for member in rooms.committee(meeting_id)
    ]
    present = len(rooms.summoned(meeting_id)) - ABSENT
    issued = present + EXCHANGED
    sheets = {
        "issued": issued,
        "exchanged": EXCHANGED,
        "returned": present,
        "not_returned": 0,
        "unused": PRINTED - issued,
        "destroyed": PRINTED - issued,
    }
    polls.account_for_paper(poll_id=poll_id, sheets=sheets, actor=members[0], at=clock.after(5))
    for ground in ("no_mark", "multiple_marks"):
        polls.adjudicate(
            poll_id=poll_id,
            ground=ground,
            votes_valid=0,
            votes_invalid=len(members),
            actor=members[0],
            at=clock.after(1),
        )
    totals = {"agree": AGREE, "disagree": present - AGREE - INVALID, "invalid": INVALID}
    for member in members[:2]:
        polls.enter_count(poll_id=poll_id, totals=totals, actor=member, at=clock.after(3))
    for member in members[:2]:
        polls.lock_count(poll_id=poll_id, actor=member, at=clock.after(1))
    polls.conclude_poll(poll_id=poll_id, actor=members[0], at=clock.after(2))
