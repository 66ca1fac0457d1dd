"""What the templates of the first pages are given, as plain frozen values; the people are invented."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django import forms

from tinnhiem.apps.meetings.queries import MinutesRow, RollRow
from tinnhiem.web.charts import Part, Segments, segments
from tinnhiem.web.committee.forms import AccountForm, AddressForm, DecisionForm, ElectionForm, MinutesForm
from tinnhiem.web.committee.screens import ErrorLine

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DECREE = "Nghị định 115/2020/NĐ-CP, sửa đổi bởi Nghị định 85/2023/NĐ-CP"


def at(hour: int, minute: int) -> dt.datetime:
    """A moment of the day of the meeting."""
    return dt.datetime(2026, 5, 18, hour, minute, tzinfo=HANOI)


@dataclass(frozen=True)
class Link:
    href: str
    label: str


@dataclass(frozen=True)
class Status:
    kind: str
    text: str


@dataclass(frozen=True)
class NextAction:
    status: Status
    title: str
    why: str
    cite: str
    actions: tuple[Link, ...]
    provisional: str = ""


@dataclass(frozen=True)
class DueItem:
    on: dt.date
    title: str
    why: str
    cite: str
    status: Status
    action: Link
    href: str = "#"
    is_today: bool = False
    is_late: bool = False
    provisional: str = ""


@dataclass(frozen=True)
class Campaign:
    title: str
    planned: int
    total: int
    sentence: str
    chart: Segments
    link: Link


@dataclass(frozen=True)
class Notice:
    title: str
    sentence: str
    link: Link
    provisional: str = ""


@dataclass(frozen=True)
class Waiting:
    who: str
    what: str


@dataclass(frozen=True)
class Meeting:
    school: str
    title: str
    where: str


@dataclass(frozen=True)
class StepState:
    title: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class Figure:
    label: str
    value: int


@dataclass(frozen=True)
class Term:
    count: int
    label: str


@dataclass(frozen=True)
class Subject:
    name: str
    post: str


@dataclass(frozen=True)
class Fact:
    label: str
    value: int
    of: int
    note: str = ""
    progress: bool = False


@dataclass(frozen=True)
class Seal:
    label: str
    value: str


@dataclass(frozen=True)
class CurrentStep:
    title: str
    position: int
    read_aloud: str
    template: str
    form: forms.Form
    total: int = 8
    href: str = "#"
    present: int = 39
    needed: int = 20
    sizes: tuple[int, ...] = (3, 5)
    may_act: bool = True
    acts: tuple[Link, ...] = ()


@dataclass(frozen=True)
class RollPerson:
    id: int
    name: str
    is_present: bool = True
    absence: str = ""
    absence_id: str = ""


@dataclass(frozen=True)
class Equation:
    left: Term
    right: tuple[Term, ...]
    sign: str = "="
    holds: bool = True


@dataclass(frozen=True)
class CountLine:
    field: str
    name: str
    label: str
    value: int | None
    state: str


def a_due_item(**named: object) -> DueItem:
    """A meeting today, ready to be entered."""
    item = DueItem(
        on=dt.date(2026, 5, 18),
        title="Hội nghị lấy phiếu tại Trường Tiểu học Hoa Ban, 14:00",
        why="42 người được triệu tập. Giám sát: ông Đỗ Quốc Anh.",
        cite="khoản 3 Điều 51 Nghị định 115/2020/NĐ-CP",
        status=Status("run", "Sẵn sàng"),
        action=Link("#", "Vào phòng họp"),
        is_today=True,
    )
    return replace(item, **named)  # type: ignore[arg-type]  # the test names what matters


def the_first_page() -> Mapping[str, object]:
    """The office's first page on a working day in May."""
    return {
        "unit": "Phòng Văn hóa – Xã hội, phường Thạch Lâm",
        "role": "Chuyên viên Nội vụ",
        "today": dt.date(2026, 5, 18),
        "due_days": 30,
        "due_export": "#",
        "next": NextAction(
            status=Status("soon", "Việc gấp nhất, còn 4 ngày"),
            title="Gửi thông báo xem xét bổ nhiệm lại cho bà Lê Thị Hồng Vân trước hết thứ Sáu, 22/05",
            why="Bà Vân, Hiệu trưởng Trường Mầm non Hoa Sữa, hết thời hạn giữ chức vụ ngày 20/08/2026. Thông báo "
            "phải có chậm nhất 90 ngày trước ngày đó. Dự thảo đã điền sẵn, chỉ còn kiểm tra và trình ký.",
            cite=f"khoản 1 Điều 51 {DECREE}",
            actions=(Link("#", "Mở dự thảo thông báo"), Link("#", "Xem hồ sơ bà Vân")),
        ),
        "due": _due(),
        "campaign": Campaign(
            title="Đợt bổ nhiệm lại 2026",
            planned=74,
            total=74,
            sentence="Tất cả cán bộ hết nhiệm kỳ năm nay đều có trong kế hoạch: 70 người lấy phiếu, 4 người ngoại lệ "
            "có căn cứ.",
            chart=segments(
                [
                    Part("đã có quyết định", 18, "f1"),
                    Part("đã họp", 19, "f2"),
                    Part("sắp họp", 33, "f0"),
                    Part("ngoại lệ", 4, "f4"),
                ]
            ),
            link=Link("#", "Mở bảng theo dõi 61 trường"),
        ),
        "notices": [
            Notice(
                title="Từ 01/07/2026 áp dụng Luật Viên chức mới",
                sentence="9 hồ sơ mở sau ngày này sẽ theo bộ quy định mới. Hồ sơ đã ra thông báo vẫn theo bộ cũ.",
                link=Link("#", "Xem 9 hồ sơ"),
                provisional="carried_over",
            )
        ],
        "waiting": [
            Waiting("Chủ tịch UBND phường", "ký 6 quyết định, lâu nhất từ 12/05"),
            Waiting("Đảng ủy phường", "cho ý kiến bằng văn bản về 3 nhân sự"),
        ],
    }


