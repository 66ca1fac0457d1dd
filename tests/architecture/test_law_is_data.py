"""Law is data: no number of a document, no share and no date of law stands in ``domain`` or ``engines``.

A constant that only looks like law carries ``# not law: <reason>`` on its line.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, docstrings, dotted, modules_of, planted

DOCUMENT = re.compile(
    r"\d+/\d{4}/(NĐ|QH|TT|TTLT|QĐ|NQ|UBTVQH|PL)|\d+-(NQ|QĐ|QC|KL|HD|CT)/TW|(Điều|khoản|Đ\.)\s*\d+|第[一二三四五六七八九十百\d]+条"
)
ISO_DAY = re.compile(r"^(199|20\d)\d-\d\d-\d\d$")
SHARES = {30, 33, 50, 51, 60, 66, 67, 70, 75, 80}
YEARS = range(2000, 2100)
ORDINARY_DAYS = {0, 1, 7}
EXCUSED = "# not law:"


def law_in_code(module: Module) -> list[str]:
    """Each literal that looks like a number, a share, a deadline or a date of law."""
    documentation = docstrings(module)
    return [
        f"{module.name}:{node.lineno} {found}"
        for node in ast.walk(module.tree)
        if id(node) not in documentation
        for found in _found_in(node, is_domain=module.name.startswith("tinnhiem.domain"))
        if EXCUSED not in module.line(node)
    ]


def _found_in(node: ast.AST, *, is_domain: bool) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if DOCUMENT.search(text):
            yield f"names a document or an article: {text!r}"
        case ast.Constant(value=str(text)) if ISO_DAY.match(text):
            yield f"holds a date: {text!r}"
        case ast.Constant(value=float(number)) if is_domain:
            yield f"holds a float: {number}"
        case ast.Call():
            yield from _found_in_call(node)
        case ast.BinOp(op=ast.Div(), left=ast.Constant(value=int()), right=ast.Constant(value=int())):
            yield f"holds a share: {ast.unparse(node)}"
        case ast.Compare() if is_domain:
            yield from _found_beside([node.left, *node.comparators])
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.FloorDiv() | ast.Mod()) if is_domain:
            yield from _found_beside([node.left, node.right])


def _found_in_call(call: ast.Call) -> Iterator[str]:
    name = dotted(call.func).split(".")[-1]
    values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    if name == "Fraction" and (len(values) == 2 or any(isinstance(value, str) for value in values)):
        yield f"holds a share: {ast.unparse(call)}"
    if name in ("date", "datetime") and len(values) >= 3 and values[0] in range(1990, 2100):
        yield f"holds a date: {ast.unparse(call)}"
    if name == "timedelta":
        days = [keyword.value for keyword in call.keywords if keyword.arg in ("days", "weeks")] + call.args[
            :1
        ]
        numbers = {day.value for day in days if isinstance(day, ast.Constant)}
        if numbers - ORDINARY_DAYS:
            yield f"holds a deadline: {ast.unparse(call)}"


def _found_beside(operands: list[ast.expr]) -> Iterator[str]:
    for operand in operands:
        if isinstance(operand, ast.Constant) and type(operand.value) is int:
            if operand.value in SHARES:
                yield f"reckons with a share: {operand.value}"
            if operand.value in YEARS:
                yield f"reckons with a year: {operand.value}"


class TestLawInCode:
    @pytest.mark.parametrize(
        "source",
        [
            'BASIS = "NĐ 115/2020/NĐ-CP"',
            'BASIS = "262-QĐ/TW"',
            'said = f"theo Điều 46 của Nghị định"',
            'cite("Đ.51.4")',
            "needed = Fraction(2, 3) * summoned",
            'needed = Fraction("1/2")',
            "needed = summoned * (2 / 3)",
            "passes = share > 0.5",
            "passes = share * 100 > 50",
            "advance = 30 <= percent",
            "IN_FORCE = date(2025, 7, 1)",
            'IN_FORCE = "2025-07-01"',
            "is_new = on.year >= 2025",
            "notice = ends_on - timedelta(days=90)",
            "notice = ends_on - timedelta(90)",
        ],
    )
    def test_is_found_in_each_of_its_disguises(self, source: str):
        assert law_in_code(planted(source))

    @pytest.mark.parametrize(
        "source",
        [
            '"""Serves NĐ 115/2020/NĐ-CP, Điều 46."""',
            'def quorum() -> None:\n    """At least two thirds: Đ.46.2."""',
            "needed = Fraction(rule.numerator, rule.denominator)",
            "nothing = Fraction(0)",
            "tomorrow = today + timedelta(days=1)",
            "first, second = names[0], names[1]",
            "longest = text[:50]",
            "first_day_of_a_workbook = date(1899, 12, 30)",
            "is_old = year < 30  # not law: two-digit years of birth",
        ],
    )
    def test_is_not_seen_where_there_is_none(self, source: str):
        assert not law_in_code(planted(source))

    def test_stands_nowhere_in_domain_and_engines(self):
        assert [found for module in modules_of("domain", "engines") for found in law_in_code(module)] == []
