"""The records clerk's desk: what waits, what is refused, what is looked at twice, and what the register then says."""

from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import docx
import pytest

from tests.builders.authority import Authority, actor_of, an_authority, somebody_with_a_role
from tests.builders.records import A_SIGNATURE, a_draft, a_signed_pdf, sign
from tinnhiem.apps.audit import queries as ledger
from tinnhiem.apps.records import operations, queries
from tinnhiem.apps.records.models import DocumentFacts
from tinnhiem.common.actors import Actor
from tinnhiem.domain.directives.classification import DocumentClassified
from tinnhiem.engines.documents.marks import mark_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role="records_clerk")


@pytest.fixture
def draft(authority: Authority, now: datetime) -> UUID:
    return a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)


def prepare(draft: UUID, *, actor: Actor, at: datetime, **changes: object) -> None:
    values = {"signed_on": at.date(), **changes}
    signature = operations.Signature(**{**vars(A_SIGNATURE), **values})
    operations.prepare_signature(document_id=draft, signature=signature, actor=actor, at=at)


def codes(draft: UUID) -> list[str]:
    return [code for code, _ in queries.find_pending(draft).warnings]


class TestWhoEntersASignedPaper:
    def test_is_nobody_without_the_role(self, authority, draft, now):
        with pytest.raises(operations.DocumentOfOthers):
            prepare(draft, actor=actor_of(authority.secretary), at=now)

    def test_is_no_clerk_of_another_unit(self, draft, now):
        other = an_authority(staff=3, code="khac")
        clerk = somebody_with_a_role(other.commune, name="Lò Văn Pín", role="records_clerk")

        assert queries.drafts(actor=clerk, on=now.date()) == []
        with pytest.raises(operations.DocumentOfOthers):
            prepare(draft, actor=clerk, at=now)

    def test_is_the_authority_alone_where_the_document_holds_counts(self, authority, clerk, now):
        """DESIGN §7: số phiếu chỉ tổ kiểm phiếu và cấp có thẩm quyền mở được."""
        closed = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(operations.DocumentOfOthers):
            prepare(closed, actor=clerk, at=now)

        assert [row.row.id for row in queries.drafts(actor=clerk, on=now.date())] == []
        assert [row.row.id for row in queries.drafts(actor=authority.chairman, on=now.date())] == [closed]


class TestAWrongFile:
    def test_above_the_cap_is_refused(self, draft, clerk, now):
        with pytest.raises(operations.SignedFileTooLarge):
            prepare(draft, actor=clerk, at=now, content=b"%PDF-" + b"0" * 20 * 2**20)

    def test_that_is_the_copy_of_another_document_is_refused(self, authority, draft, clerk, now):
        second = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)
        sign(draft, actor=clerk, at=now)

        with pytest.raises(operations.SignedFileTaken) as refusal:
            prepare(second, actor=clerk, at=now, number=2)

        assert refusal.value.params["other"] == "01/QĐ-UBND"

    def test_with_a_mark_of_secrecy_is_refused_and_not_kept(self, draft, clerk, now, monkeypatch):
        monkeypatch.setattr(
            operations.signing, "text_of_copy", lambda content: "ỦY BAN NHÂN DÂN\nMẬT\nSố: 01/QĐ-UBND"
        )

        with pytest.raises(DocumentClassified):
            prepare(draft, actor=clerk, at=now)

        assert queries.find_pending(draft) is None


class TestWhatIsKeptAside:
    def test_does_not_count_yet(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now)

        assert queries.signed_copies([draft]) == {}
        assert queries.find_pending(draft).number == 1

    def test_is_replaced_when_it_is_entered_again(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now)
        prepare(draft, actor=clerk, at=now, number=3)

        assert queries.find_pending(draft).number == 3

    def test_is_forgotten_when_it_is_given_up(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now)

        operations.discard_signature(document_id=draft, actor=clerk, at=now)

        assert queries.find_pending(draft) is None

    def test_counts_once_confirmed(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now)

        operations.confirm_signature(document_id=draft, actor=clerk, at=now, is_compared=True)

        assert queries.get_draft(draft, actor=clerk, on=now.date()).row.notation == "01/QĐ-UBND"
        assert queries.find_pending(draft) is None

    def test_cannot_be_confirmed_where_there_is_nothing(self, draft, clerk, now):
        with pytest.raises(queries.DocumentUnknown):
            operations.confirm_signature(document_id=draft, actor=clerk, at=now)


