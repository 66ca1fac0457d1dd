"""Builds the Word templates ``form.docx`` of the forms in ``packs/vn/forms``.

    .venv/bin/python tools/build_forms.py

A form whose ``form.toml`` has a ``body`` gets its template from it; the others are laid out here. Templates
hold the page layout and the places of the sentences; the sentences themselves stand in ``form.toml``. After
building, a template may be edited in Word; running this script again overwrites it.
"""

import tomllib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tinnhiem.engines.documents.writing.mark_pictures import mark_png

FORMS: Final = Path(__file__).parent.parent / "src" / "tinnhiem" / "packs" / "vn" / "forms"
FONT: Final = "Times New Roman"
CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT
ALIGNED: Final = {"left": LEFT, "center": CENTER, "right": RIGHT}
JUSTIFY: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
MANY_COLUMNS: Final = 5
"""A table of more columns is set in smaller type."""
Layout = Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """How a named style of Word is set; ``size`` None takes the size of the body of the document."""

    size: float | None = None
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None
    before: float = 0
    after: float = 0
    indent: float = 0
    keep: bool = False


STYLES: Final[Mapping[str, Look]] = {
    "Quốc hiệu": Look(12, bold=True, align=CENTER),
    "Tiêu ngữ": Look(13, bold=True, align=CENTER),
    "Cơ quan chủ quản": Look(12, align=CENTER),
    "Cơ quan ban hành": Look(12, bold=True, align=CENTER),
    "Số, ký hiệu": Look(13, align=CENTER, before=4),
    "V/v": Look(12, align=CENTER),
    "Địa danh, ngày": Look(13, italic=True, align=CENTER, before=4),
    "Tiêu đề Đảng": Look(15, bold=True, align=CENTER),
    "Trích yếu": Look(13, bold=True, align=CENTER),
    "Căn cứ": Look(italic=True, align=JUSTIFY, after=6, indent=10),
    "Thẩm quyền ban hành": Look(13, bold=True, align=CENTER, before=8, after=8, keep=True),
    "Kính gửi": Look(),
    "Điều": Look(align=JUSTIFY, after=6, indent=10),
    "Nơi nhận": Look(12, bold=True, italic=True),
    "Dòng nơi nhận": Look(11),
    "Quyền hạn, chức vụ": Look(13, bold=True, align=CENTER, keep=True),
    "Ký, ghi rõ họ tên": Look(12, italic=True, align=CENTER, keep=True),
    "Họ tên người ký": Look(13, bold=True, align=CENTER),
    "Tiêu đề cột": Look(13, bold=True, align=CENTER, before=2, after=2),
    "Ô bảng": Look(13, before=2, after=2),
    "Mã dự thảo": Look(8),
}
"""Our own styles, by the Vietnamese name that an officer sees in Word."""

BUILT_IN: Final[Mapping[str, Look]] = {
    "Title": Look(14, bold=True, align=CENTER, before=20),
    "Heading 1": Look(bold=True, align=JUSTIFY, before=6, after=6, indent=10, keep=True),
    "Body Text": Look(align=JUSTIFY, after=6, indent=10),
}
"""Styles that Word knows by name, so that its outline and screen readers find titles and headings."""
PARTY_SIZES: Final = {
    "Quốc hiệu": 15,
    "Cơ quan chủ quản": 14,
    "Cơ quan ban hành": 14,
    "Số, ký hiệu": 14,
    "Địa danh, ngày": 14,
    "Title": 16,
    "Trích yếu": 14,
    "Nơi nhận": 14,
    "Dòng nơi nhận": 12,
}
"""Where a document of the Party differs."""
COUNTED: Final = (
    "summoned",
    "present",
    "printed",
    "issued",
    "returned",
    "exchanged",
    "not_returned",
    "unused",
    "destroyed",
    "valid",
    "invalid",
)


