"""Submission, results report and communiqué of a case: in their turn, once, to their readers, with sources."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders.authority import an_authority, somebody_with_a_role
from tests.builders.cases import (
    DAY,
    OPENED_AT,
    a_case,
    a_concluded_conference,
    decide,
    in_force,
    take,
    walk_to_decision,
)
from tests.builders.ledger import written_by
from tests.builders.records import sign
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots.case_access import CaseOfOthers
from tinnhiem.apps.ballots.operations.case_papers import (
    CasePaperDrafted,
    CasePaperIncomplete,
    CasePaperNotDue,
)
from tinnhiem.apps.ballots.queries import case_page
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org.models import Account, Appointment, Delegation
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.apps.records import queries as shelf
from tinnhiem.domain.confidence.review import DecisionClosed
from tinnhiem.domain.regulations.errors import WrongHolder
from tinnhiem.engines.documents.reading.document import read_document

pytestmark = pytest.mark.django_db
ON = OPENED_AT.date()
TERMS = acts.PaperTerms(
    submitted_by="Phòng Văn hóa – Xã hội",
    proposal="reappoint",
    reason="Nhà trường có nhu cầu tiếp tục bố trí.",
    from_on=date(2026, 9, 1),
)


@pytest.fixture(scope="module")
def held(kept: None):
    """Twelve summoned, eleven agree."""
    return a_concluded_conference(an_authority(staff=12))


@pytest.fixture
def chairman(held):
    return held.authority.chairman


@pytest.fixture
def clerk(held):
    return somebody_with_a_role(held.authority.commune, name="Ngô Thị Duyên", role="records_clerk")


@pytest.fixture
def case(held):
    return a_case(held)


def draft(case_id, kind: str, *, actor, at=OPENED_AT, terms=TERMS):
    return acts.draft_case_paper(case_id=case_id, kind=kind, terms=terms, actor=actor, at=at)


def refused(error, act) -> None:
    before = every_row()
    with pytest.raises(error):
        act()
    assert every_row() == before


def text_of(document) -> str:
    return read_document(shelf.open_document(document, audiences=["appointing_authority"]).pdf).text


def signed_in(actor) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


class TestTheLetterThatAsksTheParty:
    """Ý kiến bằng văn bản của cấp ủy: công văn đề nghị lập trước khi có ý kiến và không ghi số phiếu."""

    def test_is_refused_before_its_step(self, case, chairman):
        refused(CasePaperNotDue, lambda: draft(case, "letter", actor=chairman, terms=acts.PaperTerms()))

    def test_is_refused_once_the_opinion_is_there(self, case, chairman):
        walk_to_decision(case, actor=chairman)

        refused(CasePaperNotDue, lambda: draft(case, "letter", actor=chairman, terms=acts.PaperTerms()))

    def test_waits_on_the_desk_of_the_clerk_and_says_no_count(self, case, chairman, clerk):
        take(case, "verification", actor=chairman)

        letter = draft(case, "letter", actor=chairman, terms=acts.PaperTerms())

        said = text_of(letter)
        assert "Số: /UBND-VHXH" in " ".join(said.split())
        assert "đang tiến hành quy trình xem xét bổ nhiệm lại đối với" in " ".join(said.split())
        assert letter in [row.row.id for row in shelf.drafts(actor=clerk, on=ON)]


class TestAPaperWithCounts:
    def test_is_refused_before_its_step(self, case, chairman):
        refused(CasePaperNotDue, lambda: draft(case, "submission", actor=chairman))

    def test_is_refused_after_the_decision(self, case, chairman):
        decide(walk_to_decision(case, actor=chairman), actor=chairman)

        refused(CasePaperNotDue, lambda: draft(case, "submission", actor=chairman))

    def test_is_refused_to_whoever_may_not_know_the_result(self, held, case):
        refused(CaseOfOthers, lambda: draft(case, "results_report", actor=held.authority.officer))

    def test_is_refused_without_saying_who_submits_it(self, case, chairman):
        refused(
            CasePaperIncomplete,
            lambda: draft(case, "results_report", actor=chairman, terms=acts.PaperTerms(reason="x")),
        )

    def test_proposes_only_what_the_way_of_the_case_leads_to(self, case, chairman):
        walk_to_decision(case, actor=chairman)
        terms = acts.PaperTerms(submitted_by="Phòng", proposal="dismiss", reason="x")

        refused(DecisionClosed, lambda: draft(case, "submission", actor=chairman, terms=terms))

    def test_is_drafted_once(self, case, chairman):
        draft(case, "results_report", actor=chairman)

        refused(CasePaperDrafted, lambda: draft(case, "results_report", actor=chairman))

    def test_writes_one_line(self, case, chairman):
        assert written_by(lambda: draft(case, "results_report", actor=chairman)) == ["document.filed"]

    def test_reports_what_was_counted(self, case, chairman):
        said = text_of(draft(case, "results_report", actor=chairman))

        assert "11/12" in said
        assert "91,67%" in said

    def test_submits_every_vote_and_the_way_so_far(self, case, chairman):
        said = text_of(draft(walk_to_decision(case, actor=chairman), "submission", actor=chairman))

        assert "11/12" in said
        assert "3/3" in said
        assert "05-CV/ĐU" in said
        assert "bổ nhiệm lại" in said

    def test_reckons_the_end_of_a_term_that_the_register_leaves_open(self, held, case, chairman):
        Appointment.objects.filter(pk=held.authority.principal.pk).update(ends_on=None)

        said = text_of(draft(walk_to_decision(case, actor=chairman), "submission", actor=chairman))

        assert "ngày ……" not in said

    def test_is_open_to_the_authority_alone(self, held, case, chairman, clerk):
        document = draft(case, "results_report", actor=chairman)
        file = reverse("documents:file", args=[document, "pdf"])

        assert signed_in(chairman).get(file).status_code == 200
        for actor in (clerk, held.authority.officer):
            assert signed_in(actor).get(file).status_code == 403
        assert document not in {row.row.id for row in shelf.drafts(actor=clerk, on=ON)}

    def test_is_closed_to_a_relative_of_the_subject_in_the_authority(self, held, case, chairman):
        document = draft(case, "results_report", actor=chairman)
        registers.declare_kinship(
            person_id=chairman.person_id,
            relative_id=held.authority.principal.person_id,
            actor=held.authority.officer,
            at=OPENED_AT,
        )

        assert signed_in(chairman).get(reverse("documents:file", args=[document, "pdf"])).status_code == 403

    def test_is_not_even_named_to_a_relative_of_the_subject_in_the_authority(self, held, case, chairman):
        """Nor is the counting record of the conference; somebody else of the authority signs both."""
        papers = [
            draft(case, "results_report", actor=chairman),
            *(row.id for row in shelf.documents_about(f"meeting:{held.meeting_id}", audiences=["committee"])),
        ]
        closed = {row.row.id for row in shelf.drafts(actor=chairman, on=ON) if row.is_closed}
        desk = signed_in(chairman)
        assert "Vương Thị Lan" in desk.get(reverse("clerk:drafts")).content.decode()

        registers.declare_kinship(
            person_id=chairman.person_id,
            relative_id=held.authority.principal.person_id,
            actor=held.authority.officer,
            at=OPENED_AT,
        )

        assert closed
        assert closed <= set(papers)
        assert "Vương Thị Lan" not in desk.get(reverse("clerk:drafts")).content.decode()
        for document in closed:
            for page in ("draft", "enter", "check"):
                assert desk.get(reverse(f"clerk:{page}", args=[document])).status_code == 403
            assert desk.get(reverse("clerk:check_page", args=[document, "draft", 1])).status_code == 403

    def test_says_from_where_each_number_came(self, held, case, chairman):
        document = draft(case, "results_report", actor=chairman)

        facts = {row.id: row.source for row in shelf.facts_of(document, audiences=["appointing_authority"])}
        assert facts["options"] == facts["ballots.valid"] == f"poll:{held.poll_id}"
        assert facts["bases"] == "law"


class TestTheCommunique:
    @pytest.fixture
    def published(self, held, case, chairman):
        in_force(walk_to_decision(case, actor=chairman), actor=chairman)
        (notice,) = notices.notices_of([held.authority.commune.pk], on=ON)
        publication.publish(
            notice_id=notice.id,
            place="notice_board",
            begun_on=ON + DAY,
            actor=chairman,
            at=OPENED_AT + DAY,
        )
        return case

    def test_is_refused_before_the_decision_is_published(self, case, chairman):
        in_force(walk_to_decision(case, actor=chairman), actor=chairman)

        refused(CasePaperNotDue, lambda: draft(case, "communique", actor=chairman, at=OPENED_AT + DAY))

    def test_says_the_decision_and_no_count(self, published, chairman, clerk):
        document = draft(published, "communique", actor=chairman, at=OPENED_AT + DAY, terms=acts.PaperTerms())

        said = text_of(document)
        assert "01/QĐ-UBND" in said
        assert "nơi niêm yết của trường" in said
        assert "phiếu" not in said
        assert document in {row.row.id for row in shelf.drafts(actor=clerk, on=ON)}

    def test_is_shown_on_the_page_of_the_case_with_its_number_once_signed(self, published, chairman, clerk):
        document = draft(published, "communique", actor=chairman, at=OPENED_AT + DAY, terms=acts.PaperTerms())
        sign(document, actor=clerk, at=OPENED_AT + DAY, series="TB-UBND", content=b"%PDF-1.7 another")

        page = case_page(published, actor=chairman, on=ON + DAY)
        assert {paper.kind: paper.row and paper.row.notation for paper in page.papers} == {
            "results_report": None,
            "communique": "01/TB-UBND",
        }


class TestAnOfficeThatWasDelegatedTheDecision:
    """Where another office manages the school, it decides by written delegation of that day only."""

    @pytest.fixture
    def ready(self, held, case, chairman):
        walk_to_decision(case, actor=chairman)
        held.authority.commune.kind = "office"
        held.authority.commune.save()
        return case

    def delegate(self, held, **said: object) -> None:
        Delegation.objects.create(
            **{
                "unit": held.authority.commune,
                "acts": ["reappoint"],
                "giver": "commune_chairman",
                "holder": "department_director",
                "document": "30/QĐ-UBND",
                "valid_from": date(2026, 1, 1),
                **said,
            }
        )

    @pytest.mark.parametrize(
        "said",
        [
            {"valid_to": ON},
            {"revoked_on": ON, "revoked_basis": "44/QĐ-UBND"},
            {"valid_from": ON + DAY},
            {"acts": ["plan"]},
        ],
        ids=["lapsed", "revoked", "later", "another act"],
    )
    def test_may_not_decide(self, held, ready, chairman, said):
        self.delegate(held, **said)

        refused(WrongHolder, lambda: decide(ready, actor=chairman))

    def test_is_told_the_article(self, held, ready, chairman):
        with pytest.raises(WrongHolder) as refusal:
            decide(ready, actor=chairman)

        assert "Điều" in str(refusal.value.citation)

    def test_decides_while_the_delegation_is_in_force(self, held, ready, chairman):
        self.delegate(held)

        assert decide(ready, actor=chairman)

    def test_decides_through_the_person_named(self, held, ready, chairman):
        self.delegate(held, holder="culture_society_head", person_id=chairman.person_id)

        assert decide(ready, actor=chairman)

    def test_does_not_decide_through_anybody_else(self, held, ready, chairman):
        self.delegate(held, holder="culture_society_head", person_id=held.authority.supervisor)

        refused(WrongHolder, lambda: decide(ready, actor=chairman))
