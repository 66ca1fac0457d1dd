"""The source of the house as syntax trees, with the few questions that several rules ask of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "tinnhiem"
IGNORED = {".venv", ".git", "var", "build", "dist", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One file of source: its dotted name, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    def line(self, node: ast.expr | ast.stmt) -> str:
        """The source line on which ``node`` starts."""
        return self.text.splitlines()[node.lineno - 1]


def planted(text: str, name: str = "tinnhiem.domain.planted") -> Module:
    """A module made up in a test."""
    return Module(name, text, ast.parse(text))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the house."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")) if not IGNORED & set(path.parts))


def modules_of(*rooms: str) -> tuple[Module, ...]:
    """The modules in ``rooms``, each named as ``domain`` or ``engines.ledger``."""
    prefixes = tuple(f"tinnhiem.{room}" for room in rooms)
    return tuple(
        module
        for module in modules()
        if any(module.name == prefix or module.name.startswith(prefix + ".") for prefix in prefixes)
    )


def _read(path: Path) -> Module:
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    text = path.read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text))


def imported_names(module: Module) -> Iterator[tuple[ast.stmt, str, str]]:
    """Each import as (statement, the name it binds, what it imports in full)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                yield node, alias.asname or alias.name, origin + alias.name


def references(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Each name or attribute that goes back to an import, with what it stands for in full."""
    bound = {name: full for _, name, full in imported_names(module) if "." not in name}
    bound |= {name.split(".")[0]: name.split(".")[0] for _, name, _ in imported_names(module) if "." in name}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            first, *rest = dotted(node).split(".")
            if first in bound:
                yield node, ".".join([bound[first], *rest])


def dotted(node: ast.expr) -> str:
    """``a.b.c`` for such an expression, and nothing for any other."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            owner = dotted(value)
            return f"{owner}.{attr}" if owner else ""
        case _:
            return ""


def docstrings(module: Module) -> set[int]:
    """The identities of all constants that are documentation: of modules, classes, functions, attributes."""
    return {
        id(statement.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }


def files() -> Iterator[Path]:
    """Every text file that belongs to the project."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not _is_foreign(path):
            yield path


def _is_foreign(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(
        part in IGNORED or part.endswith((".egg-info", "_cache")) or part == ".hypothesis" for part in parts
    )