def meeting_minutes() -> Document:
    """Minutes of the key-staff conference."""
    document = state_document()
    body(document, "started", "place")
    section(document, "attendance_heading")
    body(document, "chair", "secretary")
    lines_or_none(document, "observers", "observers", "no_observers")
    body(document, "subjects")
    lines(document, "subjects")
    body(document, "attendance", "quorum")
    section(document, "course_heading")
    lines(document, "entries")
    section(document, "ballot_heading")
    tag(document, "if lists.committee")
    body(document, "committee")
    lines(document, "committee")
    body(document, "issued", "separate")
    tag(document, "else")
    body(document, "no_ballot")
    tag(document, "endif")
    closing(document, "ended", "closing")
    signatures(document, per_row=2)
    gap(document, 10)
    recipients(document)
    return document


def counting_record() -> Document:
    """Record of the counting committee."""
    document = state_document(about=("about", "about_whom"))
    body(document, "opening")
    section(document, "committee_heading")
    body(document, "committee")
    lines(document, "committee")
    lines_or_none(document, "observers", "observers", "no_observers")
    section(document, "ballots_heading")
    counted = table(document, (126, 39), ("item_heading", "quantity_heading"))
    for key in COUNTED:
        row(counted, (f"{{{{ say.{key}_label }}}}", f"{{{{ say.{key} }}}}"), (LEFT, RIGHT))
    gap(document, 4)
    body(document, "check", "check_printed", "check_issued", "check_returned")
    lines_or_none(document, "grounds", "grounds", "no_grounds")
    section(document, "result_heading")
    body(document, "denominator")
    headings = ("option_heading", "count_heading", "share_heading", "percent_heading")
    cells = [f"{{{{ option.{column} }}}}" for column in ("label", "count", "share", "percent")]
    looped(table(document, (77, 26, 34, 28), headings), "option in rows.options", cells, (LEFT, *[RIGHT] * 3))
    section(document, "conclusion_heading")
    body(document, "conclusion", "basis", "disclosure", "custody")
    closing(document, "ended", "closing")
    signatures(document, per_row=3)
    gap(document, 10)
    recipients(document)
    return document


def summoned_list() -> Document:
    """List of those summoned, with room for their signatures at the roll."""
    document = state_document(bases=False)
    body(document, "time", "place")
    people = table(
        document, (14, 62, 55, 34), ("no_heading", "name_heading", "post_heading", "signature_heading")
    )
    cells = ["{{ person.no }}", "{{ person.name }}", "{{ person.post }}", ""]
    looped(people, "person in rows.summoned_people", cells, (CENTER, LEFT, LEFT, LEFT))
    gap(document, 4)
    body(document, "total", "denominator", "subject")
    closing(document, "frozen")
    stack_and_recipients(document)
    return document


def invitation() -> Document:
    """Letter that invites one guest."""
    document = state_document(bases=False)
    body(document, "guest", "attend", "chair", "time", "place", "agenda")
    lines(document, "agenda")
    body(document, "contact")
    closing(document, "closing")
    stack_and_recipients(document)
    return document


def ballot() -> Document:
    """A5 ballot paper; every copy is the same page."""
    document = blank_document(width=148, height=210, margins=(10, 8, 13, 13), size=11)
    tag(document, "for copy in range(repeat)")
    head = grid(document, (49, 73))
    left, right = head.rows[0].cells
    centered(left, "{{ say.superior }}", size=8.5)
    centered(left, "{{ say.unit }}", size=8.5, bold=True)
    centered(left, "{{ say.stamp }}", size=9, italic=True).paragraph_format.space_before = Mm(10)
    centered(right, "{{ say.country }}", size=9, bold=True)
    centered(right, "{{ say.motto }}", size=9.5, bold=True)
    rule(right, 42, within=73)
    for key, size, bold in (("name", 16, True), ("about", 11, True), ("meeting", 11, False)):
        line = centered(document, f"{{{{ say.{key} }}}}", size=size, bold=bold)
        line.paragraph_format.space_before = Mm(6) if key == "name" else Pt(2)
    centered(document, "{{ say.subject }}", size=15, bold=True).paragraph_format.space_before = Mm(5)
    centered(document, "{{ say.post }}", size=12)
    plain(document, "{{ say.criteria }}", bold=True, size=11).paragraph_format.space_before = Mm(5)
    tag(document, "for line in lists.criteria")
    plain(document, "{{ line }}", size=11)
    tag(document, "endfor")
    plain(document, "{{ say.marking }}", italic=True, size=11).paragraph_format.space_before = Mm(4)
    gap(document, 6)
    option_boxes(document)
    tag(document, "if not loop.last")
    plain(document, "").add_run().add_break(WD_BREAK.PAGE)
    tag(document, "endif")
    tag(document, "endfor")
    return document