class TestWhatIsLookedAtTwice:
    def test_is_a_scan_without_text(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now)

        assert codes(draft) == ["signed_copy_without_mark", "signed_copy_without_text"]

    def test_is_a_file_that_names_another_number_or_day(self, draft, clerk, now):
        scan = a_signed_pdf(number=2, on=date(2020, 1, 2))
        prepare(draft, actor=clerk, at=now, content=scan)

        said = codes(draft)

        assert {"signed_copy_other_number", "signed_copy_other_day"} <= set(said)

    def test_is_nothing_where_the_file_says_what_was_entered(self, draft, clerk, now):
        scan = a_signed_pdf(number=1, on=now.date(), mark=mark_of(draft))
        prepare(draft, actor=clerk, at=now, content=scan)

        said = codes(draft)

        assert not {code for code in said if code.startswith("signed_copy")}

    def test_is_a_number_that_leaves_a_gap(self, draft, clerk, now):
        prepare(draft, actor=clerk, at=now, number=4)

        assert "number_leaves_gap" in codes(draft)

    def test_is_a_basis_that_the_law_of_the_day_of_signature_does_not_have(self, authority, clerk):
        """Căn cứ lấy theo quy định có hiệu lực vào ngày ký."""
        drafted = datetime.fromisoformat("2026-06-20T09:00:00+07:00")
        bases = operations.bases_in_force(
            procedure="reappointment", on=drafted.date(), school_level="primary"
        )
        draft = a_draft(
            unit_id=authority.commune.pk, actor=authority.officer, at=drafted, changes={"bases": bases}
        )
        prepare(draft, actor=clerk, at=drafted + timedelta(days=20), signed_on=date(2026, 7, 2))

        assert "basis_not_in_force" in codes(draft)


class TestTheRegister:
    def test_names_the_numbers_that_were_left_out(self, authority, clerk, now):
        for number in (1, 4, 5):
            draft = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)
            sign(draft, actor=clerk, at=now, number=number, content=b"%PDF-" + bytes([number]))

        assert queries.gaps([authority.commune.pk], year=now.year) == [queries.Gap("QĐ-UBND", 2, 3)]

    def test_begins_again_with_each_year(self, authority, clerk, now):
        draft = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)
        sign(draft, actor=clerk, at=now, number=1)

        assert queries.outgoing([authority.commune.pk], year=now.year - 1) == []
        assert queries.gaps([authority.commune.pk], year=now.year - 1) == []

    def test_is_searched_without_marks(self, authority, clerk, draft, now):
        sign(draft, actor=clerk, at=now, number=7, signer="Trần Thị Bích Liên")

        found = queries.outgoing([authority.commune.pk], year=now.year, asked="bich lien")
        assert [row.notation for row in found] == ["07/QĐ-UBND"]
        assert queries.outgoing([authority.commune.pk], year=now.year, asked="khong co") == []

    def test_writes_the_number_of_the_party_with_a_hyphen(self, authority, clerk, now):
        draft = a_draft(form="party_opinion", unit_id=authority.commune.pk, actor=authority.officer, at=now)
        sign(draft, actor=clerk, at=now, number=45, series="TB/ĐU")

        assert queries.signed_copies([draft])[draft].notation == "45-TB/ĐU"

    def test_shows_the_recipients_that_the_document_names(self, authority, clerk, draft, now):
        sign(draft, actor=clerk, at=now)

        (row,) = queries.outgoing([authority.commune.pk], year=now.year)
        assert row.recipients == "Như Điều 3; Sở Giáo dục và Đào tạo; Lưu: VT, hồ sơ"


