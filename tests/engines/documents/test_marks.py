"""The mark of a draft is found again on the paper: as words, as a code, on a crooked and grey scan."""

from io import BytesIO
from uuid import UUID

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.engines.documents.writing.paper_samples import MARK
from tests.engines.documents.writing.writing_samples import FONTS, sample_form, sheet_for
from tinnhiem.engines.documents.marks import identities_of, mark_in_payload, mark_of, payload_of
from tinnhiem.engines.documents.reading import draft_marks
from tinnhiem.engines.documents.reading.draft_marks import marks_of
from tinnhiem.engines.documents.reading.pictures import page_count, page_picture, page_png
from tinnhiem.engines.documents.writing import BLANK, render_pdf


@pytest.fixture(scope="module")
def paper() -> bytes:
    return render_pdf(sample_form("decision_relief"), sheet_for("decision_relief"), fonts=FONTS)


def scanned(pdf: bytes, *, kind: str = "JPEG", turned: float = 1.5, dots_per_inch: int = 200) -> bytes:
    """The first page as an office scanner leaves it: a little askew, without a text layer."""
    page = page_picture(pdf, 1, dots_per_inch=dots_per_inch)
    assert page is not None
    held = BytesIO()
    page.rotate(turned, fillcolor=240, expand=True).save(held, format=kind)
    return held.getvalue()


class TestAMark:
    @given(st.uuids())
    def test_leads_back_to_its_draft(self, identity: UUID):
        first, last = identities_of(mark_of(identity))

        assert first <= identity <= last
        assert mark_of(first) == mark_of(last) == mark_of(identity)
        assert mark_in_payload(payload_of(mark_of(identity))) == mark_of(identity)

    @pytest.mark.parametrize(
        "payload", ["", "TNVB", "https://example.vn", "TNVB 7K3QM-2XPA", "TNVB 7K3QM-2XPAI"]
    )
    def test_is_not_read_from_a_code_of_something_else(self, payload):
        assert mark_in_payload(payload) == ""


class TestAPaper:
    def test_that_cannot_be_opened_bears_no_mark(self):
        for content in (b"", b"%PDF-1.7 a scan", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK"):
            assert marks_of(content) == frozenset()
            assert page_count(content) == 0
            assert page_png(content, 1, width=300) is None

    def test_with_a_code_of_something_else_bears_no_mark(self):
        held = BytesIO()
        segno.make("https://example.vn").save(held, kind="png", scale=8)

        assert marks_of(held.getvalue()) == frozenset()

    def test_printed_before_there_were_marks_bears_none(self):
        sheet = sheet_for("decision_relief").with_facts({"document.mark": BLANK})

        assert marks_of(render_pdf(sample_form("decision_relief"), sheet, fonts=FONTS)) == frozenset()

    def test_bears_its_mark_as_words(self, paper, monkeypatch):
        monkeypatch.setattr(draft_marks, "_READER", "no_such_package")

        assert marks_of(paper) == {MARK}

    @pytest.mark.parametrize("turned", [-2, 1.5, 90, 180])
    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_bears_its_mark_as_a_code_on_a_crooked_scan(self, paper, kind, turned):
        assert marks_of(scanned(paper, kind=kind, turned=turned)) == {MARK}

    def test_bears_its_mark_in_a_pdf_of_pictures(self, paper):
        with Image.open(BytesIO(scanned(paper))) as picture:
            held = BytesIO()
            picture.save(held, format="PDF", resolution=200)

        assert marks_of(held.getvalue()) == {MARK}

    def test_is_shown_page_by_page(self, paper):
        assert page_count(paper) == 1
        assert page_png(paper, 2, width=300) is None
        with Image.open(BytesIO(page_png(paper, 1, width=300) or b"")) as picture:
            assert picture.width == 300
