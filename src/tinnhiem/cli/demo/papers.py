"""The papers round the demo's ballot, from the yearly plan to the communiqué."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.papers import percent
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.cli.demo.authority import Authority
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import BLANK, FactValue, Row

if TYPE_CHECKING:
    from tinnhiem.cli.demo.story import Clock

WITHIN: Final = timedelta(days=365)
PUBLISHED: Final = timedelta(days=30)
ADDRESSES: Final = {"female": "bà", "male": "ông"}
CHAIRMAN: Final = "Chủ tịch UBND phường Thạch Lâm"
PARTY: Final = "Đảng ủy phường Thạch Lâm"
OFFICE: Final = "Phòng Văn hóa - Xã hội"
OPEN: Final = ("subject", "leadership", "staff", "attendees", "appointing_authority")
AUTHORITY: Final = ("appointing_authority",)
PUBLIC: Final = ("public", *OPEN)
FILED: Final = "Lưu: VT, hồ sơ"

Facts = dict[str, FactValue]


@dataclass(frozen=True)
class Desk:
    """Whose papers these are, about which case, and the clock of the story."""

    authority: Authority
    about: str
    clock: "Clock"

    @property
    def today(self) -> date:
        """The day of the story, where it takes place."""
        return timezone.localdate(self.clock.at)

    def file(
        self,
        form: str,
        title: str,
        facts: Mapping[str, FactValue],
        *,
        audience: Sequence[str],
        sources: Mapping[str, str] | None = None,
    ) -> UUID:
        """Write and file a draft."""
        paper = records.write_paper(
            form=form,
            facts=facts,
            title=title,
            about=self.about,
            unit_id=self.authority.commune_id,
            audience=audience,
            sources=sources or {},
        )
        with transaction.atomic():
            return records.file_document(paper=paper, actor=self.authority.officer, at=self.clock.after(2))

    def sign(self, document_id: UUID, *, series: str, signer: str) -> str:
        """Enter the signed paper as the clerk does, and return its number."""
        day = self.today
        commune = self.authority.commune_id
        scan = shelf.open_document(document_id, audiences=AUTHORITY)
        signature = records.Signature(
            series=series,
            number=shelf.next_number(unit_id=commune, series=series, year=day.year),
            signed_on=day,
            signer=signer,
            file_name=f"{series}.pdf",
            content=scan.pdf,
        )
        clerk, at = self.authority.clerk, self.clock.after(30)
        records.prepare_signature(document_id=document_id, signature=signature, actor=clerk, at=at)
        records.confirm_signature(document_id=document_id, actor=clerk, at=self.clock.after(1))
        return shelf.get_row(document_id).notation


def ensure_plan(authority: Authority, clock: "Clock") -> None:
    """The draft of the yearly plan, where the shelf has none yet, so that the clerk has something to do."""
    desk = Desk(authority, about_plan(clock.at.year), clock)
    if not shelf.documents_about(desk.about, audiences=AUTHORITY):
        _draft_plan(desk, _terms(authority, desk.today))


def about_plan(year: int) -> str:
    """The key under which the shelf keeps the papers of a year's plan."""
    return f"plan:{year}"


def plan_and_approve(desk: Desk) -> str:
    """The yearly plan, signed, and its approval; the number of the plan is what the meeting rests on."""
    rows = _terms(desk.authority, desk.today)
    notation = desk.sign(_draft_plan(desk, rows), series="KH-UBND", signer=desk.authority.chairman.name)
    approval = desk.file(
        "plan_approval",
        f"Quyết định phê duyệt Kế hoạch {notation}",
        {
            **_decision_head(desk, f"{OFFICE} tại Kế hoạch số {notation}"),
            "plan.period": _period(desk),
            "plan.total": len(rows),
            "plan.owner": OFFICE,
        },
        audience=OPEN,
    )
    desk.sign(approval, series="QĐ-UBND", signer=desk.authority.chairman.name)
    return notation


def _period(desk: Desk) -> str:
    return f"năm {desk.today.year}"


def _draft_plan(desk: Desk, rows: Sequence[ballots.DueTerm]) -> UUID:
    period = _period(desk)
    return desk.file(
        "plan",
        f"Kế hoạch xem xét bổ nhiệm lại {period}",
        {
            **_head(desk, "KH-UBND", ("Các trường", OFFICE, FILED)),
            **_signed_by(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), desk.authority.chairman),
            "bases": _bases(desk),
            "plan.period": period,
            "plan.purposes": (
                "Xem xét đủ mọi viên chức quản lý hết thời hạn giữ chức vụ, đúng trình tự, đúng hạn",
            ),
            "plan.total": len(rows),
            "plan.subjects": tuple(_scheduled(row) for row in rows),
            "plan.exceptions": (),
            "plan.steps": (
                "Thông báo; viên chức gửi báo cáo tự nhận xét, đánh giá",
                "Hội nghị cán bộ chủ chốt góp ý kiến, bỏ phiếu kín",
                "Tập thể lãnh đạo biểu quyết; cấp có thẩm quyền xem xét, quyết định",
            ),
            "plan.tasks": ({"unit": OFFICE, "task": "chuẩn bị hội nghị, tổng hợp hồ sơ"},),
        },
        audience=OPEN,
    )


