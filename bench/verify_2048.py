"""Figure: verification in BELENIOS-2048 beside Debian's belenios-tool (reach: 1.8, with the kernel 2.5).

Run as ``python bench/verify_2048.py [BALLOTS]``. Processor time on one core, the best of three; ours without
the start of the interpreter, the tool's with its own start, which is a few milliseconds.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinnhiem.cli.manage.simulation import PollPlan, simulated
from tinnhiem.engines.voting import kernel
from tinnhiem.engines.voting.verification import verified

REACH_PLAIN, REACH_KERNEL = 1.8, 2.5
RUNS = 3


def archive(folder: Path, questions: int, answers: int, voters: int) -> Path:
    """A simulated poll in a folder of its own."""
    plan = PollPlan(
        questions=questions,
        answers=answers,
        voters=voters,
        group="BELENIOS-2048",
        trustees=3,
        threshold=2,
        seed="bench",
    )
    poll = simulated(plan)
    own = folder / poll.uuid
    own.mkdir()
    path = own / f"{poll.uuid}.bel"
    path.write_bytes(poll.archive)
    return path


def own_seconds(work: Callable[[], object]) -> float:
    """Processor time of the best run in this process."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def tool_seconds(tool: str, path: Path) -> float:
    """Processor time of the best run of the tool."""
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([tool, "election", "verify", "--dir", path.parent], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def main() -> None:
    """Take the figures for both shapes and print them."""
    tool = shutil.which("belenios-tool")
    if tool is None:
        sys.exit("belenios-tool is not installed: apt-get install belenios-tool")
    voters = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for questions, answers in ((1, 3), (15, 4)):
            path = archive(Path(folder), questions, answers, voters)
            theirs = tool_seconds(tool, path)
            plain = own_seconds(lambda path=path: verified(path, compiled=False))
            compiled = own_seconds(lambda path=path: verified(path)) if kernel.is_built() else None
            figures[f"{questions}x{answers}"] = {
                "ballots": voters,
                "belenios_tool_s": round(theirs, 3),
                "plain_s": round(plain, 3),
                "kernel_s": compiled and round(compiled, 3),
                "plain_times_faster": round(theirs / plain, 2),
                "kernel_times_faster": compiled and round(theirs / compiled, 2),
                "reach": [REACH_PLAIN, REACH_KERNEL],
            }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
