"""One reappointment conference of an invented school, as facts: 42 summoned, 39 present, a committee of five."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tests.engines.documents.writing.paper_samples import MARK, PAPERS

from tinnhiem.engines.documents.writing import FactSheet, Form, Row, find_form
from tinnhiem.packs import PACKS

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
FONTS: Final = PACKS / "fonts"
FORMS: Final = ("meeting_minutes", "counting_record", "ballot", "summoned_list", "invitation", *PAPERS)

_DECREE: Final = "Nghị định số 115/2020/NĐ-CP"
_FIRST_BASIS: Final = (
    f"Căn cứ {_DECREE} ngày 25 tháng 9 năm 2020 của Chính phủ quy định về tuyển dụng, sử dụng và quản lý viên "
    "chức, được sửa đổi, bổ sung bởi Nghị định số 85/2023/NĐ-CP ngày 07 tháng 12 năm 2023 của Chính phủ"
)
_SECOND_BASIS: Final = (
    "Căn cứ Kế hoạch số 41/KH-UBND ngày 02 tháng 02 năm 2026 của Ủy ban nhân dân phường Thạch Lâm về xem xét "
    "bổ nhiệm lại viên chức quản lý"
)
_SURNAMES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Nông", "Lương", "Vũ", "Đặng", "Đinh", "Phan")
_GIVEN_NAMES: Final = ("Thị Thu Hằng", "Văn Bằng", "Thị Mỹ Duyên", "Hữu Lâm", "Thị Bích Ngọc", "Xuân Sơn")
_LONG_NAME: Final = "Công Huyền Tôn Nữ Thị Hoài Phương Quỳnh"

_COMMITTEE: Final = (
    ("bà", "Lưu Thị Hoài An", "Tổ trưởng tổ chuyên môn khối bốn, năm", "Tổ trưởng"),
    ("ông", "Nông Văn Bằng", "giáo viên", "Thư ký"),
    ("bà", "Đinh Thị Thu Sen", "nhân viên thư viện, thiết bị", "Thành viên"),
    ("bà", _LONG_NAME, "giáo viên Âm nhạc", "Thành viên"),
    ("ông", "Trịnh Xuân Lộc", "giáo viên, Tổng phụ trách Đội", "Thành viên"),
)
_SUBJECT: Final = {"address": "bà", "name": "Vũ Thị Minh Châu", "post": "Phó Hiệu trưởng"}


def sample_form(name: str) -> Form:
    """A form that ships with the house."""
    return find_form([PACKS], "vn", name)


def a_sheet() -> FactSheet:
    """Everything that the forms of the house ask for, of one conference."""
    return FactSheet.from_mapping(
        {
            "unit.superior": "Ủy ban nhân dân phường Thạch Lâm",
            "unit.name": "Trường Tiểu học và Trung học cơ sở Hoa Ban",
            "document.number": 7,
            "document.mark": MARK,
            "document.symbol": "BB-THHB",
            "document.place": "Thạch Lâm",
            "document.issued_on": date(2026, 5, 18),
            "document.copies": 3,
            "bases": (_FIRST_BASIS, _SECOND_BASIS),
            "recipients": (
                "Ủy ban nhân dân phường Thạch Lâm",
                "Phòng Văn hóa - Xã hội phường",
                "Lưu: VT, hồ sơ hội nghị",
            ),
            "meeting.place": "phòng hội đồng của nhà trường",
            "meeting.started_at": datetime(2026, 5, 18, 14, 2, tzinfo=HANOI),
            "meeting.ended_at": datetime(2026, 5, 18, 16, 40, tzinfo=HANOI),
            "meeting.agenda": (
                "Viên chức được xem xét bổ nhiệm lại báo cáo tự nhận xét, đánh giá",
                "Hội nghị góp ý kiến",
                "Bỏ phiếu tín nhiệm bằng phiếu kín",
            ),
            "chair.address": "ông",
            "chair.name": "Hoàng Minh Đạt",
            "chair.post": "Phó Chủ tịch Ủy ban nhân dân phường Thạch Lâm",
            "secretary.address": "bà",
            "secretary.name": "Ngô Thị Mỹ Duyên",
            "secretary.post": "chuyên viên Phòng Văn hóa - Xã hội phường",
            "observers": (
                {"address": "ông", "name": "Đỗ Quốc Anh", "post": "Trưởng phòng Văn hóa - Xã hội phường"},
            ),
            "subjects": (_SUBJECT,),
            "subject.address": _SUBJECT["address"],
            "subject.name": _SUBJECT["name"],
            "subject.post": _SUBJECT["post"],
            "summoned.total": 42,
            "summoned.people": summoned_people(),
            "summoned.frozen_at": datetime(2026, 5, 15, 9, 5, tzinfo=HANOI),
            "summoned.subject_statement": "Viên chức được xem xét bổ nhiệm lại có tên trong danh sách và được "
            "tính vào số người được triệu tập theo kế hoạch hội nghị",
            "present.total": 39,
            "absent.total": 3,
            "quorum.needed": 28,
            "quorum.rule": f"từ 2/3 số người được triệu tập trở lên, khoản 2 Điều 46 {_DECREE}",
            "minutes.entries": _entries(),
            "committee.members": tuple(
                {"address": address, "name": name, "post": post, "role": role}
                for address, name, post, role in _COMMITTEE
            ),
            "counting.place": "phòng hội đồng của nhà trường",
            "counting.started_at": datetime(2026, 5, 18, 15, 41, tzinfo=HANOI),
            "counting.ended_at": datetime(2026, 5, 18, 16, 25, tzinfo=HANOI),
            "ballots.printed": 45,
            "ballots.issued": 40,
            "ballots.returned": 38,
            "ballots.exchanged": 1,
            "ballots.not_returned": 1,
            "ballots.unused": 5,
            "ballots.destroyed": 5,
            "ballots.valid": 36,
            "ballots.invalid": 2,
            "ballot.criteria": (
                "phẩm chất chính trị, đạo đức, lối sống",
                "kết quả thực hiện chức trách, nhiệm vụ trong thời hạn giữ chức vụ",
                "năng lực lãnh đạo, quản lý và đoàn kết nội bộ",
                "ý thức tổ chức kỷ luật, tinh thần trách nhiệm",
            ),
            "ballot.options": ("Đồng ý", "Không đồng ý"),
            "invalid": (
                {"ground": "Đánh dấu cả hai ô", "count": 1},
                {"ground": "Không đánh dấu ô nào", "count": 1},
            ),
            "options": (
                {"label": "Đồng ý bổ nhiệm lại", "count": 21, "share": "21/42", "percent": "50%"},
                {"label": "Không đồng ý bổ nhiệm lại", "count": 15, "share": "15/42", "percent": "35,71%"},
            ),
            "denominator.statement": "tổng số người được triệu tập tham gia hội nghị cán bộ chủ chốt",
            "denominator.total": 42,
            "conclusion.text": "Số phiếu đồng ý chưa quá một nửa tổng số người được triệu tập. Báo cáo cấp có "
            "thẩm quyền xem xét, quyết định việc tiếp tục thực hiện quy trình.",
            "conclusion.basis": f"khoản 4 Điều 51 {_DECREE}",
            "disclosure.statement": "Kết quả kiểm phiếu không công bố tại hội nghị này, theo khoản 3 Điều 51 "
            f"{_DECREE}",
            "custody.statement": "Toàn bộ phiếu đã được niêm phong, có chữ ký của các thành viên tổ kiểm phiếu "
            "trên niêm phong, và giao cho đại diện Ủy ban nhân dân phường Thạch Lâm giữ",
            "signatures": tuple({"role": role, "name": name} for _, name, _, role in _COMMITTEE),
            "signer.capacity": ("HIỆU TRƯỞNG",),
            "signer.name": "Phan Đức Long",
            "guest.name": "bà Lưu Thị Hoài An, Tổ trưởng tổ chuyên môn",
            "contact.line": "bà Ngô Thị Mỹ Duyên, số điện thoại 0290000118",
        }
    )


def sheet_for(name: str) -> FactSheet:
    """The sheet as each form gets it: minutes are signed by chair and secretary, few ballots are printed."""
    if name in PAPERS:
        return FactSheet.from_mapping(PAPERS[name])
    if name == "meeting_minutes":
        signatures: tuple[Row, ...] = (
            {"role": "Thư ký", "name": "Ngô Thị Mỹ Duyên"},
            {"role": "Chủ trì", "name": "Hoàng Minh Đạt"},
        )
        return a_sheet().with_facts({"signatures": signatures})
    if name == "ballot":
        return a_sheet().with_facts({"ballots.printed": 2})
    symbols = {"summoned_list": "DS-THHB", "invitation": "GM-THHB"}
    return a_sheet().with_facts({"document.symbol": symbols[name]}) if name in symbols else a_sheet()


def summoned_people() -> tuple[Row, ...]:
    """Forty-two invented people, one of them with a long name and one with a long post."""
    people = [
        {
            "name": f"{_SURNAMES[no % len(_SURNAMES)]} {_GIVEN_NAMES[no % len(_GIVEN_NAMES)]}",
            "post": "Giáo viên",
        }
        for no in range(39)
    ]
    return (
        {"name": "Vũ Thị Minh Châu", "post": "Phó Hiệu trưởng"},
        {"name": _LONG_NAME, "post": "Giáo viên Tiếng Anh"},
        {
            "name": "Lưu Thị Hoài An",
            "post": "Tổ trưởng tổ chuyên môn khối bốn, năm; Chủ tịch Công đoàn cơ sở",
        },
        *people,
    )


def _entries() -> tuple[Row, ...]:
    said = (
        (14, 2, "Ông Hoàng Minh Đạt tuyên bố lý do, giới thiệu đại biểu và thành phần dự hội nghị."),
        (14, 6, "Thư ký điểm danh, báo cáo số người có mặt; hội nghị đủ số người để tiến hành."),
        (14, 9, "Ông Đỗ Quốc Anh phát biểu về yêu cầu khách quan, công tâm khi góp ý và bỏ phiếu."),
        (14, 11, "Hội nghị biểu quyết giơ tay thông qua trình tự làm việc, tất cả người có mặt tán thành."),
        (14, 18, "Hội nghị bầu tổ kiểm phiếu; người được xem xét bổ nhiệm lại không tham gia tổ kiểm phiếu."),
        (14, 25, "Bà Vũ Thị Minh Châu trình bày báo cáo tự nhận xét, đánh giá."),
        (14, 40, "Hội nghị góp ý kiến. Các ý kiến ghi nhận kết quả xây dựng nền nếp chuyên môn của nhà trường."),
        (15, 20, "Tổ kiểm phiếu hướng dẫn cách ghi phiếu, phát phiếu; hội nghị bỏ phiếu kín."),
        (15, 38, "Tổ kiểm phiếu đóng hòm phiếu và niêm phong trước hội nghị."),
    )  # fmt: skip
    return tuple(
        {"at": datetime(2026, 5, 18, hour, minute, tzinfo=HANOI), "text": text} for hour, minute, text in said
    )
