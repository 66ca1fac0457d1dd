"""Subgroups of prime order of the integers modulo a prime, computed with GMP."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from gmpy2 import digits, invert, mpz, powmod, powmod_sec

from tinnhiem.engines.voting.errors import ElementMalformed

_WINDOW = 8
_MASK = (1 << _WINDOW) - 1


@dataclass(frozen=True, slots=True)
class FiniteFieldGroup:
    """The elements of order ``order`` modulo ``modulus``, written in decimal."""

    name: str
    modulus: int
    order: int
    generator: int
    identity: int = 1

    def write(self, element: int) -> str:
        """Decimal digits."""
        return str(digits(mpz(element)))

    def read(self, text: str, place: str) -> int:
        """The number that decimal ``text`` writes, not yet known to be reduced or a member."""
        if not (text.isascii() and text.isdigit() and len(text) <= 1000):
            raise ElementMalformed(place=place)
        return int(mpz(text))

    def is_member(self, element: int) -> bool:
        """Whether 0 < element < p and element^q = 1."""
        return 0 < element < self.modulus and powmod(element, self.order, self.modulus) == 1

    def product(self, elements: Iterable[int]) -> int:
        """The product modulo p."""
        result = mpz(1)
        for element in elements:
            result = result * element % self.modulus
        return int(result)

    def inverse(self, element: int) -> int:
        """The inverse modulo p."""
        return int(invert(element, self.modulus))

    def power(self, base: int, exponent: int) -> int:
        """``base`` to ``exponent`` modulo p without branching on the exponent."""
        exponent %= self.order
        return int(powmod_sec(base, exponent, self.modulus)) if exponent else self.identity

    def powers_of(self, base: int) -> Callable[[int], int]:
        """Powers of ``base`` from a table of its window powers; for public or simulated exponents."""
        rows = window_rows(base, self.modulus, self.order)

        def power(exponent: int) -> int:
            return int(table_power(rows, exponent % self.order, mpz(self.modulus)))

        return power


def window_rows(base: int, modulus: int, order: int) -> list[list[mpz]]:
    """For each window of 8 exponent bits the 256 powers of ``base`` it can stand for."""
    rows = []
    step, modulo = mpz(base), mpz(modulus)
    for _ in range(0, order.bit_length(), _WINDOW):
        row = [mpz(1)]
        for _ in range(_MASK):
            row.append(row[-1] * step % modulo)
        rows.append(row)
        step = row[-1] * step % modulo
    return rows


def table_power(rows: list[list[mpz]], exponent: int, modulus: mpz) -> mpz:
    """The power that ``window_rows`` gives by one multiplication for each byte of the exponent."""
    result = mpz(1)
    for row, window in zip(rows, exponent.to_bytes(len(rows), "little"), strict=True):
        if window:
            result = result * row[window] % modulus
    return result


BELENIOS_2048: Final = FiniteFieldGroup(
    name="BELENIOS-2048",
    modulus=int(
        "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684"
        "33812906663313807895840496005438963628979639303877390572280360597374942767137677761889858987273586"
        "50490811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845"
        "61701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317"
        "92207366886005262718636338608879688212076943236614949100292344434637322214588410058642105024212036"
        "5433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828"
        "825169183103125680162072880719"
    ),
    order=78571733251071885079927659812671450121821421258408794611510081919805623223441,
    generator=int(
        "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696"
        "78799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400"
        "52740288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518"
        "97406581868686511513585764101388822153960160432288436039309893336627728484065931384060102316750957"
        "63777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991"
        "57519877517771148149092045660020547812705472823814097251863985833411570056835369555342378147558249"
        "1896050296680037745308460627"
    ),
)
"""The group that Debian's belenios-tool offers for homomorphic questions; parameters after FIPS 186-4."""
