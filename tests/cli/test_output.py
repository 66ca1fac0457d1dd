"""A reader who closes the pipe early, as ``| head`` does, meets neither a complaint nor a verdict."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
A_CASE = {
    "jurisdiction": "vn",
    "procedure": "reappointment",
    "stage": "key_staff_conference",
    "on": "2024-05-20",
    "summoned": 40,
    "present": 28,
    "issued": 28,
    "returned": 28,
    "valid": 28,
    "options": {"agree": 20, "disagree": 8},
}


def unheard(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose reader has closed the pipe before the first word."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        return subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)


class TestAnAnswerThatNobodyHears:
    @pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
    def test_of_the_office_command_ends_in_silence(self, tmp_path, form):
        case = tmp_path / "case.json"
        case.write_text(json.dumps(A_CASE), encoding="utf-8")

        ended = unheard(str(BIN / "tinnhiem"), "verdict", str(case), *form)

        assert (ended.returncode, ended.stderr) == (2, "")

    def test_of_the_verifier_ends_in_silence(self, tmp_path):
        (tmp_path / "empty.bel").write_bytes(bytes(1024))

        ended = unheard(str(BIN / "tinnhiem-verify"), str(tmp_path), "--json")

        assert ended.returncode == 2
        assert "Broken pipe" not in ended.stderr
