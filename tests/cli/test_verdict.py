"""The ``tinnhiem`` command and its ``verdict``: answers, exit codes and sentences for bad input."""

import json
import subprocess
import sys

import pytest

from tinnhiem.cli import manage
from tinnhiem.cli.manage import main

CASE = {
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
    "subject": {"role": "principal", "status": "public_employee"},
    "new_names": [],
}


@pytest.fixture
def case_file(tmp_path):
    def of(**changes):
        path = tmp_path / "case.json"
        kept = {name: value for name, value in (CASE | changes).items() if value is not None}
        path.write_text(json.dumps(kept), encoding="utf-8")
        return str(path)

    return of


class TestACaseThatIsNoCase:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"colour": "red"}, "mục lạ “colour”"),
            ({"stage": "corridor"}, "không nhận “corridor”"),
            ({"procedure": "election"}, "không nhận “election”"),
            ({"summoned": 40.0}, "“40.0”"),
            ({"present": True}, "“True”"),
            ({"valid": -1}, "“-1”"),
            ({"valid": None}, "thiếu mục “valid”"),
            ({"on": "20/5/2024"}, "YYYY-MM-DD"),
            ({"on": "20240520"}, "YYYY-MM-DD"),
            ({"on": "2024-02-30"}, "YYYY-MM-DD"),
            (
                {
                    "summoned": 0,
                    "present": 0,
                    "issued": 0,
                    "returned": 0,
                    "valid": 0,
                    "options": {"agree": 0},
                },
                "là 0",
            ),
            ({"present": 41}, "“present” là 41"),
            ({"issued": 29}, "“issued” là 29"),
            ({"returned": 29, "issued": 28}, "“returned” là 29"),
            ({"valid": 29}, "“valid” là 29"),
            ({"options": {"agree": 20, "disagree": 9}}, "Cộng các phương án được 29 phiếu"),
            ({"options": {"agree": 20, "abstain": 8}}, "không nhận “abstain”"),
            ({"options": {"agree": 20, "disagree": 8.0}}, "“8.0”"),
            ({"options": []}, "“options”"),
            ({"subject": {"role": "teacher"}}, "không nhận “teacher”"),
            ({"subject": {"name": "Lan"}}, "mục lạ “subject.name”"),
            ({"new_names": [1]}, "“new_names”"),
            ({"on": "2014-01-01"}, "ngày 2014-01-01"),
            ({"on": "2019-01-01"}, "reappointment, bước key_staff_conference, vào ngày 2019-01-01"),
            ({"jurisdiction": "zz"}, "của zz"),
        ],
    )
    def test_gets_a_sentence_and_two(self, case_file, capsys, changes, said):
        code = main(["verdict", case_file(**changes), "--json"])

        shown = capsys.readouterr()
        assert (code, shown.out) == (2, "")
        assert said in shown.err
        assert "Traceback" not in shown.err

    @pytest.mark.parametrize("text", ["", "[]", "{", '{"on": NaN}', '{"a": 1, "a": 2}', "[" * 100_000])
    def test_is_refused_where_it_is_no_json_object(self, tmp_path, capsys, text):
        path = tmp_path / "case.json"
        path.write_text(text, encoding="utf-8")

        assert main(["verdict", str(path)]) == 2
        assert capsys.readouterr().err.strip()

    def test_is_refused_where_there_is_no_file(self, tmp_path, capsys):
        assert main(["verdict", str(tmp_path / "none.json")]) == 2
        assert "none.json" in capsys.readouterr().err


class TestTheVerdictCommand:
    def test_prints_one_json_object_and_nothing_else(self, case_file, capsys):
        code = main(["verdict", case_file(), "--json"])

        shown = capsys.readouterr()
        assert (code, shown.err) == (0, "")
        assert json.loads(shown.out) == {
            "pack": "vn-2023",
            "quorum": {"met": True, "needed": 27, "of": 40, "basis": "summoned"},
            "share": {
                "option": "agree",
                "numerator": 20,
                "denominator": 40,
                "denominator_kind": "summoned",
            },
            "outcome": "report_to_authority",
            "next_action": "submit_to_authority",
            "decided_by": "appointing_authority",
            "effects": [],
            "advancing": [],
            "disclosure": {"announced_at_meeting": False, "audience": ["appointing_authority"]},
            "provisional": False,
            "provisional_reason": None,
            "notes": [],
            "citations": [
                {"document": "NĐ 115/2020/NĐ-CP", "article": "Đ.51.4"},
                {"document": "NĐ 115/2020/NĐ-CP", "article": "Đ.46.2"},
                {"document": "NĐ 115/2020/NĐ-CP", "article": "Đ.51.3"},
            ],
        }

    def test_answers_a_missed_quorum_with_zero(self, case_file, capsys):
        counts = {"present": 26, "issued": 26, "returned": 26, "valid": 26}
        code = main(["verdict", case_file(**counts, options={"agree": 26}), "--json"])

        answer = json.loads(capsys.readouterr().out)
        assert code == 0
        assert (answer["outcome"], answer["share"]) == ("quorum_not_met", None)

    def test_says_what_was_missing_and_what_would_change_it(self, case_file, capsys):
        main(["verdict", case_file()])

        said = capsys.readouterr().out
        assert "thiếu 1 phiếu" in said
        assert "khoản 4 Điều 51" in said
        assert "Nếu có thêm 1 phiếu “đồng ý” thì kết quả khác: đạt." in said
        assert "Nếu vắng thêm 2 người thì không đủ điều kiện tiến hành." in said
        assert "giai đoạn vn-2026h2" in said

    def test_speaks_english(self, case_file, capsys):
        main(["verdict", case_file(), "--language", "en"])

        assert "1 more in favor would have reached the share required." in capsys.readouterr().out

    def test_takes_the_subject_and_new_names_as_optional(self, case_file, capsys):
        assert main(["verdict", case_file(subject=None, new_names=None), "--json"]) == 0


