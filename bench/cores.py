"""Figure: verification over two processes beside one (reach: 1.7 times).

Run as ``python bench/cores.py [BALLOTS]`` on a machine with two idle cores: this is time on the wall.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tinnhiem.cli.manage.simulation import PollPlan, simulated

REACH = 1.7
PROGRAM = "import sys; from tinnhiem.cli.verify import main; sys.exit(main(sys.argv[1:]))"


def seconds(path: Path, processes: int) -> float:
    """Time on the wall of the better of two runs."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", PROGRAM, path, "--json", "--processes", str(processes)],
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Simulate, verify both ways and print the ratio with the load of the machine."""
    voters = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    plan = PollPlan(
        questions=15, answers=4, voters=voters, group="BELENIOS-2048", trustees=3, threshold=2, seed="bench"
    )
    poll = simulated(plan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{poll.uuid}.bel"
        path.write_bytes(poll.archive)
        one, two = (seconds(path, processes) for processes in (1, 2))
    print(
        json.dumps(
            {
                "ballots": voters,
                "one_s": round(one, 2),
                "two_s": round(two, 2),
                "times_faster": round(one / two, 2),
                "reach": REACH,
                "load_average": os.getloadavg()[0],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
