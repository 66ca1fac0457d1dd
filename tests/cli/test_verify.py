"""The command that a stranger runs: what it prints and how it exits."""

import hashlib
import json
import subprocess
import sys

import pytest

from tinnhiem.cli.manage.simulation import PollPlan, simulated
from tinnhiem.cli.verify import main
from tinnhiem.common.sentences import LANGUAGES, catalogue
from tinnhiem.engines.voting.reports import CheckId
from tinnhiem.engines.voting.seals import seal


@pytest.fixture(scope="module")
def poll():
    return simulated(
        PollPlan(questions=1, answers=3, voters=5, group="Ed25519", trustees=3, threshold=2, seed="verify")
    )


@pytest.fixture
def archive(poll, tmp_path):
    path = tmp_path / f"{poll.uuid}.bel"
    path.write_bytes(poll.archive)
    return path


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def report_of(capsys, *arguments):
    code, out, _ = run(capsys, *arguments, "--json")
    return code, json.loads(out)


class TestBadInput:
    @pytest.mark.parametrize("raw", [b"", bytes(5000), b"{}", b"PK\x03\x04" * 300])
    def test_exits_two_and_says_where_reading_stopped(self, raw, tmp_path, capsys):
        path = tmp_path / "x.bel"
        path.write_bytes(raw)

        code, out, err = run(capsys, path)

        assert (code, out) == (2, "")
        assert "byte 0" in err

    def test_is_reported_as_json_when_asked(self, tmp_path, capsys):
        path = tmp_path / "x.bel"
        path.write_bytes(bytes(600))

        code, report = report_of(capsys, path)

        assert (code, report["valid"], report["checks"][0]["id"]) == (2, False, "archive.format")

    def test_that_is_truncated_exits_two(self, archive, poll, capsys):
        archive.write_bytes(poll.archive[:-700])

        assert run(capsys, archive)[0] == 2

    def test_that_is_not_there_exits_two(self, tmp_path, capsys):
        code, _, err = run(capsys, tmp_path / "none.bel")

        assert code == 2
        assert "none.bel" in err

    def test_is_never_answered_with_a_traceback(self, archive, capsys, monkeypatch):
        def broken(*_arguments, **_options):
            raise ZeroDivisionError

        monkeypatch.setattr("tinnhiem.cli.verify.verified", broken)

        code, out, err = run(capsys, archive)

        assert (code, out) == (2, "")
        assert "ZeroDivisionError" in err
        assert "Traceback" not in err

    @pytest.mark.parametrize("archives", [0, 2])
    def test_is_a_folder_without_exactly_one_archive(self, archives, tmp_path, capsys):
        for number in range(archives):
            (tmp_path / f"{number}.bel").write_bytes(b"")

        code, _, err = run(capsys, tmp_path)

        assert code == 2
        assert f" {archives} " in err

    @pytest.mark.parametrize("raw", [b"{", b"[]", b'{"seals":[]}'])
    def test_is_a_meeting_record_that_is_none(self, raw, archive, tmp_path, capsys):
        meeting = tmp_path / "meeting.json"
        meeting.write_bytes(raw)

        assert run(capsys, archive, "--meeting", meeting)[0] == 2


class TestAnInvalidArchive:
    def test_exits_one_and_names_the_check_that_failed(self, archive, poll, capsys):
        archive.write_bytes(poll.archive + bytes(512))

        code, report = report_of(capsys, archive)

        failed = [check["id"] for check in report["checks"] if not check["ok"]]
        assert (code, report["valid"], failed) == (1, False, ["archive.canonical"])

    def test_is_one_without_a_result_where_a_result_is_required(self, archive, poll, capsys):
        archive.write_bytes(poll.stages["tallied"])

        assert run(capsys, archive)[0] == 0
        assert run(capsys, archive, "--require-result")[0] == 1


