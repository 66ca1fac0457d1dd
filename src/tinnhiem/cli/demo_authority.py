"""What ``tinnhiem serve --demo`` asks for: the demo authority, its campaign, a sign-in link for each desk."""

from collections.abc import Sequence
from datetime import datetime

from tinnhiem.cli.demo import authority
from tinnhiem.cli.demo.authority import DeskLink
from tinnhiem.cli.demo.visit import ensure_campaign

__all__ = ["DeskLink", "ensure"]


def ensure(*, at: datetime) -> Sequence[DeskLink]:
    """The demo as visitors find it, made where it is missing, and one new sign-in link for each desk."""
    made = authority.for_visitors(at=at)
    ensure_campaign(made, at=at)
    return authority.links(made, at=at)
