"""The review cases of the demo, carried step by step at the authority's desk to their publication."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations import DecisionTerms, PaperTerms
from tinnhiem.apps.ballots.queries.due import sex_of
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo.house import ADVISING_BODY, PARTY, House
from tinnhiem.domain.confidence.entries import Entry, VoteCounts
from tinnhiem.domain.regulations.terms import retirement_day

AUTHORITY: Final = "Chủ tịch UBND phường Thạch Lâm"
LEADERSHIP: Final = "Tập thể lãnh đạo UBND phường Thạch Lâm"
YEARS: Final = 5
"""How long a term lasts that retirement does not cut short."""
MEMBERS: Final = 5
"""How many people the leadership of the ward has."""
GOES_ON: Final = (
    "Kết quả đúng một nửa; nhà trường ổn định, người được lấy phiếu hoàn thành tốt nhiệm vụ ba năm liền. "
    "Cho tiếp tục quy trình, lấy ý kiến cấp ủy và tập thể lãnh đạo."
)
STOPS: Final = (
    "Chưa quá một nửa số người được triệu tập đồng ý; qua làm việc với nhà trường, việc điều hành chuyên môn "
    "còn hạn chế. Không tiếp tục quy trình bổ nhiệm lại."
)


@dataclass(frozen=True)
class Ending:
    """How a case ends: the decision, the grounds for it, and what the papers propose and say.

    ``opinion`` stands in the submission where the Party committee was not asked.
    """

    decision: str
    reasons: str
    need: str
    proposal: str = "Cho thực hiện bước tiếp theo của quy trình"
    continuation: str = ""
    opinion: str = ""


REAPPOINTED: Final = Ending(
    decision="reappoint",
    reasons="Đủ tiêu chuẩn, điều kiện; quy trình đúng quy định.",
    need="Hết thời hạn giữ chức vụ; nhà trường có nhu cầu tiếp tục bố trí, người được xem xét đủ tiêu chuẩn",
)
AT_ONE_HALF: Final = Ending(
    decision="reappoint",
    reasons="Tập thể lãnh đạo nhất trí; cấp ủy đồng ý; đủ tiêu chuẩn, điều kiện.",
    need="Hết thời hạn giữ chức vụ; cấp có thẩm quyền đã xem kết quả đúng một nửa và cho tiếp tục quy trình",
    proposal="Xem xét, quyết định việc tiếp tục quy trình khi kết quả đúng một nửa",
    continuation="continue",
)
NOT_REAPPOINTED: Final = Ending(
    decision="relieve",
    reasons="Hết thời hạn giữ chức vụ, không được bổ nhiệm lại.",
    need="Hết thời hạn giữ chức vụ, cấp có thẩm quyền không cho tiếp tục quy trình bổ nhiệm lại",
    proposal="Xem xét, quyết định; kèm đầy đủ hồ sơ hội nghị và ý kiến của nhà trường",
    continuation="stop",
    opinion="chưa lấy ý kiến, do không tiếp tục quy trình sau hội nghị",
)
EXTENDED: Final = Ending(
    decision="extend",
    reasons="Còn dưới hai năm công tác; tập thể lãnh đạo nhất trí.",
    need="Hết thời hạn giữ chức vụ khi còn dưới 02 năm công tác, đủ sức khỏe, nhà trường có nhu cầu",
    opinion="quy trình kéo dài không có bước lấy ý kiến riêng của cấp ủy",
)


@dataclass(frozen=True)
class Case:
    """A case on its way: how it will end, the first day after the old term and after what is given."""

    id: UUID
    appointment_id: int
    ending: Ending
    starts_on: date
    ends_on: date

    @property
    def goes_on(self) -> bool:
        """Whether the procedure goes on to the leadership's vote."""
        return self.ending.continuation != "stop"


def open_after(house: House, poll_id: UUID, ending: Ending, *, term: ballots.EndingLeader) -> Case:
    """Open the case that follows a counted ballot, and report its result in writing."""
    by = house.by_authority()
    case_id = acts.open_case_of_poll(poll_id=poll_id, actor=by.actor, at=by.at)
    case = Case(case_id, term.appointment_id, ending, term.lapses_on, _next_term_until(term))
    _paper(house, case, "results_report", reason=ending.proposal)
    return case


def open_extension(house: House, *, term: ballots.EndingLeader) -> Case:
    """Open the case of a leader close to retirement, who asked for an extension."""
    by = house.by_authority()
    case_id = acts.open_case(
        procedure="extension",
        appointment_id=term.appointment_id,
        legal_basis_on=house.clock.today,
        actor=by.actor,
        at=by.at,
    )
    case = Case(
        case_id, term.appointment_id, EXTENDED, term.lapses_on, _retires_on(term, on=house.clock.today)
    )
    _step(house, case, "request", Entry(ADVISING_BODY, house.clock.today, number="02/BC-KB"))
    return case