DECREE = """
[[rule]]
id = "reappointment.key_staff_conference.outcome"
kind = "outcome"
scope = "public_employee"
from = 2027-03-01
confidence = "V"
sources = [{ document = "NĐ 1/2027/NĐ-CP", article = "Đ.9", words = "Điều 9 Nghị định số 1/2027/NĐ-CP" }]
[rule.value]
judges = "agree"
of = "present"
bands = [
  { share = "2/3", inclusive = true, outcome = "passes", next_action = "next_step", decided_by = "conference" },
  { outcome = "stop_and_report", next_action = "stop", decided_by = "managing_body" },
]
"""


class TestAMadeUpDecree:
    @pytest.fixture
    def decree(self, tmp_path, monkeypatch):
        folder = tmp_path / "decree"
        (folder / "rules").mkdir(parents=True)
        header = 'id = "decree-2027"\njurisdiction = "vn"\nlayer = "national"\nname = "Nghị định thử"\n'
        (folder / "pack.toml").write_text(header, encoding="utf-8")
        (folder / "rules" / "decree.toml").write_text(DECREE, encoding="utf-8")
        monkeypatch.setenv("TINNHIEM_PACKS", str(folder))

    def test_changes_nothing_the_day_before(self, decree, case_file, capsys):
        main(["verdict", case_file(on="2027-02-28"), "--json"])

        assert json.loads(capsys.readouterr().out)["outcome"] == "head_decides"

    def test_changes_the_verdict_from_its_day_as_a_folder_alone(self, decree, case_file, capsys):
        main(["verdict", case_file(on="2027-03-01"), "--json"])

        answer = json.loads(capsys.readouterr().out)
        assert (answer["outcome"], answer["share"]["denominator"], answer["provisional"]) == (
            "passes",
            28,
            False,
        )
        assert answer["citations"][0] == {"document": "NĐ 1/2027/NĐ-CP", "article": "Đ.9"}

    def test_is_told_as_missing_where_its_folder_is_empty(self, monkeypatch, tmp_path, case_file, capsys):
        monkeypatch.setenv("TINNHIEM_PACKS", str(tmp_path / "nowhere"))

        assert main(["verdict", case_file()]) == 2
        assert "không có bộ quy định nào" in capsys.readouterr().err


class TestTheDispatcher:
    def test_names_its_commands_to_who_asks_for_another(self, capsys):
        assert main(["frobnicate"]) == 2
        assert "verdict" in capsys.readouterr().err

    def test_shows_its_commands(self, capsys):
        assert main(["--help"]) == 0
        assert "verdict" in capsys.readouterr().out

    def test_hides_the_trace_of_what_nobody_foresaw_behind_a_number(self, monkeypatch, capsys, case_file):
        monkeypatch.setattr("tinnhiem.cli.manage.verdict.load", lambda folders: 1 / 0)

        code = main(["verdict", case_file()])

        said = capsys.readouterr().err
        assert code == 2
        assert "mã" in said
        assert "ZeroDivisionError" not in said

    def test_shows_the_trace_to_who_debugs(self, monkeypatch, capsys, case_file):
        monkeypatch.setattr("tinnhiem.cli.manage.verdict.load", lambda folders: 1 / 0)
        monkeypatch.setenv("TINNHIEM_DEBUG", "1")

        main(["verdict", case_file()])

        assert "ZeroDivisionError" in capsys.readouterr().err

    def test_has_a_module_with_both_functions_for_every_name(self):
        for module in manage.COMMANDS.values():
            imported = __import__(module, fromlist=["run"])
            assert callable(imported.run)
            assert callable(imported.add_arguments)

    def test_never_imports_django_for_a_verdict(self, case_file):
        script = (
            "import sys; from tinnhiem.cli.manage import main; "
            f"main(['verdict', {case_file()!r}]); sys.exit('django' in sys.modules)"
        )

        assert (
            subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
        )