class TestAFurtherDocument:
    def test_is_not_written_for_a_draft(self, draft, clerk, now):
        with pytest.raises(operations.EarlierNotSigned):
            further(draft, "corrects", clerk, now)

    @pytest.mark.parametrize("kind", ["corrects", "revokes"])
    def test_refers_to_the_first_and_both_are_kept(self, draft, clerk, now, kind):
        sign(draft, actor=clerk, at=now, number=7)

        later = further(draft, kind, clerk, now)

        first = queries.get_draft(draft, actor=clerk, on=now.date())
        assert [(kind, row.id) for kind, row in first.later] == [(kind, later)]
        assert queries.get_draft(later, actor=clerk, on=now.date()).earlier[1].notation == "07/QĐ-UBND"

    def test_marks_the_first_in_the_register_once_it_is_signed(self, authority, draft, clerk, now):
        sign(draft, actor=clerk, at=now, number=7)
        later = further(draft, "corrects", clerk, now)
        sign(later, actor=clerk, at=now, number=9, series="TB-UBND", content=b"%PDF- another")

        marks = {row.notation: row.marks for row in queries.outgoing([authority.commune.pk], year=now.year)}

        assert marks == {"07/QĐ-UBND": (("corrects", "09/TB-UBND"),), "09/TB-UBND": ()}


def further(draft: UUID, kind: str, clerk: Actor, now: datetime) -> UUID:
    change = operations.Change(kind, "ghi nhầm", reads="sinh năm 1987", should_read="sinh năm 1978")
    return operations.write_further(document_id=draft, change=change, actor=clerk, at=now)


class TestAnEditedDraft:
    def test_that_is_no_word_file_is_refused(self, draft, clerk, now):
        with pytest.raises(operations.DraftNotWord):
            edit(draft, "Quyết định đã sửa".encode(), clerk, now)

    def test_of_a_signed_document_is_refused(self, draft, clerk, now):
        sign(draft, actor=clerk, at=now)

        with pytest.raises(operations.DocumentSigned):
            edit(draft, edited(draft), clerk, now)

    def test_is_kept_as_a_further_version_without_a_finding_where_no_number_changed(self, draft, clerk, now):
        assert edit(draft, edited(draft, ("thực hiện", "đảm nhiệm")), clerk, now) == 2

        (version,) = queries.get_draft(draft, actor=clerk, on=now.date()).versions
        assert version.changes == []

    def test_names_each_number_that_no_fact_supports(self, draft, clerk, now):
        edit(draft, edited(draft, ("05 năm", "06 năm"), ("tháng 7", "tháng 9999")), clerk, now)

        (version,) = queries.get_draft(draft, actor=clerk, on=now.date()).versions
        found = {(change["number"], change["kind"]) for change in version.changes}
        assert {("9999", "unsupported"), ("05", "removed"), ("06", "added")} <= found

    def test_leaves_its_line_in_the_ledger(self, draft, clerk, now):
        edit(draft, edited(draft), clerk, now)

        assert next(iter(ledger.lines())).line.act == "draft.edited"


def edit(draft: UUID, content: bytes, clerk: Actor, now: datetime) -> int:
    return operations.keep_edited_draft(
        document_id=draft, file_name="sua.docx", content=content, actor=clerk, at=now
    )


def edited(draft: UUID, *changes: tuple[str, str]) -> bytes:
    document = docx.Document(BytesIO(queries.open_document(draft, audiences=["staff"]).docx))
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        for old, new in changes:
            run.text = run.text.replace(old, new)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


class TestWhereANumberComesFrom:
    def test_is_not_told_outside_the_audience(self, authority, now):
        report = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(queries.DocumentClosedToReader):
            queries.facts_of(report, audiences=["staff", "subject", "attendees"])

    def test_is_its_fact_with_its_words_and_its_source(self, authority, now):
        report = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)

        found = {row.id: row for row in queries.facts_of(report, audiences=["appointing_authority"])}

        assert (found["ballots.valid"].label, found["ballots.valid"].words) == ("Số phiếu hợp lệ", ["36"])
        assert found["ballots.valid"].source == "poll:7"
        assert found["summoned.total"].source == "campaign:1"
        assert found["options"].words[0] == "Đồng ý bổ nhiệm lại · 21 · 21/42 · 50,00%"

    def test_is_kept_out_of_the_ledger_but_for_a_salted_digest(self, authority, now):
        report = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)
        line = next(iter(ledger.lines(subject=f"document:{report}"))).line
        facts = DocumentFacts.objects.get(document_id=report).facts

        assert len(line.after) == 64
        assert ledger.confirms(
            sequence=line.sequence,
            before=None,
            after={"kind": "results_report", "about": "campaign:1", "facts": facts},
        )