def paper(folder: Path) -> Document:
    """A form whose body is data: the blocks of its ``form.toml`` in their order."""
    content = tomllib.loads((folder / "form.toml").read_text(encoding="utf-8"))
    party = content["based_on"] == "vn/party_document"
    if content["based_on"] == "vn/letter_paper":
        document = letter_document()
    else:
        document = party_document() if party else state_document(bases=False)
    for line in content["body"]:
        block(document, *line.split(), tables=content.get("tables", {}))
    if "signatures" in content["facts"]:
        signatures(document, per_row=2)
        gap(document, 10)
        recipients(document, party=party)
    else:
        stack_and_recipients(document, party=party)
    return document


def block(document: Document, kind: str, *keys: str, tables: Mapping[str, Layout]) -> None:
    """One block of a body."""
    if kind == "table":
        placed_table(document, tables[keys[0]])
    else:
        BLOCKS[kind](document, *keys)


def italic(document: Document, key: str) -> None:
    """An italic paragraph."""
    styled(document, f"{{{{ say.{key} }}}}", "Căn cứ")


def italics(document: Document, key: str) -> None:
    """The lines of a list in italics."""
    lines(document, key, style="Căn cứ")


def centered_line(document: Document, key: str) -> None:
    """A bold line in the middle that stays with what follows."""
    styled(document, f"{{{{ say.{key} }}}}", "Thẩm quyền ban hành")


def one_article(document: Document, key: str) -> None:
    """A sentence as the next article."""
    article(document, f"{{{{ articles.{key} }}}}", f"{{{{ say.{key} }}}}")


def clauses(document: Document, key: str) -> None:
    """The lines of a list as articles."""
    tag(document, f"for line in lists.{key}")
    article(document, "{{ loop.index }}", "{{ line }}")
    tag(document, "endfor")


def given(document: Document, heading: str, key: str) -> None:
    """A heading with its lines, where there are any."""
    tag(document, f"if lists.{key}")
    body(document, heading)
    lines(document, key)
    tag(document, "endif")


def article(document: Document, number: str, text: str) -> None:
    """An article: its number bold, then what it decides."""
    line = styled(document, "", "Điều")
    line.add_run(f"{{{{ say.article }}}} {number}.").bold = True
    line.add_run(f" {text}")


def addressed(document: Document, heading: str, key: str) -> None:
    """To whom the paper goes: one addressee on the line, several below it."""
    tag(document, f"if lists.{key}|length == 1")
    line = styled(document, f"{{{{ say.{heading} }}}} {{{{ lists.{key}[0] }}}}", "Kính gửi")
    line.alignment, line.paragraph_format.space_after = CENTER, Pt(8)
    tag(document, "else")
    styled(document, f"{{{{ say.{heading} }}}}", "Kính gửi").paragraph_format.left_indent = Mm(30)
    tag(document, f"for line in lists.{key}")
    styled(document, "- {{ line }}", "Kính gửi").paragraph_format.left_indent = Mm(46)
    tag(document, "endfor")
    gap(document, 6)
    tag(document, "endif")


