"""The account of the paper: every printed sheet is somewhere, and the sums must say so."""

from collections.abc import Iterator
from dataclasses import dataclass

from tinnhiem.common.errors import DomainError


class EquationBroken(DomainError):
    """An equation of the paper account does not hold; it blocks the next step."""


class PrintedUnbalanced(EquationBroken):
    """Sheets printed are not those issued and unused."""

    code = "equation_printed"


class IssuedUnbalanced(EquationBroken):
    """Sheets issued are not those returned, exchanged and not returned."""

    code = "equation_issued"


class DestroyedUnbalanced(EquationBroken):
    """Sheets destroyed are not those left unused."""

    code = "equation_destroyed"


class PeopleExceeded(EquationBroken):
    """More people received a ballot than were present."""

    code = "equation_people"


class AccountNegative(DomainError):
    """A number of sheets below zero."""

    code = "account_negative"


@dataclass(frozen=True)
class PaperAccount:
    """Sheets printed, handed out, brought back and destroyed.

    ``issued`` counts sheets, a replacement included; ``people_issued`` counts the people who received one.
    Raises ``AccountNegative`` naming the number below zero.
    """

    printed: int
    issued: int
    exchanged: int
    returned: int
    not_returned: int
    unused: int
    destroyed: int

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            number: int = getattr(self, name)
            if number < 0:
                raise AccountNegative(item=name, number=number)

    @property
    def people_issued(self) -> int:
        """The people who received a ballot: one whose spoiled sheet was exchanged counts once."""
        return self.issued - self.exchanged


@dataclass(frozen=True)
class Equation:
    """``left`` must equal ``right`` (or not exceed it, for an upper bound)."""

    name: str
    left: int
    right: int
    broken: type[EquationBroken]
    is_bound: bool = False

    @property
    def holds(self) -> bool:
        """Whether the two sides agree."""
        return self.left <= self.right if self.is_bound else self.left == self.right


def equations(account: PaperAccount, *, present: int) -> Iterator[Equation]:
    """The equations of a ballot on paper, in the order in which a committee checks them.

    ``present`` is the number of people in the room when the ballot was opened.
    """
    back = account.returned + account.exchanged + account.not_returned
    yield Equation("printed", account.printed, account.issued + account.unused, PrintedUnbalanced)
    yield Equation("issued", account.issued, back, IssuedUnbalanced)
    yield Equation("destroyed", account.destroyed, account.unused, DestroyedUnbalanced)
    yield Equation("people", account.people_issued, present, PeopleExceeded, is_bound=True)


def require_balance(account: PaperAccount, *, present: int) -> None:
    """Raise ``EquationBroken`` naming the first equation that does not hold, with both sides."""
    for equation in equations(account, present=present):
        if not equation.holds:
            raise equation.broken(left=equation.left, right=equation.right)
