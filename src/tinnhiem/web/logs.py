"""What a log may not hold: the token of a sign-in link, which stands in its address."""

import logging
import re
from typing import Final

TOKEN: Final = re.compile(r"(/link/)[^/\s]+")
"""The part of an address that signs somebody in."""


class WithoutTokens(logging.Filter):
    """Writes a star in place of every sign-in token of a message and its arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, its tokens taken out."""
        record.msg = TOKEN.sub(r"\1*", record.getMessage())
        record.args = ()
        return True