def placed_table(document: Document, layout: Layout) -> None:
    """A table with the columns that the form declares."""
    columns = layout["columns"]
    made = table(document, [column["width"] for column in columns], [column["heading"] for column in columns])
    cells = [f"{{{{ row.{column['of']} }}}}" if column.get("of") else "" for column in columns]
    aligned = [ALIGNED[column.get("align", "left")] for column in columns]
    looped(made, f"row in rows.{layout['of'].replace('.', '_')}", cells, aligned)
    if len(columns) > MANY_COLUMNS:
        cell_margins(made, 1)
        for run in (run for row in made.rows for cell in row.cells for run in cell.paragraphs[0].runs):
            run.font.size = Pt(11)
    gap(document, 6)


def party_document() -> Document:
    """An A4 page with the letterhead and title of a document of the Party."""
    document = a4_document(size=14, changed=PARTY_SIZES)
    head = grid(document, (72, 93), rows=2)
    cell_margins(head, 0)
    left, right = head.rows[0].cells
    named(styled(left, "{{ say.superior|balanced(22) }}", "Cơ quan chủ quản"), "co_quan_chu_quan")
    named(styled(left, "{{ say.unit|balanced(20) }}", "Cơ quan ban hành"), "co_quan_ban_hanh")
    styled(left, "{{ say.star }}", "Cơ quan ban hành")
    styled(right, "{{ say.country }}", "Quốc hiệu")
    rule(right, 78, within=93)
    number, day = head.rows[1].cells
    named(styled(number, "{{ say.reference }}", "Số, ký hiệu"), "so_ky_hieu")
    named(styled(day, "{{ say.place_and_date }}", "Địa danh, ngày"), "dia_danh_ngay")
    named(styled(document, "{{ say.name }}", "Title"), "ten_loai")
    named(styled(document, "{{ say.about|balanced(64) }}", "Trích yếu"), "trich_yeu")
    line = styled(document, "{{ say.dashes }}", "Trích yếu")
    line.runs[0].bold = False
    gap(document, 6)
    return document


def state_document(*, about: Sequence[str] = ("about",), bases: bool = True) -> Document:
    """An A4 page with letterhead and title, and the page number from the second page on."""
    document = a4_document(size=13)
    letterhead(document)
    title(document, about)
    if bases:
        lines(document, "bases", style="Căn cứ")
    return document


def letter_document() -> Document:
    """An A4 page for a letter: what it is about stands under its number, and it has no title."""
    document = a4_document(size=13)
    number = letterhead(document)
    named(styled(number, "{{ say.about_line|balanced(34) }}", "V/v"), "trich_yeu")
    gap(document, 12)
    return document


def a4_document(*, size: int, changed: Mapping[str, float] = MappingProxyType({})) -> Document:
    """An A4 page with the margins of the decree, the page number at the top, the mark at the foot."""
    document = blank_document(width=210, height=297, margins=(20, 20, 30, 15), size=size, changed=changed)
    page_number(document)
    draft_mark(document)
    return document


def letterhead(document: Document) -> _Cell:
    """Issuing body on the left, national name and motto on the right; returns the cell of the number."""
    head = grid(document, (69, 96), rows=2)
    cell_margins(head, 0)
    left, right = head.rows[0].cells
    named(styled(left, "{{ say.superior|balanced(24) }}", "Cơ quan chủ quản"), "co_quan_chu_quan")
    named(styled(left, "{{ say.unit|balanced(25) }}", "Cơ quan ban hành"), "co_quan_ban_hanh")
    rule(left, 24, within=69)
    styled(right, "{{ say.country }}", "Quốc hiệu")
    styled(right, "{{ say.motto }}", "Tiêu ngữ")
    rule(right, 56, within=96)
    number, day = head.rows[1].cells
    named(styled(number, "{{ say.reference }}", "Số, ký hiệu"), "so_ky_hieu")
    named(styled(day, "{{ say.place_and_date }}", "Địa danh, ngày"), "dia_danh_ngay")
    return number


