"""A register from last year, a name in another spelling: shown before writing, written when somebody looked."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import Authority, an_authority
from tests.builders.registers import a_workbook
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.models import Account, Person, Post
from tinnhiem.apps.org.operations import RegisterCautionsUnseen
from tinnhiem.domain.registers.register_cautions import MOMENT, STAMP

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


@pytest.fixture
def below(authority: Authority) -> frozenset[int]:
    return queries.units_below([authority.commune.pk])


def upload(authority: Authority, register: str, content: bytes, at: datetime) -> int:
    return operations.preview_register(
        register=register, file_name="so.xlsx", content=content, actor=authority.officer, at=at
    )


def exported(name: str, below: frozenset[int], at: datetime) -> bytes:
    return queries.register_workbook(
        name,
        unit_ids=below,
        on=None,
        asked="",
        language="vi",
        guide=[(STAMP["vi"], f"{timezone.localtime(at):{MOMENT}}")],
        guide_name="Hướng dẫn",
    )


class TestARegisterFromLastYear:
    @pytest.fixture
    def import_id(self, authority: Authority, below: frozenset[int], now: datetime) -> int:
        """A file of one seat, exported a year before somebody made it two."""
        post = Post.objects.create(
            unit=authority.school, post="principal", seats=1, valid_from=date(2025, 7, 1)
        )
        old = exported("posts", below, now - timedelta(days=365))
        values = next(iter(queries.rows_of_unit("posts", authority.school.pk))).values
        operations.write_row(
            register="posts",
            row_id=post.pk,
            values={**values, "seats": 2},
            unit_ids=below,
            actor=authority.officer,
            at=now,
        )
        return upload(authority, "posts", old, now)

    def test_is_noticed_by_its_stamp(self, authority: Authority, below: frozenset[int], import_id: int):
        found = operations.pending_import(import_id=import_id, unit_ids=below, actor=authority.officer)

        assert [one.code for one in found.cautions] == ["register_file_older"]

    def test_is_written_only_once_somebody_looked(
        self, authority: Authority, below: frozenset[int], import_id: int, now: datetime
    ):
        act = {"import_id": import_id, "unit_ids": below, "actor": authority.officer, "at": now}
        with pytest.raises(RegisterCautionsUnseen):
            operations.confirm_register(**act)
        assert Post.objects.get().seats == 2

        operations.confirm_register(**act, cautions_seen=True)

        assert Post.objects.get().seats == 1
        assert next(audit.lines()).line.act == "register.imported"

    def test_is_shown_with_a_tick_and_refused_without_it(self, authority: Authority, import_id: int):
        client = Client(headers={"Accept-Language": "vi"})
        client.force_login(Account.objects.get(pk=authority.officer.account_id))
        address = reverse("office:book_confirm", args=[import_id])

        shown = client.get(reverse("office:book_import", args=[import_id])).content.decode()
        refused = client.post(address)
        done = client.post(address, {"seen": "1"})

        assert "có thể đưa danh bạ lùi về số liệu cũ" in shown
        assert refused.status_code == 422
        assert "chưa đánh dấu đã xem" in refused.content.decode()
        assert done.status_code == 302

    def test_exported_after_the_last_writing_is_none(
        self, authority: Authority, below: frozenset[int], now: datetime
    ):
        later = exported("posts", below, now + timedelta(minutes=1))

        found = operations.pending_import(
            import_id=upload(authority, "posts", later, now), unit_ids=below, actor=authority.officer
        )

        assert found.cautions == ()


class TestANameWithoutItsMarks:
    def test_is_asked_about_by_the_form_too(self, authority: Authority):
        Person.objects.filter(pk=authority.principal.person_id).update(born_on=date(1980, 5, 4))
        client = Client(headers={"Accept-Language": "vi"})
        client.force_login(Account.objects.get(pk=authority.officer.account_id))
        address = reverse("office:book_new", args=["people"])
        asked = {
            "person": "Vuong Thi Lan",
            "born_on": "04/05/1980",
            "unit": authority.school.code,
            "post_title": "Giáo viên",
            "availability": "working",
            "valid_from": "01/01/2026",
        }

        refused = client.post(address, asked)
        done = client.post(address, {**asked, "seen": "1"})

        assert refused.status_code == 422
        assert "có Vương Thị Lan cùng ngày sinh" in refused.content.decode()
        assert "Đúng là người khác" in refused.content.decode()
        assert done.status_code == 302

    def test_is_offered_as_the_person_known_before_a_second_one_is_made(
        self, authority: Authority, below: frozenset[int], now: datetime
    ):
        known = Person.objects.get(pk=authority.principal.person_id)
        born_on = date(1980, 5, 4)
        Person.objects.filter(pk=known.pk).update(born_on=born_on)
        line = {
            "person": "VUONG THI LAN",
            "born_on": born_on,
            "unit": authority.school.code,
            "post_title": "Giáo viên",
            "availability": "Đang làm việc",
            "valid_from": date(2026, 1, 1),
        }
        import_id = upload(authority, "people", a_workbook("people", [line]), now)

        found = operations.pending_import(import_id=import_id, unit_ids=below, actor=authority.officer)

        assert [(one.code, one.cell, one.params["known"]) for one in found.cautions] == [
            ("register_person_like", "B2", "Vương Thị Lan")
        ]
