"""Tờ phiếu in không có khóa thì không đọc: a sheet counts only with the code that the key gives its batch."""

from dataclasses import replace

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.omr.builders import FONTS, a_definition, blank_page, read, reader_of
from tinnhiem.engines.omr.authentication import LEAST_KEY_BYTES, KeyTooShort, authenticated
from tinnhiem.engines.omr.layout import layout_of
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.reading import Status

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
OPEN = a_definition()
BALLOT = authenticated(OPEN, KEY)
OF_BATCH_2 = replace(BALLOT, authentication=authenticated(a_definition(batch="2"), KEY).authentication)


class TestASheet:
    @pytest.mark.parametrize(
        "printed",
        [OPEN, authenticated(OPEN, OTHER_KEY), OF_BATCH_2, replace(BALLOT, authentication="A")],
        ids=["no code", "another key", "another batch", "cut short"],
    )
    def test_without_the_right_code_is_not_read(self, printed):
        reading = read(BALLOT, blank_page(printed))

        assert (reading.status, reading.reason) == (Status.WRONG_FORM, "scan_not_authentic")
        assert reading.rows == ()

    def test_with_a_code_is_not_read_as_if_it_had_none(self):
        reading = read(OPEN, blank_page(BALLOT))

        assert (reading.status, reading.reason) == (Status.WRONG_FORM, "scan_not_authentic")

    @pytest.mark.parametrize(("definition", "status"), [(OPEN, Status.READ), (BALLOT, Status.UNREADABLE)])
    def test_is_not_authentic_by_likeness(self, definition, status):
        """A damaged code that looks as expected is enough where no key is used, and never where one is."""
        page, code = blank_page(definition), reader_of(definition).layout.qr
        left = code.x + code.width * 0.4
        page[round(code.y * 10) : round(code.bottom * 10), round(left * 10) : round((left + 4) * 10)] = 255

        assert read(definition, page).status is status

    def test_of_another_form_is_told_as_such(self):
        other = authenticated(a_definition(title="PHIẾU KHÁC"), KEY)

        assert read(BALLOT, blank_page(other)).reason == "scan_other_form"

    def test_with_the_right_code_is_read(self):
        assert read(BALLOT, blank_page(BALLOT)).status is Status.READ


class TestAnAuthenticationCode:
    @given(st.binary(max_size=LEAST_KEY_BYTES - 1))
    def test_is_refused_to_a_short_key(self, key):
        with pytest.raises(KeyTooShort):
            authenticated(OPEN, key)

    @pytest.mark.parametrize(
        "change", [{"title": "PHIẾU KHÁC"}, {"unit": "Trường khác"}, {"date": "21/5/2026"}, {"batch": "2"}]
    )
    def test_is_another_for_another_meeting_form_or_batch(self, change):
        assert authenticated(a_definition(**change), KEY).authentication != BALLOT.authentication

    def test_is_another_under_another_key(self):
        assert authenticated(OPEN, OTHER_KEY).authentication != BALLOT.authentication

    def test_leaves_form_and_layout_as_they_are(self):
        assert BALLOT.form_hash == OPEN.form_hash
        assert layout_of(BALLOT) == layout_of(OPEN)

    def test_makes_the_printed_code_no_finer(self):
        versions = [segno.make_qr(form.code, error="q", boost_error=False).version for form in (OPEN, BALLOT)]

        assert versions == [3, 3]

    def test_is_the_same_on_all_copies_and_in_every_run(self):
        first, second = (print_sheets(authenticated(OPEN, KEY), copies=3, fonts=FONTS) for _ in range(2))

        assert first == second

    def test_does_not_carry_the_key(self):
        assert KEY.decode() not in repr(BALLOT)
        assert KEY.decode() not in BALLOT.code
