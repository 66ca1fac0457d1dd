"""``tinnhiem demo OUT`` tells the first story headless and leaves its documents with a manifest over all of them."""

import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from tinnhiem.cli.manage import main
from tinnhiem.common.sentences import LANGUAGES, catalogue, sentence

KINDS = {
    "plan", "plan_approval", "invitation", "summoned_list", "meeting_minutes", "counting_record",
    "results_report", "submission", "decision", "notice", "communique", "report", "archive", "certificate",
    "data",
}  # fmt: skip
AUDIENCES = {
    "attendees", "subject", "leadership", "staff", "appointing_authority", "superior", "public", "committee",
}  # fmt: skip
STEPS = ("authority", "papers", "planned", "summoned", "opened", "counted", "closed", "decided")


def tell(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TINNHIEM_")}
    command = [str(Path(sys.executable).parent / "tinnhiem"), "demo", str(out), *options]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = tmp_path_factory.mktemp("demo") / "nam-hoc"
    return out, tell(out)


@pytest.fixture(scope="module")
def out(told) -> Path:
    folder, finished = told
    assert finished.returncode == 0, finished.stderr
    return folder


@pytest.fixture(scope="module")
def manifest(out) -> dict[str, dict[str, object]]:
    rows = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    return {row["path"]: row for row in rows}


def words_of(file: Path) -> str:
    if file.suffix == ".pdf":
        document = pypdfium2.PdfDocument(file)
        words = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return words
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml").decode("utf-8")


class TestAFolderThatIsNotEmpty:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_refused_and_left_as_it_was(self, tmp_path, capsys, language):
        (tmp_path / "cua-toi.txt").write_text("giữ lại", encoding="utf-8")

        assert main(["demo", str(tmp_path), "--language", language]) == 2

        assert sentence("folder_not_empty", language, folder=str(tmp_path)) in capsys.readouterr().err
        assert [path.name for path in tmp_path.iterdir()] == ["cua-toi.txt"]

    def test_is_refused_where_it_is_a_file(self, tmp_path, capsys):
        file = tmp_path / "tep"
        file.write_text("giữ lại", encoding="utf-8")

        assert main(["demo", str(file)]) == 2
        assert file.read_text(encoding="utf-8") == "giữ lại"


class TestTheManifest:
    def test_names_every_other_file_and_nothing_else(self, out, manifest):
        written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {
            "manifest.json"
        }

        assert manifest.keys() == written != set()

    def test_has_the_hash_of_each_file(self, out, manifest):
        for path, row in manifest.items():
            assert row["sha256"] == sha256((out / path).read_bytes()).hexdigest()

    def test_says_nothing_but_path_hash_kind_and_audience(self, manifest):
        for row in manifest.values():
            assert row.keys() == {"path", "sha256", "kind", "audience"}

    def test_uses_the_kinds_and_audiences_of_the_public_contract(self, manifest):
        for row in manifest.values():
            assert row["kind"] in KINDS
            assert row["audience"]
            assert set(row["audience"]) <= AUDIENCES

    def test_opens_the_counting_record_to_committee_and_authority_only(self, manifest):
        audiences = [row["audience"] for row in manifest.values() if row["kind"] == "counting_record"]

        assert audiences == [["appointing_authority", "committee"]] * 2


class TestTheStory:
    def test_prints_its_steps(self, told):
        lines = told[1].stdout.splitlines()

        assert lines[:-1] == [catalogue("vi")[f"demo_{step}"] for step in STEPS]

    def test_leaves_minutes_record_and_list_as_pdf_and_word(self, out, manifest):
        kinds = ("counting_record", "meeting_minutes", "summoned_list")

        for kind in kinds:
            for ending in ("pdf", "docx"):
                assert f"campaign/hoa-ban/{kind}.{ending}" in manifest
                assert "hội nghị" in words_of(out / f"campaign/hoa-ban/{kind}.{ending}").lower()

    def test_leaves_the_papers_round_the_ballot(self, out, manifest):
        kinds = {row["kind"] for row in manifest.values()}

        assert {
            "plan", "plan_approval", "invitation", "notice", "results_report", "submission", "decision", "communique",
        } <= kinds  # fmt: skip

    def test_opens_papers_with_counts_to_the_authority_alone_and_publishes_none(self, out, manifest):
        audiences = {row["kind"]: row["audience"] for row in manifest.values()}
        published = " ".join(words_of(out / "campaign/hoa-ban/communique.pdf").split())

        assert audiences["results_report"] == audiences["submission"] == ["appointing_authority"]
        assert "public" in audiences["communique"]
        assert "phiếu" not in published

    def test_has_minutes_without_the_result(self, out):
        minutes, record = (
            words_of(out / f"campaign/hoa-ban/{kind}.pdf") for kind in ("meeting_minutes", "counting_record")
        )

        assert "đồng ý bổ nhiệm lại" in record
        assert "đồng ý bổ nhiệm lại" not in minutes

    def test_is_the_same_to_the_byte_when_it_is_told_again(self, out, manifest, tmp_path):
        again = tmp_path / "lan-hai"

        assert tell(again, "--language", "en").returncode == 0

        assert (again / "manifest.json").read_bytes() == (out / "manifest.json").read_bytes()
