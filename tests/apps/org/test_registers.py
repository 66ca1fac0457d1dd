"""Every register goes out and comes in as a workbook and by form; what it says of a day is what held that day."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.authority import TERM_FROM, WARD_FROM, Authority, a_school, an_authority
from tests.builders.ledger import written_by
from tests.builders.registers import a_workbook
from tests.builders.tables import every_row
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.bindings import BINDINGS, rows_of
from tinnhiem.apps.org.models import ActingPeriod, Appointment, RegisterImport, Succession, Unit
from tinnhiem.apps.org.operations.registers_in import (
    RegisterFileHasErrors,
    RegisterImportOver,
    RowRefused,
)
from tinnhiem.apps.org.queries.registers import RegisterRowUnknown
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.registers.register_columns import ColumnKind, RegisterUnknown, register_of, registers
from tinnhiem.engines.documents.reading.workbook_package import NotAWorkbook

pytestmark = pytest.mark.django_db
UPLOAD = ("org.RegisterImport",)
WHEN = datetime(2026, 5, 18, 8, tzinfo=UTC)


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


@pytest.fixture
def below(authority) -> frozenset[int]:
    return queries.units_below([authority.commune.pk])


@pytest.fixture
def upload(authority, now):
    def of(register: str, content: bytes) -> int:
        return operations.preview_register(
            register=register, file_name="so.xlsx", content=content, actor=authority.officer, at=now
        )

    return of


@pytest.fixture
def confirm(authority, now):
    return lambda number: operations.confirm_register(
        import_id=number,
        unit_ids=queries.units_below([authority.commune.pk]),
        actor=authority.officer,
        at=now,
    )


@pytest.fixture
def write(authority, now):
    def of(register: str, row_id: int | None = None, **said: object) -> bool:
        below = queries.units_below([authority.commune.pk])
        old = rows_of(register, unit_ids=below)[row_id] if row_id else {}
        columns = [column.key for column in register_of(register).columns]
        values = {**dict.fromkeys(columns), **old, **said}
        return operations.write_row(
            register=register,
            row_id=row_id,
            values=values,
            unit_ids=below,
            actor=authority.officer,
            at=now,
        )

    return of


def exported(name: str, below: frozenset[int], on: date | None = None) -> bytes:
    return queries.register_workbook(
        name, unit_ids=below, on=on, asked="", language="vi", guide=[("A", "B")], guide_name="Hướng dẫn"
    )


def somebody(number: int, below: frozenset[int]) -> dict[str, object]:
    """Somebody of the school as a row names them."""
    values = list(rows_of("people", unit_ids=below).values())[number]
    return {"person": values["person"], "born_on": values["born_on"]}


class TestAWorkbookOfARegister:
    def test_is_kept_by_nobody_when_it_cannot_be_read(self, upload):
        before = every_row()

        with pytest.raises(NotAWorkbook):
            upload("units", b"ma;ten")

        assert every_row() == before

    def test_is_refused_for_a_register_that_does_not_exist(self, upload):
        with pytest.raises(RegisterUnknown):
            upload("salaries", a_workbook("units", []))

    def test_is_written_neither_with_an_error_nor_twice(self, upload, confirm):
        line = {"unit": "khong-co", "post": "Hiệu trưởng", "seats": 1, "valid_from": date(2025, 7, 1)}
        wrong = upload("posts", a_workbook("posts", [line]))
        before = every_row()

        with pytest.raises(RegisterFileHasErrors):
            confirm(wrong)

        assert every_row() == before
        right = upload("posts", a_workbook("posts", [{**line, "unit": "thach-lam-hoa-ban"}]))
        confirm(right)
        with pytest.raises(RegisterImportOver):
            confirm(right)

    def test_is_confirmed_by_nobody_but_who_uploaded_it(self, authority, upload, below, now):
        number = upload("posts", a_workbook("posts", []))

        with pytest.raises(RegisterImportOver):
            operations.confirm_register(import_id=number, unit_ids=below, actor=authority.chairman, at=now)

    def test_may_not_name_a_row_of_another_authority(self, upload, below, authority, now):
        other = an_authority(staff=2, code="song-cau")
        content = exported("people", queries.units_below([other.commune.pk]))

        found = operations.pending_import(
            import_id=upload("people", content), unit_ids=below, actor=authority.officer
        )

        assert {finding.code for finding in found.changes.findings} == {"register_id_unknown"}

    @pytest.mark.parametrize("name", [register.name for register in registers()])
    def test_of_every_register_changes_nothing_when_it_comes_back_as_it_went_out(
        self, name, upload, confirm, below, write, authority
    ):
        fill_every_register(write, below)
        below = queries.units_below([authority.commune.pk])
        number = upload(name, exported(name, below))
        before = every_row(aside=UPLOAD)

        lines = written_by(lambda: confirm(number))

        assert rows_of(name, unit_ids=below)
        assert lines == []
        assert every_row(aside=UPLOAD) == before

    def test_leaves_one_line_and_changes_nothing_the_second_time(self, upload, confirm, below):
        lines = [
            {"person": "Lò Thị Xuân", "born_on": date(1991, 2, 3), "sex": "Nữ", "unit": "thach-lam-hoa-ban",
             "post_title": "Giáo viên", "availability": "Đang làm việc", "valid_from": date(2026, 8, 1)}
        ]  # fmt: skip
        content = a_workbook("people", lines)

        first = written_by(lambda: confirm(upload("people", content)))
        second = written_by(lambda: confirm(upload("people", content)))

        assert (first, second) == (["register.imported"], [])
        assert RegisterImport.objects.exclude(content=b"").count() == 0

    def test_deletes_nothing_that_it_does_not_name(self, upload, confirm, below):
        before = rows_of("people", unit_ids=below)

        changes = confirm(upload("people", a_workbook("people", [])))

        assert len(changes.missing) == len(before)
        assert rows_of("people", unit_ids=below) == before

    def test_writes_a_succession_of_terms_and_frees_the_post_first(self, upload, confirm, below, authority):
        held = rows_of("appointments", unit_ids=below)[authority.principal.pk]
        vice = rows_of("appointments", unit_ids=below)[authority.vice_principal.pk]
        lines = [
            {**vice, "id": None, "post": "Hiệu trưởng", "starts_on": date(2026, 9, 1), "ends_on": None},
            {
                **held,
                "id": f"BN-{authority.principal.pk}",
                "post": "Hiệu trưởng",
                "left_on": date(2026, 9, 1),
            },
        ]

        confirm(upload("appointments", a_workbook("appointments", lines)))

        on = [date(2026, 8, 31), date(2026, 9, 1)]
        names = [
            [
                one.full_name
                for one in queries.incumbents([authority.school.pk], day)
                if one.post == "principal"
            ]
            for day in on
        ]
        assert names == [["Vương Thị Lan"], ["Tạ Văn Hùng"]]


def fill_every_register(write, below) -> None:
    first, second = somebody(-1, below), somebody(-2, below)
    on = {"valid_from": date(2026, 1, 1)}
    write("units", code="van-hoa", name="Phòng Văn hóa – Xã hội", kind="office", superior="thach-lam", **on)
    write("successions", predecessor="van-hoa", successor="thach-lam", takes_over_on=date(2026, 2, 1))
    write("posts", unit="thach-lam-hoa-ban", post="vice_principal", seats=2, **on)
    write("acting", **first, unit="thach-lam-hoa-ban", post="vice_principal", kind="in_charge", **on)
    write("kinships", **first, relative=second["person"], relative_born_on=second["born_on"])
    write("qualifications", **first, kind="political_theory", grade="intermediate")
    write("memberships", **first, admitted_on=date(2010, 5, 19))
    write("contacts", **first, kind="phone", value="0987 654 321", declared_on=date(2026, 1, 5))
    write(
        "delegations",
        unit="thach-lam",
        acts=("plan", "summon"),
        giver="commune_chairman",
        holder="culture_society_head",
        document="30/QĐ-UBND",
        **on,
    )


class TestAText:
    @pytest.mark.parametrize("name", [register.name for register in registers()])
    def test_is_never_longer_than_its_table_holds(self, name):
        register, binding = register_of(name), BINDINGS[name]
        for column in register.columns:
            *way, last = (binding.path(register, column.key) or "pk").split("__")
            model = binding.model
            for step in way:
                model = model._meta.get_field(step).related_model
            field = model._meta.pk if last == "pk" else model._meta.get_field(last)
            if field.max_length and column.kind in {
                ColumnKind.TEXT,
                ColumnKind.PERSON,
                ColumnKind.NEW_PERSON,
            }:
                assert column.longest <= field.max_length, column.key


class TestARowGivenByForm:
    def test_is_refused_with_the_column_that_is_wrong(self, write):
        with pytest.raises(RowRefused) as refused:
            write("posts", unit="thach-lam-hoa-ban", post="principal", valid_from=date(2026, 1, 1))

        assert [(one.code, one.column) for one in refused.value.findings] == [("register_needed", "seats")]

    def test_leaves_one_line_for_each_act(self, write, below):
        lines = written_by(lambda: fill_every_register(write, below))

        assert lines == [
            "unit.entered",
            "succession.entered",
            "post.entered",
            "acting_period.entered",
            "kinship.entered",
            "qualification.entered",
            "membership.entered",
            "contact.entered",
            "delegation.entered",
        ]

    def test_corrects_a_person_wherever_they_are_named(self, write, below, authority):
        row = next(n for n, v in rows_of("people", unit_ids=below).items() if v["person"] == "Tạ Văn Hùng")

        lines = written_by(lambda: write("people", row, person="Tạ Văn Hưng"))

        assert lines == ["employment.changed"]
        assert queries.get_appointment(authority.vice_principal.pk).full_name == "Tạ Văn Hưng"

    def test_says_when_nothing_differs(self, write, below):
        row = next(iter(rows_of("people", unit_ids=below)))

        assert written_by(lambda: write("people", row)) == []

    def test_of_another_authority_is_unknown(self, below):
        other = an_authority(staff=2, code="song-cau")

        with pytest.raises(RegisterRowUnknown):
            queries.get_register_row("appointments", other.principal.pk, unit_ids=below)

    def test_enters_a_school_under_its_superior(self, write, authority):
        write(
            "schools",
            code="suoi-trong",
            name="Trường Tiểu học Suối Trong",
            level="primary",
            superior="thach-lam",
            area_code="06637",
            valid_from=date(2026, 8, 1),
        )

        found = queries.unit_of_code("suoi-trong")
        assert queries.superior_on(found.id, date(2026, 8, 1)).code == "thach-lam"
        assert queries.superior_on(found.id, date(2026, 7, 31)) is None

    def test_moves_a_unit_only_by_the_register_of_subordination(self, write, below, authority):
        row = authority.school.pk

        with pytest.raises(RowRefused) as refused:
            write("schools", row, superior="thach-lam-hoa-ban")

        assert [one.code for one in refused.value.findings] == ["register_fixed"]


@pytest.fixture
def province(authority) -> Unit:
    """The province, the district that ended, and a school that stood under both eras."""
    province = operations.add_unit(
        code="son-ha", name="UBND tỉnh Sơn Hà", kind="province", place="", valid_from=date(2014, 1, 1)
    )
    district = operations.add_unit(
        code="bac-son",
        name="UBND huyện Bắc Sơn Mẫu",
        kind="district",
        place="",
        valid_from=date(2014, 1, 1),
        valid_to=WARD_FROM,
    )
    operations.subordinate(unit=district, superior=province, valid_from=date(2014, 1, 1), valid_to=WARD_FROM)
    operations.subordinate(unit=authority.commune, superior=province, valid_from=WARD_FROM)
    operations.subordinate(
        unit=authority.school, superior=district, valid_from=date(2014, 1, 1), valid_to=WARD_FROM
    )
    return province


class TestADay:
    """Đến hết 30/6/2025 trường thuộc huyện; từ 01/7/2025 thuộc xã."""

    BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)

    def test_has_its_own_superior(self, province, authority):
        school = authority.school.pk

        assert queries.superior_on(school, self.BEFORE).kind == "district"
        assert queries.superior_on(school, self.AFTER).kind == "commune"
        assert [queries.superiors_on([school], day)[school].kind for day in (self.BEFORE, self.AFTER)] == [
            "district",
            "commune",
        ]

    def test_has_its_own_units_below_the_province(self, province, authority):
        kinds = [
            sorted(unit.kind for unit in queries.units_on(queries.units_below([province.pk], day), day))
            for day in (self.BEFORE, self.AFTER)
        ]

        assert kinds == [["district", "province", "school"], ["commune", "province", "school"]]

    def test_has_its_own_holders_and_staff(self, authority):
        school = authority.school.pk
        Appointment.objects.filter(pk=authority.principal.pk).update(left_on=date(2026, 9, 1))

        assert len(queries.incumbents([school], TERM_FROM)) == 2
        assert [one.post for one in queries.incumbents([school], date(2026, 9, 1))] == ["vice_principal"]
        assert queries.staff_on(school, self.BEFORE) == []
        assert len(queries.staff_on(school, self.AFTER)) == 4

    def test_is_asked_about_in_as_many_queries_for_many_schools_as_for_one(self, authority):
        def asked() -> int:
            below = queries.units_below([authority.commune.pk])
            with CaptureQueriesContext(connection) as context:
                queries.incumbents(below, self.AFTER)
                queries.staff_counts(below)
                queries.superiors_on(below, self.AFTER)
                queries.register_counts(unit_ids=below, on=self.AFTER)
                rows_of("people", unit_ids=below, on=self.AFTER)
                queries.consecutive_terms_at(
                    below, post="principal", on=self.AFTER, rules=rules.in_force(self.AFTER)
                )
            return len(context)

        few = asked()
        for number in range(5):
            a_school(authority.commune, code=f"truong-{number}")

        assert asked() == few


class TestTermsOneAfterAnother:
    """Hiệu trưởng không quá hai nhiệm kỳ liên tiếp ở một trường; thời gian giao quyền không tính.

    Sáp nhập, đổi tên thì nhiệm kỳ tiếp tục theo quyết định cũ.
    """

    @pytest.mark.parametrize(("takes_over_on", "terms"), [(None, 1), (date(2019, 8, 1), 2), (TERM_FROM, 1)])
    def test_go_on_through_a_merger_and_leave_acting_periods_out(
        self, authority, write, takes_over_on, terms
    ):
        old = a_school(authority.commune, code="truong-cu", name="Trường Tiểu học Cũ")
        person, school = authority.principal.person_id, authority.school
        Appointment.objects.create(
            person_id=person, unit=old, post="principal", starts_on=date(2016, 9, 1), left_on=TERM_FROM
        )
        ActingPeriod.objects.create(
            person_id=person,
            unit=old,
            post="principal",
            kind="acting",
            valid_from=date(2016, 1, 1),
            valid_to=date(2016, 9, 1),
        )
        if takes_over_on:
            Succession.objects.create(predecessor=old, successor=school, takes_over_on=takes_over_on)
        asked = {"post": "principal", "on": date(2026, 5, 1), "rules": rules.in_force(date(2026, 5, 1))}

        counted = queries.consecutive_terms_of(person_id=person, unit_id=school.pk, **asked)

        assert (counted.terms, counted.may_have_another) == (terms, terms < 2)
        assert queries.consecutive_terms_at([school.pk], **asked) == {(person, school.pk): counted}


class TestSuccession:
    def test_may_be_split_and_merged(self, authority, write):
        a_school(authority.commune, code="tach-a", name="A")
        a_school(authority.commune, code="tach-b", name="B")
        below = queries.units_below([authority.commune.pk])
        for successor in ("tach-a", "tach-b"):
            operations.write_row(
                register="successions",
                row_id=None,
                values={
                    "predecessor": "thach-lam-hoa-ban",
                    "successor": successor,
                    "takes_over_on": date(2026, 8, 1),
                    "basis": "5/QĐ-UBND",
                },
                unit_ids=below,
                actor=authority.officer,
                at=WHEN,
            )

        assert [unit.name for unit in queries.successors_of(authority.school.pk)] == ["A", "B"]
        assert [unit.code for unit in queries.predecessors_of(queries.unit_of_code("tach-a").id)] == [
            "thach-lam-hoa-ban"
        ]
