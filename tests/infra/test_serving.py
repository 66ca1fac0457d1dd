"""The server starts on an empty folder, survives being killed, and leaves nothing behind that blocks the next."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

PATIENCE = 30.0
PAUSE = 0.1


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start ``tinnhiem serve`` in a folder of its own; whatever still runs is stopped afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def started() -> subprocess.Popen[bytes]:
        command = [Path(sys.executable).parent / "tinnhiem", "serve", "--port", str(port)]
        environment = {**os.environ, "TINNHIEM_HOME": str(tmp_path), "TINNHIEM_DATABASE": "sqlite"}
        running.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        )
        return running[-1]

    yield started
    for server in running:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def answer(port: int) -> int | None:
    """The status of the first page, or nothing where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
            return page.status
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code
    except OSError:
        return None


def eventually(wanted: int | None, port: int) -> bool:
    """Whether the first page comes to answer as ``wanted`` before patience runs out."""
    for _ in range(int(PATIENCE / PAUSE)):
        if answer(port) == wanted:
            return True
        time.sleep(PAUSE)
    return False


class TestAServer:
    def test_shows_its_first_page_on_an_empty_folder_and_says_where(self, start, port: int):
        server = start()

        assert eventually(200, port)

        server.terminate()
        said, _ = server.communicate(timeout=PATIENCE)
        assert said.decode().splitlines()[0] == f"Tín Nhiệm đang chạy tại http://127.0.0.1:{port}"

    def test_that_was_killed_frees_its_port_and_starts_again_with_its_data(
        self, start, port: int, tmp_path: Path
    ):
        server = start()
        assert eventually(200, port)

        server.kill()

        assert eventually(None, port)
        with closing(sqlite3.connect(tmp_path / "tinnhiem.sqlite3")) as database:
            database.execute("INSERT INTO audit_tail (id, sequence, hash) VALUES (1, 0, '')")
            database.commit()
        start()
        assert eventually(200, port)
        with closing(sqlite3.connect(tmp_path / "tinnhiem.sqlite3")) as database:
            assert database.execute("SELECT count(*) FROM audit_tail").fetchone() == (1,)
