"""Figure: the most memory that ``tinnhiem-verify`` takes on 700 ballots of 15 questions (reach: 200 MB).

Run as ``python bench/verify_memory.py [GROUP] [BALLOTS]``; by default Ed25519, the group for large surveys.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tinnhiem.cli.manage.simulation import PollPlan, simulated

REACH_MB = 200


def main() -> None:
    """Simulate, verify in a process of its own, and print the peak."""
    group = sys.argv[1] if len(sys.argv) > 1 else "Ed25519"
    voters = int(sys.argv[2]) if len(sys.argv) > 2 else 700
    plan = PollPlan(
        questions=15, answers=4, voters=voters, group=group, trustees=3, threshold=2, seed="bench"
    )
    poll = simulated(plan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{poll.uuid}.bel"
        path.write_bytes(poll.archive)
        program = "import sys; from tinnhiem.cli.verify import main; sys.exit(main(sys.argv[1:]))"
        subprocess.run(
            [sys.executable, "-c", program, path, "--json", "--processes", "1"],
            check=True,
            capture_output=True,
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(
        json.dumps(
            {
                "group": group,
                "ballots": voters,
                "archive_mb": round(len(poll.archive) / 1e6, 1),
                "peak_mb": round(peak, 1),
                "reach_mb": REACH_MB,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
