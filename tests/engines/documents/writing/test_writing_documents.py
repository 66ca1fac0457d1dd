"""Finished documents: complete or refused, the same words in PDF and Word, the same bytes every time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.documents.writing.paper_samples import MARK
from tests.engines.documents.writing.writing_samples import FONTS, FORMS, sample_form, sheet_for

from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.engines.documents.writing import (
    BLANK,
    FactMissing,
    FactOfWrongKind,
    FactSheet,
    FactTwice,
    FormInvalid,
    FormNotFound,
    GlyphMissing,
    LayoutInvalid,
    NumberInForm,
    find_form,
    render_docx,
    render_pdf,
    render_text,
    text_of_pdf,
)
from tinnhiem.engines.documents.writing.compose import compose
from tinnhiem.engines.documents.writing.mark_pictures import mark_png
from tinnhiem.engines.documents.writing.wording import Kind, date_in_table, day, grouped, moment, padded
from tinnhiem.packs import PACKS

NEEDED = [(name, fact) for name in FORMS for fact in sorted(sample_form(name).needs)]
COLUMNS = [
    (name, fact, column)
    for name in FORMS
    for fact, kinds in sample_form(name).facts.items()
    if not isinstance(kinds, Kind)
    for column in kinds
]
NUMBERS = [
    (name, fact)
    for name in FORMS
    for fact, kind in sample_form(name).facts.items()
    if kind is Kind.NUMBER and fact != sample_form(name).repeat
]


class TestADocumentThatLacksAFact:
    """Every number in a document is a fact with an id: delete one and the document names it."""

    @pytest.mark.parametrize(("name", "fact"), NEEDED)
    def test_is_refused_by_name_in_both_formats(self, name, fact):
        form, sheet = sample_form(name), sheet_for(name).without(fact)

        with pytest.raises(FactMissing) as as_pdf:
            render_pdf(form, sheet, fonts=FONTS)
        with pytest.raises(FactMissing) as as_docx:
            render_docx(form, sheet)

        assert as_pdf.value.params == as_docx.value.params == {"fact": fact, "form": form.title}

    @pytest.mark.parametrize(("name", "fact", "column"), COLUMNS)
    def test_names_the_row_and_the_column(self, name, fact, column):
        sheet = sheet_for(name)
        rows = sheet.find(fact).value
        cut = ({key: cell for key, cell in rows[0].items() if key != column}, *rows[1:])

        with pytest.raises(FactMissing) as refusal:
            render_pdf(sample_form(name), sheet.with_facts({fact: cut}), fonts=FONTS)

        assert refusal.value.params["fact"] == f"{fact}[1].{column}"

    def test_is_refused_for_a_text_without_a_letter(self):
        with pytest.raises(FactMissing) as refusal:
            render_pdf(
                sample_form("ballot"), sheet_for("ballot").with_facts({"subject.name": " \n"}), fonts=FONTS
            )

        assert refusal.value.params["fact"] == "subject.name"

    @pytest.mark.parametrize("line", ["", "  "])
    def test_is_refused_for_an_empty_line(self, line):
        sheet = sheet_for("counting_record").with_facts({"bases": ("Căn cứ Luật Viên chức", line)})

        with pytest.raises(FactMissing) as refusal:
            render_pdf(sample_form("counting_record"), sheet, fonts=FONTS)

        assert refusal.value.params["fact"] == "bases[2].line"


class TestAFactOfAnotherKind:
    @pytest.mark.parametrize(
        ("fact", "value"),
        [
            ("ballots.valid", "36"),
            ("ballots.valid", True),
            ("ballots.valid", -1),
            ("ballots.valid", ("36",)),
            ("counting.started_at", date(2026, 5, 18)),
            ("counting.started_at", datetime(2026, 5, 18, 14, 2)),  # noqa: DTZ001  # the offset is missing on purpose
            ("document.issued_on", datetime(2026, 5, 18, 14, 2, tzinfo=UTC)),
            ("document.issued_on", "18/5/2026"),
            ("subject.name", 7),
            ("bases", "Căn cứ Luật Viên chức"),
            ("options", 3),
            ("document.number", "07"),
        ],
    )
    def test_is_refused_by_name(self, fact, value):
        sheet = sheet_for("counting_record").with_facts({fact: value})

        with pytest.raises(FactOfWrongKind) as refusal:
            render_docx(sample_form("counting_record"), sheet)

        assert refusal.value.params["fact"] == fact


class TestACharacterWithoutAShape:
    def test_is_refused_in_a_pdf_by_showing_it(self):
        """PDF/A asks for every glyph; a fallback font would hide that a name is not printed as it is written."""
        sheet = sheet_for("ballot").with_facts({"subject.name": "Lý Hoài 心"})

        with pytest.raises(GlyphMissing) as refusal:
            render_pdf(sample_form("ballot"), sheet, fonts=FONTS)

        assert refusal.value.params["character"] == "心"

    @pytest.mark.parametrize("character", ["\x00", "\x07", "\ud800", "\ue000"])
    def test_is_refused_in_both_formats_by_its_number(self, character):
        sheet = sheet_for("ballot").with_facts({"subject.name": f"Lý{character} Hoài"})

        with pytest.raises(GlyphMissing) as as_pdf:
            render_pdf(sample_form("ballot"), sheet, fonts=FONTS)
        with pytest.raises(GlyphMissing) as as_docx:
            render_docx(sample_form("ballot"), sheet)

        assert as_pdf.value.params == as_docx.value.params
        assert as_pdf.value.params["character"] == f"U+{ord(character):04X}"

    def test_is_no_vietnamese_letter(self):
        letters = "ĂÂĐÊÔƠƯăâđêôơư" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ"
        sheet = sheet_for("counting_record").with_facts(
            {"subject.name": letters, "chair.name": letters, "custody.statement": letters}
        )

        text = render_text(sample_form("counting_record"), sheet, fonts=FONTS)

        assert letters in text.replace("\n", "")


class TestNumbersInADocument:
    @pytest.mark.parametrize("name", FORMS)
    def test_all_come_from_facts(self, name):
        text = without_page_numbers(render_text(sample_form(name), sheet_for(name), fonts=FONTS))

        articles = set(compose(sample_form(name), sheet_for(name)).articles.values())
        strangers = (
            set(re.findall(r"\d+", text)) - digits_of(sheet_for(name), sample_form(name).needs) - articles
        )

        assert strangers == set()

    @pytest.mark.parametrize(("name", "fact"), NUMBERS)
    def test_follow_their_fact(self, name, fact):
        sheet = sheet_for(name).with_facts({fact: 87654})

        text = render_text(sample_form(name), sheet, fonts=FONTS)

        assert grouped(87654) in text or padded(87654) in text

    def test_may_be_left_open_to_be_written_by_hand(self):
        """Where a counting record is classified, the product gives the form and the equations without numbers."""
        form = sample_form("counting_record")
        numbers = {fact: BLANK for fact, kind in form.facts.items() if kind is Kind.NUMBER}
        options = ({"label": "Đồng ý", "count": BLANK, "share": BLANK, "percent": BLANK},)
        sheet = sheet_for("counting_record").with_facts(
            {
                **numbers,
                "options": options,
                "invalid": ({"ground": "……", "count": BLANK},),
                "document.number": BLANK,
            }
        )

        text = " ".join(render_text(form, sheet, fonts=FONTS).split())

        assert "……… = ……… + ……… + ………" in text
        assert "Số phiếu hợp lệ ……… phiếu" in text

    @pytest.mark.parametrize("name", FORMS)
    def test_are_not_typed_into_a_word_template(self, name):
        typed = re.sub(
            r"\{[{%].*?[%}]\}", "", " ".join(words_of_docx(sample_form(name).docx_layout.read_bytes()))
        )

        assert not re.search(r"\d", typed)


class TestMeetingMinutes:
    """DESIGN §7: minutes of a meeting whose result is not announced carry neither count nor verdict."""

    def test_ask_for_no_count_for_or_against_and_for_no_conclusion(self):
        closed = {
            "options",
            "invalid",
            "ballots.valid",
            "ballots.invalid",
            "conclusion.text",
            "denominator.total",
        }

        assert not closed & sample_form("meeting_minutes").needs

    @given(agree=st.integers(min_value=50_000, max_value=59_999))
    @settings(max_examples=5, deadline=None)
    def test_do_not_show_a_count_that_the_sheet_holds(self, agree):
        options = ({"label": "Đồng ý", "count": agree, "share": str(agree), "percent": str(agree)},)
        sheet = sheet_for("meeting_minutes").with_facts({"options": options, "ballots.valid": agree})

        text = render_text(sample_form("meeting_minutes"), sheet, fonts=FONTS)

        assert grouped(agree) not in text
        assert str(agree) not in text

    def test_of_a_meeting_without_a_quorum_say_that_nobody_voted(self):
        sheet = sheet_for("meeting_minutes").with_facts({"committee.members": (), "ballots.issued": 0})
        form = sample_form("meeting_minutes")

        for text in (
            render_text(form, sheet, fonts=FONTS),
            " ".join(words_of_docx(render_docx(form, sheet))),
        ):
            assert "Hội nghị không bầu tổ kiểm phiếu và không bỏ phiếu." in text
            assert "đã phát" not in text


class TestABallot:
    def test_is_the_same_page_in_every_copy(self):
        pdf = render_pdf(
            sample_form("ballot"), sheet_for("ballot").with_facts({"ballots.printed": 5}), fonts=FONTS
        )

        with pypdfium2.PdfDocument(pdf) as document:
            drawn = [bytes(page.render(scale=2).buffer) for page in document]

        assert len(drawn) == 5
        assert len(set(drawn)) == 1

    def test_in_word_repeats_the_same_words(self):
        one = words_of_docx(
            render_docx(sample_form("ballot"), sheet_for("ballot").with_facts({"ballots.printed": 1}))
        )
        three = words_of_docx(
            render_docx(sample_form("ballot"), sheet_for("ballot").with_facts({"ballots.printed": 3}))
        )

        assert three == one * 3

    def test_is_refused_where_it_does_not_fit_one_page(self):
        sheet = sheet_for("ballot").with_facts({"ballot.criteria": ("kết quả thực hiện nhiệm vụ",) * 30})

        with pytest.raises(LayoutInvalid) as refusal:
            render_pdf(sample_form("ballot"), sheet, fonts=FONTS)

        assert "dài hơn một trang" in str(refusal.value.params["found"])

    def test_fits_one_a5_page(self):
        with pypdfium2.PdfDocument(
            render_pdf(sample_form("ballot"), sheet_for("ballot"), fonts=FONTS)
        ) as document:
            sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}

            assert sizes == {(148, 210)}
            assert len(document) == 2


class TestADocument:
    @pytest.mark.parametrize("name", FORMS)
    def test_says_the_same_words_in_pdf_and_in_word(self, name):
        form, sheet = sample_form(name), sheet_for(name)

        in_pdf = set(without_page_numbers(render_text(form, sheet, fonts=FONTS)).split())
        in_word = set(" ".join(words_of_docx(render_docx(form, sheet))).split())

        assert in_pdf == in_word

    @pytest.mark.parametrize("name", FORMS)
    def test_is_the_same_bytes_each_time(self, name):
        form, sheet = sample_form(name), sheet_for(name)

        assert render_pdf(form, sheet, fonts=FONTS) == render_pdf(form, sheet, fonts=FONTS)
        assert render_docx(form, sheet) == render_docx(form, sheet)

    @pytest.mark.parametrize("name", FORMS)
    def test_is_an_archival_pdf(self, name):
        pdf = render_pdf(sample_form(name), sheet_for(name), fonts=FONTS)

        assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>B<", pdf, re.DOTALL)

    @pytest.mark.parametrize("name", FORMS)
    def test_names_times_new_roman_alone_in_word(self, name):
        with ZipFile(BytesIO(render_docx(sample_form(name), sheet_for(name)))) as parts:
            fonts = re.findall(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', parts.read("word/document.xml"))
            normal = docx.Document(BytesIO(render_docx(sample_form(name), sheet_for(name)))).styles["Normal"]

        assert set(fonts) <= {b"Times New Roman"}
        assert normal.font.name == "Times New Roman"

    @pytest.mark.parametrize(
        "text",
        ["{{ 7*7 }}", "{% for x in y %}", "<w:p/> & <b>", "#panic()", "$x^2$ *a* _b_", "{unit.name}", "\\n"],
    )
    def test_takes_the_text_of_a_fact_as_text(self, text):
        sheet = sheet_for("invitation").with_facts({"guest.name": text})
        form = sample_form("invitation")

        assert text in render_text(form, sheet, fonts=FONTS)
        assert text in " ".join(words_of_docx(render_docx(form, sheet)))

    def test_is_written_in_composed_letters(self):
        sheet = sheet_for("ballot").with_facts({"subject.name": "Vu\u0303 Thi\u0323 Châu"})

        assert "Vũ Thị Châu" in render_text(sample_form("ballot"), sheet, fonts=FONTS)

    def test_whose_date_is_written_by_hand_is_still_archival(self):
        sheet = sheet_for("invitation").with_facts({"document.issued_on": BLANK})

        assert b"pdfaid:part" in render_pdf(sample_form("invitation"), sheet, fonts=FONTS)

    def test_words_a_moment_in_the_time_of_its_jurisdiction(self):
        sheet = sheet_for("invitation").with_facts(
            {"meeting.started_at": datetime(2026, 5, 18, 18, 30, tzinfo=UTC)}
        )

        text = render_text(sample_form("invitation"), sheet, fonts=FONTS)

        assert "01 giờ 30 phút, ngày 19 tháng 5 năm 2026" in text

    def test_numbers_its_pages_from_the_second_one_on(self):
        first, second = render_text(
            sample_form("meeting_minutes"), sheet_for("meeting_minutes"), fonts=FONTS
        ).split("\f")

        assert first.split()[:1] != ["1"]
        assert second.split()[:1] == ["2"]


class TestAMadeUpJurisdiction:
    def test_changes_a_document_with_a_file_alone(self, tmp_path):
        folder = tmp_path / "xx-2099" / "forms" / "counting_record"
        folder.mkdir(parents=True)
        (folder / "form.toml").write_text(
            'based_on = "vn/counting_record"\n'
            'title = "Biên bản đếm phiếu"\n'
            "[facts]\n"
            '"seal.color" = "text"\n'
            "[sentences]\n"
            'name = "BIÊN BẢN ĐẾM PHIẾU"\n'
            'custody = "Phiếu được niêm phong bằng dấu {seal.color}."\n',
            encoding="utf-8",
        )
        form = find_form([PACKS, tmp_path], "xx-2099", "counting_record")
        sheet = sheet_for("counting_record").with_facts({"seal.color": "xanh"})

        text = render_text(form, sheet, fonts=FONTS)

        assert "BIÊN BẢN ĐẾM PHIẾU" in text
        assert "Phiếu được niêm phong bằng dấu xanh." in text

    def test_may_bring_its_own_layout(self, tmp_path):
        folder = tmp_path / "xx-2099" / "forms" / "ballot"
        folder.mkdir(parents=True)
        (folder / "form.toml").write_text('based_on = "vn/ballot"', encoding="utf-8")
        (folder / "form.typ").write_text(
            '#let data = json(bytes(sys.inputs.data))\n#set text(font: "Tinos", fallback: false)\n#data.say.subject',
            encoding="utf-8",
        )
        form = find_form([PACKS, tmp_path], "xx-2099", "ballot")

        assert (
            text_of_pdf(render_pdf(form, sheet_for("ballot"), fonts=FONTS)).strip() == "Bà Vũ Thị Minh Châu"
        )


class TestABrokenLayout:
    def test_for_typst_is_answered_with_its_complaint(self, tmp_path):
        form = a_form_with_layout(tmp_path, "form.typ", b"#data.say.absent")

        with pytest.raises(LayoutInvalid) as refusal:
            render_pdf(form, sheet_for("ballot"), fonts=FONTS)

        assert refusal.value.params["layout"] == "form.typ"

    def test_for_word_is_answered_with_its_complaint(self, tmp_path):
        asks_too_much = BytesIO()
        document = docx.Document()
        document.add_paragraph("{{ say.absent }}")
        document.save(asks_too_much)
        form = a_form_with_layout(tmp_path, "form.docx", asks_too_much.getvalue())

        with pytest.raises(LayoutInvalid) as refusal:
            render_docx(form, sheet_for("ballot"))

        assert "absent" in str(refusal.value.params["found"])

    def test_for_word_that_is_no_word_file_is_refused(self, tmp_path):
        form = a_form_with_layout(tmp_path, "form.docx", b"Xin ch\xc3\xa0o")

        with pytest.raises(LayoutInvalid):
            render_docx(form, sheet_for("ballot"))


class TestTheSentenceOfARefusal:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        "refusal",
        [
            FactMissing(fact="ballots.issued", form="Biên bản"),
            FactOfWrongKind(fact="ballots.issued", form="Biên bản", expected="number"),
            FactTwice(fact="ballots.issued"),
            FormInvalid(form="ballot", place="title", found="–"),
            FormNotFound(form="ballot", jurisdiction="zz"),
            GlyphMissing(character="心", form="Phiếu"),
            LayoutInvalid(form="Phiếu", layout="form.typ", found="unknown variable"),
            NumberInForm(form="ballot", place="sentences.about", number="50"),
        ],
        ids=lambda refusal: refusal.code,
    )
    def test_names_all_that_it_knows(self, refusal, language):
        said = explain(refusal, language)

        assert all(str(value) in said for value in refusal.params.values())


def a_form_with_layout(root, file, content):
    folder = root / "xx-2099" / "forms" / "ballot"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text('based_on = "vn/ballot"', encoding="utf-8")
    (folder / file).write_bytes(content)
    return find_form([PACKS, root], "xx-2099", "ballot")


def words_of_docx(content: bytes) -> list[str]:
    """The text of each paragraph of body and foot, tables included, in the order of the file."""
    document = docx.Document(BytesIO(content))
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts = (document.element.body, document.sections[0].footer._element)
    paragraphs = (
        "".join(run.text or "" for run in each.iter(f"{tag}t"))
        for part in parts
        for each in part.iter(f"{tag}p")
    )
    return [paragraph for paragraph in paragraphs if paragraph.strip()]


def without_page_numbers(text: str) -> str:
    first, *others = text.split("\f")
    return "\f".join([first, *(page.partition("\n")[2] for page in others)])


def digits_of(sheet: FactSheet, needed: frozenset[str]) -> set[str]:
    """Every run of digits that the facts needed may show, row numbers included."""
    return {
        run
        for fact in needed
        for shown in shown_of(sheet.find(fact).value)
        for run in re.findall(r"\d+", shown)
    }


def shown_of(value) -> Iterator[str]:
    match value:
        case tuple():
            for no, item in enumerate(value, start=1):
                yield str(no)
                for cell in item.values() if isinstance(item, dict) else [item]:
                    yield from shown_of(cell)
        case datetime():
            yield moment(value)
        case date():
            yield from (day(value), date_in_table(value))
        case int():
            yield from (grouped(value), padded(value))
        case str():
            yield value


class TestAWordFile:
    """Cán bộ sửa được bằng Word: kiểu chữ có tên, bảng thật, không khung chữ; trình đọc màn hình biết tiếng Việt."""

    @pytest.mark.parametrize("name", FORMS)
    def test_has_a_title_and_a_language_and_no_text_box(self, name):
        content = render_docx(sample_form(name), sheet_for(name))
        document = docx.Document(BytesIO(content))

        assert document.core_properties.title == sample_form(name).title
        assert document.core_properties.language == "vi-VN"
        assert b"txbxContent" not in parts_of(content)["word/document.xml"]
        assert b'w:val="vi-VN"' in parts_of(content)["word/styles.xml"]

    @pytest.mark.parametrize("name", [name for name in FORMS if name != "ballot"])
    def test_is_written_in_named_styles(self, name):
        document = docx.Document(BytesIO(render_docx(sample_form(name), sheet_for(name))))

        said = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]

        assert {paragraph.style.name for paragraph in said} & {"Body Text", "Điều", "Title"}
        assert [paragraph.text for paragraph in said if paragraph.style.name == "Normal"] == []

    @pytest.mark.parametrize("name", ["plan", "results_report", "submission", "meeting_minutes"])
    def test_has_headings_that_word_finds(self, name):
        document = docx.Document(BytesIO(render_docx(sample_form(name), sheet_for(name))))

        headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]

        assert [heading.partition(".")[0] for heading in headings[:3]] == ["I", "II", "III"]

    def test_names_the_places_that_an_officer_fills_in(self):
        content = parts_of(render_docx(sample_form("decision_relief"), sheet_for("decision_relief")))

        found = set(re.findall(rb'w:name="(\w+)"', content["word/document.xml"]))

        assert {b"so_ky_hieu", b"dia_danh_ngay", b"ten_loai", b"nguoi_ky"} <= found

    def test_bears_the_mark_of_the_draft_as_a_picture(self):
        form = sample_form("decision_relief")
        marked = parts_of(render_docx(form, sheet_for("decision_relief")))
        bare = parts_of(render_docx(form, sheet_for("decision_relief").with_facts({"document.mark": BLANK})))

        pictures = [name for name in marked if name.startswith("word/media/")]

        assert [marked[name] for name in pictures] == [mark_png(MARK)]
        assert [bare[name] for name in pictures] != [mark_png(MARK)]


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