def _due() -> Sequence[DueItem]:
    return [
        a_due_item(
            on=dt.date(2026, 5, 15),
            title="Ban hành quyết định kéo dài thời gian giữ chức vụ cho ông Phan Văn Thạch",
            why="Trường Tiểu học Bến Đá. Hết hạn hôm nay, chưa có quyết định.",
            cite="khoản 3 Điều 49 Nghị định 115/2020/NĐ-CP",
            status=Status("late", "Quá hạn 1 ngày làm việc"),
            action=Link("#", "Mở hồ sơ"),
            is_today=False,
            is_late=True,
        ),
        a_due_item(),
        a_due_item(
            on=dt.date(2026, 5, 20),
            title="Trình Chủ tịch UBND phường báo cáo về ông Phan Đức Long",
            why="Trường THCS Bình Minh, hội nghị ngày 12/05/2026.",
            cite="khoản 4 Điều 51 Nghị định 115/2020/NĐ-CP",
            status=Status("soon", "Còn 2 ngày"),
            action=Link("#", "Soạn tờ trình"),
            is_today=False,
        ),
        a_due_item(
            on=dt.date(2026, 6, 12),
            title="Lập kế hoạch lấy phiếu tại Trường Mầm non Sao Mai",
            why="Bà Ngô Hoài Mơ hết thời hạn giữ chức vụ ngày 14/09/2026.",
            cite="khoản 2 Điều 51 Nghị định 115/2020/NĐ-CP",
            status=Status("wait", "Còn 25 ngày"),
            action=Link("#", "Lập kế hoạch"),
            is_today=False,
            provisional="carried_over",
        ),
    ]


def a_meeting() -> Meeting:
    """The conference at a primary school."""
    return Meeting(
        school="Trường Tiểu học Hoa Ban",
        title="Hội nghị lấy ý kiến về việc bổ nhiệm lại",
        where="Trường Tiểu học Hoa Ban · Phòng hội đồng · Chủ trì: ông Hoàng Minh Đạt",
    )


