"""A staff list is shown first and written only when confirmed, whole or not at all, and only what a rule needs."""

from datetime import date, datetime

import pytest

from tests.builders.authority import WARD_FROM, Authority, a_school, an_authority
from tests.builders.ledger import acts, written_by
from tests.builders.staff_lists import Person, a_principal, a_staff_list
from tests.builders.tables import every_row, every_text
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.models import Appointment, StaffImport, Unit
from tinnhiem.apps.org.operations.staff_lists import IncumbentElsewhere, StaffImportOver, StaffListHasErrors
from tinnhiem.common.sentences import LANGUAGES
from tinnhiem.domain.registers.staff_list import StaffMember
from tinnhiem.engines.documents.reading.workbook_package import NotAWorkbook

pytestmark = pytest.mark.django_db
UPLOAD = ("org.StaffImport",)


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=2)


@pytest.fixture
def school(authority) -> Unit:
    """A school that nobody has entered yet."""
    return a_school(authority.commune, code="suoi-trong", name="Trường Tiểu học Suối Trong")


@pytest.fixture
def upload(authority, school, now):
    """Keep a list aside for the school and return the import's number."""

    def of(*people: Person, content: bytes | None = None, at: datetime = now) -> int:
        return operations.preview_staff_list(
            unit_id=school.pk,
            file_name="danh-sach.xlsx",
            content=content or a_staff_list(*people),
            actor=authority.officer,
            at=at,
        )

    return of


@pytest.fixture
def confirm(authority, now):
    return lambda number: operations.confirm_staff_list(import_id=number, actor=authority.officer, at=now)


TEACHER = Person(
    name="Lê Thu Lan", degree="Thạc sĩ Hán Nôm", theory="Cao cấp", party="x", note="Nghỉ thai sản"
)


class TestPreviewingAStaffList:
    def test_keeps_nothing_of_a_file_that_cannot_be_read(self, upload):
        before = every_row()

        with pytest.raises(NotAWorkbook):
            upload(content=b"STT;Ho va ten")

        assert every_row() == before

    def test_writes_nothing_into_the_registers(self, upload):
        before = every_row(aside=UPLOAD)

        upload(a_principal(), TEACHER)

        assert every_row(aside=UPLOAD) == before

    def test_shows_each_error_by_its_cell_in_both_languages(self, upload):
        number = upload(a_principal(), Person(born="31/02/1980"))

        for language in LANGUAGES:
            (error,) = queries.get_import(number, language=language).errors
            assert error.cell == "D10"
            assert "31/02/1980" in error.text

    def test_says_what_confirming_would_change(self, upload, confirm):
        confirm(upload(a_principal(), TEACHER))

        shown = queries.get_import(
            upload(a_principal(), Person(name="Lê Thu Lan", post="Thư viện"), Person(name="Vi Văn Nam")),
            language="vi",
        )

        assert [person.change for person in shown.people] == ["unchanged", "changed", "added"]
        assert (shown.added, shown.changed, shown.unchanged, shown.may_confirm) == (1, 1, 1, True)


