"""Figure: the most memory that ``tinnhiem-verify`` takes on 700 ballots of 15 questions (reach: 200 MB).

Run as ``python bench/verify_memory.py [GROUP] [BALLOTS]``; by default Ed25519, for large surveys. The poll
is made in a process of its own, because a process is charged with the memory of the one that starts it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REACH_MB = 200
SIMULATE = """
import argparse, sys
from tinnhiem.cli.manage import poll_simulate
parser = argparse.ArgumentParser()
poll_simulate.add_arguments(parser)
sys.exit(poll_simulate.run(parser.parse_args()))
"""
VERIFY = "import sys; from tinnhiem.cli.verify import main; sys.exit(main(sys.argv[1:]))"


def peak_mb(archive: Path) -> float:
    """The greatest resident memory of one verification in one process."""
    arguments = [sys.executable, "-c", VERIFY, archive, "--json", "--processes", "1"]
    started = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    if status:
        sys.exit("the archive did not verify")
    return used.ru_maxrss / 1000


def main() -> None:
    """Simulate, verify, and print the peak."""
    group = sys.argv[1] if len(sys.argv) > 1 else "Ed25519"
    voters = sys.argv[2] if len(sys.argv) > 2 else "700"
    with tempfile.TemporaryDirectory() as folder:
        options = ["--questions", "15x4", "--voters", voters, "--group", group, "--seed", "bench"]
        subprocess.run(
            [sys.executable, "-c", SIMULATE, *options, "--out", folder], check=True, stdout=subprocess.DEVNULL
        )
        archive = next(Path(folder).glob("*.bel"))
        figures = {
            "group": group,
            "ballots": int(voters),
            "archive_mb": round(archive.stat().st_size / 1e6, 1),
            "peak_mb": round(peak_mb(archive), 1),
            "reach_mb": REACH_MB,
        }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