def the_cockpit(**named: object) -> Mapping[str, object]:
    """The meeting while the room elects its counting committee."""
    return {
        "unit": "Trường Tiểu học Hoa Ban",
        "role": "Thư ký hội nghị",
        "meeting": a_meeting(),
        "clock": at(14, 18),
        "saved_at": at(14, 17),
        "projector": "#",
        "steps": _steps(),
        "step": an_election(),
        "roll": a_roll(),
        "minutes": {"lines": _minutes(), "form": MinutesForm(), "action": "#"},
        **named,
    }


def _steps() -> Sequence[StepState]:
    return [
        StepState("Giới thiệu người dự, điểm danh", "done", "14:06"),
        StepState("Nêu mục đích, yêu cầu", "done", "14:09"),
        StepState("Thông qua quy trình", "done", "14:11"),
        StepState("Bầu tổ kiểm phiếu", "current", "đang làm"),
        StepState("Báo cáo tự nhận xét, đánh giá", "waiting"),
        StepState("Bỏ phiếu kín", "waiting"),
        StepState("Kiểm phiếu, niêm phong", "waiting"),
        StepState("Bế mạc, ký biên bản", "waiting"),
    ]


def an_election() -> CurrentStep:
    """The election of the counting committee by a show of hands."""
    names = ("Lưu Thị Hoài An", "Nông Văn Bằng", "Đinh Thị Thu Sen")
    people = [RollRow(place, place, name, "Giáo viên", True, "") for place, name in enumerate(names, 1)]
    return CurrentStep(
        title="Bầu tổ kiểm phiếu",
        position=4,
        read_aloud="Đề nghị hội nghị bầu tổ kiểm phiếu 3 người. Người được lấy phiếu và người thân không tham gia tổ. "
        "Ai đồng ý xin giơ tay.",
        template="committee/steps/_committee_election.html",
        form=ElectionForm(people=people),
    )


def an_address(form: forms.Form | None = None) -> CurrentStep:
    """The supervising officer's address, minuted in words."""
    return CurrentStep(
        title="Ý kiến của người giám sát cấp trên",
        position=3,
        read_aloud="Mời ông Đỗ Quốc Anh phát biểu. Người phát biểu không gợi ý hội nghị nên bỏ phiếu thế nào.",
        template="committee/steps/_address.html",
        form=form or AddressForm(),
    )


def a_roll(*, present: int = 39, needed: int = 28, may_change: bool = False) -> Mapping[str, object]:
    """A roll of 42 people summoned."""
    names = [
        "Vũ Thị Minh Châu",
        "Trịnh Xuân Lộc",
        "Lưu Thị Hoài An",
        "Nông Văn Bằng",
        "Đinh Thị Thu Sen",
        "Ngô Thị Mỹ Duyên",
        "Tô Thị Kim Yến",
        "Lương Thị Thu Loan",
        "Mai Xuân Lâm",
        "Trần Hữu Tiến",
        "Chu Thị Thu Phượng",
        "Đỗ Thị Mỹ Vân",
    ]
    is_met = present >= needed
    return {
        "figures": (
            Figure("người được triệu tập, danh sách đã chốt", 42),
            Figure("có mặt lúc 14:06", present),
            Figure("cần có mặt, từ 2/3 trở lên", needed),
        ),
        "is_called": True,
        "is_met": is_met,
        "sentence": "Số triệu tập 42 là mẫu số khi kết luận; người vắng mặt vẫn tính trong mẫu số."
        if is_met
        else f"Còn thiếu {needed - present} người; chờ thêm rồi điểm danh lại.",
        "cite": "khoản 2 Điều 46 Nghị định số 115/2020/NĐ-CP",
        "people": [
            RollPerson(
                place,
                names[place % len(names)],
                is_present=place < present,
                absence="" if place < present else "nghỉ ốm",
                absence_id="" if place < present else "sick",
            )
            for place in range(42)
        ],
        "asks_why": True,
        "absent": 42 - present,
        "absences": [("leave", "nghỉ phép, thai sản"), ("sick", "nghỉ ốm")],
        "may_change": may_change,
        "href": "#",
    }


