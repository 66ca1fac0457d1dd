"""The ledger shows every line that was changed, taken away or added after it was written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.ledger import (
    GENESIS,
    Fault,
    FaultKind,
    Head,
    LedgerLine,
    SealedLine,
    canonical,
    link,
    seal,
    verify,
)

MORNING = datetime(2031, 5, 18, 1, 30, tzinfo=UTC)
ACTS = (
    "meeting.opened",
    "procedure.adopted",
    "count.locked",
    "count.compared",
    "minutes.signed",
    "meeting.closed",
)


def a_ledger(lines: int = 6) -> list[SealedLine]:
    """A sound ledger of ``lines`` acts, newest first."""
    chain: list[SealedLine] = []
    for number in range(1, lines + 1):
        line = LedgerLine(
            sequence=number,
            at=MORNING + timedelta(minutes=number),
            actor="thư ký Minh",
            act=ACTS[(number - 1) % len(ACTS)],
            subject="meeting:7",
            basis="Đ.1",
            previous=chain[0].hash if chain else GENESIS.hash,
        )
        chain.insert(0, seal(line))
    return chain


def head_of(ledger: list[SealedLine]) -> Head:
    return Head(sequence=ledger[0].line.sequence, hash=ledger[0].hash)


def position(ledger: list[SealedLine], sequence: int) -> int:
    return next(i for i, sealed in enumerate(ledger) if sealed.line.sequence == sequence)


class TestAnAlteredLine:
    @given(
        sequence=st.integers(1, 6),
        change=st.sampled_from(
            [
                lambda line: replace(line, actor="người khác"),
                lambda line: replace(line, act=line.act + " "),
                lambda line: replace(line, at=line.at + timedelta(microseconds=1)),
                lambda line: replace(line, subject="meeting:8"),
                lambda line: replace(line, basis=""),
                lambda line: replace(line, before="0"),
                lambda line: replace(line, after="0"),
                lambda line: replace(line, previous="f" * 64),
            ]
        ),
        rehashed=st.booleans(),
    )
    def test_is_the_one_and_only_that_is_named_even_with_its_hash_made_anew(
        self, sequence: int, change: Callable[[LedgerLine], LedgerLine], rehashed: bool
    ):
        ledger = a_ledger()
        head, place = head_of(ledger), position(ledger, sequence)
        forged = change(ledger[place].line)
        ledger[place] = SealedLine(line=forged, hash=link(forged) if rehashed else ledger[place].hash)

        report = verify(ledger, head=head)

        assert report.faults == (Fault(sequence, sequence, FaultKind.ALTERED),)

    def test_at_the_end_is_found_without_a_reference_when_only_its_text_was_changed(self):
        ledger = a_ledger()
        ledger[0] = replace(ledger[0], line=replace(ledger[0].line, actor="người khác"))

        report = verify(ledger)

        assert report.faults == (Fault(6, 6, FaultKind.ALTERED),)

    @given(sequence=st.integers(1, 6))
    def test_with_another_stored_hash_is_named(self, sequence: int):
        ledger = a_ledger()
        place = position(ledger, sequence)
        ledger[place] = replace(ledger[place], hash="a" * 64)

        report = verify(ledger)

        assert report.faults == (Fault(sequence, sequence, FaultKind.ALTERED),)


class TestAMissingLine:
    @given(first=st.integers(1, 6), length=st.integers(1, 5))
    def test_is_named_with_the_whole_run_that_is_gone(self, first: int, length: int):
        ledger = a_ledger()
        last = min(first + length - 1, 6)
        remaining = [sealed for sealed in ledger if not first <= sealed.line.sequence <= last]

        report = verify(remaining, head=head_of(ledger))

        assert report.faults == (Fault(first, last, FaultKind.MISSING),)

    def test_at_the_end_shows_only_beside_a_head_noted_elsewhere(self):
        ledger = a_ledger()

        alone, beside_the_minutes = verify(ledger[1:]), verify(ledger[1:], head=head_of(ledger))

        assert alone.is_intact
        assert beside_the_minutes.faults == (Fault(6, 6, FaultKind.MISSING),)

    def test_is_every_line_when_the_ledger_is_empty_but_should_not_be(self):
        report = verify([], head=head_of(a_ledger()))

        assert report.faults == (Fault(1, 6, FaultKind.MISSING),)


class TestAnInsertedLine:
    @given(sequence=st.integers(1, 6), before=st.booleans())
    def test_beside_a_genuine_one_is_named_and_the_genuine_one_is_not_blamed(
        self, sequence: int, before: bool
    ):
        ledger = a_ledger()
        place = position(ledger, sequence)
        forged = seal(replace(ledger[place].line, act="count.unlocked"))
        ledger.insert(place if before else place + 1, forged)

        report = verify(ledger, head=head_of(a_ledger()))

        assert report.faults == (Fault(sequence, sequence, FaultKind.INSERTED),)

    def test_after_the_head_is_named(self):
        ledger = a_ledger()
        forged = seal(replace(ledger[0].line, sequence=7, previous=ledger[0].hash))

        report = verify([forged, *ledger], head=head_of(ledger))

        assert report.faults == (Fault(7, 7, FaultKind.INSERTED),)

    @pytest.mark.parametrize("sequence", [0, -1])
    def test_before_the_first_line_is_named(self, sequence: int):
        ledger = a_ledger()
        forged = seal(replace(ledger[-1].line, sequence=sequence))

        report = verify([*ledger, forged])

        assert report.faults == (Fault(sequence, sequence, FaultKind.INSERTED),)


class TestARewrittenLedger:
    def test_looks_intact_by_itself_and_is_found_beside_a_head_noted_elsewhere(self):
        genuine = a_ledger()
        rewritten = a_ledger(5)
        rewritten.insert(0, seal(replace(genuine[0].line, actor="người khác")))

        alone, beside_the_minutes = verify(rewritten), verify(rewritten, head=head_of(genuine))

        assert alone.is_intact
        assert not beside_the_minutes.is_intact


class TestASoundLedger:
    @given(lines=st.integers(0, 30))
    def test_is_intact_and_reports_its_head(self, lines: int):
        ledger = a_ledger(lines)
        head = head_of(ledger) if ledger else GENESIS

        report = verify(ledger, head=head)

        assert (report.is_intact, report.checked, report.head) == (True, lines, head)

    def test_hashes_the_moment_whatever_time_zone_it_is_told_in(self):
        line = a_ledger(1)[0].line
        in_hanoi = replace(line, at=line.at.astimezone(timezone(timedelta(hours=7))))

        assert canonical(in_hanoi) == canonical(line)

    def test_refuses_a_moment_without_its_time_zone(self):
        line = replace(a_ledger(1)[0].line, at=MORNING.replace(tzinfo=None))

        with pytest.raises(ValueError, match="time zone"):
            canonical(line)

    def test_has_a_known_hash_for_its_first_line(self):
        line = LedgerLine(
            sequence=1, at=MORNING, actor="a", act="b", subject="c", basis="d", previous=GENESIS.hash
        )

        text = canonical(line).decode()

        assert text == (
            '{"act":"b","actor":"a","after":"","at":"2031-05-18T01:30:00.000000+00:00","basis":"d","before":"",'
            f'"previous":"{GENESIS.hash}","sequence":1,"subject":"c"}}'
        )