def title(document: Document, about: Iterable[str]) -> None:
    """Kind of document and what it is about, with the short rule below."""
    named(styled(document, "{{ say.name }}", "Title"), "ten_loai")
    for key in about:
        named(styled(document, f"{{{{ say.{key}|balanced(64) }}}}", "Trích yếu"), f"trich_yeu_{key}")
    rule(document, 44, within=165)
    gap(document, 6)


def body(document: Document, *keys: str) -> None:
    """One justified paragraph per sentence."""
    for key in keys:
        styled(document, f"{{{{ say.{key} }}}}", "Body Text")


def closing(document: Document, *keys: str) -> None:
    """Paragraphs that stay on the page of the signatures."""
    for key in keys:
        styled(document, f"{{{{ say.{key} }}}}", "Body Text").paragraph_format.keep_with_next = True


def section(document: Document, key: str) -> None:
    """A bold heading that stays with what follows."""
    styled(document, f"{{{{ say.{key} }}}}", "Heading 1")


def lines(document: Document, key: str, *, style: str = "Body Text") -> None:
    """One paragraph per line of a list."""
    tag(document, f"for line in lists.{key}")
    styled(document, "{{ line }}", style)
    tag(document, "endfor")


def lines_or_none(document: Document, heading: str, key: str, none_said: str) -> None:
    """A heading with its lines, or the sentence that says there are none."""
    tag(document, f"if lists.{key}")
    body(document, heading)
    lines(document, key)
    tag(document, "else")
    body(document, none_said)
    tag(document, "endif")


def signatures(document: Document, *, per_row: int) -> None:
    """Role, room to sign and name, ``per_row`` side by side."""
    signed = grid(document, (165 / per_row,) * per_row, rows=3)
    signed.rows[0].cells[0].paragraphs[0].add_run(
        f"{{%tr for signers in rows.signatures|batch({per_row}, dict(role='', name='')) %}}"
    )
    signed.rows[2].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    keep_whole(signed.rows[1]._tr)
    for place, cell in enumerate(signed.rows[1].cells):
        signer = f"signers[{place}]"
        role = styled(cell, f"{{{{ {signer}.role|upper }}}}", "Quyền hạn, chức vụ")
        role.paragraph_format.space_before = Pt(8)
        styled(cell, f"{{{{ say.sign_here if {signer}.name else '' }}}}", "Ký, ghi rõ họ tên")
        styled(cell, f"{{{{ {signer}.name }}}}", "Họ tên người ký").paragraph_format.space_before = Mm(18)
        for line in cell.paragraphs:
            line.paragraph_format.keep_with_next = True


def recipients(place: Document | _Cell, *, party: bool = False) -> None:
    """Where the document goes; a document of the Party underlines the heading."""
    heading = styled(place, "{{ say.recipients_heading }}", "Nơi nhận")
    if party:
        heading.runs[0].bold = heading.runs[0].italic = False
        heading.runs[0].underline = True
    tag(place, "for line in lists.recipients")
    styled(place, "{{ line }}", "Dòng nơi nhận")
    tag(place, "endfor")


def stack_and_recipients(document: Document, *, party: bool = False) -> None:
    """Recipients on the left, the one who signs on the right."""
    gap(document, 6)
    left, right = grid(document, (82, 83)).rows[0].cells
    recipients(left, party=party)
    tag(right, "for line in lists.capacity")
    styled(right, "{{ line }}", "Quyền hạn, chức vụ")
    tag(right, "endfor")
    signer = named(styled(right, "{{ say.signer }}", "Họ tên người ký"), "nguoi_ky")
    signer.paragraph_format.space_before = Mm(24)


