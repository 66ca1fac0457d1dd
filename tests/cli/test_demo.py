"""``tinnhiem demo OUT`` tells a year of sixty-one schools headless and leaves its papers with a manifest over all."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
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
STEPS = ("authority", "campaign", "plan", "notices", "invited", "held", "decided")
WITH_MEETING = (
    "binh-minh", "coc-lung", "dai-ngan", "doi-thong", "hoa-ban", "hoa-sim", "khe-buoi", "mang-non", "nang-hong",
    "nui-voi", "sao-mai", "son-ca", "suoi-bac", "suoi-trong", "van-tri",
)  # fmt: skip
EXTENDED = "pac-hin"
PAPERS = {
    "communique", "counting_record", "data", "decision", "invitation", "meeting_minutes", "notice",
    "results_report", "submission", "summoned_list",
}  # fmt: skip
WITH_COUNTS = ("counting_record", "results_report", "submission")
OUTSIDERS = {"attendees", "leadership", "public", "staff", "subject"}


def begin(out: Path, *options: str) -> subprocess.Popen[str]:
    """Run the command as a user does, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TINNHIEM_")}
    command = [str(Path(sys.executable).parent / "tinnhiem"), "demo", str(out), *options]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )


@dataclass(frozen=True)
class Told:
    """A year that was told twice, once in each language: where it is, and what the first teller said."""

    out: Path
    again: Path
    said: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("demo")
    out, again = folder / "nam-hoc", folder / "lan-hai"
    running = [begin(out), begin(again, "--language", "en")]
    answers = [process.communicate() for process in running]
    for process, (_, complaint) in zip(running, answers, strict=True):
        assert process.returncode == 0, complaint
    return Told(out, again, answers[0][0])


@pytest.fixture(scope="module")
def out(told: Told) -> Path:
    return told.out


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


def said(out: Path, school: str, kind: str, ending: str = "pdf") -> str:
    """The words of a school's paper, white space folded, the marks of a Word file left out."""
    words = words_of(out / f"campaign/{school}/{kind}.{ending}")
    return " ".join(re.sub(r"<[^>]+>", "", words).split())


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

    def test_opens_papers_with_counts_to_nobody_outside_committee_and_authority(self, manifest):
        for row in manifest.values():
            if row["kind"] in WITH_COUNTS:
                assert not OUTSIDERS & set(row["audience"])

    def test_names_each_file_after_its_school_and_kind(self, manifest):
        for path, row in manifest.items():
            assert re.fullmatch(rf"campaign/[a-z0-9-]+/{row['kind']}(-2)?\.(pdf|docx)", path)


class TestTheYear:
    def test_prints_its_steps(self, told):
        assert told.said.splitlines()[:-1] == [catalogue("vi")[f"demo_{step}"] for step in STEPS]

    def test_is_the_same_to_the_byte_when_it_is_told_again(self, told):
        assert (told.again / "manifest.json").read_bytes() == (told.out / "manifest.json").read_bytes()

    def test_leaves_every_paper_of_fifteen_meetings_as_pdf_and_word(self, manifest):
        for school in WITH_MEETING:
            wanted = {f"campaign/{school}/{kind}.{ending}" for kind in PAPERS for ending in ("pdf", "docx")}

            assert wanted <= manifest.keys()

    def test_has_one_plan_with_its_approval(self, manifest):
        kinds = Counter(row["kind"] for row in manifest.values())

        assert (kinds["plan"], kinds["plan_approval"]) == (2, 2)
        assert (kinds["decision"], kinds["meeting_minutes"]) == (2 * 16, 2 * 15)

    def test_invites_anew_to_the_meeting_put_off_and_to_the_one_without_a_quorum(self, manifest):
        again = {path.split("/")[1] for path in manifest if path.endswith("invitation-2.pdf")}

        assert again == {"coc-lung", "dai-ngan"}

    def test_summons_anew_where_the_quorum_was_missed(self, out):
        first, second = (
            words_of(out / f"campaign/coc-lung/{name}.pdf") for name in ("summoned_list", "summoned_list-2")
        )

        assert first != second

    def test_has_no_conference_on_who_is_close_to_retirement(self, out, manifest):
        kinds = {row["kind"] for path, row in manifest.items() if path.startswith(f"campaign/{EXTENDED}/")}

        assert kinds == {"notice", "submission", "decision", "communique"}
        assert "Kéo dài thời gian giữ chức vụ" in said(out, EXTENDED, "decision")


class TestTheResults:
    """Nghị định 115/2020/NĐ-CP, Điều 51: quá một nửa số người được triệu tập; đúng một nửa thì báo cáo."""

    def test_are_exactly_one_half_once_and_that_case_goes_to_the_authority(self, out):
        halves = [school for school in WITH_MEETING if "50,00%" in said(out, school, "counting_record")]

        assert halves == ["suoi-trong"]
        assert "Báo cáo cấp có thẩm quyền" in said(out, "suoi-trong", "results_report")
        assert "Tiếp tục quy trình" in said(out, "suoi-trong", "submission")
        assert "Bổ nhiệm lại" in said(out, "suoi-trong", "decision")

    def test_are_under_one_half_once_and_that_leader_leaves_the_post(self, out):
        relieved = [school for school in WITH_MEETING if "thôi giữ chức vụ" in said(out, school, "decision")]

        assert relieved == ["nui-voi"]

    def test_stand_in_the_record_and_not_in_the_minutes(self, out):
        for school in WITH_MEETING:
            assert "đồng ý bổ nhiệm lại" in said(out, school, "counting_record")
            assert "đồng ý bổ nhiệm lại" not in said(out, school, "meeting_minutes")

    def test_are_not_told_to_the_public(self, out):
        for school in (*WITH_MEETING, EXTENDED):
            assert "phiếu" not in said(out, school, "communique")


class TestTheSignedPapers:
    def test_bear_number_day_and_signer_in_both_files(self, out):
        for ending in ("pdf", "docx"):
            decision = said(out, "hoa-ban", "decision", ending)

            assert re.search(r"Số: \d\d/QĐ-UBND", decision)
            assert "Trần Thị Bích Liên" in decision

    def test_leave_nothing_open(self, out, manifest):
        for path in manifest:
            if path.endswith(".pdf") and not path.endswith(("data.pdf", "data-2.pdf")):
                assert "……" not in words_of(out / path), path
                assert "None" not in words_of(out / path), path
