"""The steps of a meeting come in the order of the pack and no other; a faulty file is refused before it starts."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.domain.procedure import (
    MeetingIsOver,
    Procedure,
    ProcedureMalformed,
    ProcedureMissing,
    StepKind,
    StepOutOfOrder,
    find_procedure,
    read_procedure,
)
from tinnhiem.packs import PACKS

SHIPPED = PACKS / "vn" / "procedures" / "reappointment.key_staff_conference.toml"
IN_FORCE = date(2026, 5, 18)
STEPS = [
    "introduce",
    "purpose",
    "address",
    "adopt_procedure",
    "elect_committee",
    "self_assessment",
    "comments",
    "ballot",
    "count",
    "close",
]


@pytest.fixture(scope="module")
def conference() -> Procedure:
    """The key-staff conference on reappointment as it ships."""
    return read_procedure(SHIPPED)


@pytest.fixture
def changed(tmp_path: Path):
    """A copy of the shipped file with one passage replaced, in a pack of its own folder."""

    def copy(before: str, after: str) -> Path:
        words = SHIPPED.read_text(encoding="utf-8")
        assert before in words
        file = tmp_path / "vn" / "procedures" / "quy-trinh.toml"
        file.parent.mkdir(parents=True)
        file.write_text(words.replace(before, after, 1), encoding="utf-8")
        return file

    return copy


def find(*folders: Path, on: date = IN_FORCE, stage: str = "key_staff_conference") -> Procedure:
    return find_procedure(folders, jurisdiction="vn", procedure="reappointment", stage=stage, on=on)


class TestTheOrderOfSteps:
    """Hội nghị đi theo thứ tự của quy trình: chưa xong bước trước thì không sang bước sau."""

    def test_refuses_a_step_before_its_turn_and_names_the_one_that_is_due(self, conference):
        with pytest.raises(StepOutOfOrder) as refused:
            conference.expect("ballot", STEPS[:4])

        assert refused.value.params == {"step": "Bỏ phiếu kín", "expected": "Bầu tổ kiểm phiếu"}
        assert "Bầu tổ kiểm phiếu" in explain(refused.value)

    @pytest.mark.parametrize("asked", [step for step in STEPS if step != "purpose"])
    def test_lets_nothing_but_the_next_step_pass(self, conference, asked):
        with pytest.raises(StepOutOfOrder):
            conference.expect(asked, ["introduce"])

    def test_refuses_to_repeat_a_step(self, conference):
        with pytest.raises(StepOutOfOrder):
            conference.expect("introduce", ["introduce"])

    def test_refuses_a_step_that_the_procedure_does_not_have(self, conference):
        with pytest.raises(StepOutOfOrder) as refused:
            conference.expect("toast", [])

        assert refused.value.params["step"] == "toast"

    def test_ends_after_the_last_step(self, conference):
        with pytest.raises(MeetingIsOver):
            conference.expect("close", STEPS)

    def test_is_that_of_the_file(self, conference):
        done: list[str] = []
        while len(done) < len(conference.steps):
            done.append(conference.expect(STEPS[len(done)], done).id)

        assert done == STEPS

    def test_elects_the_committee_before_the_ballot_and_counts_before_closing(self, conference):
        kinds = [step.kind for step in conference.steps]
        needed = [
            StepKind.ROLL_CALL,
            StepKind.SHOW_OF_HANDS,
            StepKind.COMMITTEE_ELECTION,
            StepKind.BALLOT,
            StepKind.COUNT,
            StepKind.CLOSE,
        ]

        assert [kind for kind in kinds if kind in needed] == needed


class TestFindingTheProcedure:
    def test_fails_before_the_first_day_of_every_file_and_names_stage_and_day(self):
        with pytest.raises(ProcedureMissing) as refused:
            find(PACKS, on=date(2010, 1, 1))

        assert refused.value.params == {
            "procedure": "reappointment",
            "stage": "key_staff_conference",
            "on": "2010-01-01",
        }

    def test_fails_for_a_stage_without_a_file(self):
        with pytest.raises(ProcedureMissing):
            find(PACKS, stage="tea")

    def test_counts_the_first_day_of_the_file_and_not_the_day_before(self):
        first = read_procedure(SHIPPED).period.starts_on

        assert find(PACKS, on=first).period.starts_on == first
        with pytest.raises(ProcedureMissing):
            find(PACKS, on=first - timedelta(days=1))

    def test_counts_the_last_day_of_the_file_and_not_the_day_after(self, changed):
        file = changed("from = 2020-09-29", "from = 2020-09-29\nto = 2026-05-18")

        assert find(file.parents[2], on=IN_FORCE).procedure == "reappointment"
        with pytest.raises(ProcedureMissing):
            find(file.parents[2], on=IN_FORCE + timedelta(days=1))

    def test_puts_the_file_of_a_later_folder_over_an_earlier_one(self, changed):
        file = changed("Bỏ phiếu kín", "Bỏ phiếu kín tại bàn")

        assert find(PACKS, file.parents[2]).step("ballot").title["vi"] == "Bỏ phiếu kín tại bàn"


class TestAMalformedFile:
    @pytest.mark.parametrize(
        ("before", "after", "fault"),
        [
            pytest.param('procedure = "reappointment"', "", "procedure", id="without its procedure"),
            pytest.param('stage = "key_staff_conference"', "", "stage", id="without its stage"),
            pytest.param("from = 2020-09-29", "", "from", id="without its first day"),
            pytest.param(
                "from = 2020-09-29",
                'from = "hôm qua"',
                "from: hôm qua",
                id="with words for its first day",
            ),
            pytest.param("[words]", "words = 1\n[other]", "", id="with a number for its words"),
            pytest.param(
                'vi = "Hội nghị cán bộ chủ chốt lấy ý kiến về việc bổ nhiệm lại"',
                "",
                "title.vi",
                id="without a Vietnamese title",
            ),
            pytest.param("copies = 3", 'copies = "ba"', "ba", id="with words for a number"),
            pytest.param('kind = "ballot"', 'kind = "lottery"', "lottery", id="with an unknown kind of step"),
            pytest.param('id = "count"', "id = 9", "id", id="with a number for a name"),
            pytest.param('majority = "1/2"', 'majority = "một nửa"', "một nửa", id="with words for a share"),
            pytest.param('majority = "1/2"', "majority = 0.5", "majority", id="with a float for a share"),
            pytest.param("sizes = [3, 5]", "sizes = 3", "sizes", id="with one size for a list"),
            pytest.param("{chair} chủ trì", "{chair chủ trì", "", id="with an open brace in a sentence"),
            pytest.param("[words]", "[words", "", id="that is no TOML"),
        ],
    )
    def test_is_refused_by_file_and_fault(self, changed, before, after, fault):
        file = changed(before, after)

        with pytest.raises(ProcedureMalformed) as refused:
            read_procedure(file)

        assert refused.value.params["file"] == "quy-trinh.toml"
        assert fault in str(refused.value.params["fault"])
        for language in LANGUAGES:
            assert "quy-trinh.toml" in explain(refused.value, language)

    def test_is_refused_when_two_steps_share_a_name(self, changed):
        file = changed('id = "purpose"', 'id = "introduce"')

        with pytest.raises(ProcedureMalformed) as refused:
            read_procedure(file)

        assert "introduce" in str(refused.value.params["fault"])

    def test_is_refused_when_it_has_no_step(self, changed):
        file = changed("[[steps]]", "[[steps_of_another_day]]")
        words = file.read_text(encoding="utf-8").split("[[steps_of_another_day]]")[0]
        file.write_text(f"steps = []\n{words}", encoding="utf-8")

        with pytest.raises(ProcedureMalformed):
            read_procedure(file)

    def test_is_refused_when_it_ends_before_it_starts(self, changed):
        file = changed("from = 2020-09-29", "from = 2020-09-29\nto = 2019-01-01")

        with pytest.raises(ProcedureMalformed):
            read_procedure(file)

    def test_is_refused_when_it_is_no_text(self, tmp_path):
        file = tmp_path / "anh.toml"
        file.write_bytes(b"\xff\xd8\xff\xe0")

        with pytest.raises(ProcedureMalformed):
            read_procedure(file)
