"""How far a case has come follows from proofs alone; a deadline that passed without its act is late."""

from datetime import date, timedelta

import pytest

from tinnhiem.domain.confidence.progress import (
    CaseFacts,
    Stage,
    Window,
    late_since,
    open_reminder,
    reminders,
    stage_of,
)
from tinnhiem.domain.regulations import load, load_calendar
from tinnhiem.packs import PACKS

LAST_DAY = date(2026, 8, 31)
NOTICE_BY, DECISION_BY = date(2026, 6, 2), date(2026, 8, 28)


@pytest.fixture(scope="module")
def windows():
    rules = load([PACKS]).in_force(on=date(2026, 5, 18))
    return reminders(last_day=LAST_DAY, rules=rules, calendar=load_calendar([PACKS], "vn"))


class TestAStage:
    @pytest.mark.parametrize(
        ("facts", "stage"),
        [
            (CaseFacts(), Stage.TO_NOTIFY),
            (CaseFacts(meeting_state="adjourned"), Stage.TO_NOTIFY),
            (CaseFacts(is_notified=True), Stage.NOTIFIED),
            (CaseFacts(meeting_state="planned"), Stage.PLANNED),
            (CaseFacts(is_notified=True, meeting_state="in_progress"), Stage.SUMMONED),
            (CaseFacts(meeting_state="closed"), Stage.HELD),
            (CaseFacts(meeting_state="in_progress", is_concluded=True), Stage.WITH_AUTHORITY),
            (CaseFacts(is_decided=True), Stage.DECIDED),
        ],
    )
    def test_is_the_furthest_that_is_proven(self, facts: CaseFacts, stage: Stage):
        assert stage_of(facts) is stage


class TestLateness:
    def late(self, stage: Stage, on: date, *, is_notified: bool = False) -> date | None:
        return late_since(stage, is_notified=is_notified, notice_by=NOTICE_BY, decision_by=DECISION_BY, on=on)

    def test_begins_the_day_after_the_deadline(self):
        assert self.late(Stage.TO_NOTIFY, NOTICE_BY) is None
        assert self.late(Stage.TO_NOTIFY, NOTICE_BY + timedelta(days=1)) == NOTICE_BY

    def test_of_the_notice_is_not_cured_by_a_meeting(self):
        assert self.late(Stage.HELD, date(2026, 7, 1)) == NOTICE_BY
        assert self.late(Stage.HELD, date(2026, 7, 1), is_notified=True) is None

    def test_ends_with_the_decision(self):
        assert self.late(Stage.WITH_AUTHORITY, date(2026, 8, 29), is_notified=True) == DECISION_BY
        assert self.late(Stage.DECIDED, date(2026, 8, 29)) is None


class TestTheReminders:
    def test_stand_ninety_sixty_thirty_days_and_one_working_day_before_the_end(self, windows):
        """The decision is due on 28 August: 31 August is a day off, 29 and 30 a weekend."""
        assert [(one.window, one.on) for one in windows] == [
            (Window.NOTICE, NOTICE_BY),
            (Window.MEETING, date(2026, 7, 2)),
            (Window.DOSSIER, date(2026, 8, 1)),
            (Window.DECISION, DECISION_BY),
        ]

    def test_speak_of_the_first_act_that_is_not_done(self, windows):
        assert open_reminder(windows, Stage.TO_NOTIFY, until=date(2026, 6, 1)) is None
        assert open_reminder(windows, Stage.TO_NOTIFY, until=NOTICE_BY) == windows[0]
        assert open_reminder(windows, Stage.NOTIFIED, until=date(2026, 7, 5)) == windows[1]
        assert open_reminder(windows, Stage.HELD, until=date(2026, 7, 5)) is None
        assert open_reminder(windows, Stage.DECIDED, until=date(2027, 1, 1)) is None
