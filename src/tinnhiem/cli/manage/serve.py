"""``tinnhiem serve [--demo]``: bring the database up to date and serve the pages.

One process with a few threads, as SQLite wants it; nothing is said of single requests.
"""

import argparse
import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Final, Protocol, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, catalogue, sentence

PORTS: Final = range(1, 65536)
THREADS: Final = 4
SECONDS_TO_FINISH: Final = 10


class PortBusy(DomainError):
    """Another program, perhaps this one in another window, listens on the port."""

    code = "port_busy"


class PortRefused(DomainError):
    """The machine does not let this user listen on the address and port."""

    code = "port_refused"


class DeskLink(Protocol):
    """A link that signs one person in once, at one desk."""

    desk: str
    person: str
    path: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say where to listen and whether to show the demo authority."""
    parser.add_argument("--demo", action="store_true", help="with the demo authority and its sign-in links")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=os.environ.get("TINNHIEM_PORT", "8000"))
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped. Raises ``PortBusy``, ``PortRefused`` or ``DatabaseNotReady``."""
    check_port(arguments.host, arguments.port)
    wake_django(demo=arguments.demo)
    with reaching_database():
        call_command("migrate", interactive=False, verbosity=0)
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    links = demo_links(timezone.now()) if arguments.demo else ()
    connections.close_all()
    announce(links, address=f"http://{arguments.host}:{arguments.port}", language=arguments.language)
    _serve(arguments.host, arguments.port)
    return 0


def check_port(host: str, port: int) -> None:
    """Raise ``PortBusy`` or ``PortRefused`` where the server could not listen."""
    if port not in PORTS:
        raise PortRefused(host=host, port=port)
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortBusy(port=port) from error
        raise PortRefused(host=host, port=port) from error


def announce(links: Sequence[DeskLink], *, address: str, language: str) -> None:
    """Print where the pages are and, in a demo, one link for each desk."""
    print(sentence("serve_address", language, address=address))
    for link in links:
        desk = catalogue(language).get(f"desk_{link.desk}", link.desk)
        print(sentence("serve_link", language, desk=desk, person=link.person, url=address + link.path))
    if links:
        print(sentence("serve_links_once", language))
    print(sentence("serve_stop", language), flush=True)


def demo_links(at: datetime) -> Sequence[DeskLink]:
    """Seed the demo authority where it is not there yet, and make one new link for each desk.

    It happens in a process of its own. The writer of PDF keeps threads, which the fork of the server's worker
    would not carry over, so that the worker would wait for them without end.
    """
    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as aside:
        return aside.submit(_seeded, at).result()


def _seeded(at: datetime) -> Sequence[DeskLink]:
    demo_authority = import_module("tinnhiem.cli.demo_authority")
    ensure = cast(Callable[..., Sequence[DeskLink]], demo_authority.ensure)
    try:
        return ensure(at=at)
    finally:
        connections.close_all()


def _serve(host: str, port: int) -> None:
    """Answer requests until a signal stops the process."""
    Granian(
        "tinnhiem.config.wsgi.application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
    ).serve(target_loader=load_application)


def load_application(target: str) -> WSGIHandler:
    """The application, in the server's worker process, which ends as soon as its parent is gone.

    Otherwise the worker of a killed server would go on holding the port.
    """
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    application: WSGIHandler = import_string(target)
    return application


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
