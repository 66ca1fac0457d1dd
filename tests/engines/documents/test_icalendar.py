"""An iCalendar file as RFC 5545 wants it: escaped text, lines of 75 octets, moments in UTC, whole days."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.documents.writing.icalendar import Event, write

AT = datetime(2026, 5, 18, 8, 0, tzinfo=timezone(timedelta(hours=7)))


def an_event(**changes: object) -> Event:
    ready = {
        "uid": "1@example.org",
        "sequence": 0,
        "changed_at": AT,
        "starts": AT,
        "ends": AT + timedelta(hours=2),
        "summary": "Hội nghị",
    }
    return Event(**{**ready, **changes})


def lines(*events: Event) -> list[str]:
    return write(events, name="Lịch").decode().replace("\r\n ", "").split("\r\n")


class TestAnEvent:
    def test_is_written_in_utc_with_what_makes_it_the_same_event_later(self):
        found = lines(an_event(sequence=3, location="Trường A"))

        assert found[6:-2] == [
            "BEGIN:VEVENT",
            "UID:1@example.org",
            "DTSTAMP:20260518T010000Z",
            "LAST-MODIFIED:20260518T010000Z",
            "SEQUENCE:3",
            "DTSTART:20260518T010000Z",
            "DTEND:20260518T030000Z",
            "SUMMARY:Hội nghị",
            "LOCATION:Trường A",
            "STATUS:CONFIRMED",
            "END:VEVENT",
        ]

    def test_of_a_whole_day_ends_with_the_next_and_blocks_nobody(self):
        found = lines(an_event(starts=date(2026, 12, 31), ends=None))

        assert "DTSTART;VALUE=DATE:20261231" in found
        assert "DTEND;VALUE=DATE:20270101" in found
        assert "TRANSP:TRANSPARENT" in found

    def test_that_is_cancelled_says_so(self):
        assert "STATUS:CANCELLED" in lines(an_event(is_cancelled=True))

    def test_escapes_what_would_end_its_text(self):
        assert "SUMMARY:a\\, b\\; c\\\\d\\ne" in lines(an_event(summary="a, b; c\\d\r\ne"))


class TestAFile:
    def test_without_an_event_is_whole(self):
        found = lines()

        assert (found[0], found[-2], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")

    @given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
    def test_has_no_line_over_seventy_five_octets_and_loses_no_letter(self, summary: str):
        content = write([an_event(summary=summary)], name="x")

        assert max(len(line) for line in content.split(b"\r\n")) <= 75
        unfolded = content.decode().replace("\r\n ", "")
        said = unfolded.split("SUMMARY:", 1)[1].split("\r\nSTATUS", 1)[0]
        plain = said.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
        assert plain == summary

    def test_says_moments_in_utc_whatever_the_clock(self):
        assert write([an_event(starts=AT.astimezone(UTC))], name="x") == write([an_event()], name="x")
