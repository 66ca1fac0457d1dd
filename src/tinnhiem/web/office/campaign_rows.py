"""The board of a campaign in words: where a leader stands, why, how far the case is, what presses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.domain.confidence.campaign import Gap, Standing
from tinnhiem.domain.confidence.progress import Stage, Window
from tinnhiem.domain.regulations import PostponementGround
from tinnhiem.web.words import titled


@dataclass(frozen=True)
class Status:
    """A state in a word, a shape and a color."""

    kind: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One leader as the board shows them; ``why`` is the ground, or what is missing and what to do."""

    row: ballots.BoardRow
    who: str
    href: str
    standing: Status
    stage: str
    why: str
    late: str
    reminder: str


def shown_in_words(
    rows: Sequence[ballots.BoardRow], *, campaign: ballots.CampaignView, grounds: Sequence[PostponementGround]
) -> list[Shown]:
    """The rows of a board in words."""
    labels = {ground.code: ground.label for ground in grounds}
    return [_shown(row, campaign, labels) for row in rows]


def standing_words() -> Mapping[Standing, tuple[str, str]]:
    """Each standing's shape and word."""
    return {
        Standing.UNCOVERED: ("late", _("Chưa có gì")),
        Standing.PLANNED: ("run", _("Đã lập hội nghị")),
        Standing.HELD: ("ok", _("Đã họp")),
        Standing.EXCEPTED: ("no", _("Ngoài đợt, có lý do")),
    }


def stage_words() -> Mapping[Stage, str]:
    """Each stage's word."""
    return {
        Stage.TO_NOTIFY: _("Chờ ra thông báo"),
        Stage.NOTIFIED: _("Đã thông báo"),
        Stage.PLANNED: _("Đã lập hội nghị"),
        Stage.SUMMONED: _("Đã triệu tập"),
        Stage.HELD: _("Đã họp"),
        Stage.WITH_AUTHORITY: _("Kết quả ở cấp có thẩm quyền"),
        Stage.DECIDED: _("Đã có quyết định"),
        Stage.PUBLISHED: _("Đã công khai quyết định"),
    }


def gap_words() -> Mapping[Gap, str]:
    """Why nothing covers a leader, and what to do."""
    return {
        Gap.NOT_PLANNED: _("Chưa lập hội nghị. Lập lịch dự kiến hoặc lập từng hội nghị."),
        Gap.ADJOURNED: _("Hội nghị đã hoãn. Lập hội nghị mới."),
        Gap.CANCELLED: _("Hội nghị đã hủy. Lập hội nghị mới hoặc đưa ra khỏi đợt."),
        Gap.FOUND_LATER: _("Danh bạ mới có thêm sau khi lập đợt. Lập hội nghị."),
        Gap.LEFT_REGISTER: _("Không còn giữ chức vụ này. Đưa ra khỏi đợt và ghi lý do."),
        Gap.GROUND_MISSING: _("Đã đưa ra khỏi đợt mà chưa ghi lý do. Ghi lý do và căn cứ."),
        Gap.GROUND_UNKNOWN: _("Lý do không có trong quy định đang áp dụng. Chọn lại lý do."),
        Gap.BASIS_MISSING: _("Có lý do mà thiếu văn bản làm căn cứ. Ghi văn bản."),
        Gap.BIRTH_MISSING: _("Chưa có ngày sinh nên chưa biết theo thủ tục nào. Bổ sung trong danh bạ."),
        Gap.SUPERIOR_MISSING: _(
            "Trường chưa có đơn vị quản lý vào ngày phải quyết định. Bổ sung trong danh bạ."
        ),
        Gap.OTHER_SUPERIOR: _("Đến ngày phải quyết định trường thuộc đơn vị khác. Bàn giao hồ sơ."),
        Gap.DECIDER_MISSING: _("Chưa rõ ai quyết định vào ngày đó. Hỏi cơ quan cấp trên."),
    }


def window_words() -> Mapping[Window, str]:
    """What a reminder asks for."""
    return {
        Window.NOTICE: _("Ra thông báo"),
        Window.MEETING: _("Tổ chức hội nghị"),
        Window.DOSSIER: _("Trình hồ sơ"),
        Window.DECISION: _("Ra quyết định"),
    }


def _shown(row: ballots.BoardRow, campaign: ballots.CampaignView, labels: Mapping[str, str]) -> Shown:
    kind, word = standing_words()[row.standing]
    return Shown(
        row=row,
        who=titled(row.name, row.sex),
        href=reverse("office:campaign_leader", args=[campaign.id, row.appointment_id]),
        standing=Status(kind, word),
        stage="" if row.standing is Standing.EXCEPTED else stage_words()[row.stage],
        why=gap_words()[row.gap] if row.gap else labels.get(row.ground, ""),
        late=_("quá hạn từ %(day)s") % {"day": _said(row.late_since)} if row.late_since else "",
        reminder=_("%(what)s trước %(day)s")
        % {"what": window_words()[row.reminder.window], "day": _said(row.reminder.on)}
        if row.reminder
        else "",
    )


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
