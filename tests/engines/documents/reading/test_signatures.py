"""Digital signatures: over which bytes, by whom; a changed file does not pass for a signed one."""

import pytest

from tests.builders.signatures import SIGNER, a_plain_pdf, a_signature_file, a_signed_pdf_of
from tinnhiem.engines.documents.reading.signatures import (
    SignatureUnreadable,
    content_within,
    detached_signatures,
    pdf_signatures,
)

DRAFT = b"%PDF-1.7 the draft"


class TestASignatureFile:
    @pytest.mark.parametrize("content", [b"", b"0", b"\x30\x80", b"\x30\x03\x02\x01\x00", DRAFT])
    def test_that_is_none_is_refused(self, content):
        with pytest.raises(SignatureUnreadable):
            detached_signatures(content, candidates=[DRAFT])

    def test_over_another_file_does_not_hold(self):
        (found,) = detached_signatures(a_signature_file(b"%PDF-1.7 another"), candidates=[DRAFT, b""])

        assert not found.is_intact

    def test_whose_signature_was_changed_does_not_hold(self):
        signed = bytearray(a_signature_file(DRAFT))
        signed[-5] ^= 1

        (found,) = detached_signatures(bytes(signed), candidates=[DRAFT])

        assert not found.is_intact

    def test_over_one_of_the_files_names_who_signed(self):
        (found,) = detached_signatures(a_signature_file(DRAFT), candidates=[b"a Word file", DRAFT])

        assert (found.signer, found.issuer, found.is_intact, found.is_whole) == (
            SIGNER, "Tổ chức chứng thực mẫu", True, True
        )  # fmt: skip
        assert found.at is not None

    def test_may_carry_the_file_it_signs(self):
        carried = a_signature_file(DRAFT, carries_content=True)

        (own,) = detached_signatures(carried, candidates=[DRAFT])
        (foreign,) = detached_signatures(carried, candidates=[b"another"])

        assert content_within(carried) == DRAFT
        assert (own.is_intact, own.is_whole) == (True, True)
        assert (foreign.is_intact, foreign.is_whole) == (True, False)


class TestASignedPdf:
    def test_without_a_signature_names_none(self):
        assert pdf_signatures(a_plain_pdf()) == ()
        assert pdf_signatures(DRAFT) == ()
        assert pdf_signatures(b"a picture") == ()

    def test_changed_after_it_was_signed_does_not_hold(self):
        signed = a_signed_pdf_of(a_plain_pdf()).replace(
            b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595 841]"
        )

        (found,) = pdf_signatures(signed)

        assert (found.signer, found.is_intact) == (SIGNER, False)

    def test_with_something_added_afterwards_says_so(self):
        (found,) = pdf_signatures(a_signed_pdf_of(a_plain_pdf()) + b"%% added\n")

        assert (found.is_intact, found.is_whole) == (True, False)

    def test_as_it_was_signed_holds_and_begins_with_the_draft(self):
        signed = a_signed_pdf_of(a_plain_pdf())

        (found,) = pdf_signatures(signed)

        assert (found.signer, found.is_intact, found.is_whole) == (SIGNER, True, True)
        assert signed.startswith(a_plain_pdf())
