"""``tinnhiem serve`` says where it is, hands out demo links only when asked, and keeps the data."""

import argparse
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tinnhiem.cli.manage import serve

A_WORKER_THAT_WRITES = """
import sys
from multiprocessing import get_context
import typst
from django.core.management import call_command
from django.utils import timezone
from tinnhiem.cli.django_setup import wake_django
from tinnhiem.cli.manage import serve

wake_django(demo=True)
call_command("migrate", interactive=False, verbosity=0)
assert serve.demo_links(timezone.now())
worker = get_context("fork").Process(target=typst.compile, args=("= Quyết định".encode(),))
worker.start()
worker.join(60)
sys.exit(0 if worker.exitcode == 0 else worker.kill() or "the worker waits without end")
"""


@dataclass
class Link:
    desk: str
    person: str
    path: str


class TestAPort:
    def test_that_is_busy_is_refused_with_its_number(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]

            with pytest.raises(serve.PortBusy) as refusal:
                serve.check_port("127.0.0.1", port)

        assert refusal.value.params == {"port": port}

    @pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("192.0.2.1", 8000)])
    def test_that_the_machine_does_not_have_is_refused(self, host: str, port: int):
        with pytest.raises(serve.PortRefused):
            serve.check_port(host, port)

    def test_that_is_free_stays_free(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]

        serve.check_port("127.0.0.1", port)
        serve.check_port("127.0.0.1", port)


class TestTheAnnouncement:
    def test_names_no_link_without_the_demo(self, capsys: pytest.CaptureFixture[str]):
        serve.announce((), address="http://127.0.0.1:8000", language="vi")

        assert capsys.readouterr().out == (
            "Tín Nhiệm đang chạy tại http://127.0.0.1:8000\nNhấn Ctrl+C để dừng.\n"
        )

    def test_gives_each_desk_its_link_and_says_that_it_works_once(self, capsys: pytest.CaptureFixture[str]):
        link = Link("committee", "Lò Thị Minh", "/link/abc/")

        serve.announce([link], address="http://127.0.0.1:8000", language="vi")

        said = capsys.readouterr().out.splitlines()
        assert said[1] == "  Phòng họp – Lò Thị Minh: http://127.0.0.1:8000/link/abc/"
        assert "một lần" in said[2]


class TestItsArguments:
    def test_take_the_port_from_the_environment(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("TINNHIEM_PORT", "8123")
        parser = argparse.ArgumentParser()

        serve.add_arguments(parser)

        arguments = parser.parse_args([])
        assert (arguments.port, arguments.demo, arguments.host) == (8123, False, "127.0.0.1")


class TestTheWorker:
    def test_writes_documents_right_after_the_demo_was_made(self, tmp_path: Path):
        home = {**os.environ, "TINNHIEM_HOME": str(tmp_path), "TINNHIEM_DATABASE": "sqlite"}

        done = subprocess.run([sys.executable, "-c", A_WORKER_THAT_WRITES], env=home, check=False)

        assert done.returncode == 0