def announce(desk: Desk, *, appointment_id: int, meeting_at: date, place: str) -> None:
    """The notice to the leader, signed, and the invitation to the meeting."""
    row = _term(desk, appointment_id)
    notice = desk.file(
        "notice",
        f"Thông báo xem xét bổ nhiệm lại {row.full_name}",
        {
            **_head(desk, "TB-UBND", (row.full_name, row.school_name, FILED)),
            **_signed_by(("CHỦ TỊCH",), desk.authority.chairman),
            **_subject(row),
            "bases": _bases(desk),
            "term.ends_on": row.last_day,
            "notice.matter": "bổ nhiệm lại",
            "notice.tasks": (
                "Viên chức gửi báo cáo tự nhận xét, đánh giá",
                "Hội nghị cán bộ chủ chốt góp ý kiến, bỏ phiếu kín",
                "Cấp có thẩm quyền xem xét, quyết định",
            ),
            "notice.report_due_on": meeting_at - timedelta(days=2),
        },
        audience=OPEN,
    )
    desk.sign(notice, series="TB-UBND", signer=desk.authority.chairman.name)
    desk.file(
        "invitation",
        f"Giấy mời dự hội nghị tại {row.school_name}",
        {
            **_head(desk, "GM-UBND", ("Như trên", FILED)),
            **_signed_by(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), desk.authority.clerk),
            "guest.name": f"toàn thể viên chức {row.school_name}",
            "meeting.place": place,
            "meeting.started_at": desk.clock.at + (meeting_at - desk.today),
            "meeting.agenda": ("Nghe báo cáo tự nhận xét, đánh giá", "Góp ý kiến", "Bỏ phiếu kín"),
            "chair.address": "ông",
            "chair.name": "Hoàng Minh Đạt",
            "chair.post": "Phó Chủ tịch UBND phường",
            "contact.line": "bà Ngô Thị Mỹ Duyên",
        },
        audience=("attendees", "appointing_authority"),
    )


def report_and_decide(desk: Desk, *, poll_id: UUID, appointment_id: int) -> None:
    """Report and submission with counts, for the authority alone; the decision and its communiqué."""
    result = ballots.result_of(poll_id, actor=desk.authority.chairman, on=desk.today)
    row = _term(desk, appointment_id)
    record = f"poll:{poll_id}"
    counted = {
        "ballots": record,
        "options": record,
        "conclusion": record,
        "denominator": record,
        "votes": record,
    }
    desk.file(
        "results_report",
        f"Báo cáo kết quả lấy phiếu: {row.full_name}",
        _report(desk, result, row),
        audience=AUTHORITY,
        sources=counted,
    )
    desk.file(
        "submission",
        f"Tờ trình về việc bổ nhiệm lại {row.full_name}",
        _submission(desk, result, row),
        audience=AUTHORITY,
        sources=counted,
    )
    decision = desk.file(
        "decision_reappointment",
        f"Quyết định bổ nhiệm lại {row.full_name}",
        {
            **_decision_head(desk, f"Trưởng {OFFICE}"),
            **_subject(row),
            "subject.born_on": _born_on(row),
            "decision.effective_on": row.ends_on,
            "decision.term": "05 năm",
        },
        audience=OPEN,
    )
    notation = desk.sign(decision, series="QĐ-UBND", signer=desk.authority.chairman.name)
    desk.file(
        "communique",
        f"Thông báo công khai Quyết định {notation}",
        _communique(desk, row, notation),
        audience=PUBLIC,
    )


def _report(desk: Desk, result: ballots.Result, row: ballots.DueTerm) -> Facts:
    return {
        **_head(desk, "BC-VHXH", ("Như trên", FILED)),
        **_signed_by(("TRƯỞNG PHÒNG",), desk.authority.officer),
        **_subject(row),
        "addressees": (CHAIRMAN,),
        "bases": _bases(desk),
        "meeting.place": result.meeting.place,
        "meeting.started_at": result.meeting.scheduled_at,
        "summoned.total": result.summoned,
        "present.total": result.present,
        "ballots.issued": result.issued,
        "ballots.returned": result.returned,
        "ballots.valid": result.returned - result.invalid,
        "ballots.invalid": result.invalid,
        "options": tuple(_option(each.label, each.count, result) for each in result.options),
        "denominator.statement": "tổng số người được triệu tập",
        "denominator.total": result.summoned,
        "conclusion.text": result.conclusion,
        "conclusion.basis": "; ".join(result.bases),
        "report.proposals": ("Cho thực hiện bước tiếp theo của quy trình",),
        "enclosures": ("Biên bản hội nghị", "Biên bản kiểm phiếu"),
    }


