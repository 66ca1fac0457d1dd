"""What ``tinnhiem serve --demo`` asks for: the demo authority and a sign-in link for each desk."""

from tinnhiem.cli.demo.authority import DeskLink, ensure

__all__ = ["DeskLink", "ensure"]
