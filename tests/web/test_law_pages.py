"""The law browser: what holds on a day, what differs between two, whom the next change touches."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from tinnhiem.apps.org.models import Account, Appointment, Person, RoleGrant, Subordination, Unit
from tinnhiem.apps.rules import queries as rules
from tinnhiem.web import requests

Ask = Callable[..., LexborHTMLParser]

DECREE = """
[[rule]]
id = "reappointment.key_staff_conference.outcome"
kind = "outcome"
scope = "public_employee"
from = 2027-03-01
confidence = "V"
sources = [{ document = "NĐ 1/2027/NĐ-CP", article = "Đ.9", words = "Điều 9 Nghị định số 1/2027/NĐ-CP" }]
[rule.value]
judges = "agree"
of = "present"
bands = [
  { share = "2/3", inclusive = true, outcome = "passes", next_action = "next_step", decided_by = "conference" },
  { outcome = "stop_and_report", next_action = "stop", decided_by = "managing_body" },
]

[[rule]]
id = "reappointment.rest_before_vote"
kind = "duration"
scope = "public_employee"
from = 2027-03-01
confidence = "V2"
sources = [{ document = "NĐ 1/2027/NĐ-CP", article = "Đ.10", words = "Điều 10 Nghị định số 1/2027/NĐ-CP" }]
[rule.value]
count = 2
unit = "working_days"
"""


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr(requests, "today", lambda: today)


@pytest.fixture
def commune(officer: Account) -> Unit:
    """The ward of Thạch Lâm, where Nguyễn Thu Hà is the officer."""
    start = date(2025, 7, 1)
    unit = Unit.objects.create(
        code="thach-lam", name="UBND phường Thạch Lâm", kind="commune", valid_from=start
    )
    RoleGrant.objects.create(account=officer, role="officer", unit=unit, basis="01/QĐ-UBND", valid_from=start)
    return unit


@pytest.fixture
def a_school(commune: Unit) -> Callable[..., Unit]:
    """A primary school of the ward with Hiệu trưởng Lan, whose five years end on 31 August 2026."""

    def of(code: str = "hoa-ban", *, superior: Unit | None = commune, leader: str = "Hoàng Thị Lan") -> Unit:
        school = Unit.objects.create(
            code=code, name=f"Trường {code}", kind="school", level="primary", valid_from=date(2014, 1, 1)
        )
        if superior:
            Subordination.objects.create(unit=school, superior=superior, valid_from=date(2025, 7, 1))
        person = Person.objects.create(
            full_name=leader, name_key=leader.lower(), born_on=date(1978, 4, 2), sex="female"
        )
        Appointment.objects.create(person=person, unit=school, post="principal", starts_on=date(2021, 9, 1))
        return school

    return of


@pytest.fixture
def answer(officer: Account, commune: Unit) -> Callable[..., HttpResponse]:
    def get(path: str, language: str = "vi", **query: object) -> HttpResponse:
        client = Client(headers={"Accept-Language": language})
        client.force_login(officer)
        return client.get(f"/office/law/{path}", query)

    return get


@pytest.fixture
def page(answer: Callable[..., HttpResponse]) -> Ask:
    return lambda path="", **query: LexborHTMLParser(answer(path, **query).content)


@pytest.fixture
def decree(tmp_path: Path, settings) -> Callable[[], None]:
    """Layer a folder with one rules file over the house's packs, as TINNHIEM_PACKS does."""
    (tmp_path / "rules").mkdir()
    header = 'id = "decree-2027"\njurisdiction = "vn"\nlayer = "national"\nname = "Nghị định thử"\n'
    (tmp_path / "pack.toml").write_text(header, encoding="utf-8")
    (tmp_path / "rules" / "decree.toml").write_text(DECREE, encoding="utf-8")
    settings.PACK_FOLDERS = [tmp_path]
    rules.regulations.cache_clear()
    rules.calendar.cache_clear()
    yield
    settings.PACK_FOLDERS = []
    rules.regulations.cache_clear()
    rules.calendar.cache_clear()


