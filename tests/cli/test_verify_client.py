"""The pages that are committed are what their sources build, and the sources pass their own tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "client"
BUILT = ("auditor/index.html", "booth/sealing-worker.js")

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (CLIENT / "node_modules").is_dir(),
    reason="Node or client/node_modules is missing (npm ci in client)",
)


def npm(*arguments):
    done = subprocess.run(["npm", *arguments], cwd=CLIENT, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


class TestTheClient:
    def test_is_committed_as_its_sources_build_it(self):
        static = ROOT / "src" / "tinnhiem" / "web" / "static"
        committed = {name: (static / name).read_bytes() for name in BUILT}

        npm("run", "build")

        assert {name: (static / name).read_bytes() for name in BUILT} == committed

    def test_has_sound_types(self):
        npm("run", "types")

    def test_passes_its_tests(self):
        npm("test")

    def test_auditor_imports_nothing_of_the_booth(self):
        imports = [
            line
            for source in (CLIENT / "auditor").glob("*.ts")
            for line in source.read_text(encoding="utf-8").splitlines()
            if " from " in line and "import" in line
        ]

        outside = [line for line in imports if ' from "./' not in line and ' from "node:' not in line]
        assert outside == []

    def test_lock_names_no_address(self):
        assert "resolved" not in (CLIENT / "package-lock.json").read_text(encoding="utf-8")
