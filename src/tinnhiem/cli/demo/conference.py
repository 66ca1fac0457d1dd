"""One conference of the demo on paper: summoned, opened, adjourned or voted, counted by two, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.cli.demo.house import House
from tinnhiem.common.actors import Actor

SPARE: Final = 5
"""How many ballots are printed beyond one for each person summoned."""
EXCHANGED: Final = 1
COMMITTEE: Final = 3
GROUNDS: Final = ("no_mark", "multiple_marks")
ADDRESS: Final = "Mỗi người cân nhắc phẩm chất, năng lực, kết quả công việc và tự quyết định lá phiếu."
NO_QUORUM: Final = (
    "Sau 30 phút chờ, số người có mặt vẫn chưa đủ để tiến hành hội nghị. Người chủ trì tuyên bố hoãn; "
    "chưa phát phiếu, chưa bỏ phiếu. Hội nghị sẽ được triệu tập lại."
)


@dataclass(frozen=True)
class Ballot:
    """How a ballot went: how many were away, agreed and gave an invalid paper."""

    absent: int
    agree: int
    invalid: int = 0


@dataclass(frozen=True)
class Conference:
    """A meeting and its poll, with whoever keeps the minutes."""

    poll_id: UUID
    meeting_id: UUID
    school_id: int
    secretary: Actor


def conference_of(house: House, poll_id: UUID) -> Conference:
    """The meeting of a poll, as the people in the room know it."""
    meeting = rooms.get_meeting(ballots.get_poll(poll_id).meeting_id)
    keeper = next(row for row in rooms.officials(meeting.id) if row.function == "secretary")
    return Conference(poll_id, meeting.id, meeting.school_id, house.account(keeper.person_id))


def summon(house: House, held: Conference) -> None:
    """Freeze the list with the whole staff on it, and print the ballots."""
    staff = [person.id for person in org.staff_of(held.school_id)]
    by = house.by_officer()
    acts.freeze_summoned_list(meeting_id=held.meeting_id, people=staff, actor=by.actor, at=by.at)
    by = house.by_officer()
    polls.print_ballots(poll_id=held.poll_id, copies=len(staff) + SPARE, actor=by.actor, at=by.at)


def adjourn(house: House, held: Conference, *, absent: int) -> None:
    """Open the meeting, find too few people in the room, and adjourn it."""
    _open(house, held, absent)
    at = house.clock.after(30)
    acts.add_to_minutes(meeting_id=held.meeting_id, kind="note", text=NO_QUORUM, actor=held.secretary, at=at)
    acts.adjourn_meeting(meeting_id=held.meeting_id, actor=held.secretary, at=house.clock.after(5))


def hold(house: House, held: Conference, ballot: Ballot) -> Sequence[UUID]:
    """Walk the meeting from its opening to its close; returns the counting record and the minutes."""
    _open(house, held, ballot.absent)
    _until_ballot(house, held, ballot)
    polls.open_box(poll_id=held.poll_id, actor=held.secretary, at=house.clock.after(2))
    polls.close_box(poll_id=held.poll_id, actor=held.secretary, at=house.clock.after(20))
    record = _count(house, held, ballot)
    minutes = polls.close_meeting(poll_id=held.poll_id, actor=held.secretary, at=house.clock.after(5))
    return record, minutes


def _open(house: House, held: Conference, absent: int) -> None:
    acts.begin_meeting(meeting_id=held.meeting_id, actor=held.secretary, at=house.clock.after(1))
    people = rooms.summoned(held.meeting_id)
    absences = {row.id: "leave" for row in people[len(people) - absent :]}
    acts.call_roll(
        meeting_id=held.meeting_id, absences=absences, actor=held.secretary, at=house.clock.after(3)
    )


def _until_ballot(house: House, held: Conference, ballot: Ballot) -> None:
    """From the roll to the step at which the box is opened."""
    people = rooms.summoned(held.meeting_id)
    present = len(people) - ballot.absent
    leaders = {row.person_id for row in org.incumbents([held.school_id])}
    candidates = [row for row in people if row.person_id not in leaders][:COMMITTEE]
    proposals = tuple(
        acts.Proposal(row.person_id, is_head=place == 0, hands=present - place)
        for place, row in enumerate(candidates)
    )
    answers = {
        "introduce": acts.Answers(),
        "purpose": acts.Answers(),
        "address": acts.Answers(address=ADDRESS, recommends_vote=False),
        "adopt_procedure": acts.Answers(hands=present),
        "elect_committee": acts.Answers(proposals=proposals),
        "self_assessment": acts.Answers(),
        "comments": acts.Answers(speakers=3 + len(people) % 5),
    }
    for step_id, answer in answers.items():
        acts.complete_step(
            meeting_id=held.meeting_id,
            step_id=step_id,
            answers=answer,
            actor=held.secretary,
            at=house.clock.after(4),
        )


def _count(house: House, held: Conference, ballot: Ballot) -> UUID:
    poll_id, clock = held.poll_id, house.clock
    members = [house.account(member.person_id) for member in rooms.committee(held.meeting_id)]
    summoned = len(rooms.summoned(held.meeting_id))
    present = summoned - ballot.absent
    issued, printed = present + EXCHANGED, summoned + SPARE
    sheets = {
        "issued": issued,
        "exchanged": EXCHANGED,
        "returned": present,
        "not_returned": 0,
        "unused": printed - issued,
        "destroyed": printed - issued,
    }
    polls.account_for_paper(poll_id=poll_id, sheets=sheets, actor=members[0], at=clock.after(5))
    for ground in GROUNDS[: ballot.invalid]:
        polls.adjudicate(
            poll_id=poll_id,
            ground=ground,
            votes_valid=0,
            votes_invalid=len(members),
            actor=members[0],
            at=clock.after(1),
        )
    totals = {
        "agree": ballot.agree,
        "disagree": present - ballot.agree - ballot.invalid,
        "invalid": ballot.invalid,
    }
    for member in members[:2]:
        polls.enter_count(poll_id=poll_id, totals=totals, actor=member, at=clock.after(3))
    for member in members[:2]:
        polls.lock_count(poll_id=poll_id, actor=member, at=clock.after(1))
    return polls.conclude_poll(poll_id=poll_id, actor=members[0], at=clock.after(2))
