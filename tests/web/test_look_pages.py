"""The first pages of the desks and the fragments that later pages share."""

from dataclasses import replace

import pytest

from . import builders


def words(node) -> str:
    """What a reader sees, on one line."""
    return " ".join(node.text().split())


class TestTheFirstPageOfTheOffice:
    def test_says_one_thing_to_do_with_one_primary_button(self, fragment):
        page = fragment("office/today.html", **builders.the_first_page())

        assert len(page.css("main .btn")) == 1
        assert words(page.css_first("h1")) == "Việc cần làm tiếp theo"
        assert words(page.css_first(".crumb")) == "Thứ Hai, ngày 18/05/2026"

    def test_gives_each_line_its_date_reason_basis_and_action(self, fragment):
        first = fragment("office/today.html", **builders.the_first_page()).css(".due > li")[0]

        assert words(first.css_first("time")) == "15/05 Thứ Sáu"
        assert "Căn cứ: khoản 3 Điều 49 Nghị định 115/2020/NĐ-CP" in words(first)
        assert words(first.css_first(".st--late")) == "Quá hạn 1 ngày làm việc"
        assert words(first.css_first(".btn-2")) == "Mở hồ sơ"

    def test_says_that_a_date_is_today(self, fragment):
        assert (
            words(fragment("parts/_due_item.html", item=builders.a_due_item()).css_first("time"))
            == "18/05 Hôm nay"
        )

    def test_marks_what_is_applied_for_the_time_being(self, fragment):
        item = builders.a_due_item(provisional="by_analogy")

        assert "tạm áp dụng: theo quy định tương tự" in words(fragment("parts/_due_item.html", item=item))

    def test_without_anything_due_says_what_will_stand_there(self, fragment):
        page = fragment("office/today.html", today=builders.at(8, 0), due_days=30, first_step="Mở Danh bạ.")

        assert "Việc có hạn trong 30 ngày tới sẽ hiện ở đây" in words(page.css_first(".empty"))
        assert words(page.css_first(".note")) == "Bắt đầu từ đây: Mở Danh bạ."


class TestTheCockpit:
    def test_without_a_quorum_says_how_many_are_missing(self, fragment):
        page = fragment("committee/cockpit.html", **builders.the_cockpit(roll=builders.a_roll(present=27)))

        assert page.css_first(".note--ok") is None
        assert "Chưa đủ số người. Còn thiếu 1 người;" in words(page.css_first(".note--warn"))

    def test_marks_one_step_as_current(self, fragment):
        page = fragment("committee/cockpit.html", **builders.the_cockpit())

        assert [words(step) for step in page.css("[aria-current=step]")] == ["Bầu tổ kiểm phiếu đang làm"]
        assert len(page.css(".steps > .is-done")) == 3

    def test_labels_each_person_and_number_to_enter(self, fragment):
        page = fragment("committee/cockpit.html", **builders.the_cockpit())
        named = {label.attributes["for"] for label in page.css(".pair label")}

        assert named == {control.attributes["id"] for control in page.css(".pair select, .pair input")}
        assert [words(label) for label in page.css(".pair label")][:4] == [
            "Tổ trưởng",
            "Giơ tay",
            "Thành viên",
            "Giơ tay",
        ]

    def test_only_follows_for_those_who_do_not_run_the_meeting(self, fragment):
        step = replace(builders.an_election(), may_act=False)

        page = fragment("committee/cockpit.html", **builders.the_cockpit(step=step))

        assert page.css("#step ~ form, .card--next form") == []

    def test_calls_the_roll_with_a_tick_a_person(self, fragment):
        page = fragment(
            "committee/cockpit.html", **builders.the_cockpit(roll=builders.a_roll(may_change=True))
        )

        assert len(page.css(".roll--form [type=checkbox][checked]")) == 39
        assert len(page.css(".roll--form select")) == 42

    def test_says_which_line_of_the_minutes_corrects_another(self, fragment):
        page = fragment("committee/cockpit.html", **builders.the_cockpit())

        assert [words(mark) for mark in page.css("aside .line b")] == ["Đính chính:"]


