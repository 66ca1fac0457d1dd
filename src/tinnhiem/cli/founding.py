"""What the commands that set up an installation share: days as officers write them, people, sign-in links."""

import argparse
import os
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import timezone

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence

if TYPE_CHECKING:
    from tinnhiem.apps.org.operations import NewPerson

LIFETIME: Final = timedelta(days=1)
SEXES: Final = ("female", "male")


class DayUnreadable(DomainError):
    """A day that is not written as day, month and year of four digits, or does not exist."""

    code = "day_unreadable"


def day(given: str) -> date:
    """The day written as in Vietnam, ``31/08/2025``; raises ``DayUnreadable``."""
    try:
        return datetime.strptime(given, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise DayUnreadable(given=given) from error


def add_language(parser: argparse.ArgumentParser) -> None:
    """Declare the language of the answer."""
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def add_identity(parser: argparse.ArgumentParser) -> None:
    """Declare what tells a person from every other."""
    parser.add_argument("--name", required=True, help="họ và tên")
    parser.add_argument("--born", required=True, metavar="DD/MM/YYYY", help="ngày sinh")


def add_person(parser: argparse.ArgumentParser) -> None:
    """Declare a person and their work at a unit."""
    parser.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị")
    add_identity(parser)
    parser.add_argument("--sex", choices=SEXES, default="", help="giới tính")
    parser.add_argument("--title", required=True, help="chức danh")
    parser.add_argument("--from", dest="valid_from", metavar="DD/MM/YYYY", help="từ ngày; không ghi: hôm nay")
    add_language(parser)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Declare under which address the link will be opened."""
    parser.add_argument("--address", metavar="URL", help="http://127.0.0.1:8000")


def first_day(arguments: argparse.Namespace) -> date:
    """The day named by ``--from``, or today; raises ``DayUnreadable``."""
    return day(arguments.valid_from) if arguments.valid_from else timezone.localdate()


def person_in(arguments: argparse.Namespace) -> "NewPerson":
    """The person that the arguments describe; raises ``DayUnreadable``."""
    org = import_module("tinnhiem.apps.org.operations")
    described: NewPerson = org.NewPerson(
        name=arguments.name,
        born_on=day(arguments.born),
        sex=arguments.sex,
        title=arguments.title,
        unit=arguments.unit,
        valid_from=first_day(arguments),
    )
    return described


def hand_out_link(arguments: argparse.Namespace, *, account_id: int, desk: str) -> None:
    """Print a link that signs the account in once, at this desk, within a day."""
    org = import_module("tinnhiem.apps.org.operations")
    at = timezone.now()
    token = org.make_sign_in_link(account_id=account_id, desk=desk, actor=None, at=at, lifetime=LIFETIME)
    until = timezone.localtime(at + LIFETIME)
    url = f"{_address(arguments)}/link/{token}/"
    print(sentence("founding_link", arguments.language, url=url, until=f"{until:%H:%M %d/%m/%Y}"))


def _address(arguments: argparse.Namespace) -> str:
    """Where the pages are: as given, else the first trusted origin, else this machine."""
    port = os.environ.get("TINNHIEM_PORT", "8000")
    known = [arguments.address, *settings.CSRF_TRUSTED_ORIGINS, f"http://127.0.0.1:{port}"]
    return str(next(address for address in known if address)).rstrip("/")