class TestAValidArchive:
    def test_gives_the_whole_report(self, archive, poll, capsys):
        code, report = report_of(capsys, archive.parent, "--require-result")

        assert code == 0
        assert list(report) == [
            "valid",
            "stage",
            "uuid",
            "group",
            "fingerprint",
            "ballots",
            "seal",
            "result",
            "checks",
        ]
        assert (report["valid"], report["stage"], report["uuid"]) == (True, "result", poll.uuid)
        assert report["ballots"] == {"accepted": 5, "superseded": 0}
        assert report["result"] == poll.counts
        assert all(check["ok"] and check["detail"] for check in report["checks"])

    def test_is_told_in_vietnamese_unless_english_is_spoken(self, archive, capsys, monkeypatch):
        monkeypatch.setenv("TINNHIEM_LANGUAGE", "vi")
        vietnamese = run(capsys, archive)[1]
        monkeypatch.setenv("TINNHIEM_LANGUAGE", "en")
        english = run(capsys, archive)[1]

        assert "Tệp lưu trữ hợp lệ." in vietnamese
        assert "The archive is valid." in english

    def test_is_the_same_over_two_processes(self, archive, capsys):
        assert report_of(capsys, archive, "--processes", 2) == report_of(capsys, archive)

    def test_needs_no_django(self, archive):
        program = (
            "import sys; sys.modules['django'] = None\n"
            "from tinnhiem.cli.verify import main\n"
            "sys.exit(main(sys.argv[1:]))"
        )

        done = subprocess.run([sys.executable, "-c", program, str(archive)], capture_output=True, check=False)

        assert done.returncode == 0, done.stderr


class TestAMeetingRecord:
    """room-protocol: seals at open, steps and close; void credentials; the equations of the count."""

    @pytest.fixture
    def record(self, archive, capsys):
        _, report = report_of(capsys, archive)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        return {
            "setup_fingerprint": report["fingerprint"],
            "seals": [
                {"at": "open", "ballots": 0, "seal": seal([])},
                {"at": "close", "ballots": 5, "seal": report["seal"]},
            ],
            "void_credentials": [],
            "voided": [],
            "paper": {"issued": 2, "returned": 2, "invalid": 1, "keyed": 0},
            "roll": {"signed": 7},
            "mode": "committee",
            "archive_sha256": digest,
        }

    def failures(self, record, archive, tmp_path, capsys):
        meeting = tmp_path / "meeting.json"
        meeting.write_text(json.dumps(record))
        code, report = report_of(capsys, archive, "--meeting", meeting)
        failed = [check["id"] for check in report["checks"] if not check["ok"]]
        assert code == (1 if failed else 0)
        return failed

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (lambda r: r.update(setup_fingerprint="0000 " * 6), "meeting.seals"),
            (lambda r: r.update(archive_sha256="0" * 64), "meeting.seals"),
            (lambda r: r["seals"].pop(0), "meeting.seals"),
            (lambda r: r["seals"].pop(), "meeting.seals"),
            (lambda r: r["seals"][1].update(ballots=4), "meeting.seals"),
            (lambda r: r["seals"][1].update(seal=seal([])), "meeting.seals"),
            (lambda r: r["seals"].insert(1, {"at": "step", "ballots": 3, "seal": "x"}), "meeting.seals"),
            (lambda r: r.update(void_credentials=["5"]), "meeting.void"),
            (lambda r: r["roll"].update(signed=6), "meeting.equations"),
            (lambda r: r["paper"].update(returned=3), "meeting.equations"),
            (lambda r: r["paper"].update(invalid=3), "meeting.equations"),
            (lambda r: r["paper"].update(keyed=2), "meeting.equations"),
            (lambda r: r.update(voided=[{"tracker": "x", "reason": "y"}]), "meeting.equations"),
        ],
    )
    def test_that_does_not_fit_the_archive_is_named(
        self, change, expected, record, archive, tmp_path, capsys
    ):
        change(record)

        assert expected in self.failures(record, archive, tmp_path, capsys)

    def test_may_not_void_a_credential_that_has_a_ballot(self, record, archive, poll, tmp_path, capsys):
        start = poll.archive.index(b'"credential":"') + len(b'"credential":"')
        record["void_credentials"] = [poll.archive[start : start + 64].decode()]

        assert "meeting.void" in self.failures(record, archive, tmp_path, capsys)

    def test_that_fits_is_valid(self, record, archive, tmp_path, capsys):
        assert self.failures(record, archive, tmp_path, capsys) == []


class TestEveryCheck:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("check", CheckId)
    def test_has_its_sentences(self, check, language):
        name = check.value.replace(".", "_")

        assert catalogue(language)[f"check_{name}"]
        assert "{place}" in catalogue(language)[f"check_failed_{name}"]
