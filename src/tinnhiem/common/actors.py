"""Who acts: the account behind an operation, as the ledger names it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """An account, and the person behind it where there is one."""

    account_id: int
    name: str
    person_id: int | None = None

    @property
    def key(self) -> str:
        """The actor as the ledger writes it."""
        return f"account:{self.account_id}"
