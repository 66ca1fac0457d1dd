"""The papers round one reappointment of an invented school, each with just the facts its form asks for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tinnhiem.engines.documents.writing import FactValue

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
Facts = dict[str, FactValue]
WARD: Final = "Ủy ban nhân dân phường Thạch Lâm"
SCHOOL: Final = "Trường Tiểu học và Trung học cơ sở Hoa Ban"
MARK: Final = "7K3QM-2XPA9"
EXECUTORS: Final = (
    "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường, Trưởng phòng Văn hóa - Xã hội, Hiệu trưởng "
    f"{SCHOOL}"
)
BASES: Final = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    (
        "Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010; Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức "
        "và Luật Viên chức ngày 25 tháng 11 năm 2019"
    ),
    (
        "Căn cứ Nghị định số 115/2020/NĐ-CP ngày 25 tháng 9 năm 2020 của Chính phủ quy định về tuyển dụng, sử dụng và "
        "quản lý viên chức, được sửa đổi, bổ sung bởi Nghị định số 85/2023/NĐ-CP ngày 07 tháng 12 năm 2023"
    ),
)

_SUBJECT: Final[Facts] = {
    "subject.address": "bà",
    "subject.name": "Vũ Thị Minh Châu",
    "subject.post": "Phó Hiệu trưởng",
    "subject.unit": SCHOOL,
}
_BORN: Final[Facts] = {"subject.born_on": date(1978, 2, 6)}
_CHAIRMAN: Final[Facts] = {"signer.capacity": ("CHỦ TỊCH",), "signer.name": "Trần Thị Bích Liên"}
_DEPUTY: Final[Facts] = {
    "signer.capacity": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "signer.name": "Hoàng Minh Đạt",
}
_BY_ORDER: Final[Facts] = {
    "signer.capacity": ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    "signer.name": "Lê Thị Thu Trang",
}


def _letterhead(symbol: str, number: int, on: date, *recipients: str) -> Facts:
    return {
        "unit.superior": "Ủy ban nhân dân tỉnh Sơn Hà",
        "unit.name": WARD,
        "document.number": number,
        "document.mark": MARK,
        "document.symbol": symbol,
        "document.place": "Thạch Lâm",
        "document.issued_on": on,
        "recipients": recipients,
    }


def _party_letterhead(symbol: str, number: int, on: date, *recipients: str) -> Facts:
    return _letterhead(symbol, number, on, *recipients) | {
        "unit.superior": "Đảng bộ tỉnh Sơn Hà",
        "unit.name": "Đảng ủy phường Thạch Lâm",
    }


def _decision(number: int, **more: FactValue) -> Facts:
    head = _letterhead(
        "QĐ-UBND", number, date(2026, 6, 8), "Như Điều 3", "Sở Giáo dục và Đào tạo", "Lưu: VT, hồ sơ"
    )
    return {
        **head,
        **_SUBJECT,
        **_BORN,
        **_CHAIRMAN,
        "bases": BASES,
        "decision.maker": "Chủ tịch Ủy ban nhân dân phường Thạch Lâm",
        "decision.proposal": "Trưởng phòng Văn hóa - Xã hội phường tại Tờ trình số 31/TTr-VHXH ngày 02 tháng 6 năm 2026",
        "decision.effective_on": date(2026, 7, 1),
        "decision.executors": EXECUTORS,
        **{f"decision.{key}": value for key, value in more.items()},
    }


def _without(facts: Facts, *ids: str) -> Facts:
    return {fact: value for fact, value in facts.items() if fact not in ids}


_RELIEF: Final[Facts] = {"reason": "hết thời hạn giữ chức vụ", "next_duty": f"giáo viên {SCHOOL}"}
_MOVE: Final[Facts] = {
    "destination.unit": "Trường Tiểu học Sao Mai",
    "destination.post": "Hiệu trưởng",
    "decision.term": "05 năm",
}
_ENACTED: Final = ("subject.address", "subject.name", "subject.born_on", "subject.post", "subject.unit")
_EARLIER: Final[Facts] = {
    "earlier.title": "Quyết định bổ nhiệm lại viên chức quản lý",
    "earlier.notation": "97/QĐ-UBND",
    "earlier.signed_on": date(2026, 6, 8),
    "correction.reason": "ghi nhầm ngày sinh",
}

PAPERS: Final[Mapping[str, Facts]] = {
    "plan": {
        **_letterhead(
            "KH-UBND",
            12,
            date(2026, 2, 2),
            "Thường trực Đảng ủy phường (để báo cáo)",
            "Các trường",
            "Lưu: VT, VHXH",
        ),
        **_DEPUTY,
        "bases": BASES,
        "plan.period": "năm 2026",
        "plan.purposes": (
            "Xem xét đủ mọi viên chức quản lý hết thời hạn giữ chức vụ, đúng thẩm quyền, trình tự và thời hạn",
            "Bảo đảm khách quan, công khai, dân chủ; phiếu kín là ý kiến của từng người",
        ),
        "plan.total": 3,
        "plan.subjects": (
            {
                "unit": SCHOOL,
                "name": "Vũ Thị Minh Châu",
                "post": "Phó Hiệu trưởng",
                "ends_on": date(2026, 6, 30),
                "notice_by": date(2026, 4, 1),
                "meeting_on": date(2026, 5, 18),
                "arrangement": "Phòng hội đồng; chủ trì Hoàng Minh Đạt",
            },
            {
                "unit": "Trường Tiểu học Sao Mai",
                "name": "Công Huyền Tôn Nữ Thị Hoài Phương Quỳnh",
                "post": "Hiệu trưởng",
                "ends_on": date(2026, 8, 31),
                "notice_by": date(2026, 6, 2),
                "meeting_on": date(2026, 6, 22),
                "arrangement": "Phòng hội đồng; chủ trì Hoàng Minh Đạt",
            },
            {
                "unit": "Trường Mầm non Bình Minh",
                "name": "Nông Văn Bằng",
                "post": "Phó Hiệu trưởng",
                "ends_on": date(2026, 10, 24),
                "notice_by": date(2026, 7, 26),
                "meeting_on": date(2026, 9, 14),
                "arrangement": "Phòng hội đồng; chủ trì Hoàng Minh Đạt",
            },
        ),
        "plan.exceptions": (
            {
                "name": "bà Lưu Thị Hoài An",
                "post": "Hiệu trưởng",
                "unit": "Trường Trung học cơ sở Bình Minh",
                "ground": "đang nghỉ chế độ thai sản, xem xét khi trở lại làm việc",
            },
        ),
        "plan.steps": (
            "Thông báo cho viên chức quản lý và nhà trường; viên chức gửi báo cáo tự nhận xét, đánh giá",
            "Hội nghị cán bộ chủ chốt góp ý kiến, bỏ phiếu kín; kết quả không công bố tại hội nghị",
            "Tập thể lãnh đạo thảo luận, biểu quyết",
            "Lấy ý kiến bằng văn bản của cấp ủy, trình cấp có thẩm quyền xem xét, quyết định",
        ),
        "plan.tasks": (
            {
                "unit": "Phòng Văn hóa - Xã hội",
                "task": "tham mưu thông báo, chuẩn bị hội nghị, tổng hợp hồ sơ trình cấp có thẩm quyền",
            },
            {
                "unit": "Các trường",
                "task": "lập danh sách triệu tập, bố trí nơi họp, phối hợp tổ chức hội nghị",
            },
        ),
    },
    "plan_approval": {
        **_without(_decision(45), *_ENACTED),
        "document.issued_on": date(2026, 2, 3),
        "decision.effective_on": date(2026, 2, 3),
        "plan.period": "năm 2026",
        "plan.total": 3,
        "plan.owner": "Phòng Văn hóa - Xã hội phường",
    },
    "results_report": {
        **_letterhead("BC-VHXH", 58, date(2026, 5, 19), "Như trên", "Lưu: VT, hồ sơ"),
        **_SUBJECT,
        "unit.superior": WARD,
        "unit.name": "Phòng Văn hóa - Xã hội",
        "signer.capacity": ("TRƯỞNG PHÒNG",),
        "signer.name": "Đỗ Quốc Anh",
        "addressees": ("Chủ tịch Ủy ban nhân dân phường Thạch Lâm",),
        "bases": BASES[2:],
        "meeting.place": "phòng hội đồng của nhà trường",
        "meeting.started_at": datetime(2026, 5, 18, 14, 2, tzinfo=HANOI),
        "summoned.total": 42,
        "present.total": 39,
        "ballots.issued": 40,
        "ballots.returned": 38,
        "ballots.valid": 36,
        "ballots.invalid": 2,
        "options": (
            {"label": "Đồng ý bổ nhiệm lại", "count": 21, "share": "21/42", "percent": "50,00%"},
            {"label": "Không đồng ý bổ nhiệm lại", "count": 15, "share": "15/42", "percent": "35,71%"},
        ),
        "denominator.statement": "tổng số người được triệu tập tham gia hội nghị cán bộ chủ chốt",
        "denominator.total": 42,
        "conclusion.text": "Có 21 trên 42 người được triệu tập đồng ý, chưa quá một nửa. Báo cáo cấp có thẩm quyền xem "
        "xét, quyết định việc tiếp tục thực hiện quy trình.",
        "conclusion.basis": "khoản 4 Điều 51 Nghị định số 115/2020/NĐ-CP",
        "report.proposals": ("Cho ý kiến về việc tiếp tục thực hiện quy trình bổ nhiệm lại",),
        "enclosures": ("Biên bản hội nghị", "Biên bản kiểm phiếu", "Danh sách triệu tập"),
    },
    "submission": {
        **_letterhead("TTr-VHXH", 31, date(2026, 6, 2), "Như trên", "Lưu: VT, hồ sơ"),
        **_SUBJECT,
        **_BORN,
        "unit.superior": WARD,
        "unit.name": "Phòng Văn hóa - Xã hội",
        "signer.capacity": ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        "signer.name": "Ngô Thị Mỹ Duyên",
        "addressees": ("Chủ tịch Ủy ban nhân dân phường Thạch Lâm", "Ban Thường vụ Đảng ủy phường"),
        "bases": BASES,
        "term.starts_on": date(2021, 7, 1),
        "term.ends_on": date(2026, 6, 30),
        "submission.reason": "Bà Vũ Thị Minh Châu hết thời hạn giữ chức vụ; nhà trường có nhu cầu tiếp tục bố trí",
        "submission.process": (
            "Thông báo số 20/TB-UBND ngày 27 tháng 3 năm 2026 về việc xem xét bổ nhiệm lại",
            "Hội nghị cán bộ chủ chốt ngày 18 tháng 5 năm 2026",
            "Tập thể lãnh đạo biểu quyết ngày 25 tháng 5 năm 2026",
        ),
        "votes": (
            {"stage": "Hội nghị cán bộ chủ chốt", "whole": 42, "agree": 30, "share": "30/42"},
            {"stage": "Tập thể lãnh đạo", "whole": 3, "agree": 3, "share": "3/3"},
        ),
        "opinion.party": "thống nhất tại Thông báo số 45-TB/ĐU ngày 28 tháng 5 năm 2026",
        "submission.proposal": "bổ nhiệm lại",
        "submission.from_on": date(2026, 7, 1),
        "enclosures": ("Biên bản hội nghị", "Biên bản kiểm phiếu", "Văn bản của Đảng ủy"),
    },
    "decision": {
        **_without(_decision(96), *_ENACTED, "decision.effective_on", "decision.executors"),
        **_BY_ORDER,
        "decision.about": "Thành lập Tổ giúp việc xem xét bổ nhiệm lại viên chức quản lý",
        "decision.articles": (
            "Thành lập Tổ giúp việc do Trưởng phòng Văn hóa - Xã hội làm Tổ trưởng",
            "Tổ giúp việc chuẩn bị hội nghị, tổng hợp hồ sơ và tự giải thể khi hoàn thành nhiệm vụ",
            "Chánh Văn phòng, Trưởng phòng Văn hóa - Xã hội chịu trách nhiệm thi hành Quyết định này",
        ),
    },
    "decision_reappointment": _decision(97, term="05 năm"),
    "decision_extension": _decision(98, until_on=date(2027, 11, 30)),
    "decision_transfer": _decision(99) | _MOVE,
    "decision_rotation": _decision(100) | _MOVE,
    "decision_relief": _decision(101, **_RELIEF),
    "decision_removal": _decision(102, **_RELIEF | {"reason": "không hoàn thành nhiệm vụ hai năm liên tiếp"}),
    "decision_dismissal": _decision(103, **_RELIEF | {"reason": "vi phạm quy định về thu, chi tài chính"}),
    "decision_resignation": _decision(
        104, **_RELIEF | {"reason": "sức khỏe không bảo đảm, theo đơn của cá nhân"}
    ),
    "notice": {
        **_letterhead("TB-UBND", 20, date(2026, 3, 27), "Bà Vũ Thị Minh Châu", SCHOOL, "Lưu: VT, VHXH"),
        **_SUBJECT,
        **_BY_ORDER,
        "bases": BASES[2:],
        "term.ends_on": date(2026, 6, 30),
        "notice.matter": "bổ nhiệm lại",
        "notice.tasks": (
            "Viên chức gửi báo cáo tự nhận xét, đánh giá",
            "Hội nghị cán bộ chủ chốt góp ý kiến và bỏ phiếu kín vào ngày 18 tháng 5 năm 2026",
            "Tập thể lãnh đạo thảo luận, biểu quyết; cấp có thẩm quyền xem xét, quyết định",
        ),
        "notice.report_due_on": date(2026, 5, 4),
    },
    "notice_conclusion": {
        **_letterhead("TB-UBND", 33, date(2026, 6, 15), "Các đơn vị có tên tại mục III", "Lưu: VT, VHXH"),
        **_BY_ORDER,
        "meeting.title": "cuộc họp về công tác cán bộ quản lý trường học",
        "meeting.held_on": date(2026, 6, 12),
        "meeting.place": "trụ sở Ủy ban nhân dân phường",
        "chair.address": "đồng chí",
        "chair.name": "Hoàng Minh Đạt",
        "chair.post": "Phó Chủ tịch Ủy ban nhân dân phường",
        "conclusion.attendance": "lãnh đạo Phòng Văn hóa - Xã hội và hiệu trưởng các trường",
        "conclusion.findings": ("Các trường tổ chức hội nghị đúng trình tự", "Hồ sơ của hai trường còn chậm"),
        "conclusion.conclusions": ("Hoàn thành việc xem xét bổ nhiệm lại trong quý III",),
        "conclusion.tasks": (
            {"unit": "Phòng Văn hóa - Xã hội", "task": "Tổng hợp, trình hồ sơ còn lại", "due": "30/6/2026"},
            {"unit": "Trường Mầm non Bình Minh", "task": "Chốt danh sách triệu tập", "due": "07/9/2026"},
        ),
    },
    "communique": {
        **_letterhead(
            "TB-UBND", 35, date(2026, 6, 10), SCHOOL, "Trang thông tin điện tử phường", "Lưu: VT, VHXH"
        ),
        **_SUBJECT,
        **_BY_ORDER,
        "decision.notation": "97/QĐ-UBND",
        "decision.signed_on": date(2026, 6, 8),
        "decision.maker": "Chủ tịch Ủy ban nhân dân phường Thạch Lâm",
        "decision.summary": "bổ nhiệm lại bà Vũ Thị Minh Châu giữ chức vụ Phó Hiệu trưởng, thời hạn 05 năm",
        "decision.effective_on": date(2026, 7, 1),
        "publication.place": "bảng tin của nhà trường và trang thông tin điện tử của phường",
        "publication.from_on": date(2026, 6, 10),
        "publication.until_on": date(2026, 7, 9),
    },
    "correction": {
        **_letterhead(
            "TB-UBND", 36, date(2026, 6, 11), "Như nơi nhận của văn bản được đính chính", "Lưu: VT, hồ sơ"
        ),
        **_BY_ORDER,
        **_EARLIER,
        "correction.reads": "sinh ngày 16 tháng 02 năm 1978",
        "correction.should_read": "sinh ngày 06 tháng 02 năm 1978",
    },
    "revocation": {
        **_without(_decision(105), *_ENACTED),
        **_EARLIER,
        "decision.proposal": "Trưởng phòng Văn hóa - Xã hội phường",
        "correction.reason": "ban hành không đúng thẩm quyền",
    },
    "letter_party_opinion": {
        **_letterhead("UBND-VHXH", 118, date(2026, 5, 20), "Như trên", "Lưu: VT, VHXH"),
        **_SUBJECT,
        **_DEPUTY,
        "addressees": ("Đảng ủy phường Thạch Lâm",),
        "letter.procedure": "xem xét bổ nhiệm lại",
        "letter.reply_by": date(2026, 5, 28),
        "opinion.party": "Đảng ủy phường",
        "enclosures": ("Sơ yếu lý lịch", "Báo cáo tự nhận xét, đánh giá"),
    },
    "letter_meeting": {
        **_letterhead("UBND-VHXH", 9, date(2026, 5, 4), "Như trên", "Lưu: VT, VHXH"),
        **_SUBJECT,
        **_DEPUTY,
        "addressees": (SCHOOL,),
        "letter.plan": "Kế hoạch số 12/KH-UBND ngày 02 tháng 02 năm 2026",
        "meeting.place": "phòng hội đồng của nhà trường",
        "meeting.started_at": datetime(2026, 5, 18, 14, 0, tzinfo=HANOI),
        "chair.address": "ông",
        "chair.name": "Hoàng Minh Đạt",
        "chair.post": "Phó Chủ tịch Ủy ban nhân dân phường",
        "letter.tasks": (
            "Rà soát, gửi danh sách viên chức, người lao động được triệu tập",
            "Bố trí phòng họp, nơi bỏ phiếu kín, hòm phiếu và tạo điều kiện để mọi người dự họp",
        ),
        "contact.line": "bà Ngô Thị Mỹ Duyên, Phòng Văn hóa - Xã hội",
    },
    "party_opinion": {
        **_party_letterhead("TB/ĐU", 45, date(2026, 5, 28), WARD, "Lưu Văn phòng Đảng ủy"),
        **_without(_SUBJECT, "subject.address"),
        "signer.capacity": ("K/T BÍ THƯ", "PHÓ BÍ THƯ"),
        "signer.name": "Nguyễn Hữu Lâm",
        "bases": ("Căn cứ Quy định số 377-QĐ/TW về phân cấp quản lý cán bộ",),
        "meeting.held_on": date(2026, 5, 27),
        "opinion.matter": "bổ nhiệm lại",
        "opinion.text": "đồng ý để cấp có thẩm quyền bổ nhiệm lại đồng chí Vũ Thị Minh Châu",
        "opinion.conditions": ("Hoàn thành hồ sơ trước khi hết thời hạn giữ chức vụ",),
        "opinion.addressee": WARD,
    },
    "party_minutes": {
        **_party_letterhead("BB/CB", 3, date(2026, 5, 27), "Đảng ủy phường", "Lưu Chi bộ"),
        "unit.superior": "Đảng ủy phường Thạch Lâm",
        "unit.name": "Chi bộ Trường Tiểu học Hoa Ban",
        "meeting.title": "họp Chi bộ cho ý kiến về nhân sự",
        "meeting.place": "phòng hội đồng của nhà trường",
        "meeting.started_at": datetime(2026, 5, 27, 16, 0, tzinfo=HANOI),
        "meeting.ended_at": datetime(2026, 5, 27, 17, 10, tzinfo=HANOI),
        "summoned.total": 17,
        "present.total": 16,
        "absent.total": 1,
        "chair.name": "Phan Đức Long",
        "chair.post": "Bí thư Chi bộ",
        "secretary.name": "Đinh Thị Thu Sen",
        "secretary.post": "Chi ủy viên",
        "minutes.entries": (
            {"at": datetime(2026, 5, 27, 16, 5, tzinfo=HANOI), "text": "Đồng chí Bí thư nêu nội dung họp."},
            {"at": datetime(2026, 5, 27, 16, 30, tzinfo=HANOI), "text": "Chi bộ thảo luận, cho ý kiến."},
        ),
        "conclusion.conclusions": ("Chi bộ thống nhất cho ý kiến bằng văn bản gửi Đảng ủy",),
        "signatures": (
            {"role": "Thư ký", "name": "Đinh Thị Thu Sen"},
            {"role": "Chủ trì", "name": "Phan Đức Long"},
        ),
    },
}
"""Each paper of the house beside those of the meeting, by the name of its form."""
