"""Lines of the ledger in words: which act, on what, by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.org import queries as org
from tinnhiem.common.sentences import catalogue
from tinnhiem.engines.ledger import LedgerLine

SUBJECTS: Final[Mapping[str, Promise]] = {
    "account": _("Tài khoản"),
    "appointment": _("Nhiệm kỳ"),
    "campaign": _("Đợt xem xét"),
    "case": _("Hồ sơ"),
    "document": _("Văn bản"),
    "invitation": _("Giấy mời"),
    "law": _("Bộ quy định có hiệu lực"),
    "meeting": _("Hội nghị"),
    "person": _("Người"),
    "poll": _("Cuộc lấy phiếu"),
    "sign_in_link": _("Liên kết đăng nhập"),
    "unit": _("Đơn vị"),
}
_SHORT: Final = 8
_ACCOUNT: Final = "account:"


@dataclass(frozen=True)
class Act:
    """One line of the ledger as pages show it; ``subject`` and ``actor`` are what filters ask for."""

    sequence: int
    at: datetime
    words: str
    subject: str
    subject_words: str
    actor: str
    actor_words: str
    basis: str


def acts(lines: Iterable[LedgerLine], language: str) -> list[Act]:
    """The lines in words, in their order."""
    known = list(lines)
    names = _names({line.actor for line in known})
    return [
        Act(
            sequence=line.sequence,
            at=line.at,
            words=act_words(line.act, language),
            subject=line.subject,
            subject_words=subject_words(line.subject),
            actor=line.actor,
            actor_words=names.get(line.actor, line.actor),
            basis=line.basis,
        )
        for line in known
    ]


def act_words(act: str, language: str) -> str:
    """The sentence of an act; the act itself where nobody gave it words."""
    return catalogue(language).get(f"act_{act.replace('.', '_')}", act)


def subject_words(subject: str) -> str:
    """The kind of a subject in words, and the beginning of its id."""
    kind, _colon, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number[:_SHORT]}".strip()


def actors_named(asked: str) -> frozenset[str]:
    """The actors of a name, or the very actor that a line of the ledger names."""
    return frozenset({asked.strip()} | {f"{_ACCOUNT}{number}" for number in org.accounts_named(asked)})


def _names(actors: set[str]) -> dict[str, str]:
    """The name of each account among the actors; the installation itself keeps its own word."""
    numbers = {int(actor.removeprefix(_ACCOUNT)) for actor in actors if actor.startswith(_ACCOUNT)}
    names = org.account_names(numbers)
    return {f"{_ACCOUNT}{number}": name for number, name in names.items()} | {
        "installation": str(_("Máy chủ, khi cài đặt"))
    }
