"""An installation that is no demo gets its units, people and first sign-in links at the command line."""

import re
from datetime import datetime

import pytest

from tinnhiem.apps.org import operations, queries
from tinnhiem.cli import founding, manage

pytestmark = pytest.mark.django_db

WARD = ["--code", "dong-khe", "--name", "UBND phường Đông Khê", "--kind", "commune", "--from", "01/07/2025"]
LIEN = ["--unit", "dong-khe", "--name", "Lục Thị Hải Liên", "--born", "09/03/1985", "--title", "Chuyên viên"]
OFFICER = ["--role", "officer", "--basis", "Quyết định 15/QĐ-UBND"]
TOKEN = re.compile(r"http\S+/link/(\S+)/")


@pytest.fixture
def ward(capsys: pytest.CaptureFixture[str]) -> None:
    manage.main(["unit", "add", *WARD])
    capsys.readouterr()


class TestADayOnTheCommandLine:
    @pytest.mark.parametrize("given", ["31/02/1985", "1985-03-09", "9/3/85", "", "hôm qua"])
    def test_is_refused_unless_it_is_a_day_of_the_calendar(self, given: str):
        with pytest.raises(founding.DayUnreadable):
            founding.day(given)


class TestAddingAnAccount:
    def test_says_which_unit_is_missing_and_what_to_do(self, capsys):
        code = manage.main(["account", "add", *LIEN, *OFFICER])

        assert code == 2
        assert capsys.readouterr().err.startswith("Chưa có đơn vị nào mang mã dong-khe.")

    def test_refuses_a_period_that_ends_before_it_starts(self, ward, capsys):
        period = ["--from", "01/07/2026", "--to", "01/01/2026"]

        assert manage.main(["account", "add", *LIEN, *OFFICER, *period]) == 2

    def test_prints_a_link_that_signs_the_officer_in_once(self, ward, capsys, now: datetime):
        code = manage.main(["account", "add", *LIEN, *OFFICER])

        found = TOKEN.search(capsys.readouterr().out)
        assert code == 0
        assert found
        view = queries.find_sign_in_link(token=found[1], at=now)
        assert view is not None
        assert (view.person_name, view.desk) == ("Lục Thị Hải Liên", "office")

    def test_keeps_the_token_out_of_the_registers(self, ward, capsys):
        manage.main(["account", "add", *LIEN, *OFFICER])

        found = TOKEN.search(capsys.readouterr().out)
        assert found
        kept = operations.accounts.SignInLink.objects.values_list("token_sha256", flat=True)
        assert found[1] not in kept

    @pytest.mark.parametrize(("role", "desk"), [("administrator", "audit"), ("records_clerk", "clerk")])
    def test_leads_an_administrator_to_the_ledger_and_a_clerk_to_the_drafts(
        self, ward, capsys, now, role, desk
    ):
        code = manage.main(["account", "add", *LIEN, "--role", role, "--basis", "QĐ 16/QĐ-UBND"])

        assert code == 0
        found = TOKEN.search(capsys.readouterr().out)
        assert found
        assert queries.find_sign_in_link(token=found[1], at=now).desk == desk


class TestANewLink:
    def test_is_refused_for_somebody_nobody_entered(self, capsys):
        who = ["--name", "Lục Thị Hải Liên", "--born", "09/03/1985"]

        assert manage.main(["account", "link", *who, "--desk", "office"]) == 2
        assert "Lục Thị Hải Liên" in capsys.readouterr().err

    def test_begins_with_the_address_that_people_open(self, ward, capsys):
        manage.main(["person", "add", *LIEN])
        who = ["--name", "Lục Thị Hải Liên", "--born", "09/03/1985"]

        code = manage.main(
            ["account", "link", *who, "--desk", "committee", "--address", "http://10.0.0.5:8000/"]
        )

        assert code == 0
        assert "http://10.0.0.5:8000/link/" in capsys.readouterr().out


class TestAddingAUnit:
    def test_twice_says_that_nothing_has_changed(self, ward, capsys):
        assert manage.main(["unit", "add", *WARD]) == 0
        assert "không có gì thay đổi" in capsys.readouterr().out
