"""The audit page: the ledger in words, checked, and silent on the order of voters."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.builders.authority import Authority, an_authority, somebody_with_a_role
from tests.builders.meetings import a_summoned_conference, close, conclude, count, lock, vote
from tests.builders.records import a_draft
from tests.web.test_clerk_pages import signed_in
from tinnhiem.apps.audit import queries as audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=8)


@pytest.fixture
def reader(authority: Authority) -> Client:
    return signed_in(somebody_with_a_role(authority.commune, name="Đặng Văn Khoa", role="administrator"))


@pytest.fixture
def filed(authority: Authority, now: datetime) -> str:
    return str(a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now))


class TestTheAuditPage:
    def test_is_closed_to_officers(self, authority):
        client = signed_in(authority.officer)

        assert client.get(reverse("audit:ledger")).status_code == 403
        assert client.get(reverse("audit:verify")).status_code == 403

    def test_says_each_act_in_words_with_who_did_it(self, reader, filed):
        page = reader.get(reverse("audit:ledger")).content.decode()

        assert "Lập văn bản, đưa vào hồ sơ" in page
        assert "Nguyễn Thu Hà" in page
        assert "document.filed" in page  # as the value of the filter
        assert audit.head().hash in page

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ({"act": "document.filed"}, 1),
            ({"subject": "document:"}, 1),
            ({"subject": "poll:"}, 0),
            ({"actor": "account:0"}, 0),
            ({"actor": "thu hà"}, 1),
            ({"actor": "Không Có Ai"}, 0),
            ({"day": "01/01/2014"}, 0),
        ],
    )
    def test_is_filtered(self, reader, filed, asked, shown):
        page = reader.get(reverse("audit:ledger"), asked).content.decode()

        assert ("Không có dòng nào khớp" in page) == (shown == 0)

    @pytest.mark.parametrize("asked", [{"day": "31/02/2026"}, {"act": "nothing.happened"}])
    def test_answers_a_filter_that_cannot_be_read(self, reader, asked):
        assert reader.get(reverse("audit:ledger"), asked).status_code == 422

    @pytest.mark.parametrize("page", ["0", "-1", "abc", "9999999"])
    def test_takes_an_odd_page_for_one_it_has(self, reader, filed, page):
        assert reader.get(reverse("audit:ledger"), {"page": page}).status_code == 200


class TestTheOrderOfVoters:
    """DESIGN §3.6: no row, log or time stamp joins a person with a ballot."""

    def test_is_nowhere_on_the_page(self, authority, reader):
        held = lock(count(vote(a_summoned_conference(authority)), agree=5, invalid=1))
        conclude(held)
        close(held)

        lines = [sealed.line for sealed in audit.lines()]

        committee = {line.actor for line in lines if line.act.startswith(("count.", "paper.", "ballot."))}
        voters = {f"person:{person}" for person in (authority.principal.person_id, *authority.teachers)}
        assert not {line.subject for line in lines} & voters
        assert [line.act for line in lines].count("poll.opened") == 1
        assert [line.act for line in lines].count("poll.closed") == 1
        assert len(committee) <= 3
        between = [line.act for line in reversed(lines)]
        assert set(between[between.index("poll.opened") + 1 : between.index("poll.closed")]) <= {
            "step.completed"
        }


class TestCheckingTheLedger:
    def test_says_that_it_is_whole(self, reader, filed):
        assert "Sổ nguyên vẹn" in reader.get(reverse("audit:verify")).content.decode()

    def test_refuses_a_head_that_cannot_be_read(self, reader):
        answer = reader.get(reverse("audit:verify"), {"head": "mốc"})

        assert answer.status_code == 422
        assert "Mốc này không đọc được" in answer.content.decode()

    @pytest.mark.sqlite
    def test_names_a_line_that_was_altered(self, reader, filed):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_line_no_update")
            cursor.execute("UPDATE audit_line SET basis = 'khác' WHERE act = 'document.filed'")

        page = reader.get(reverse("audit:verify")).content.decode()

        assert "Sổ không còn nguyên vẹn" in page
        assert "nội dung khác với lúc ghi" in page

    def test_against_a_head_noted_earlier_finds_what_was_cut_off(self, reader, filed):
        page = reader.get(reverse("audit:verify"), {"head": f"99:{'0' * 64}"}).content.decode()

        assert "Sổ không còn nguyên vẹn" in page

    def test_is_possible_for_everybody_who_notes_the_public_head(self, filed):
        head = audit.head()

        assert Client().get(reverse("audit:head")).content.decode() == f"{head.sequence}:{head.hash}\n"
