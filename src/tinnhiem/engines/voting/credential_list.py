"""The public credentials of a poll: who may vote, as keys that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from tinnhiem.engines.voting.canonical import as_list, as_text, read, write
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.groups import Group

_PLACE = "credentials"


@dataclass(frozen=True, slots=True)
class CredentialList:
    """Public credentials as they are written, each with its weight, in the order of the list."""

    written: tuple[str, ...]
    weights: Mapping[str, int]

    @property
    def has_duplicates(self) -> bool:
        """Whether one credential stands twice in the list."""
        return len(self.weights) != len(self.written)

    @classmethod
    def parsed(cls, raw: bytes) -> "CredentialList":
        """The list in ``raw``: texts ``C`` or ``C,weight``."""
        weights: dict[str, int] = {}
        written = []
        for index, entry in enumerate(as_list(read(raw, _PLACE), _PLACE), 1):
            credential, _, weight = as_text(entry, f"{_PLACE}[{index}]").partition(",")
            weights[credential] = _weight(weight or "1", f"{_PLACE}[{index}]")
            written.append(credential)
        return cls(tuple(written), weights)

    def strangers(self, group: Group) -> tuple[int, ...]:
        """Places, from 1, of entries that are not the canonical text of a member of ``group``."""
        return tuple(
            place for place, text in enumerate(self.written, 1) if not is_credential(text=text, group=group)
        )

    def to_bytes(self) -> bytes:
        """The list as it stands in an archive."""
        entries = [
            text if self.weights[text] == 1 else f"{text},{self.weights[text]}" for text in self.written
        ]
        return write(list(entries)).encode()


def credential_list(group: Group, credentials: list[int]) -> CredentialList:
    """The list of ``credentials`` sorted by their text, so that their order tells nothing."""
    written = tuple(sorted(map(group.write, credentials)))
    return CredentialList(written, dict.fromkeys(written, 1))


def is_credential(*, text: str, group: Group) -> bool:
    """Whether ``text`` is the canonical writing of a member of ``group``."""
    try:
        element = group.read(text, _PLACE)
    except RecordMalformed:
        return False
    return group.write(element) == text and group.is_member(element)


def _weight(text: str, place: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and int(text) > 0):
        raise RecordMalformed(place=place)
    return int(text)
