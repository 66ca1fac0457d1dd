"""Every foreseen error has its sentence in Vietnamese and English, and every sentence has its use."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from importlib import import_module
from string import Formatter

import pytest

from tests.architecture.source import PACKAGE, Module, docstrings, dotted, modules, planted
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, catalogue

VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
UNKIND = re.compile(r"!|vui lòng|xin lỗi|please|sorry", re.IGNORECASE)


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def words(sentence: str) -> list[str]:
    """The words of a sentence, placeholders left out."""
    return [text for part, _, _, _ in Formatter().parse(sentence) for text in re.findall(r"[^\W\d]+", part)]


def foreseen() -> Iterator[type[DomainError]]:
    """Every error of the house that a person can act on."""
    for module in modules():
        if ".migrations." not in module.name:
            import_module(module.name)
    waiting = [DomainError]
    while waiting:
        children = [
            kind for kind in waiting.pop().__subclasses__() if kind.__module__.startswith("tinnhiem.")
        ]
        waiting.extend(children)
        yield from (kind for kind in children if "code" in vars(kind))


def unfilled(module: Module, codes: dict[str, str]) -> list[str]:
    """Errors made without a value for a placeholder of their sentence; ``codes`` is by name of the class."""
    return [
        f"{module.name}:{call.lineno} {name} leaves out {sorted(missing)}"
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and (name := dotted(call.func).split(".")[-1]) in codes
        if (missing := placeholders(catalogue("vi")[codes[name]]) - {word.arg for word in call.keywords})
        and all(word.arg for word in call.keywords)
    ]


def words_by_room() -> Collection[set[str]]:
    """The short literals of each folder of modules; codes are named, or joined, from those of one folder."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        documentation = docstrings(module)
        rooms[module.name.rpartition(".")[0]] |= {
            node.value
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
            if re.fullmatch(r"[a-z][a-z0-9_]*", node.value)
        }
    return rooms.values()


def is_made_of(code: str, words: Collection[str]) -> bool:
    """Whether ``code`` is one of ``words``, or several of them joined by underscores."""
    return code in words or any(
        code.startswith(f"{word}_") and is_made_of(code.removeprefix(f"{word}_"), words) for word in words
    )


def put_together() -> re.Pattern[str]:
    """A pattern of the codes that formatted strings make; the fixed part has four letters at least."""
    patterns = {
        "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.JoinedStr)
        if re.fullmatch(r"[a-z][a-z0-9_]{3,}", "".join(_fixed_parts(node)))
    }
    return re.compile("|".join(sorted(patterns)) or r"(?!)")


def _fixed_parts(node: ast.JoinedStr) -> list[str]:
    return [str(part.value) for part in node.values if isinstance(part, ast.Constant)]


def said_in_templates() -> set[str]:
    """Codes that templates say."""
    found = (
        re.findall(r"{%\s*say\s+[\"'](\w+)[\"']", page.read_text(encoding="utf-8"))
        for page in PACKAGE.rglob("*.html")
    )
    return {code for codes in found for code in codes}


class TestACodeThatNobodySays:
    def test_is_told_from_one_that_is_named_or_joined(self):
        words = {"staff_list", "date_invalid", "two_dates"}

        assert is_made_of("date_invalid", words)
        assert is_made_of("staff_list_date_invalid_two_dates", words)
        assert not is_made_of("staff_list_date_invalid_three_dates", words)


class TestAnErrorMadeInAHurry:
    def test_is_found_when_it_leaves_a_placeholder_empty(self):
        hasty = planted('raise PeriodReversed(starts_on="1")')

        assert unfilled(hasty, {"PeriodReversed": "period_reversed"})


class TestAForeseenError:
    def test_has_a_code_of_its_own(self):
        codes = Counter(kind.code for kind in foreseen())

        assert [code for code, number in codes.items() if number > 1] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_a_sentence_in_each_language(self, language: str):
        assert {kind.code for kind in foreseen()} - catalogue(language).keys() == set()

    def test_fills_every_placeholder_where_it_is_raised(self):
        codes = {kind.__name__: kind.code for kind in foreseen() if kind.__init__ is DomainError.__init__}

        assert [found for module in modules() for found in unfilled(module, codes)] == []


class TestASentence:
    def test_is_said_in_every_language(self):
        said = [set(catalogue(language)) for language in LANGUAGES]

        assert all(codes == said[0] for codes in said)

    def test_has_the_same_placeholders_in_every_language(self):
        differing = [
            code
            for code, vietnamese in catalogue("vi").items()
            if placeholders(vietnamese) != placeholders(catalogue("en").get(code, ""))
        ]

        assert differing == []

    def test_is_used_somewhere(self):
        rooms, made = words_by_room(), put_together()
        unsaid = catalogue("vi").keys() - said_in_templates() - {kind.code for kind in foreseen()}

        unused = [code for code in unsaid if not any(is_made_of(code, words) for words in rooms)]

        assert [code for code in unused if not made.fullmatch(code)] == []

    def test_in_vietnamese_has_its_marks(self):
        long = {code: said for code, said in catalogue("vi").items() if len(words(said)) > 3}

        assert [code for code, said in long.items() if not VIETNAMESE.search(said)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_neither_shouts_nor_begs(self, language: str):
        assert [code for code, said in catalogue(language).items() if UNKIND.search(said)] == []
