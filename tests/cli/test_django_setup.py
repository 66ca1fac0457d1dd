"""An installation that cannot work says why in a sentence, and never shows a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def tinnhiem(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TINNHIEM_", "PG"))}
    command = [Path(sys.executable).parent / "tinnhiem", *words]
    return subprocess.run(command, env=kept | environment, capture_output=True, text=True, check=False)


class TestAnInstallation:
    @pytest.mark.parametrize(
        ("environment", "said"),
        [
            ({"TINNHIEM_DATABASE": "oracle"}, "TINNHIEM_DATABASE is 'oracle'"),
            ({"TINNHIEM_DATABASE": "postgresql", "PGHOST": "/nowhere"}, "Chưa có cơ sở dữ liệu"),
            ({}, "Chưa có cơ sở dữ liệu"),
        ],
        ids=["of a database nobody knows", "whose server is away", "that was never started"],
    )
    def test_answers_two_with_a_sentence(self, environment: dict[str, str], said: str, tmp_path: Path):
        result = tinnhiem("ledger", "verify", TINNHIEM_HOME=str(tmp_path), **environment)

        assert result.returncode == 2
        assert said in result.stderr
        assert "Traceback" not in result.stderr

    def test_whose_folder_is_a_file_says_which(self, tmp_path: Path):
        blocked = tmp_path / "file"
        blocked.touch()

        result = tinnhiem("check", TINNHIEM_HOME=str(blocked / "home"))

        assert result.returncode == 2
        assert f"Không ghi được vào thư mục dữ liệu {blocked}" in result.stderr

    def test_with_a_port_that_is_no_number_names_the_option(self, tmp_path: Path):
        result = tinnhiem("serve", TINNHIEM_HOME=str(tmp_path), TINNHIEM_PORT="abc")

        assert result.returncode == 2
        assert "--port" in result.stderr
