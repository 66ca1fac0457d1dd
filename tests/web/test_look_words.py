"""How templates write dates, numbers, document numbers, sentences and fields."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tinnhiem.web.templatetags import words

UTC_MORNING = dt.datetime(2026, 5, 18, 23, 30, tzinfo=dt.UTC)


class CardForm(forms.Form):
    born_on = forms.DateField(label="Ngày sinh", help_text="Như trong giấy khai sinh")
    mode = forms.ChoiceField(label="Hình thức", choices=[("p", "Giấy")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đã đọc")

    def clean(self) -> None:
        raise forms.ValidationError("Hai tờ khai khác nhau. Chọn một.")


def drawn(source: str, **context: object) -> LexborHTMLParser:
    with translation.override("vi"):
        return LexborHTMLParser(Template(source).render(Context(context)))


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


class TestNumbersOfDocuments:
    def test_are_escaped_before_they_are_wrapped(self):
        assert words.nw("<b>1/2</b>") == '<span class="nw">&lt;b&gt;1/2&lt;/b&gt;</span>'

    def test_stay_on_one_line_within_a_sentence(self):
        said = words.nw("khoản 1 Điều 51 Nghị định 115/2020/NĐ-CP, sửa đổi")

        assert said == 'khoản 1 Điều 51 Nghị định <span class="nw">115/2020/NĐ-CP,</span> sửa đổi'

    def test_leave_plain_words_with_a_hyphen_alone(self):
        assert words.nw("Thừa Thiên-Huế, Văn hóa – Xã hội") == "Thừa Thiên-Huế, Văn hóa – Xã hội"

    @given(st.text())
    def test_lose_no_character_of_the_sentence(self, text):
        read_back = LexborHTMLParser(f"<p>{words.nw(text)}</p>").css_first("p").text()

        assert read_back == LexborHTMLParser(f"<p>{words.conditional_escape(text)}</p>").css_first("p").text()


class TestDates:
    def test_of_a_moment_are_those_of_hanoi(self):
        assert words.day(UTC_MORNING) == "19/05/2026"
        assert words.weekday_name(UTC_MORNING) == "thứ Ba"
        assert words.clock(UTC_MORNING) == "06:30"

    def test_that_are_missing_leave_an_empty_place(self):
        assert [words.day(None), words.weekday(None), words.clock(None), words.number(None)] == [""] * 4

    def test_follow_the_reader(self):
        friday = dt.date(2026, 5, 22)

        assert words.weekday(friday) == "thứ Sáu 22/05"
        with translation.override("en"):
            assert words.weekday(friday) == "Friday 22 May"
            assert words.day(friday) == "22 May 2026"

    def test_midnight_is_a_time_of_day(self):
        assert words.clock(dt.time(0, 0)) == "00:00"


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "written"), [(0, "0"), (1234567, "1.234.567"), (Decimal("71.4"), "71,4")]
    )
    def test_have_points_and_a_decimal_comma(self, value, written):
        assert words.number(value) == written

    def test_follow_the_reader(self):
        with translation.override("en"):
            assert words.number(Decimal("1234.5")) == "1,234.5"


class TestInitials:
    def test_take_one_letter_of_each_part(self):
        assert words.initials("Nguyễn Thị Ánh  Tuyết") == "NTÁT"


class TestASentence:
    def test_is_told_in_the_language_of_the_reader(self):
        source = '{% say "period_reversed" starts_on="02/05" ends_on="01/05" %}'

        said = drawn(source).text()

        assert "01/05 không sau ngày bắt đầu 02/05" in said


class TestAField:
    def test_in_error_is_label_hint_error_control_in_this_order(self):
        form = CardForm({"born_on": "31/02/1978"})

        field = drawn("{% field form.born_on %}", form=form).css_first(".field")

        assert [node.tag + "." + (node.attributes.get("class") or "") for node in field.iter()] == [
            "label.",
            "span.hint",
            "span.err",
            "input.",
        ]
        assert "field--err" in field.attributes["class"]

    def test_in_error_ties_its_notes_to_the_control(self):
        form = CardForm({"born_on": "31/02/1978"})

        control = drawn("{% field form.born_on %}", form=form).css_first("input").attributes

        assert control["aria-invalid"] == "true"
        assert control["aria-describedby"] == "id_born_on_hint id_born_on_error"

    def test_without_notes_describes_nothing(self):
        control = drawn("{% field form.agreed %}", form=CardForm()).css_first("label.tick > input")

        assert "aria-describedby" not in control.attributes

    def test_of_several_buttons_is_a_fieldset_with_its_legend(self):
        field = drawn("{% field form.mode %}", form=CardForm({})).css_first("fieldset")

        assert field.css_first("legend").text() == "Hình thức"
        assert field.attributes["aria-describedby"] == "id_mode_error"


class TestTheErrorSummary:
    def test_is_absent_while_nothing_is_wrong(self):
        assert drawn("{% error_summary form %}", form=CardForm()).css_first(".errs") is None

    def test_counts_and_leads_to_each_field(self):
        form = CardForm({"born_on": "31/02/1978", "mode": "p", "agreed": "on"})

        summary = drawn("{% error_summary form todo='xem lại hai chỗ' %}", form=form).css_first(
            "[role=alert]"
        )

        assert summary.attributes["tabindex"] == "-1"
        assert summary.css_first("h2").text(strip=True) == "Có 2 chỗ cần sửa"
        assert [node.attributes["href"] for node in summary.css("a")] == ["#id_born_on"]
        assert "Hai tờ khai khác nhau." in summary.css("li")[0].text()
        assert "Việc cần làm: xem lại hai chỗ" in summary.text()

    def test_enters_a_group_of_buttons_at_the_first(self):
        links = drawn("{% error_summary form %}", form=CardForm({})).css("a")

        assert [link.attributes["href"] for link in links] == ["#id_born_on", "#id_mode_0", "#id_agreed"]


class TestALegalBasis:
    def test_without_text_draws_nothing(self):
        assert drawn('{% cite "" %}').css_first(".cite") is None

    def test_without_its_own_text_says_provisional_and_why(self):
        cited = drawn('{% cite "khoản 2 Điều 51" "carried_over" %}').css_first(".cite")

        assert cited.css_first(".prov").text(strip=True) == "tạm áp dụng: giữ quy định trước"
        assert cited.text(strip=True).startswith("Căn cứ:")