def _option(label: str, count: int, result: ballots.Result) -> Row:
    return {
        "label": label,
        "count": count,
        "share": f"{count}/{result.summoned}",
        "percent": percent(count, result.summoned),
    }


def _submission(desk: Desk, result: ballots.Result, row: ballots.DueTerm) -> Facts:
    agree = result.options[0].count
    conference: Row = {
        "stage": "Hội nghị cán bộ chủ chốt",
        "whole": result.summoned,
        "agree": agree,
        "share": f"{agree}/{result.summoned}",
    }
    return {
        **_head(desk, "TTr-VHXH", ("Như trên", FILED)),
        **_signed_by(("TRƯỞNG PHÒNG",), desk.authority.officer),
        **_subject(row),
        "subject.born_on": _born_on(row),
        "addressees": (CHAIRMAN,),
        "bases": _bases(desk),
        "term.starts_on": row.starts_on,
        "term.ends_on": row.last_day,
        "submission.reason": f"{row.full_name} hết thời hạn; nhà trường có nhu cầu tiếp tục bố trí",
        "submission.process": ("Thông báo xem xét bổ nhiệm lại", "Hội nghị cán bộ chủ chốt"),
        "votes": (conference,),
        "opinion.party": f"theo văn bản của {PARTY}",
        "submission.proposal": "bổ nhiệm lại",
        "submission.from_on": row.ends_on,
        "enclosures": ("Biên bản hội nghị", "Biên bản kiểm phiếu"),
    }


def _communique(desk: Desk, row: ballots.DueTerm, notation: str) -> Facts:
    return {
        **_head(desk, "TB-UBND", (row.school_name, FILED)),
        **_signed_by(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), desk.authority.clerk),
        **_subject(row),
        "decision.notation": notation,
        "decision.signed_on": desk.today,
        "decision.maker": CHAIRMAN,
        "decision.summary": f"bổ nhiệm lại chức vụ {row.post_title}, thời hạn 05 năm",
        "decision.effective_on": row.ends_on,
        "publication.place": "bảng tin của nhà trường",
        "publication.from_on": desk.today,
        "publication.until_on": desk.today + PUBLISHED,
    }


def _head(desk: Desk, symbol: str, recipients: tuple[str, ...]) -> Facts:
    unit = org.get_unit(desk.authority.commune_id)
    superior = org.superior_on(unit.id, desk.today)
    return {
        "unit.superior": superior.name if superior else unit.name,
        "unit.name": unit.name,
        "document.number": BLANK,
        "document.symbol": symbol,
        "document.place": unit.place,
        "document.issued_on": BLANK,
        "recipients": recipients,
    }


def _decision_head(desk: Desk, proposal: str) -> Facts:
    return {
        **_head(desk, "QĐ-UBND", ("Như Điều 3", FILED)),
        **_signed_by(("CHỦ TỊCH",), desk.authority.chairman),
        "bases": _bases(desk),
        "decision.maker": CHAIRMAN,
        "decision.proposal": proposal,
        "decision.effective_on": desk.today,
        "decision.executors": f"Chánh Văn phòng, Trưởng {OFFICE}, hiệu trưởng các trường",
    }


def _signed_by(capacity: tuple[str, ...], signer: Actor) -> Facts:
    return {"signer.capacity": capacity, "signer.name": signer.name}


def _subject(row: ballots.DueTerm) -> Facts:
    return {
        "subject.address": ADDRESSES[row.sex],
        "subject.name": row.full_name,
        "subject.post": row.post_title,
        "subject.unit": row.school_name,
    }


def _scheduled(row: ballots.DueTerm) -> Mapping[str, str | date]:
    return {
        "unit": row.school_name,
        "name": row.full_name,
        "post": row.post_title,
        "ends_on": row.last_day,
        "notice_by": row.notice_by,
        "meeting_on": row.decision_by - timedelta(days=45),
        "arrangement": f"Phòng họp {row.school_name}",
    }


def _bases(desk: Desk) -> tuple[str, ...]:
    return records.bases_in_force(procedure="reappointment", on=desk.today, school_level="primary")


def _terms(authority: Authority, on: date) -> Sequence[ballots.DueTerm]:
    rows = ballots.due_terms(list(authority.schools.values()), on=on)
    return [row for row in rows if row.ends_on <= on + WITHIN]


def _term(desk: Desk, appointment_id: int) -> ballots.DueTerm:
    return ballots.due_term(appointment_id, on=desk.today)


def _born_on(row: ballots.DueTerm) -> date:
    born_on = org.get_appointment(row.appointment_id).born_on
    if born_on is None:
        raise RuntimeError("The demo knows when its people were born.")
    return born_on
