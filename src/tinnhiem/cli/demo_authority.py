"""What ``tinnhiem serve --demo`` asks for: the demo authority, its campaign, a sign-in link for each desk."""

from collections.abc import Sequence
from datetime import datetime

from tinnhiem.cli.demo import authority, papers
from tinnhiem.cli.demo.authority import DeskLink
from tinnhiem.cli.demo.campaign import ensure_campaign
from tinnhiem.cli.demo.story import Clock

__all__ = ["DeskLink", "ensure"]


def ensure(*, at: datetime) -> Sequence[DeskLink]:
    """The demo as visitors find it, made where it is missing, and one new sign-in link for each desk."""
    links = authority.ensure(at=at)
    made = authority.build(at=at)
    ensure_campaign(made, at=at)
    papers.ensure_plan(made, Clock(at))
    return links
