"""Whatever else lies on the glass gets its own answer, and nothing is guessed."""

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.engines.omr.builders import a_definition, blank_page, captured, read, reader_of
from tinnhiem.engines.omr.pictures import FileEncrypted, FileNotReadable, page_count, page_picture
from tinnhiem.engines.omr.reading import Status

BALLOT = a_definition()


def as_png(picture):
    return cv2.imencode(".png", picture)[1].tobytes()


def a_cat():
    rng = np.random.default_rng(9)
    picture = cv2.GaussianBlur(rng.integers(0, 255, (900, 700, 3), dtype=np.uint8), (0, 0), 25)
    cv2.circle(picture, (350, 400), 200, (60, 90, 140), -1)
    cv2.circle(picture, (280, 350), 25, (20, 20, 20), -1)
    cv2.circle(picture, (420, 350), 25, (20, 20, 20), -1)
    return cv2.normalize(picture, None, 0, 255, cv2.NORM_MINMAX)


def an_encrypted_pdf():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("bí mật"[:3], canPrint=0))
    canvas.drawString(100, 100, "x")
    canvas.save()
    return buffer.getvalue()


class TestAPageThatIsNoSheet:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "scan_file_not_readable"),
            (b"nothing to see", "scan_file_not_readable"),
            (b"%PDF-1.7 torn", "scan_file_not_readable"),
            (as_png(np.full((1000, 700), 250, np.uint8)), "scan_page_blank"),
            (as_png(a_cat()), "scan_no_anchors"),
            (as_png(np.zeros((800, 600), np.uint8)), "scan_page_blank"),
        ],
        ids=["empty", "text", "torn", "white", "cat", "black"],
    )
    def test_is_unreadable_with_its_reason(self, data, reason):
        reading = reader_of(BALLOT).read(data, 0)

        assert (reading.status, reading.reason, reading.rows) == (Status.UNREADABLE, reason, ())

    def test_is_unreadable_where_the_pdf_asks_for_a_password(self):
        with pytest.raises(FileEncrypted):
            page_count(an_encrypted_pdf())

    @pytest.mark.parametrize("size", [(20_000, 10_000), (9_000, 8_000)])
    def test_is_refused_before_it_is_unpacked_where_it_has_200_megapixels(self, size):
        buffer = io.BytesIO()
        Image.new("1", size).save(buffer, "PNG")

        reading = reader_of(BALLOT).read(buffer.getvalue(), 0)

        assert (reading.reason, dict(reading.params)) == (
            "scan_picture_too_large",
            {"most": 60},
        )

    @pytest.mark.parametrize("cut", [40, 400, 5000])
    def test_is_unreadable_where_the_file_is_torn(self, cut):
        reading = reader_of(BALLOT).read(captured(blank_page(BALLOT))[:cut], 0)

        assert reading.status is Status.UNREADABLE

    @pytest.mark.parametrize("name", ["missing.pdf", ".", "a\x00b"])
    def test_is_unreadable_where_no_file_lies(self, tmp_path, name):
        with pytest.raises(FileNotReadable):
            page_count(tmp_path / name)

    def test_is_unreadable_past_the_last_page(self):
        with pytest.raises(FileNotReadable):
            page_count(b"II*\x00torn")


class TestASheetThatIsNotRead:
    def test_is_half_a_sheet(self):
        page = blank_page(BALLOT)

        reading = read(BALLOT, page[: page.shape[0] // 2])

        assert (reading.status, reading.reason) == (Status.UNREADABLE, "scan_sheet_incomplete")

    @pytest.mark.parametrize(
        "other",
        [
            a_definition(batch="2"),
            a_definition(unit="Trường Tiểu học Mai Sơn"),
            a_definition(title="PHIẾU KHÁC"),
        ],
        ids=["batch", "school", "title"],
    )
    def test_is_one_of_another_batch_school_or_form(self, other):
        reading = read(BALLOT, blank_page(other))

        assert (reading.status, reading.reason) == (Status.WRONG_FORM, "scan_other_form")

    def test_is_one_of_another_form_that_shares_the_family_of_its_markers(self):
        twin = next(
            other
            for number in range(5000)
            if (other := a_definition(batch=f"b{number}")).family == BALLOT.family
        )

        reading = read(BALLOT, blank_page(twin))

        assert (reading.status, reading.reason) == (Status.WRONG_FORM, "scan_other_form")

    def test_is_one_whose_code_is_covered(self):
        page = blank_page(BALLOT)
        code = reader_of(BALLOT).layout.qr.grown(1)
        page[round(code.y * 10) : round(code.bottom * 10), round(code.x * 10) : round(code.right * 10)] = 0

        reading = read(BALLOT, page)

        assert (reading.status, reading.reason) == (Status.UNREADABLE, "scan_code_unreadable")


class TestAScan:
    def test_is_read_page_by_page_from_tiff_and_pdf_alike(self):
        frames = [Image.fromarray(blank_page(BALLOT)[..., ::-1]) for _ in range(2)]
        for kind in ("TIFF", "PDF"):
            buffer = io.BytesIO()
            frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], resolution=254)
            data = buffer.getvalue()

            readings = [reader_of(BALLOT).read(data, page) for page in range(page_count(data))]

            assert [reading.status for reading in readings] == [Status.READ, Status.READ]

    @pytest.mark.parametrize("kind", ["TIFF", "PDF", "PNG"])
    def test_is_the_same_where_it_lies_and_in_memory(self, tmp_path, kind):
        file = tmp_path / "scan"
        Image.fromarray(blank_page(BALLOT)[..., ::-1]).save(file, kind)

        assert np.array_equal(
            page_picture(file, 0, longest=2000), page_picture(file.read_bytes(), 0, longest=2000)
        )

    def test_is_read_in_black_and_white(self):
        page = blank_page(BALLOT)
        buffer = io.BytesIO()
        Image.fromarray(page[..., 0]).convert("1").save(buffer, "TIFF", compression="group4")

        assert reader_of(BALLOT).read(buffer.getvalue(), 0).status is Status.READ

    def test_of_a_printed_pdf_is_blank(self):
        document = pypdfium2.PdfDocument.new()
        document.new_page(420, 595)
        buffer = io.BytesIO()
        document.save(buffer)
        document.close()

        assert reader_of(BALLOT).read(buffer.getvalue(), 0).reason == "scan_page_blank"