def words(found: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(" ".join(node.text(separator=" ") for node in found.css(selector)).split())


def rule(found: LexborHTMLParser, title: str) -> str:
    """What the page says under the heading of a rule."""
    heading = next(node for node in found.css("li h3, li h4") if node.text().strip() == title)
    item = heading
    while item.tag != "li":
        item = item.parent
    return " ".join(item.text(separator=" ").split())


class TestTheLawOnADay:
    def test_is_not_shown_for_a_day_that_does_not_exist(self, answer):
        refused = answer("", on="31/02/2026")

        assert refused.status_code == 422
        assert "Ngày này không có thật" in words(LexborHTMLParser(refused.content), ".errs")

    def test_is_not_shown_for_a_day_before_every_pack(self, answer):
        refused = answer("", on="2001-05-05")

        assert refused.status_code == 422
        assert "Không có bộ quy định nào" in words(LexborHTMLParser(refused.content), ".errs")

    def test_is_for_officers_only(self, officer):
        stranger = Client().get("/office/law/")

        assert stranger.status_code == 302

    def test_opens_with_the_era_of_today(self, page):
        found = page()

        assert words(found, "h1") == "Pháp luật áp dụng ngày 18/05/2026"
        assert "Giai đoạn vn-2025h2, từ 01/07/2025 đến hết 30/06/2026." in words(found)

    def test_says_each_rule_with_its_article_and_its_days(self, page):
        said = rule(page(on="2024-05-20"), "Thời điểm thông báo")

        assert "chậm nhất 90 ngày trước ngày hết thời hạn" in said
        assert "khoản 1 Điều 51 Nghị định số 115/2020/NĐ-CP" in said
        assert "Áp dụng từ 29/09/2020 đến hết 30/06/2026. Đã đọc nguyên văn." in said

    def test_marks_what_is_provisional_and_says_why(self, page):
        said = rule(page(on="2026-07-02"), "Thời điểm thông báo")

        assert "tạm áp dụng: theo quy định tương tự" in said
        assert "chưa được đối chiếu" in said

    def test_shows_norms_that_disagree_and_chooses_none(self, page):
        found = page(on="2026-07-02", mark="disagreement")

        assert len(found.css(".note--warn")) == 2 + len(found.css("main > .note--warn"))
        assert "hệ thống nêu cả hai và không chọn thay" in words(found)

    def test_finds_words_without_their_marks(self, page):
        found = page(on="2026-07-02", q="hai phan ba")

        assert len(found.css("li h3")) > 3
        assert "Thời điểm thông báo" not in words(found, "li h3")

    def test_says_so_where_nothing_matches(self, page):
        assert "Không có quy tắc nào khớp" in words(page(q="không có chữ này"), ".empty")

    def test_lists_the_days_off_of_the_year(self, page):
        assert "Tết Dương lịch" in words(page(on="2026-07-02"), "aside")
        assert "Chưa có lịch của năm này" in words(page(on="2035-07-02"), "aside")

    def test_differs_for_civil_servants(self, page):
        said = rule(page(on="2026-07-02", who="civil_servant"), "Sáp nhập, đổi tên trường")

        assert "thời hạn tính theo quyết định mới" in said

    def test_is_told_in_english(self, page):
        found = page(on="2026-07-02", language="en")

        assert words(found, "h1") == "The law on 2 July 2026"
        assert "at the latest 90 days before the term ends" in rule(found, "When notice is due")


class TestTheComparisonOfTwoDays:
    def test_says_on_which_day_no_pack_holds(self, answer):
        refused = LexborHTMLParser(answer("compare/", a="2024-05-20", b="2001-01-01").content)

        assert words(refused, "h1") == "So sánh pháp luật hai ngày"
        assert refused.css_first(".errs a").attributes["href"] == "#id_b"

    def test_is_empty_where_the_law_stayed(self, page):
        found = page("compare/", a="2024-05-20", b="2024-05-21")

        assert "Không có quy tắc nào khác nhau" in words(found, ".empty")

    def test_puts_both_articles_side_by_side(self, page):
        found = page("compare/", a="2024-05-20", b="2026-07-02")

        said = rule(found, "Hội nghị cán bộ chủ chốt: kết quả bỏ phiếu")
        assert "Nội dung khác" in said
        assert "khoản 4 Điều 51 Nghị định số 115/2020/NĐ-CP" in said
        assert "khoản 5 Điều 39 Nghị định số 170/2025/NĐ-CP" in said
        assert "Đồng ý đúng một nửa tổng số người được triệu tập: người đứng đầu xem xét, quyết định." in said

    def test_says_the_same_words_once_where_only_the_article_differs(self, page):
        said = rule(page("compare/", a="2024-05-20", b="2026-07-02", kind="source"), "Thời điểm thông báo")

        assert said.count("chậm nhất 90 ngày") == 1
        assert "Chỉ khác điều khoản" in said

    def test_counts_what_differs_and_what_does_not(self, page):
        found = page("compare/", a="2024-05-20", b="2026-07-02", kind="")

        figures = [int(words_of.text()) for words_of in found.css(".figs dd")]
        shown = len(found.css("li h4"))
        assert shown == sum(figures[:-1])
        assert f"{shown} quy tắc khác nhau, {figures[-1]} quy tắc không đổi." in words(found)

    def test_shows_what_changes_for_the_principal_of_a_school(self, page, a_school):
        """Cấp huyện trước 01/7/2025, cấp xã sau đó; đúng một nửa thì câu trả lời khác."""
        school = a_school()

        found = page("compare/", a="2024-05-20", b="2026-07-02", school=school.pk)

        rows = {row.css_first("th").text(deep=False).strip(): row for row in found.css(".law-table tbody tr")}
        assert "thay đổi" in rows["Người quyết định"].text()
        assert "Chủ tịch Ủy ban nhân dân cấp huyện" in rows["Người quyết định"].text()
        assert "thay đổi" not in rows["Thông báo chậm nhất"].text()
        assert "thay đổi" in rows["Đúng một nửa đồng ý ở hội nghị cán bộ chủ chốt"].text()

    def test_does_not_know_a_school_of_another_unit(self, answer, a_school):
        foreign = a_school("sao-mai", superior=None, leader="Trần Văn Minh")

        refused = answer("compare/", a="2024-05-20", b="2026-07-02", school=foreign.pk)

        assert refused.status_code == 422
        assert "Trần Văn Minh" not in refused.content.decode()


class TestTheComparisonAsAWorkbook:
    def test_sends_back_who_asked_for_no_such_day(self, answer):
        refused = answer("compare.xlsx", a="31/02/2026", b="2026-07-02")

        assert refused["Location"] == "/office/law/compare/?a=31%2F02%2F2026&b=2026-07-02"

    def test_holds_the_same_rules_and_the_leaders(self, answer, page, a_school):
        query = {"a": "2024-05-20", "b": "2026-07-02", "school": a_school().pk, "kind": "content"}

        book = load_workbook(BytesIO(answer("compare.xlsx", **query).content))

        assert book.sheetnames == ["So sánh", "Cán bộ"]
        assert book["So sánh"].max_row - 1 == len(page("compare/", **query).css("li h4"))
        assert book["Cán bộ"]["A2"].value == "Hoàng Thị Lan"
        assert all(cell.data_type in ("s", "n", "inlineStr") for row in book["So sánh"] for cell in row)


class TestTheChangeAhead:
    def test_is_refused_for_a_day_whose_eve_knows_no_terms(self, answer, a_school):
        a_school()

        refused = answer("changes/", on="2016-05-05")

        assert refused.status_code == 422
        assert "term.length" in words(LexborHTMLParser(refused.content), ".errs")

    def test_is_the_next_one_the_packs_know(self, page):
        assert words(page("changes/"), "h1") == "Từ ngày 10/06/2026, hồ sơ nào khác đi"

    def test_names_the_open_cases_before_it_comes_into_force(self, page, a_school):
        a_school()

        found = page("changes/", on="2026-07-01")

        assert "1 trên 1 hồ sơ đang mở" in words(found)
        assert "Hoàng Thị Lan" in words(found, "li h2")
        assert "Đúng một nửa đồng ý ở hội nghị cán bộ chủ chốt" in words(found, "li .st")

    def test_leaves_out_the_schools_of_other_units(self, page, a_school):
        a_school("sao-mai", superior=None, leader="Trần Văn Minh")

        found = page("changes/", on="2026-07-01")

        assert "0 trên 0 hồ sơ" in words(found)
        assert "Trần Văn Minh" not in words(found)

    def test_says_so_where_no_case_changes(self, page, a_school):
        a_school()

        found = page("changes/", on="2026-06-11")

        assert "Không có hồ sơ nào khác đi" in words(found, ".empty")

    def test_says_so_where_no_change_is_known(self, page, monkeypatch):
        monkeypatch.setattr(requests, "today", lambda: date(2030, 1, 2))

        found = page("changes/")

        assert "Chưa biết thay đổi nào sau ngày 02/01/2030" in words(found, ".empty")
        assert found.css(".errs, .err") == []


@pytest.mark.usefixtures("decree")
class TestAMadeUpDecreeInAFolder:
    def test_changes_no_page_of_the_day_before(self, page):
        assert "1/2027/NĐ-CP" not in words(page(on="2027-02-28"))

    def test_is_read_on_its_day(self, page):
        found = page(on="2027-03-01")

        said = rule(found, "Hội nghị cán bộ chủ chốt: kết quả bỏ phiếu")
        assert "Đồng ý từ hai phần ba số người có mặt trở lên: thực hiện bước tiếp theo." in said
        assert "Điều 9 Nghị định số 1/2027/NĐ-CP" in said
        assert "Thời hạn: 2 ngày làm việc." in rule(found, "Quy tắc reappointment.rest_before_vote")

    def test_stands_in_the_comparison_as_changed_and_as_new(self, page):
        found = page("compare/", a="2027-02-28", b="2027-03-01")

        assert "Nội dung khác" in rule(found, "Hội nghị cán bộ chủ chốt: kết quả bỏ phiếu")
        assert "Thêm" in rule(found, "Quy tắc reappointment.rest_before_vote")

    def test_is_the_change_ahead_for_open_cases(self, page, a_school, monkeypatch):
        monkeypatch.setattr(requests, "today", lambda: date(2026, 11, 2))
        a_school()

        found = page("changes/")

        assert words(found, "h1") == "Từ ngày 01/03/2027, hồ sơ nào khác đi"
        assert "Dừng quy trình, báo cáo cấp có thẩm quyền; cơ quan quản lý quyết định" in words(found)
