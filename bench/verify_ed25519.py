"""Figure: verification in Ed25519 with the kernel beside one PyNaCl call a power (reach: 3 times).

Run as ``python bench/verify_ed25519.py [BALLOTS]``. Processor time on one core, the best of three.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from tinnhiem.cli.manage.simulation import PollPlan, simulated
from tinnhiem.engines.voting import kernel
from tinnhiem.engines.voting.verification import verified

REACH = 3
RUNS = 3


def seconds(path: Path, *, compiled: bool) -> float:
    """Processor time of the best run."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        verified(path, compiled=compiled)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Take the figures for both shapes and print them."""
    if not kernel.is_built():
        sys.exit("the kernel is not built: install with a C compiler at hand")
    voters = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    figures = {}
    for questions, answers in ((1, 3), (15, 4)):
        plan = PollPlan(
            questions=questions,
            answers=answers,
            voters=voters,
            group="Ed25519",
            trustees=3,
            threshold=2,
            seed="bench",
        )
        poll = simulated(plan)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{poll.uuid}.bel"
            path.write_bytes(poll.archive)
            plain, compiled = (seconds(path, compiled=way) for way in (False, True))
        figures[f"{questions}x{answers}"] = {
            "ballots": voters,
            "pynacl_ms_a_ballot": round(1000 * plain / voters, 2),
            "kernel_ms_a_ballot": round(1000 * compiled / voters, 2),
            "times_faster": round(plain / compiled, 2),
            "reach": REACH,
        }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
