"""Whatever else lies on the glass gets its own answer, and nothing is guessed."""

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.engines.omr.builders import (
    LAN,
    NHUNG,
    TUAN,
    a_definition,
    answers,
    blank_page,
    captured,
    place_of,
    read,
    reader_of,
    rule_cross,
)
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


def a_marked_page():
    page = blank_page(BALLOT)
    rule_cross(page, place_of(BALLOT, LAN, "high"))
    return Image.fromarray(page[..., ::-1])


def as_file(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def marked_boxes(data, page=0):
    return answers(reader_of(BALLOT).read(data, page))


def deep(image):
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)


def see_through(image):
    clear = Image.new("RGBA", image.size, (0, 0, 0, 0))
    clear.putalpha(image.convert("L").point(lambda grey: 255 - grey))
    return clear


def turned_by_note(image):
    note = Image.Exif()
    note[0x0112] = 6
    return as_file(image.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=85, exif=note)


SHAPES = {
    "grey PNG": lambda image: as_file(image.convert("L"), "PNG"),
    "palette PNG": lambda image: as_file(image.quantize(16), "PNG"),
    "16-bit PNG": lambda image: as_file(deep(image), "PNG"),
    "16-bit TIFF": lambda image: as_file(deep(image), "TIFF"),
    "see-through PNG": lambda image: as_file(see_through(image), "PNG"),
    "see-through TIFF": lambda image: as_file(see_through(image), "TIFF"),
    "coarse JPEG": lambda image: as_file(image, "JPEG", quality=40),
    "JPEG turned by a note": turned_by_note,
    "CMYK JPEG": lambda image: as_file(image.convert("CMYK"), "JPEG", quality=85),
    "fax TIFF": lambda image: as_file(
        image.convert("L").point(lambda v: 255 * (v > 128)).convert("1"), "TIFF", compression="group4"
    ),
    "WebP": lambda image: as_file(image, "WEBP", quality=80),
}


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

    @pytest.mark.parametrize("degrees", [180, 90, 3, -3, 177])
    def test_is_read_however_it_lies(self, degrees):
        marked = a_marked_page().rotate(
            degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC
        )

        assert marked_boxes(as_file(marked, "PNG")) == {LAN: "high", TUAN: None, NHUNG: None}

    @pytest.mark.parametrize("dpi", [150, 200, 300, 400])
    def test_is_read_at_usual_resolutions(self, dpi):
        whole = a_marked_page()
        size = tuple(round(side * dpi / 254) for side in whole.size)

        assert marked_boxes(as_file(whole.resize(size, Image.Resampling.LANCZOS), "PNG"))[LAN] == "high"

    @pytest.mark.parametrize("kind", list(SHAPES), ids=str)
    def test_is_read_from_whatever_holds_pixels(self, kind):
        assert marked_boxes(SHAPES[kind](a_marked_page())) == {LAN: "high", TUAN: None, NHUNG: None}

    def test_is_read_from_pages_of_several_sizes(self):
        marked = a_marked_page()
        glass = Image.new("RGB", (2339, 3300), "white")
        glass.paste(marked, (500, 400))
        buffer = io.BytesIO()
        marked.save(
            buffer,
            "PDF",
            save_all=True,
            append_images=[glass, marked.rotate(90, expand=True)],
            resolution=254,
        )

        assert {marked_boxes(buffer.getvalue(), page)[LAN] for page in range(3)} == {"high"}

    def test_of_a_printed_pdf_is_blank(self):
        document = pypdfium2.PdfDocument.new()
        document.new_page(420, 595)
        buffer = io.BytesIO()
        document.save(buffer)
        document.close()

        assert reader_of(BALLOT).read(buffer.getvalue(), 0).reason == "scan_page_blank"
