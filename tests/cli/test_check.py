"""``tinnhiem check`` prints each setting that matters and says what to do about an unsound one."""

import json
from argparse import Namespace
from pathlib import Path

import pytest
from django.db import connection

from tinnhiem.cli.manage import check


@pytest.fixture
def home(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a private key."""
    monkeypatch.delenv("TINNHIEM_SECRET_KEY", raising=False)
    settings.HOME, settings.SECRET_KEY = tmp_path, "k" * 60
    (tmp_path / "secret-key").touch(mode=0o600)
    return tmp_path


class TestAnUnsoundSetting:
    def test_debug_pages(self, settings):
        settings.DEBUG = True

        assert check.debug().fault == "check_debug"

    def test_a_key_that_others_may_read(self, home: Path):
        (home / "secret-key").chmod(0o640)

        assert check.secret_key().fault == "check_secret_key"

    def test_a_short_key(self, home: Path, settings):
        settings.SECRET_KEY = "short"

        assert check.secret_key().fault == "check_secret_key"

    @pytest.mark.parametrize("hosts", [[], ["*"], ["tinnhiem.example", "*"]])
    def test_any_host(self, settings, hosts: list[str]):
        settings.ALLOWED_HOSTS = hosts

        assert check.hosts().fault == "check_hosts"

    def test_a_demo_that_others_reach(self, settings):
        settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "tinnhiem.example"]

        assert check.demo().fault == "check_demo"

    @pytest.mark.django_db
    def test_a_database_that_confirms_before_it_has_written(self):
        """The SQLite of the tests is such on purpose; a server becomes one for this session."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")

        assert check.durability().fault == "check_durability"

    def test_packs_with_mistakes_each_of_them_named(self, tmp_path: Path, settings):
        for name in ("mot", "hai"):
            folder = tmp_path / name / "xx"
            folder.mkdir(parents=True)
            (folder / "pack.toml").write_text("id = [", encoding="utf-8")
        settings.PACK_FOLDERS = [tmp_path / "mot", tmp_path / "hai"]

        findings = check.packs()

        assert [finding.fault is None for finding in findings] == [False, False]


class TestASoundSetting:
    def test_has_no_fault(self, home: Path, settings):
        settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS = False, True, ["127.0.0.1"]

        faults = [judge().fault for judge in (check.debug, check.secret_key, check.hosts, check.demo)]

        assert faults == [None, None, None, None]

    @pytest.mark.django_db
    def test_a_migrated_database(self):
        assert check.database().fault is None

    def test_packs_that_ship_with_the_house(self):
        assert [finding.fault for finding in check.packs()] == [None]


@pytest.mark.django_db
class TestTheAnswer:
    def test_is_one_when_a_setting_is_unsound_and_tells_what_to_do(self, home: Path, settings, capsys):
        settings.DEBUG = True

        code = check.run(Namespace(json=False, language="en"))

        assert code == 1
        assert "✗ debug: on\n  Debug mode is on" in capsys.readouterr().out

    def test_is_one_json_object_on_request(self, home: Path, capsys):
        check.run(Namespace(json=True, language="vi"))

        answer = json.loads(capsys.readouterr().out)

        names = [one["name"] for one in answer["settings"]]
        assert names == ["debug", "secret_key", "hosts", "demo", "database", "durability", "packs"]
