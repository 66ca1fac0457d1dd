"""The way out of a command: what happens when whoever reads its output has gone."""

import os
import sys
from typing import Final

UNHEARD: Final = 2
"""The exit code of an answer that nobody heard to its end; it must not look like a verdict."""


def hang_up() -> int:
    """Say nothing more, as ``| head`` expects: the reader has closed the pipe. Returns the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNHEARD
