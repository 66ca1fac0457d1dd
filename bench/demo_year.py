"""Figure: the demo's year and the authority that visitors find (reach: 120 s and 8 s of CPU on one core).

Run as ``python bench/demo_year.py``. Each runs in a process of its own with an empty folder; the second start
of the visitors' authority stands beside the first.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

REACH_YEAR = 120.0
REACH_VISIT = 8.0
VISIT = """
from django.core.management import call_command
from django.utils import timezone
from tinnhiem.cli.django_setup import wake_django
wake_django(demo=True)
call_command("migrate", interactive=False, verbosity=0)
import time
from tinnhiem.cli.demo_authority import ensure
for _ in range(2):
    start = time.process_time()
    ensure(at=timezone.now())
    print(time.process_time() - start)
"""


def cpu_of(command: Sequence[str], home: Path) -> tuple[float, str]:
    """The seconds of CPU that a command took on one core, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run(
        command,
        env={**os.environ, "TINNHIEM_HOME": str(home), "TINNHIEM_DATABASE": "sqlite"},
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, finished.stdout


def main() -> int:
    """Measure, print one JSON object, and fail where a reach is missed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        year, _ = cpu_of([str(Path(sys.executable).parent / "tinnhiem"), "demo", str(home / "out")], home)
        files = sum(1 for path in (home / "out").rglob("*") if path.is_file())
        _, printed = cpu_of([sys.executable, "-c", VISIT], home)
    first, second = map(float, printed.split())
    print(
        json.dumps(
            {
                "year_cpu_s": round(year, 1),
                "files": files,
                "visit_cpu_s": round(first, 2),
                "second_visit_cpu_s": round(second, 2),
            }
        )
    )
    return int(year > REACH_YEAR or first > REACH_VISIT)


if __name__ == "__main__":
    sys.exit(main())