class TestTheCount:
    """Hai người nhập riêng; mỗi người chỉ thấy khớp hay khác."""

    def test_blocks_the_record_and_says_when_it_opens(self, fragment):
        button = fragment("committee/count.html", **builders.the_count()).css_first("button[disabled]")

        assert button.attributes["aria-describedby"] == "conclude-hint"

    def test_offers_the_lock_once_all_lines_are_the_same(self, fragment):
        page = fragment(
            "committee/count.html", **builders.the_count(can_lock=True, actions={"lock": "lock/"})
        )

        assert page.css_first("button[formaction='lock/']").attributes["class"] == "btn"

    def test_says_of_each_line_only_whether_it_is_the_same(self, fragment):
        page = fragment("committee/count.html", **builders.the_count())

        assert [words(cell) for cell in page.css("tbody td:last-child")] == [
            "Khớp",
            "Khác nhau, đếm lại dòng này",
            "Khác nhau, đếm lại dòng này",
            "Bằng số thu về",
        ]
        assert [field.attributes.get("aria-invalid") for field in page.css("tbody input")] == [
            None,
            "true",
            "true",
        ]

    def test_leads_from_the_summary_to_the_lines_that_differ(self, fragment):
        page = fragment("committee/count.html", **builders.the_count())
        fields = {field.attributes["id"] for field in page.css("tbody input")}

        assert {link.attributes["href"].removeprefix("#") for link in page.css(".errs a")} < fields

    def test_waits_for_the_other_member_before_it_compares(self, fragment):
        lines = [builders.CountLine("count_agree", "agree", "Đồng ý", 17, "open")]

        page = fragment("committee/count.html", **builders.the_count(rows=lines, errors=[]))

        assert "Chờ đủ hai người nhập" in words(page.css_first("tbody"))

    def test_writes_the_equations_out(self, fragment):
        rows = fragment("committee/count.html", **builders.the_count()).css(".eq > li")

        assert [words(row) for row in rows] == [
            "30 in ra = 26 phát ra + 4 chưa dùng Cân",
            "26 phát ra = 24 thu về + 1 đã đổi + 1 không thu về Cân",
            "25 người nhận phiếu ≤ 25 có mặt Cân",
        ]

    def test_before_the_box_is_shut_says_when_the_page_opens(self, fragment):
        page = fragment("committee/count.html", **builders.the_count(is_open_for_count=False, errors=[]))

        assert "Chưa đến lúc kiểm phiếu" in words(page.css_first(".empty"))


class TestTheProjector:
    def test_shows_no_seal_where_the_ballot_is_on_paper(self, fragment):
        assert fragment("committee/projector.html", **builders.the_projector()).css_first("footer") is None

    def test_shows_the_step_two_numbers_and_the_seal(self, fragment):
        seal = builders.Seal("Mã niêm hòm phiếu, chụp lại để đối chiếu", "K7Q2 M9XD 4TWA 86FP")

        page = fragment("committee/projector.html", **builders.the_projector(seal=seal))

        assert words(page.css_first("h1")) == "Bỏ phiếu kín"
        assert [words(fact) for fact in page.css(".fact")] == ["39 / 42", "35 / 39"]
        assert words(page.css_first(".seal")) == "K7Q2 M9XD 4TWA 86FP"

    def test_stays_dark_on_light_and_quiet(self, fragment):
        page = fragment("committee/projector.html", **builders.the_projector())

        assert page.css_first("html").attributes["data-theme"] == "light"
        assert page.css("[aria-live], [role=status]") == []

    def test_asks_again_every_three_seconds_for_itself(self, fragment):
        shown = fragment("committee/_projector.html", **builders.the_projector()).css_first("#projector")

        assert shown.attributes["hx-get"] == "fragment/"
        assert shown.attributes["hx-trigger"] == "every 3s"
        assert shown.attributes["hx-swap"] == "outerHTML"


class TestAFragment:
    def test_of_nothing_says_what_will_fill_it(self, fragment):
        drawn = fragment(
            "parts/_empty.html", title="Chưa có hội nghị", sentence="Lập hội nghị.", href="#", action="Lập"
        )

        assert words(drawn.css_first(".empty")) == "Chưa có hội nghị Lập hội nghị. Lập"

    def test_of_being_late_says_until_when_and_what_still_holds(self, fragment):
        drawn = fragment(
            "parts/_late.html", title="Quá hạn đăng ký.", sentence="Đóng lúc 15:30 ngày 18/05/2026."
        )

        assert words(drawn.css_first(".note--warn")) == "Quá hạn đăng ký. Đóng lúc 15:30 ngày 18/05/2026."

    def test_of_a_table_heads_rows_and_names_cells_for_phones(self, fragment):
        cells = [
            {"label": "Họ tên", "text": "Lê Thị Hồng Vân", "href": "#"},
            {"label": "Tuổi", "text": "51", "is_number": True},
        ]
        columns = [{"label": "Họ tên"}, {"label": "Tuổi", "is_number": True}]

        drawn = fragment(
            "parts/_table.html", table={"caption": "Cán bộ", "columns": columns, "rows": [{"cells": cells}]}
        )

        assert words(drawn.css_first("tbody th[scope=row]")) == "Lê Thị Hồng Vân"
        assert drawn.css_first("tbody td").attributes == {"data-l": "Tuổi", "class": "n"}

    @pytest.mark.parametrize("kind", ["ok", "run", "wait", "soon", "late", "seal", "no"])
    def test_of_a_status_has_a_word_beside_its_shape(self, fragment, kind):
        assert (
            words(fragment("parts/_status.html", status=builders.Status(kind, "Còn 4 ngày"))) == "Còn 4 ngày"
        )

    def test_of_the_filters_ends_with_a_button_and_the_workbook(self, fragment):
        drawn = fragment("parts/_filters.html", form=builders.MinutesForm(), export="terms.xlsx")

        assert words(drawn.css_first(".btns")) == "Lọc Xuất Excel"
