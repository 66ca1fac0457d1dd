"""A function says one thing and a module holds one idea; the house is measured as a whole."""

import ast

from tests.architecture.source import Module, modules, planted

HAND_WRITTEN = [module for module in modules() if ".migrations." not in module.name]


def lengths_of_functions(module: Module) -> list[tuple[int, str]]:
    """Each function with the lines it takes, docstring included."""
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{module.name}:{node.name}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def ninth_tenth(lengths: list[tuple[int, str]]) -> int:
    """The length that nine in ten do not exceed."""
    return sorted(lengths)[len(lengths) * 9 // 10][0]


class TestAFunction:
    def test_is_measured_from_its_first_line_to_its_last(self):
        assert lengths_of_functions(planted("def f() -> int:\n    a = 1\n    return a")) == [
            (3, "tinnhiem.domain.planted:f")
        ]

    def test_takes_sixty_lines_at_most_and_nine_in_ten_take_twenty_five(self):
        lengths = [length for module in HAND_WRITTEN for length in lengths_of_functions(module)]

        assert [length for length in lengths if length[0] > 60] == []
        assert ninth_tenth(lengths) <= 25


class TestAModule:
    def test_takes_five_hundred_lines_at_most_and_nine_in_ten_take_two_hundred_and_fifty(self):
        lengths = [(len(module.text.splitlines()), module.name) for module in HAND_WRITTEN]

        assert [length for length in lengths if length[0] > 500] == []
        assert ninth_tenth(lengths) <= 250
