"""Papers of cases that begin without a conference: resignation, dismissal, use of a three-level poll."""

from datetime import date
from uuid import UUID

import pytest

from tests.builders.authority import an_authority
from tests.builders.cases import OPENED_AT, a_vote, decide, enter
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots.operations.case_papers import CasePaperNotDue
from tinnhiem.apps.ballots.queries import case_page
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.records.models import DocumentFacts
from tinnhiem.domain.confidence.entries import Entry, VoteCounts
from tinnhiem.domain.confidence.review import DecisionClosed
from tinnhiem.engines.documents.reading.document import read_document

pytestmark = pytest.mark.django_db
DAY = OPENED_AT.date()


@pytest.fixture(scope="module")
def authority(kept: None):
    return an_authority(staff=6)


@pytest.fixture
def chairman(authority):
    return authority.chairman


@pytest.fixture
def opened(authority, chairman):
    """A new case of a procedure on the principal."""

    def case(procedure: str) -> UUID:
        return acts.open_case(
            procedure=procedure,
            appointment_id=authority.principal.pk,
            legal_basis_on=date(2026, 5, 18),
            actor=chairman,
            at=OPENED_AT,
        )

    return case


def submit(case: UUID, actor, proposal: str) -> UUID:
    terms = acts.PaperTerms("Phòng Văn hóa – Xã hội", proposal, "Có căn cứ theo quy định.", date(2026, 6, 1))
    return acts.draft_case_paper(case_id=case, kind="submission", terms=terms, actor=actor, at=OPENED_AT)


def ask(case: UUID, actor, ground: str) -> None:
    request = Entry("Phòng Văn hóa – Xã hội", DAY, number="Đơn", ground=ground)
    enter(case, "request", request, actor=actor)


def propose(case: UUID, actor) -> None:
    enter(case, "proposal", Entry("Phòng Văn hóa – Xã hội", DAY, number="12/TTr-VHXH"), actor=actor)


def text_of(document: UUID) -> str:
    found = read_document(shelf.open_document(document, audiences=["appointing_authority"]).pdf)
    return " ".join(found.text.split())


class TestTheSubmissionOnAResignation:
    def test_waits_for_the_letter(self, opened, chairman):
        with pytest.raises(CasePaperNotDue):
            submit(opened("resignation"), chairman, "accept_resignation")

    def test_proposes_nothing_that_is_barred(self, opened, chairman):
        case = opened("resignation")
        letter = Entry("Phòng", DAY, number="Đơn", ground="d_health", bars=("inspection_or_prosecution",))
        enter(case, "request", letter, actor=chairman)

        with pytest.raises(DecisionClosed):
            submit(case, chairman, "accept_resignation")

    def test_speaks_of_no_vote_and_no_opinion(self, opened, chairman):
        case = opened("resignation")
        ask(case, chairman, "d_health")

        said = text_of(submit(case, chairman, "accept_resignation"))

        assert "cho từ chức" in said
        assert "Nhận đơn từ chức, ngày 19/05/2026: Đã nhận" in said
        assert "Mẫu số" not in said
        assert "Ý kiến của cấp ủy" not in said


class TestTheSubmissionOnAConfidencePoll:
    def test_gives_the_three_levels_over_the_ballots_returned(self, opened, chairman):
        """Tỷ lệ tính trên số phiếu thu về, kể cả phiếu không hợp lệ."""
        case = opened("confidence_poll")
        counts = VoteCounts(30, 30, 30, 30, 29, {"high": 5, "medium": 6, "low": 18})
        enter(case, "result", Entry("Tổ kiểm phiếu", DAY, counts=counts), actor=chairman)

        document = submit(case, chairman, "review_relief")

        assert "tín nhiệm cao 5, tín nhiệm 6, tín nhiệm thấp 18 trên 30 phiếu thu về" in text_of(document)
        assert [row.kind for row in shelf.documents_about(f"case:{case}", audiences=["subject"])] == []


class TestRemovalFromAPost:
    """Miễn nhiệm không phải là kỷ luật cách chức."""

    @pytest.fixture
    def voted(self, opened, chairman):
        case = opened("dismissal")
        ask(case, chairman, grounds_of(case, chairman)[0])
        propose(case, chairman)
        enter(
            case,
            "leadership_vote",
            Entry("Tập thể lãnh đạo", DAY, counts=a_vote(members=4, agree=2)),
            actor=chairman,
        )
        return case

    def test_is_submitted_with_the_vote_at_exactly_one_half(self, voted, chairman):
        """Viên chức: từ một nửa trở lên."""
        assert "2/4" in text_of(submit(voted, chairman, "dismiss"))

    def test_is_decided_in_its_own_form(self, voted, chairman):
        document = decide(voted, actor=chairman, code="dismiss", terms=acts.DecisionTerms(date(2026, 6, 1)))

        assert DocumentFacts.objects.get(document_id=document).form == "decision_removal"
        assert "Miễn nhiệm chức vụ Hiệu trưởng" in text_of(document)
        assert "kỷ luật" not in text_of(document)


def grounds_of(case: UUID, actor) -> list[str]:
    """The codes of the grounds that the rules list for a case."""
    due = case_page(case, actor=actor, on=DAY).due
    assert due
    return [code for code, _ in due.grounds]
