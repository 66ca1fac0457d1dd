"""One printed page, photographed and read by the real program, where it is installed."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

import tinnhiem.packs
from tinnhiem.domain.directives.extraction import extract
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.reading.scan import installed_recogniser

FONT = Path(tinnhiem.packs.__path__[0]) / "fonts" / "Tinos-Regular.ttf"
PAGE = """THÔNG BÁO
Kết luận của Chủ tịch UBND xã tại cuộc họp
1. Phòng Văn hóa - Xã hội
- Rà soát danh sách học sinh bỏ học, báo cáo trước ngày 20/9/2025.
2. Công an xã
- Tuần tra khu vực cổng trường học vào giờ tan học."""


def a_picture(text: str) -> bytes:
    """A page of A4 at 200 dots per inch with ``text`` in 13 point letters."""
    page = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(page).multiline_text((160, 200), text, font=ImageFont.truetype(FONT, 36), spacing=22)
    held = BytesIO()
    page.save(held, format="PNG", dpi=(200, 200))
    return held.getvalue()


@pytest.mark.skipif(
    installed_recogniser() is None, reason="tesseract with Vietnamese letters is not installed"
)
class TestAPictureOfAPage:
    def test_gives_the_tasks_that_stand_on_it(self):
        document = read_document(a_picture(PAGE), recognise=installed_recogniser())

        found = extract(document)

        assert [
            ([unit.name for unit in task.leads], task.quote, task.deadline and task.deadline.due)
            for task in found.tasks
        ] == [
            (
                ["Phòng Văn hóa - Xã hội"],
                "Rà soát danh sách học sinh bỏ học, báo cáo trước ngày 20/9/2025",
                "2025-09-20",
            ),
            (["Công an xã"], "Tuần tra khu vực cổng trường học vào giờ tan học", None),
        ]
