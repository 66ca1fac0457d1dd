"""Concluding writes record, document, evidence and ledger together or not at all, for two audiences only."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.db import DatabaseError

from tests.builders.authority import actor_of, an_authority, somebody_with_a_role
from tests.builders.ledger import acts, written_by
from tests.builders.meetings import (
    Clock,
    Conference,
    a_summoned_conference,
    close,
    conclude,
    count,
    lock,
    vote,
)
from tests.builders.tables import every_row
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.audit.models import Line
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import papers, queries
from tinnhiem.apps.ballots.models import CountingRecord
from tinnhiem.apps.ballots.queries.results import ResultClosedToReader
from tinnhiem.apps.dossier import operations as dossier
from tinnhiem.apps.dossier import queries as evidence
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.records import queries as records
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.records.queries import DocumentClosedToReader, DocumentUnknown
from tinnhiem.engines.documents.writing.errors import FactMissing

pytestmark = pytest.mark.django_db
BANNED = {"agree", "disagree", "invalid", "passes", "report_to_authority", "61", "23"}


@pytest.fixture(scope="module")
def counted(kept: None) -> Conference:
    """Twelve summoned, ten present, six agree, one invalid: exactly half of those summoned."""
    held = a_summoned_conference(an_authority(staff=12))
    return lock(count(vote(held, absent=2), agree=6, invalid=1))


@pytest.fixture
def held(counted: Conference) -> Conference:
    return replace(counted, clock=Clock(counted.clock.at))


class TestConcludingAPoll:
    def test_writes_record_document_evidence_and_lines_together(self, held):
        made = []

        written = written_by(lambda: made.append(conclude(held)))

        (record,) = CountingRecord.objects.all()
        (fact,) = evidence.evidence_on(held.authority.principal.person_id, audiences=["appointing_authority"])
        assert record.counts == {"agree": 6, "disagree": 3, "invalid": 1}
        assert record.verdict["answer"]["outcome"] == "report_to_authority"
        assert (fact.kind, fact.record) == ("reappointment_ballot", made[0])
        assert written == ["document.filed", "step.completed", "poll.concluded"]

    @pytest.mark.parametrize(
        ("broken", "name", "fault"),
        [
            pytest.param(papers, "write_paper", FactMissing(form="counting_record", fact="x"), id="document"),
            pytest.param(dossier, "add_evidence", DatabaseError("the disk is full"), id="evidence"),
            pytest.param(polls.outcome, "complete", DatabaseError("the disk is full"), id="step"),
        ],
    )
    def test_leaves_nothing_behind_where_one_part_fails(self, held, monkeypatch, broken, name, fault):
        before = every_row()

        def fail(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(broken, name, fail)
        with pytest.raises(type(fault)):
            conclude(held)

        assert every_row() == before
        assert audit.verified().is_intact

    def test_closes_the_meeting_with_minutes_and_one_line_each(self, held):
        conclude(held)

        assert written_by(lambda: close(held)) == ["step.completed", "document.filed"]
        assert rooms.get_meeting(held.meeting_id).state == "closed"

    def test_leaves_no_closed_meeting_where_the_minutes_fail(self, held, monkeypatch):
        conclude(held)
        before = every_row()

        def fail(**_: object) -> None:
            raise FactMissing(form="meeting_minutes", fact="x")

        monkeypatch.setattr(papers, "write_paper", fail)
        with pytest.raises(FactMissing):
            close(held)

        assert every_row() == before


class TestTheLedgerOfAPoll:
    def test_holds_the_acts_in_their_order_and_is_whole(self, held):
        conclude(held)
        close(held)

        assert [act for act in acts() if act.startswith(("poll.", "count.", "meeting."))] == [
            "meeting.planned",
            "poll.planned",
            "meeting.begun",
            "poll.opened",
            "poll.closed",
            "count.entered",
            "count.entered",
            "count.locked",
            "count.locked",
            "poll.concluded",
        ]
        assert audit.verified().is_intact

    def test_names_no_count_and_no_verdict(self, held):
        conclude(held)

        said = {
            word
            for line in Line.objects.all()
            for text in (line.actor, line.act, line.subject, line.basis)
            for word in text.replace(":", " ").replace(".", " ").split()
        }
        assert not said & BANNED

    def test_cannot_be_tried_out_for_the_few_possible_counts(self, held):
        """Băm có muối: người giữ sổ không thử lần lượt các kết quả để tìm ra kết quả thật."""
        conclude(held)
        line = Line.objects.get(act="poll.concluded")

        guesses = [{"agree": agree, "disagree": 9 - agree, "invalid": 1} for agree in range(10)]

        assert not any(audit.confirms(sequence=line.sequence, before=None, after=guess) for guess in guesses)


class TestTheResult:
    @pytest.fixture
    def concluded(self, held) -> Conference:
        conclude(held)
        return held

    def test_is_closed_to_everybody_but_the_appointing_authority(self, concluded, today):
        authority = concluded.authority
        elsewhere = an_authority(code="phuong-khac", staff=2)
        readers = [
            authority.officer,
            elsewhere.chairman,
            *concluded.counters,
            *(actor_of(person) for person in (authority.chair, authority.secretary, authority.observer)),
            actor_of(authority.principal.person_id),
        ]

        for reader in readers:
            with pytest.raises(ResultClosedToReader):
                queries.result_of(concluded.poll_id, actor=reader, on=today)
            assert queries.concluded_polls(actor=reader, on=today) == [] or reader == elsewhere.chairman

    @pytest.mark.parametrize("tie", ["subject", "relative"])
    def test_is_closed_to_the_subject_and_relatives_even_in_that_role(self, concluded, today, now, tie):
        """Người được lấy phiếu và người thân không mở trang có số phiếu, dù giữ vai trò gì."""
        authority = concluded.authority
        if tie == "subject":
            person = authority.principal.person_id
            registers.grant_role(
                account=registers.open_account_of_person(person),
                role="appointing_authority",
                unit_id=authority.commune.pk,
                basis="12/QĐ-UBND",
                valid_from=today,
            )
            reader = actor_of(person)
        else:
            reader = somebody_with_a_role(
                authority.commune, name="Vương Văn Dũng", role="appointing_authority"
            )
            registers.declare_kinship(
                person_id=reader.person_id,
                relative_id=authority.principal.person_id,
                actor=authority.officer,
                at=now,
            )

        with pytest.raises(ResultClosedToReader):
            queries.result_of(concluded.poll_id, actor=reader, on=today)

    def test_is_whole_for_the_appointing_authority(self, concluded, today):
        found = queries.result_of(concluded.poll_id, actor=concluded.authority.chairman, on=today)

        assert (found.summoned, found.present, found.issued, found.returned, found.invalid) == (
            12,
            10,
            10,
            10,
            1,
        )
        assert [(option.id, option.count) for option in found.options] == [("agree", 6), ("disagree", 3)]
        assert found.answer["next_action"] == "submit_to_authority"
        assert "count" not in repr(found)

    def test_lists_the_poll_without_its_counts(self, concluded, today):
        (row,) = queries.concluded_polls(actor=concluded.authority.chairman, on=today)

        assert row.poll_id == concluded.poll_id
        assert not {"options", "invalid", "answer"} & row.__dataclass_fields__.keys()


class TestADocumentOfAPoll:
    @pytest.fixture
    def documents(self, held) -> dict[str, Document]:
        conclude(held)
        close(held)
        return {row.kind: row for row in Document.objects.all()}

    @pytest.mark.parametrize(
        ("kind", "open_to"),
        [
            ("counting_record", {"committee", "appointing_authority"}),
            ("meeting_minutes", {"attendees", "subject", "committee", "appointing_authority"}),
            ("summoned_list", {"committee", "appointing_authority", "office"}),
            ("ballot", {"office"}),
        ],
    )
    def test_opens_to_the_audience_of_the_pack_and_nobody_else(self, documents, kind, open_to):
        everybody = {"attendees", "subject", "committee", "appointing_authority", "office", "staff", "public"}
        document = documents[kind]

        for audience in everybody - open_to:
            with pytest.raises(DocumentClosedToReader):
                records.open_document(document.pk, audiences=[audience])
        for audience in open_to:
            assert records.open_document(document.pk, audiences=[audience]).pdf.startswith(b"%PDF")

    def test_is_listed_only_for_those_who_may_open_it(self, held, documents):
        about = f"meeting:{held.meeting_id}"

        listed = [row.kind for row in records.documents_about(about, audiences=["attendees"])]

        assert listed == ["meeting_minutes"]

    def test_that_does_not_exist_is_refused(self, held):
        with pytest.raises(DocumentUnknown):
            records.open_document(held.poll_id, audiences=["office"])
        with pytest.raises(DocumentUnknown):
            records.get_row(held.poll_id)

    def test_keeps_the_hash_of_its_bytes(self, documents):
        for document in documents.values():
            assert sha256(bytes(document.pdf)).hexdigest() == document.pdf_sha256
            assert sha256(bytes(document.docx)).hexdigest() == document.docx_sha256

    def test_shows_no_byte_in_its_repr(self, held, documents):
        found = records.open_document(documents["counting_record"].pk, audiences=["committee"])

        assert "%PDF" not in repr(found)


class TestTheEvidenceOnALeader:
    def test_is_known_to_the_appointing_authority_only(self, held):
        conclude(held)
        lan = held.authority.principal.person_id

        for audience in ("subject", "committee", "attendees", "office"):
            assert evidence.evidence_on(lan, audiences=[audience]) == []
        assert len(evidence.evidence_on(lan, audiences=["appointing_authority"])) == 1

    def test_holds_no_number(self, held):
        conclude(held)

        (fact,) = evidence.evidence_on(held.authority.principal.person_id, audiences=["appointing_authority"])
        assert set(fact.__dataclass_fields__) == {"kind", "occurred_on", "record"}