class TestConfirmingAStaffList:
    def test_refuses_one_with_errors_and_writes_nothing(self, upload, confirm):
        number = upload(a_principal(), TEACHER, Person(name=None), Person(born="30/02/1980"))
        before = every_row()

        with pytest.raises(StaffListHasErrors) as refused:
            confirm(number)

        assert refused.value.params == {"count": 2}
        assert every_row() == before

    def test_refuses_a_second_principal_beside_the_one_in_the_register(self, upload, confirm):
        """Mỗi trường chỉ có một Hiệu trưởng: ghi ngày thôi giữ chức vụ của người trước đã."""
        confirm(upload(a_principal()))
        number = upload(
            TEACHER, a_principal(name="Hoàng Thị Mới", born=date(1980, 1, 1), appointed=date(2023, 8, 1))
        )
        before = every_row()

        with pytest.raises(IncumbentElsewhere) as refused:
            confirm(number)

        assert refused.value.params == {"unit": "Trường Tiểu học Suối Trong", "holder": "Nguyễn Thị Hạnh"}
        assert every_row() == before

    def test_refuses_a_list_that_was_confirmed_or_discarded(self, upload, confirm):
        confirmed, discarded = upload(TEACHER), upload(TEACHER)
        confirm(confirmed)
        operations.discard_staff_list(import_id=discarded)

        for number in (confirmed, discarded):
            with pytest.raises(StaffImportOver):
                confirm(number)

    def test_of_the_same_file_again_changes_nothing_and_leaves_no_line(self, upload, confirm):
        people = (a_principal(), TEACHER)
        confirm(upload(*people))
        before = every_row(aside=UPLOAD)

        written = written_by(lambda: confirm(upload(*people)))

        assert written == []
        assert every_row(aside=UPLOAD) == before

    def test_leaves_one_line(self, upload, confirm):
        number = upload(a_principal(), TEACHER)

        assert written_by(lambda: confirm(number)) == ["staff_list.confirmed"]

    def test_enters_the_principal_with_the_term_that_the_list_names(self, school, upload, confirm):
        confirm(upload(a_principal(), TEACHER))

        (leader,) = queries.incumbents([school.pk])
        assert (leader.full_name, leader.post, leader.starts_on, leader.decision_number) == (
            "Nguyễn Thị Hạnh",
            "principal",
            date(2019, 2, 15),
            "07/QĐ-UBND",
        )

    def test_ends_the_old_term_when_the_same_principal_was_appointed_again(self, school, upload, confirm):
        confirm(upload(a_principal()))

        confirm(upload(a_principal(appointed=date(2023, 2, 15))))

        terms = Appointment.objects.filter(unit=school).order_by("starts_on")
        assert [(term.starts_on, term.left_on) for term in terms] == [
            (date(2019, 2, 15), date(2023, 2, 15)),
            (date(2023, 2, 15), None),
        ]

    def test_knows_the_same_person_in_another_spelling(self, school, upload, confirm):
        confirm(upload(Person(name="Vũ Thanh Thúy")))

        confirm(upload(Person(name="VŨ  THANH THUÝ")))

        assert len(queries.staff_of(school.pk)) == 1

    def test_takes_the_day_of_the_list_as_the_first_day_of_work(self, school, upload, confirm):
        confirm(upload(TEACHER))

        assert school.employments.get().valid_from == date(2023, 9, 1) < WARD_FROM


class TestWhatIsKeptOfAPerson:
    """Only what a rule needs: party membership, degree, political theory and notes are read and not kept."""

    @pytest.mark.parametrize("word", ["Thạc sĩ Hán Nôm", "Cao cấp", "thai sản", "Đảng"])
    def test_is_none_of_the_columns_that_no_rule_needs(self, upload, confirm, word):
        confirm(upload(a_principal(note="Nghỉ thai sản"), TEACHER))

        assert [label for label, text in every_text() if word in text] == []

    def test_is_no_field_named_after_them(self):
        kept = {
            field.name for model in (Unit, StaffImport, Appointment) for field in model._meta.get_fields()
        }

        assert not kept & (StaffMember.__dataclass_fields__.keys() & {"party_member", "degree", "note"})

    @pytest.mark.parametrize("ending", ["confirmed", "discarded"])
    def test_is_not_the_file_itself(self, upload, confirm, ending):
        number = upload(a_principal(), TEACHER)

        if ending == "confirmed":
            confirm(number)
        else:
            operations.discard_staff_list(import_id=number)

        assert bytes(StaffImport.objects.get(pk=number).content) == b""

    def test_is_that_they_are_away_where_the_note_says_so(self, school, upload, confirm):
        confirm(upload(TEACHER))

        assert [person.availability for person in queries.staff_of(school.pk)] == ["on_leave"]

    def test_is_in_no_line_of_the_ledger(self, upload, confirm):
        confirm(upload(a_principal(), TEACHER))

        assert acts().count("staff_list.confirmed") == 1
        assert [text for label, text in every_text() if label == "audit.Line" and "Lan" in text] == []
