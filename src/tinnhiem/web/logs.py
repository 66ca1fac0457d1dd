"""What a log may not hold: the token of a sign-in link, which stands in its address."""

import logging
import re
from typing import Final

TOKEN: Final = re.compile(r"(/link/)[^/\s]+")
"""The part of an address that signs somebody in."""


class WithoutTokens(logging.Formatter):
    """Writes a star in place of every sign-in token of a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is kept."""
        return TOKEN.sub(r"\1*", super().format(record))