def option_boxes(document: Document) -> None:
    """One large box with its answer per row."""
    options = grid(document, (15, 60), rows=4)
    options.rows[0].cells[0].paragraphs[0].add_run("{%tr for option in lists.options %}")
    options.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    options.rows[1].height, options.rows[2].height = Mm(15), Mm(2)
    box, label = options.rows[1].cells
    border(box)
    for small in (*options.rows[2].cells, box):
        small.paragraphs[0].add_run().font.size = Pt(4)
    answer = plain(label, "{{ option }}", bold=True, size=14)
    answer.paragraph_format.left_indent = Mm(4)
    answer.paragraph_format.space_before = Mm(4)


# Building blocks


def blank_document(
    *,
    width: int,
    height: int,
    margins: tuple[int, int, int, int],
    size: int,
    changed: Mapping[str, float] = MappingProxyType({}),
) -> Document:
    """An empty page of this size with the styles; margins are top, bottom, left, right in millimetres."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.top_margin, page.bottom_margin = Mm(margins[0]), Mm(margins[1])
    page.left_margin, page.right_margin = Mm(margins[2]), Mm(margins[3])
    page.header_distance = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    for name, look in STYLES.items():
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = style
        dress(added, look, changed.get(name, look.size or size))
    for name, look in BUILT_IN.items():
        dress(document.styles[name], look, changed.get(name, look.size or size))
    document.core_properties.title = "{{ title }}"
    document.core_properties.language = "vi-VN"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    return document


def dress(style: ParagraphStyle, look: Look, size: float) -> None:
    """Give a style its look, and nothing of what the template of python-docx brings."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(script), FONT)
    style.font.bold, style.font.italic = look.bold, look.italic
    placed = style.paragraph_format
    placed.alignment = look.align
    placed.space_before, placed.space_after = Pt(look.before), Pt(look.after)
    placed.first_line_indent = Mm(look.indent)
    placed.line_spacing = 1.1 if look.align is JUSTIFY else 1.0
    placed.keep_with_next = look.keep
    style.quick_style = True


def draft_mark(document: Document) -> None:
    """The mark at the foot of every page: words, and a picture that is put in with the words."""
    page = document.sections[0]
    page.footer_distance = Mm(4)
    for footer in (page.first_page_footer, page.footer):
        line = footer.paragraphs[0]
        line.style = "Mã dự thảo"
        picture = line.add_run().add_picture(BytesIO(mark_png("")), height=Mm(12))
        picture._inline.docPr.set("descr", "{{ say.mark }}")
        line.add_run(" {{ say.mark }}")


def page_number(document: Document) -> None:
    """The page number centred in the top margin, not on the first page."""
    page = document.sections[0]
    page.different_first_page_header_footer = True
    line = page.header.paragraphs[0]
    line.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def styled(place: Document | _Cell, text: str, style: str) -> Paragraph:
    """A paragraph of a named style."""
    added = plain(place, "")
    added.style = style
    if text:
        added.add_run(text)
    return added


def named(line: Paragraph, name: str) -> Paragraph:
    """Put a bookmark of this name round the words of a paragraph, by which Word finds the field."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(zlib.crc32(name.encode()) % 10_000))
    start.set(qn("w:name"), name)
    line.runs[0]._r.addprevious(start)
    line.runs[-1]._r.addnext(end)
    return line


def cell_margins(of: Table, millimetres: float) -> None:
    """The room at the left and right of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        width = OxmlElement(side)
        width.set(qn("w:w"), str(Mm(millimetres).twips if millimetres else 0))
        width.set(qn("w:type"), "dxa")
        margins.append(width)
    of._tbl.tblPr.append(margins)


def centered(
    place: Document | _Cell, text: str, *, size: float, bold: bool = False, italic: bool = False
) -> Paragraph:
    """A centred line."""
    added = plain(place, text, bold=bold, italic=italic, size=size)
    added.alignment = CENTER
    return added


def plain(
    place: Document | _Cell, text: str, *, size: float = 13, bold: bool = False, italic: bool = False
) -> Paragraph:
    """A line at the left; the first one of a cell takes the empty paragraph that the cell comes with."""
    fresh = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].text
    added = place.paragraphs[0] if fresh else place.add_paragraph()
    if text:
        run = added.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return added


def tag(place: Document | _Cell, statement: str) -> None:
    """A paragraph that only steers the template and disappears."""
    plain(place, f"{{%p {statement} %}}")


def gap(document: Document, points: float) -> None:
    """Empty room."""
    empty = document.add_paragraph()
    empty.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    empty.paragraph_format.line_spacing = Pt(points)


def rule(place: Document | _Cell, length: float, *, within: float) -> None:
    """A thin line of this length in millimetres, in the middle."""
    line = place.add_paragraph()
    line.paragraph_format.space_before = Pt(3)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm((within - length) / 2)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    borders.append(border_line("w:top"))
    line._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def grid(document: Document, widths: Sequence[float], *, rows: int = 1) -> Table:
    """A table without lines, its columns as wide as ``widths`` in millimetres."""
    made = document.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(Mm(width))
        for cell in column.cells:
            cell.width = Emu(Mm(width))
    return made


def table(document: Document, widths: Sequence[float], headings: Sequence[str]) -> Table:
    """A table with lines and a heading row that is repeated on each page."""
    made = grid(document, widths)
    made.style = "Table Grid"
    for cell, key in zip(made.rows[0].cells, headings, strict=True):
        styled(cell, f"{{{{ say.{key} }}}}", "Tiêu đề cột")
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    return made


def row(into: Table, cells: Sequence[str], alignments: Sequence[WD_ALIGN_PARAGRAPH]) -> None:
    """A row of cells."""
    added = into.add_row()
    keep_whole(added._tr)
    for cell, text, alignment in zip(added.cells, cells, alignments, strict=True):
        styled(cell, text, "Ô bảng").alignment = alignment


def looped(into: Table, loop: str, cells: Sequence[str], alignments: Sequence[WD_ALIGN_PARAGRAPH]) -> None:
    """A row for each member of a list."""
    into.add_row().cells[0].paragraphs[0].add_run(f"{{%tr for {loop} %}}")
    row(into, cells, alignments)
    into.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")


def keep_whole(table_row: object) -> None:
    """Keep a table row on one page."""
    table_row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]


def border(cell: _Cell) -> None:
    """Draw the four sides of a cell."""
    borders = OxmlElement("w:tcBorders")
    for side in ("w:top", "w:left", "w:bottom", "w:right"):
        borders.append(border_line(side, eighths=12))
    cell._tc.get_or_add_tcPr().append(borders)


def border_line(side: str, *, eighths: int = 6) -> object:
    """One black border line, its width in eighths of a point."""
    line = OxmlElement(side)
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    return line


def write(document: Document, path: Path) -> None:
    """Save without any trace of the time or the person, so that building twice gives the same bytes."""
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts.read(name), ZIP_DEFLATED)


BLOCKS: Final[dict[str, Callable[..., None]]] = {
    "par": body,
    "italic": italic,
    "italics": italics,
    "centered": centered_line,
    "section": section,
    "closing": closing,
    "article": one_article,
    "clauses": clauses,
    "list": lines,
    "addressed": addressed,
    "listed": lines_or_none,
    "given": given,
}
BUILDERS: Final[dict[str, Callable[[], Document]]] = {
    "meeting_minutes": meeting_minutes,
    "counting_record": counting_record,
    "ballot": ballot,
    "summoned_list": summoned_list,
    "invitation": invitation,
}


if __name__ == "__main__":
    for name, build in BUILDERS.items():
        write(build(), FORMS / name / "form.docx")
    for described in sorted(FORMS.glob("*/form.toml")):
        if "body" in tomllib.loads(described.read_text(encoding="utf-8")):
            write(paper(described.parent), described.parent / "form.docx")
