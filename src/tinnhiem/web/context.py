"""What every page knows of the house: the desk it stands on, that desk's sections and the visitor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.org import queries as org
from tinnhiem.web import requests

__all__ = ["DESKS", "Desk", "Entry", "House", "Section", "find_address", "find_desk", "house"]


@dataclass(frozen=True)
class Section:
    """One entry of a desk's menu; ``view`` is the name of its first page."""

    view: str
    label: Promise


@dataclass(frozen=True)
class Desk:
    """One kind of work, who does it and its menu; ``name`` is also the namespace of its addresses.

    ``role`` is the grant that leads here; a meeting, or the post one holds, leads to a desk without one.
    """

    name: str
    label: Promise
    people: Promise
    work: Promise
    enter: Promise
    sections: tuple[Section, ...]
    role: str = ""

    @property
    def first_page(self) -> str:
        """The name of the page a visitor of this desk starts on."""
        return self.sections[0].view


DESKS: Final = (
    Desk(
        name="office",
        label=_("Bàn làm việc"),
        people=_("Cán bộ Nội vụ, Văn hóa – Xã hội, Kiểm tra"),
        work=_("Ai đến hạn, theo điều nào, việc gì làm trước"),
        enter=_("Vào bàn làm việc"),
        sections=(
            Section("office:today", _("Việc của tôi")),
            Section("office:registers", _("Danh bạ")),
            Section("office:terms", _("Nhiệm kỳ")),
            Section("office:campaigns", _("Đợt lấy phiếu")),
            Section("office:meetings", _("Hội nghị")),
            Section("office:calendar", _("Lịch")),
            Section("office:law", _("Pháp luật")),
        ),
        role="officer",
    ),
    Desk(
        name="authority",
        label=_("Bàn của cấp có thẩm quyền"),
        people=_("Người quyết định bổ nhiệm và cơ quan tham mưu"),
        work=_("Nhận kết quả đã niêm phong, xem việc phải quyết định"),
        enter=_("Xem kết quả"),
        sections=(
            Section("authority:results", _("Kết quả")),
            Section("authority:cases", _("Hồ sơ")),
            Section("authority:publications", _("Công khai")),
            Section("authority:history", _("Qua các năm")),
            Section("clerk:drafts", _("Chờ ký")),
            Section("audit:ledger", _("Nhật ký")),
        ),
        role="appointing_authority",
    ),
    Desk(
        name="committee",
        label=_("Phòng họp"),
        people=_("Chủ trì, thư ký, tổ kiểm phiếu, giám sát"),
        work=_("Điểm danh, đi từng bước, kiểm phiếu, ký biên bản"),
        enter=_("Vào phòng họp"),
        sections=(Section("committee:meetings", _("Phòng họp")),),
    ),
    Desk(
        name="leader",
        label=_("Hồ sơ của tôi"),
        people=_("Hiệu trưởng, phó hiệu trưởng"),
        work=_("Tự nhận xét, nhiệm kỳ, việc phải làm"),
        enter=_("Vào hồ sơ của tôi"),
        sections=(Section("leader:home", _("Hồ sơ của tôi")),),
    ),
    Desk(
        name="clerk",
        label=_("Văn thư"),
        people=_("Người làm văn thư; cấp có thẩm quyền với văn bản có số phiếu"),
        work=_("Văn bản chờ ký, cấp số, vào sổ, bản đã ký"),
        enter=_("Vào bàn văn thư"),
        sections=(
            Section("clerk:drafts", _("Chờ ký")),
            Section("clerk:register", _("Sổ văn bản đi")),
            Section("clerk:offices", _("Nơi ban hành")),
        ),
        role="records_clerk",
    ),
    Desk(
        name="audit",
        label=_("Nhật ký"),
        people=_("Người quản trị, cấp có thẩm quyền"),
        work=_("Ai đã làm việc gì, sổ nhật ký còn nguyên vẹn không"),
        enter=_("Mở sổ nhật ký"),
        sections=(
            Section("audit:ledger", _("Sổ nhật ký")),
            Section("audit:verify", _("Kiểm tra")),
            Section("clerk:offices", _("Nơi ban hành")),
        ),
        role="administrator",
    ),
)
"""All desks in the order in which the front page names them."""


@dataclass(frozen=True)
class Entry:
    """A section as the menu shows it; ``current`` is the value of ``aria-current``, empty elsewhere."""

    href: str
    label: Promise
    current: str


@dataclass(frozen=True)
class House:
    """The desk a page stands on, with its menu and the visitor's unit; a public page stands on none."""

    desk: Desk | None
    sections: tuple[Entry, ...]
    unit: str
    is_demo: bool


def house(request: HttpRequest) -> Mapping[str, House]:
    """Context of every page: ``house.desk``, ``house.sections``, ``house.unit`` and ``house.is_demo``."""
    found = request.resolver_match
    desk = find_desk(found.namespace) if found else None
    sections = _menu(desk.sections, request.path) if desk else ()
    return {"house": House(desk=desk, sections=sections, unit=_unit(request, desk), is_demo=settings.DEMO)}


def find_desk(name: str) -> Desk | None:
    """The desk of that name or namespace; None for public pages."""
    return next((desk for desk in DESKS if desk.name == name), None)


def find_address(view: str) -> str | None:
    """The address of a view; None while no page of that name is served."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return None


def _unit(request: HttpRequest, desk: Desk | None) -> str:
    """Where the visitor holds the role of this desk; empty at a desk that needs no role."""
    if desk is None or not desk.role or not request.user.is_authenticated:
        return ""
    held = org.units_of_role(
        account_id=requests.actor(request).account_id, role=desk.role, on=requests.today()
    )
    return ", ".join(sorted(org.get_unit(unit).name for unit in held))


def _menu(sections: Sequence[Section], path: str) -> tuple[Entry, ...]:
    addresses = [(section, find_address(section.view)) for section in sections]
    served = [(section, address) for section, address in addresses if address]
    known = [address for section, address in served]
    return tuple(
        Entry(href=address, label=section.label, current=_current(address, path, known))
        for section, address in served
    )


def _current(address: str, path: str, known: Sequence[str]) -> str:
    """``page`` on the section's own page, ``true`` below it unless other sections stand there too."""
    if path == address:
        return "page"
    is_root = any(other != address and other.startswith(address) for other in known)
    return "true" if path.startswith(address) and not is_root else ""