def continue_or_stop(house: House, case: Case) -> None:
    """The authority says whether the procedure goes on, where the result asks for that."""
    if case.ending.continuation:
        words = GOES_ON if case.goes_on else STOPS
        entry = Entry(AUTHORITY, house.clock.today, result=case.ending.continuation, text=words)
        _step(house, case, "continuation_after_result", entry)


def verify(house: House, case: Case) -> None:
    """The office looks into what has to be looked into."""
    found = "Đã làm việc với nhà trường; không có đơn thư, không có vấn đề phải xem xét."
    _step(house, case, "verification", Entry(ADVISING_BODY, house.clock.today, result="clear", text=found))


def hear_party(house: House, case: Case, *, number: int) -> None:
    """The Party committee gives its opinion in writing."""
    entry = Entry(PARTY, house.clock.today, result="for", number=f"{number:02}-CV/ĐU")
    _step(house, case, "party_opinion", entry)


def vote(house: House, case: Case) -> None:
    """The leadership votes in secret; everybody is there and agrees, as two people read in the record."""
    everybody = (MEMBERS,) * 5
    counts = VoteCounts(*everybody, {"agree": MEMBERS, "disagree": 0})
    entry = Entry(LEADERSHIP, house.clock.today, counts=counts)
    for by in (house.by_authority(), house.by_deputy()):
        acts.take_step(case_id=case.id, step_id="leadership_vote", entry=entry, actor=by.actor, at=by.at)


def submit(house: House, case: Case) -> None:
    """The advising body submits the dossier, signed."""
    _paper(
        house,
        case,
        "submission",
        reason=case.ending.need,
        proposal=case.ending.decision,
        from_on=case.starts_on,
        **({"opinion__party": case.ending.opinion} if case.ending.opinion else {}),
    )


def decide(house: House, case: Case) -> None:
    """The decision is drafted, signed, and carried into the registers."""
    by = house.by_authority()
    is_given = case.ending.decision != "relieve"
    document = acts.decide(
        case_id=case.id,
        entry=Entry(AUTHORITY, house.clock.today, result=case.ending.decision, text=case.ending.reasons),
        terms=DecisionTerms(effective_on=case.starts_on, ends_on=case.ends_on if is_given else None),
        actor=by.actor,
        at=by.at,
    )
    house.sign(document)
    by = house.by_authority()
    acts.bring_into_effect(case_id=case.id, actor=by.actor, at=by.at)


def publish(house: House, case: Case) -> None:
    """The decision is put up at the school, and the communiqué signed."""
    on = house.clock.today
    notice = notices.notice_about(about(case), on=on)
    if notice is None:
        raise RuntimeError("Every decision of the demo is one that has to be published.")
    by = house.by_authority()
    publication.publish(notice_id=notice.id, place="notice_board", begun_on=on, actor=by.actor, at=by.at)
    _paper(house, case, "communique")


def about(case: Case) -> str:
    """The key under which the shelf keeps the papers of a case."""
    return f"case:{case.id}"


def _next_term_until(term: ballots.EndingLeader) -> date:
    """The first day after five more years, or less where retirement comes before."""
    day = term.lapses_on
    is_leap_day = (day.month, day.day) == (2, 29)
    return term.capped_on or day.replace(year=day.year + YEARS, day=28 if is_leap_day else day.day)


def _retires_on(term: ballots.EndingLeader, *, on: date) -> date:
    born_on, sex = org.get_appointment(term.appointment_id).born_on, sex_of(term.sex)
    if born_on is None or sex is None:
        raise RuntimeError("The demo knows when its leaders were born, and how to address them.")
    return retirement_day(born_on=born_on, sex=sex, rules=rules.in_force(on))


def _step(house: House, case: Case, step_id: str, entry: Entry) -> None:
    by = house.by_authority()
    acts.take_step(case_id=case.id, step_id=step_id, entry=entry, actor=by.actor, at=by.at)


def _paper(
    house: House,
    case: Case,
    kind: str,
    *,
    reason: str = "",
    proposal: str = "",
    from_on: date | None = None,
    **open_values: str,
) -> None:
    """Draft a paper of the case and sign it, with what else the draft left open."""
    by = house.by_authority()
    terms = PaperTerms(submitted_by=ADVISING_BODY, proposal=proposal, reason=reason, from_on=from_on)
    document = acts.draft_case_paper(case_id=case.id, kind=kind, terms=terms, actor=by.actor, at=by.at)
    house.sign(document, **open_values)