def _minutes() -> Sequence[MinutesRow]:
    return [
        MinutesRow(
            at(14, 2), "module", "Ông Hoàng Minh Đạt chủ trì, giới thiệu người dự. Giám sát: ông Đỗ Quốc Anh."
        ),
        MinutesRow(
            at(14, 6), "module", "Triệu tập 42, có mặt 39, vắng 3 có lý do. Đủ từ 2/3 trở lên, cần 28."
        ),
        MinutesRow(at(14, 9), "correction", "Thư ký là bà Ngô Thị Mỹ Duyên, không phải bà Ngô Thị Duyên."),
        MinutesRow(at(14, 11), "module", "Hội nghị thông qua quy trình, 39/39 người giơ tay."),
    ]


def the_count(**named: object) -> Mapping[str, object]:
    """The second member's page after both have entered, differing on two lines."""
    return {
        "unit": "Trường Mầm non Sao Mai",
        "role": "tổ kiểm phiếu",
        "meeting": {"where": "Trường Mầm non Sao Mai · Phòng hội đồng"},
        "is_open_for_count": True,
        "errors_title": "Khác nhau tại 2 dòng, chưa khóa được kết quả",
        "errors_todo": "Hai người mở lại xấp phiếu, đếm to từng phiếu, rồi mỗi người tự sửa số của mình.",
        "errors": [
            ErrorLine("count_against", "Dòng “Không đồng ý”: hai lần nhập khác nhau"),
            ErrorLine("count_invalid", "Dòng “Không hợp lệ”: hai lần nhập khác nhau"),
        ],
        "seat": "Bạn là người nhập thứ hai: ông Lương Quang Phong",
        "subject": Subject("Bà Ngô Hoài Mơ", "Phó Hiệu trưởng"),
        "printed": 30,
        "present": 25,
        "account_is_made": True,
        "account_form": AccountForm(),
        "equations": [
            Equation(Term(30, "in ra"), (Term(26, "phát ra"), Term(4, "chưa dùng"))),
            Equation(Term(26, "phát ra"), (Term(24, "thu về"), Term(1, "đã đổi"), Term(1, "không thu về"))),
            Equation(Term(25, "người nhận phiếu"), (Term(25, "có mặt"),), sign="≤"),
        ],
        "rows": [
            CountLine("count_agree", "agree", "Đồng ý bổ nhiệm lại", 17, "same"),
            CountLine("count_against", "against", "Không đồng ý bổ nhiệm lại", 6, "differs"),
            CountLine("count_invalid", "invalid", "Không hợp lệ", 1, "differs"),
        ],
        "total": 24,
        "has_total": True,
        "total_matches": True,
        "may_enter": True,
        "can_lock": False,
        "is_locked": False,
        "may_conclude": False,
        "decided": [],
        "decision_form": DecisionForm(grounds=[("between", "Dấu nằm giữa hai ô")]),
        "committee_size": 3,
        "actions": dict.fromkeys(("account", "decide", "enter", "lock", "conclude"), "#"),
        **named,
    }


def the_projector(**named: object) -> Mapping[str, object]:
    """The wall while people vote on paper."""
    return {
        "meeting": a_meeting(),
        "clock": at(14, 52),
        "refresh": "fragment/",
        "step": StepOnTheWall("Bỏ phiếu kín", 7, 9),
        "facts": [
            Fact("Có mặt", 39, 42, note="Đủ số người, cần 28"),
            Fact("Phiếu đã phát", 35, 39, progress=True),
        ],
        "sentence": "Không ai biết phiếu nào của ai. Kết quả không công bố tại hội nghị này.",
        "seal": None,
        **named,
    }


@dataclass(frozen=True)
class StepOnTheWall:
    title: str
    position: int
    total: int
