"""The officer reads the registers, corrects by form and by Excel, delegates and revokes, merges and undoes."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.desk import Desk, folder_of_pictures, seating
from tinnhiem.apps.org import operations, queries
from tinnhiem.cli.demo.authority import ensure

SCHOOL = "Trường Tiểu học Hoa Ban"


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Desk]:
    link = next(link for link in ensure(at=timezone.now()) if link.desk == "office")
    commune = queries.unit_of_code("thach-lam").id
    for name, born_on in (("Lương Thị Hoà", date(1984, 3, 5)), ("Lương Thị Hoà", date(1984, 5, 3))):
        operations.enter_person(
            name=name,
            sex="female",
            born_on=born_on,
            unit_id=commune,
            post_title="Chuyên viên",
            valid_from=date(2025, 7, 1),
        )
    with seating(browser, live_server.url) as seat:
        yield seat(link.path)


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    return folder_of_pictures(tmp_path)


class TestTheRegisters:
    def test_are_read_corrected_brought_in_and_merged(self, desk: Desk, shots: Path, tmp_path: Path) -> None:
        reads_the_registers(desk, shots)
        delegates_and_revokes(desk, shots)
        brings_a_workbook_in(desk, shots, tmp_path)
        follows_a_person_and_a_unit(desk, shots)
        merges_two_records_and_undoes_it(desk, shots)
        looks_a_commune_up(desk, shots)
        takes_a_packet_out(desk, shots)


def reads_the_registers(desk: Desk, shots: Path) -> None:
    desk.follow("Danh bạ")
    assert SCHOOL in desk.text
    desk.follow("Các sổ")
    assert "Bổ nhiệm và nhiệm kỳ" in desk.text
    desk.check_look("registers-books", shots)
    desk.follow("Bổ nhiệm và nhiệm kỳ")
    assert "BN-" in desk.text
    desk.check_look("registers-book", shots)


def delegates_and_revokes(desk: Desk, shots: Path) -> None:
    desk.open("/office/registers/books/delegations/new/")
    desk.press("Ghi vào danh bạ")
    assert "Lỗi" in desk.page.title()
    desk.check_look("registers-row-refused", shots)
    desk.fill(unit="thach-lam", document="30/QĐ-UBND", valid_from="01/08/2026")
    desk.choose("giver", "Chủ tịch UBND cấp xã")
    desk.choose("holder", "Trưởng phòng Văn hóa")
    desk.page.get_by_label("Lập kế hoạch").check()
    desk.press("Ghi vào danh bạ")
    assert "Đã ghi vào danh bạ" in desk.text
    desk.follow("UQ-")
    desk.fill(revoked_on="01/10/2026")
    desk.press("Ghi vào danh bạ")
    assert "chưa có văn bản thu hồi" in desk.text
    desk.fill(revoked_basis="44/QĐ-UBND")
    desk.press("Ghi vào danh bạ")
    assert "44/QĐ-UBND" in desk.text


def brings_a_workbook_in(desk: Desk, shots: Path, tmp_path: Path) -> None:
    desk.open("/office/registers/books/posts/")
    with desk.page.expect_download() as download:
        desk.follow("Tải mẫu trống")
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    sheet.append([None, "hoa-ban", "Phó Hiệu trưởng", 2, date(2026, 1, 1)])
    sheet.append([None, "khong-co", "Hiệu trưởng", "hai", date(2026, 1, 1)])
    send(desk, tmp_path, book)
    assert "Ô B3" in desk.text
    assert "Ô D3" in desk.text
    desk.check_look("registers-import-refused", shots)
    desk.press("Bỏ tệp này")
    sheet.delete_rows(3)
    send(desk, tmp_path, book)
    assert "thêm 1 dòng" in desk.text
    desk.check_look("registers-import", shots)
    desk.press("Ghi vào danh bạ")
    assert "Đã ghi 1 dòng" in desk.text
    send(desk, tmp_path, book)
    assert "không thay đổi gì" in desk.text
    desk.press("Ghi vào danh bạ")


def send(desk: Desk, tmp_path: Path, book: object) -> None:
    content = BytesIO()
    book.save(content)  # type: ignore[attr-defined]  # a workbook of openpyxl
    path = tmp_path / "chuc-vu.xlsx"
    path.write_bytes(content.getvalue())
    desk.page.set_input_files("[name=file]", path)
    desk.press("Xem trước")


def follows_a_person_and_a_unit(desk: Desk, shots: Path) -> None:
    desk.open("/office/registers/")
    desk.follow(SCHOOL)
    desk.page.locator("section[aria-labelledby=leaders] a").first.click()
    assert "nhiệm kỳ thứ 1 liên tiếp" in desk.text
    desk.check_look("registers-person", shots)
    desk.open("/office/registers/")
    desk.follow(SCHOOL)
    desk.follow("Đơn vị trước")
    assert "UBND huyện Bắc Sơn Mẫu" in desk.text or "bac-son" in desk.text
    desk.check_look("registers-unit", shots)


def merges_two_records_and_undoes_it(desk: Desk, shots: Path) -> None:
    desk.open("/office/registers/books/duplicates/")
    assert "ngày và tháng sinh đảo nhau" in desk.text
    desk.check_look("registers-duplicates", shots)
    desk.follow("Xem và gộp")
    desk.check_look("registers-merge", shots)
    desk.press("Gộp hai bản ghi")
    assert "Đã gộp hai bản ghi" in desk.text
    desk.open("/office/registers/books/duplicates/")
    desk.page.get_by_role("button", name="Hoàn tác").click()
    assert "Đã tách lại hai bản ghi" in desk.text


def looks_a_commune_up(desk: Desk, shots: Path) -> None:
    desk.follow("Địa bàn")
    desk.fill(q="Bắc Lãng, Đình Lập")
    desk.page.select_option("[name=era]", "before")
    desk.press("Tra")
    assert "Xã Châu Sơn, Tỉnh Lạng Sơn (06637)" in desk.text
    desk.check_look("registers-areas", shots)


def takes_a_packet_out(desk: Desk, shots: Path) -> None:
    desk.follow("Gói hồ sơ")
    desk.check_look("registers-packet", shots)
    with desk.page.expect_download() as download:
        desk.press("Tải gói hồ sơ")
    assert download.value.suggested_filename.startswith("ho-so-thach-lam-")
