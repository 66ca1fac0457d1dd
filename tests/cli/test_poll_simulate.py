"""``poll simulate``: a whole poll from one seed, for others to test their verifiers on."""

import argparse
import json

import pytest

from tinnhiem.cli.manage import poll_simulate
from tinnhiem.cli.manage.simulation import SIMULATED_PREFIX, SimulationOnly, seeded
from tinnhiem.cli.verify import main as verify
from tinnhiem.common.errors import DomainError


def simulate(out, *options):
    parser = argparse.ArgumentParser()
    poll_simulate.add_arguments(parser)
    usual = ["--voters", "4", "--group", "Ed25519", "--seed", "s", "--out", str(out)]
    return poll_simulate.run(parser.parse_args([*usual, *options]))


class TestTheSeededGenerator:
    def test_refuses_a_real_polls_id(self):
        with pytest.raises(SimulationOnly):
            seeded(uuid="sx4pLN4QHXWhSR", seed="s", purpose="codes")


class TestArguments:
    @pytest.mark.parametrize(
        "options",
        [
            ["--questions", "1"],
            ["--questions", "0x3"],
            ["--questions", "1x0"],
            ["--questions", "axb"],
            ["--voters", "0"],
            ["--voters", "-1"],
            ["--trustees", "0"],
            ["--threshold", "4"],
            ["--threshold", "0"],
            ["--revotes", "5"],
        ],
        ids=" ".join,
    )
    def test_that_cannot_be_are_refused_and_nothing_is_written(self, options, tmp_path):
        with pytest.raises(DomainError):
            simulate(tmp_path / "out", *options)

        assert not (tmp_path / "out").exists()

    def test_must_not_name_a_folder_in_use(self, tmp_path):
        (tmp_path / "kept.txt").write_text("kept")

        with pytest.raises(poll_simulate.FolderInUse):
            simulate(tmp_path)

        assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


class TestAPoll:
    @pytest.mark.parametrize(
        "options",
        [
            [],
            ["--questions", "3x3", "--blank", "--revotes", "2"],
            ["--guardian"],
            ["--trustees", "5", "--threshold", "3"],
            ["--trustees", "3", "--threshold", "3", "--credentials", "2.0"],
            ["--trustees", "1", "--threshold", "1"],
        ],
        ids=" ".join,
    )
    def test_is_one_valid_archive_and_its_counts(self, options, tmp_path, capsys):
        assert simulate(tmp_path, *options) == 0
        capsys.readouterr()

        code = verify([str(tmp_path), "--json", "--require-result"])

        report = json.loads(capsys.readouterr().out)
        names = sorted(path.name for path in tmp_path.iterdir())
        assert code == 0
        assert report["result"] == json.loads((tmp_path / "expected.json").read_text())
        assert names == sorted([f"{report['uuid']}.bel", "expected.json"])
        assert report["uuid"].startswith(SIMULATED_PREFIX)

    def test_is_the_same_bytes_for_the_same_arguments(self, tmp_path):
        for name in ("a", "b"):
            simulate(tmp_path / name, "--revotes", "1")

        first, second = (
            {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b")
        )
        assert first == second

    def test_is_another_for_another_seed(self, tmp_path):
        for seed in ("a", "b"):
            simulate(tmp_path / seed, "--seed", seed)

        first, second = (next((tmp_path / seed).glob("*.bel")) for seed in ("a", "b"))
        assert first.name != second.name
