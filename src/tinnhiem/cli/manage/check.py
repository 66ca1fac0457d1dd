"""``tinnhiem check``: print the settings that matter and judge each of them."""

import argparse
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tinnhiem.cli.django_setup import wake_django
from tinnhiem.cli.manage.check_packs import mistakes_in_packs
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain, sentence

LOCAL: Final = {"127.0.0.1", "localhost", "::1", "[::1]"}
SHORTEST_KEY: Final = 50
OTHERS_MAY_READ: Final = stat.S_IRWXG | stat.S_IRWXO


DURABLE: Final = {
    "sqlite": {
        "journal_mode": ("PRAGMA journal_mode", {"wal"}),
        "synchronous": ("PRAGMA synchronous", {"2", "3"}),
    },
    "postgresql": {
        "fsync": ("SHOW fsync", {"on"}),
        "synchronous_commit": ("SHOW synchronous_commit", {"on", "remote_write", "remote_apply"}),
    },
}
"""What each database must answer for an acknowledged act to be on the disk; 2 and 3 are FULL and EXTRA."""


@dataclass(frozen=True)
class Finding:
    """A setting as it is, with the code of what is wrong, or the error met, where it is not sound."""

    name: str
    value: str
    fault: str | DomainError | None = None

    def advice(self, language: str) -> str:
        """What is wrong and what to do, or nothing."""
        if self.fault is None:
            return ""
        return (
            sentence(self.fault, language) if isinstance(self.fault, str) else explain(self.fault, language)
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say in which form and language to answer."""
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Answer 0 where every setting is sound and 1 otherwise."""
    wake_django()
    judges = (debug, secret_key, hosts, demo, database, durability)
    findings = [*(judge() for judge in judges), *packs()]
    if arguments.json:
        print(json.dumps(as_json(findings, arguments.language), ensure_ascii=False))
    else:
        print("\n".join(line for one in findings for line in in_words(one, arguments.language)))
    return 0 if all(one.fault is None for one in findings) else 1


def as_json(findings: Sequence[Finding], language: str) -> dict[str, object]:
    """The findings as one JSON object."""
    return {
        "valid": all(one.fault is None for one in findings),
        "settings": [
            {"name": one.name, "value": one.value, "ok": one.fault is None, "message": one.advice(language)}
            for one in findings
        ],
    }


def in_words(finding: Finding, language: str) -> list[str]:
    """The finding as one line, followed by its advice where there is any."""
    if finding.fault is None:
        return [f"✓ {finding.name}: {finding.value}"]
    return [f"✗ {finding.name}: {finding.value}", f"  {finding.advice(language)}"]


def debug() -> Finding:
    """Debug pages show settings and data to whoever meets an error."""
    return Finding("debug", _on(settings.DEBUG), "check_debug" if settings.DEBUG else None)


def secret_key() -> Finding:
    """The key signs sessions: long, and for this installation's eyes only."""
    kept = settings.HOME / "secret-key"
    given = "TINNHIEM_SECRET_KEY" in os.environ
    is_private = given or (kept.is_file() and not kept.stat().st_mode & OTHERS_MAY_READ)
    is_sound = is_private and len(settings.SECRET_KEY) >= SHORTEST_KEY
    where = "TINNHIEM_SECRET_KEY" if given else str(kept)
    return Finding("secret_key", where, None if is_sound else "check_secret_key")


def hosts() -> Finding:
    """The names under which the pages may be asked for."""
    names = settings.ALLOWED_HOSTS
    return Finding("hosts", ", ".join(names), None if names and "*" not in names else "check_hosts")


def demo() -> Finding:
    """A demo hands out sign-in links and so stays on its own machine."""
    is_sound = not settings.DEMO or LOCAL.issuperset(settings.ALLOWED_HOSTS)
    return Finding("demo", _on(settings.DEMO), None if is_sound else "check_demo")


def database() -> Finding:
    """Reachable, and with every migration applied."""
    where = f"{connection.vendor} {connection.settings_dict['NAME']}"
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Finding("database", where, "check_database")
    return Finding("database", where, "check_migrations" if waiting else None)


def durability() -> Finding:
    """Whether an act that was acknowledged is on the disk, as a vote that was cast must be."""
    wanted = DURABLE[connection.vendor]
    try:
        found = {name: _asked(question) for name, (question, _) in wanted.items()}
    except DatabaseError:
        return Finding("durability", "?", "check_database")
    is_sound = all(found[name] in answers for name, (_, answers) in wanted.items())
    value = ", ".join(f"{name} {answer}" for name, answer in found.items())
    return Finding("durability", value, None if is_sound else "check_durability")


def packs() -> list[Finding]:
    """Whether the regulations can be read: one finding for each mistake, or one that all is sound."""
    rules = import_module("tinnhiem.apps.rules.queries")
    where = ", ".join(str(folder) for folder in rules.folders())
    mistakes = mistakes_in_packs(rules.folders())
    return [Finding("packs", where, mistake) for mistake in mistakes] or [Finding("packs", where)]


def _on(setting: object) -> str:
    return "on" if setting else "off"


def _asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])
