"""Figure: from a bare clone to the first page, beside installing the lock alone (reach: 1.3 times, 60 s).

Run as ``python bench/first_page.py``. Both start with an empty environment and the same package cache.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
REACH_RATIO = 1.3
REACH_SECONDS = 60
PATIENCE = 600


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the first page is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def seconds_to_first_page(clone: Path) -> float:
    """Start ``./run`` in ``clone`` and wait for its page."""
    port = free_port()
    environment = {**os.environ, "TINNHIEM_PORT": str(port), "TINNHIEM_EXTRAS": "0"}
    start = time.perf_counter()
    server = subprocess.Popen([clone / "run"], cwd=clone, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise SystemExit("./run ended without a page")
            time.sleep(0.1)
        return time.perf_counter() - start
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def seconds_to_install(folder: Path) -> float:
    """Install the base lock with pip into an empty environment."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Take both figures and print them with their ratio."""
    with tempfile.TemporaryDirectory() as made:
        clone = Path(made) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        install = seconds_to_install(Path(made) / "alone")
        first_page = seconds_to_first_page(clone)
        second_run = seconds_to_first_page(clone)
        figure = {
            "name": "first-page",
            "first_page_s": round(first_page, 1),
            "second_run_s": round(second_run, 1),
            "pip_install_of_the_lock_s": round(install, 1),
            "ratio": round(first_page / install, 2),
            "reach": {"ratio": REACH_RATIO, "seconds": REACH_SECONDS},
            "uv": shutil.which("uv") is not None,
        }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
