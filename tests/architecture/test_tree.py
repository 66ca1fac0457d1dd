"""What the files of the project may hold, and that documents speak of what exists."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source import ROOT, files, modules

BINARY = {
    ".png",
    ".jpg",
    ".ttf",
    ".woff2",
    ".mo",
    ".pdf",
    ".docx",
    ".xlsx",
    ".bel",
    ".sqlite3",
    ".so",
    ".ico",
}
HOSTS = re.compile(r"pyp[i]\.|pythonhoste[d]\.|npmj[s]\.|crate[s]\.io|deb\.debia[n]\.")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|home/\w+|work/(?:shared|rooms|main)|Users/\w+)/")
LOCKS = ["requirements.lock", "requirements-extras.lock", "requirements-dev.lock"]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"]
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def texts() -> Iterator[tuple[Path, str]]:
    """Every readable file of the project."""
    for path in files():
        if path.suffix not in BINARY:
            yield path, path.read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, Version]:
    """The versions that ``lock`` pins, by canonical name."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonicalize_name(name): Version(version) for name, version in PINNED.findall(text)}


def asked_for(*extras: str) -> list[Requirement]:
    """What ``pyproject.toml`` asks for, with ``extras``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    chosen = project["dependencies"] + [
        one for extra in extras for one in project["optional-dependencies"][extra]
    ]
    return [Requirement(one) for one in chosen]


def unmet(requirements: list[Requirement], pinned: dict[str, Version]) -> list[str]:
    """Requirements that no pin meets."""
    return [
        str(one)
        for one in requirements
        if (version := pinned.get(canonicalize_name(one.name))) is None or version not in one.specifier
    ]


def missing_paths(document: str) -> list[str]:
    """Paths between back quotes in ``document`` that do not exist."""
    text = re.sub(r"```.*?```", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = [
        quoted
        for quoted in re.findall(r"`([^`\s]+)`", text)
        if "/" in quoted and re.fullmatch(r"[\w./-]+", quoted)
    ]
    return [
        path for path in named if not any((base / path).exists() for base in (ROOT, ROOT / "src/tinnhiem"))
    ]


def commands(document: str) -> list[str]:
    """The first words of the lines in the shell blocks of ``document``."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = (line.strip() for block in blocks for line in block.splitlines())
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


class TestALock:
    @pytest.mark.parametrize("lock", LOCKS)
    def test_names_no_address(self, lock: str):
        assert "http" not in (ROOT / lock).read_text(encoding="utf-8").lower()

    @pytest.mark.parametrize("lock", LOCKS)
    def test_holds_a_hash_for_each_pin(self, lock: str):
        text = (ROOT / lock).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())

        assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []

    def test_that_is_out_of_date_is_found(self):
        assert unmet([Requirement("django>=99")], pins("requirements.lock")) == ["django>=99"]
        assert unmet([Requirement("unheard-of")], pins("requirements.lock")) == ["unheard-of"]

    @pytest.mark.parametrize(
        ("lock", "extras"), list(zip(LOCKS, [(), ("omr",), ("dev", "pg", "omr")], strict=True)), ids=LOCKS
    )
    def test_meets_what_the_project_asks_for(self, lock: str, extras: tuple[str, ...]):
        assert unmet(asked_for(*extras), pins(lock)) == []

    @pytest.mark.parametrize("lock", LOCKS[1:])
    def test_agrees_with_the_base_lock(self, lock: str):
        base, wider = pins("requirements.lock"), pins(lock)

        assert {name for name, version in base.items() if wider.get(name) != version} == set()


class TestAFileOfTheProject:
    def test_names_no_registry(self):
        assert [str(path) for path, text in texts() if HOSTS.search(text)] == []

    def test_names_no_folder_of_one_machine(self):
        assert [str(path) for path, text in texts() if MACHINE_PATHS.search(text)] == []

    def test_that_is_a_module_says_what_it_is_for(self):
        spoken_for = [
            module.name
            for module in modules()
            if ".migrations" in module.name or ast.get_docstring(module.tree)
        ]

        assert {module.name for module in modules()} - set(spoken_for) == set()


class TestADocument:
    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_names_only_paths_that_exist(self, document: str):
        assert missing_paths(document) == []

    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_gives_only_commands_that_exist(self, document: str):
        known = {"git", "cd", "uv"}
        made = {
            ".venv/bin/" + name for name in ("pytest", "ruff", "mypy", "lint-imports", "djlint", "tinnhiem")
        }

        unknown = [
            word for word in commands(document) if word not in known | made and not (ROOT / word).exists()
        ]

        assert unknown == []

    def test_numbers_each_decision_once(self):
        numbers = [path.name[:4] for path in (ROOT / "docs/adr").glob("[0-9]*.md")]

        assert numbers and len(numbers) == len(set(numbers))
