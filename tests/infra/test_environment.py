"""The setup script speaks in sentences, installs once, and falls back to pip where uv fails."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.architecture.source import ROOT

PYTHONS = ["python3", "python3.11", "python3.12", "python3.13", "python3.14"]

RECENT_PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
"""
OLD_PYTHON = "#!/bin/sh\nexit 1\n"
UV = '#!/bin/sh\necho "uv $*" >>"$CALLS"\n'
BROKEN_UV = "#!/bin/sh\nexit 1\n"


@dataclass
class Machine:
    """A clone with the script, on a machine whose commands only write down that they were called."""

    folder: Path

    def has(self, script: str, *names: str) -> None:
        for name in names:
            path = self.folder / "bin" / name
            path.write_text(script)
            path.chmod(0o755)

    def sets_up(self) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "CALLS": str(self.folder / "calls")}
        script = self.folder / "clone/tools/environment"
        return subprocess.run(
            [script, "a.lock"], env=environment, capture_output=True, text=True, check=False
        )

    @property
    def calls(self) -> list[str]:
        written = self.folder / "calls"
        lines = written.read_text().splitlines() if written.exists() else []
        written.unlink(missing_ok=True)
        return [line for line in lines if not line.startswith("python -c")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    clone = tmp_path / "clone"
    (clone / "tools").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "tools/environment", clone / "tools/environment")
    for name in ("a.lock", "pyproject.toml", "setup.py"):
        (clone / name).write_text(name)
    return Machine(tmp_path)


class TestAMachineWithoutAPythonThatIsNewEnough:
    def test_is_told_what_to_install(self, machine: Machine):
        machine.has(OLD_PYTHON, *PYTHONS)

        result = machine.sets_up()

        assert result.returncode == 1
        assert "Cần Python 3.11 trở lên" in result.stderr
        assert "Python 3.11 or newer is needed" in result.stderr


class TestAMachineWithoutNetwork:
    def test_is_told_that_the_packages_did_not_come(self, machine: Machine):
        machine.has(RECENT_PYTHON.replace("if [", 'case "$*" in *pip*) exit 1 ;; esac\nif ['), *PYTHONS)
        machine.has(BROKEN_UV, "uv")

        result = machine.sets_up()

        assert result.returncode == 1
        assert "Kiểm tra kết nối mạng" in result.stderr


class TestSettingUp:
    def test_falls_back_to_pip_and_still_asks_for_hashes(self, machine: Machine):
        machine.has(RECENT_PYTHON, *PYTHONS)
        machine.has(BROKEN_UV, "uv")

        result = machine.sets_up()

        pip_calls = [call for call in machine.calls if "pip install" in call]
        assert result.returncode == 0
        assert "--require-hashes" in pip_calls[0] and "a.lock" in pip_calls[0]
        assert "--no-deps --no-build-isolation -e" in pip_calls[1]

    def test_installs_the_lock_with_its_hashes_and_then_the_project_alone(self, machine: Machine):
        machine.has(RECENT_PYTHON, *PYTHONS)
        machine.has(UV, "uv")

        machine.sets_up()

        lock, project = [call for call in machine.calls if call.startswith("uv")]
        assert "--require-hashes" in lock and lock.endswith("a.lock")
        assert "--no-deps --no-build-isolation -e" in project

    def test_does_nothing_and_says_nothing_the_second_time(self, machine: Machine):
        machine.has(RECENT_PYTHON, *PYTHONS)
        machine.has(UV, "uv")
        machine.sets_up()
        assert machine.calls

        result = machine.sets_up()

        assert (result.returncode, result.stdout + result.stderr, machine.calls) == (0, "", [])

    @pytest.mark.parametrize("changed", ["a.lock", "pyproject.toml", "setup.py"])
    def test_installs_again_when_what_it_was_made_from_has_changed(self, machine: Machine, changed: str):
        machine.has(RECENT_PYTHON, *PYTHONS)
        machine.has(UV, "uv")
        machine.sets_up()
        assert machine.calls

        (machine.folder / "clone" / changed).write_text("changed")
        machine.sets_up()

        assert [call for call in machine.calls if call.startswith("uv")]


class TestAScript:
    @pytest.mark.parametrize(
        "name", ["run", "test", "tools/environment", "tools/extras", "tools/with-postgres", ".ci/run"]
    )
    def test_can_be_run_and_is_well_formed(self, name: str):
        shell = "bash" if name == ".ci/run" else "sh"

        result = subprocess.run([shell, "-n", ROOT / name], capture_output=True, text=True, check=False)

        assert (result.returncode, result.stderr) == (0, "")
        assert os.access(ROOT / name, os.X_OK)
