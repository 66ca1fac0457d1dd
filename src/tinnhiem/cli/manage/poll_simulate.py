"""``tinnhiem poll simulate``: a whole poll from one seed, so that others can test their verifiers on it."""

import argparse
import json
import re
from pathlib import Path
from typing import Final

from tinnhiem.cli.manage.simulation import PollPlan, simulated
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.voting.groups import GROUPS

__all__ = ["add_arguments", "run"]

_QUESTIONS: Final = re.compile(r"([0-9]{1,3})x([0-9]{1,3})", re.ASCII)
_LIMITS: Final = {"voters": (1, 5000), "trustees": (1, 20), "questions": (1, 60), "answers": (1, 60)}


class FolderInUse(DomainError):
    """The folder to write to holds files already."""

    code = "simulation_folder_in_use"


class QuestionsUnclear(DomainError):
    """The shape of the questions is not written as ``1x3``."""

    code = "simulation_questions_unclear"


class NumberOutOfRange(DomainError):
    """A number in the arguments is too small or too large."""

    code = "simulation_number_out_of_range"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--questions", default="1x3", metavar="1x3|3x3|15x4")
    parser.add_argument("--voters", type=int, required=True, metavar="N")
    parser.add_argument("--group", choices=sorted(GROUPS), default="BELENIOS-2048")
    parser.add_argument("--trustees", type=int, default=3)
    parser.add_argument("--threshold", type=int, default=2)
    parser.add_argument("--seed", required=True, metavar="S")
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--blank", action="store_true")
    parser.add_argument("--revotes", type=int, default=0, metavar="N")
    parser.add_argument("--guardian", action="store_true")
    parser.add_argument("--credentials", choices=("2.0", "3.x"), default="3.x")


def run(arguments: argparse.Namespace) -> int:
    """Write the archive and the expected counts; raises ``DomainError`` for arguments that cannot be."""
    plan = _plan(arguments)
    folder = Path(arguments.out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(path=str(folder))
    poll = simulated(plan)
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{poll.uuid}.bel"
    archive.write_bytes(poll.archive)
    (folder / "expected.json").write_text(json.dumps(poll.counts) + "\n", encoding="ascii")
    print(archive)
    return 0


def _plan(arguments: argparse.Namespace) -> PollPlan:
    shape = _QUESTIONS.fullmatch(arguments.questions)
    if shape is None:
        raise QuestionsUnclear(given=arguments.questions)
    questions, answers = int(shape[1]), int(shape[2])
    for name, given, (least, greatest) in (
        ("--voters", arguments.voters, _LIMITS["voters"]),
        ("--trustees", arguments.trustees, _LIMITS["trustees"]),
        ("--threshold", arguments.threshold, (1, arguments.trustees)),
        ("--revotes", arguments.revotes, (0, arguments.voters)),
        ("--questions", questions, _LIMITS["questions"]),
        ("--questions", answers, _LIMITS["answers"]),
    ):
        if not least <= given <= greatest:
            raise NumberOutOfRange(name=name, given=given, least=least, greatest=greatest)
    return PollPlan(
        questions=questions,
        answers=answers,
        voters=arguments.voters,
        group=arguments.group,
        trustees=arguments.trustees,
        threshold=arguments.threshold,
        seed=arguments.seed,
        has_blank=arguments.blank,
        revotes=arguments.revotes,
        has_guardian=arguments.guardian,
        credentials=arguments.credentials,
    )
