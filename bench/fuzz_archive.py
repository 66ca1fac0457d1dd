"""Fuzz the reading of archives with atheris, a coverage-guided fuzzer that is not among the locked packages.

    pip install atheris && python bench/fuzz_archive.py -max_total_time=120

An input is a changed archive or any bytes at all; whatever comes, the verifier answers with a report
or with a foreseen error, and nothing else rises.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports():
    from tinnhiem.common.errors import DomainError
    from tinnhiem.engines.voting.verification import verified

FOLDER = Path(tempfile.mkdtemp())
ARCHIVE = FOLDER / "fuzzed.bel"


def judge(content: bytes) -> None:
    """Verify the bytes as an archive, without the kernel, in one process."""
    ARCHIVE.write_bytes(content)
    with contextlib.suppress(DomainError):
        verified(ARCHIVE, compiled=False)


if __name__ == "__main__":
    atheris.Setup(sys.argv, judge)
    atheris.Fuzz()
