"""Whether the orders of review cases in packs can be followed: each mistake with its file, place and cure."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.review import COUNTED, RESULTS, CaseOrder, CaseStep, DecisionOption
from tinnhiem.domain.confidence.review_files import FOLDER, read_case_order
from tinnhiem.domain.confidence.review_ways import ways_of
from tinnhiem.domain.confidence.review_words import ARTICLE, WORDS, placeholders
from tinnhiem.domain.regulations import Regulations
from tinnhiem.domain.regulations.cases import STAGES
from tinnhiem.domain.regulations.errors import NoPackOnDate
from tinnhiem.domain.regulations.loading import pack_headers
from tinnhiem.domain.regulations.values import Labels, Office
from tinnhiem.engines.documents.writing import find_form


class OrderFieldUnknown(DomainError):
    """A field of an order that nobody reads, so probably misspelled: params file, place, field."""

    code = "case_order_field_unknown"


class OrderWordUnknown(DomainError):
    """A word of an order outside its enumeration: params file, place, word, allowed."""

    code = "case_order_word_unknown"


class CaseStepUnreachable(DomainError):
    """A step that no way of the case leads to: params file, step."""

    code = "case_order_step_unreachable"


class CaseDecisionUnreachable(DomainError):
    """A decision that no way of the case opens: params file, decision."""

    code = "case_order_decision_unreachable"


class CaseDeadEnd(DomainError):
    """A way of the case after which no decision is open: params file, way."""

    code = "case_order_dead_end"


class CaseFormMissing(DomainError):
    """A document in a form that cannot be used: params file, place, form."""

    code = "case_order_form_missing"


class CaseRuleMissing(DomainError):
    """A rule that is not in force on some day of the order: params file, place, rule, on."""

    code = "case_order_rule_missing"


class CaseWordsMissing(DomainError):
    """An order without words that its documents ask for: params file, words."""

    code = "case_order_words_missing"


class CasePlaceholderUnknown(DomainError):
    """Words that name something for which there is no value: params file, place, placeholder, allowed."""

    code = "case_order_placeholder_unknown"


class CaseOrderTwice(DomainError):
    """Two orders of one procedure on one day: params file, other, procedure."""

    code = "case_order_twice"


TAKERS: Final = frozenset({"appointing_authority", "head_of_unit", "leadership", "office", "party_committee"})
"""Who may take a step."""
PAPERS: Final[Mapping[str, str]] = {
    "letter": "letter_party_opinion",
    "results_report": "results_report",
    "submission": "submission",
}
"""The papers that a step may ask for, with their forms."""
_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"procedure", "from", "to", "title", "words", "steps", "decisions"}),
    "steps": frozenset({"id", "kind", "title", "taken_by", "stage", "act", "after", "limit", "papers"}),
    "decisions": frozenset(
        {
            "code",
            "title",
            "matter",
            "form",
            "article",
            "act",
            "effect",
            "after_stop",
            "follows",
            "opens",
            "published_as",
            "after",
        }
    ),
}


def mistakes_in_casework(folders: Sequence[Path], regulations: Regulations) -> tuple[DomainError, ...]:
    """All mistakes in the orders of the packs in ``folders``, whose rules are in order already."""
    found: list[DomainError] = []
    orders: list[_Read] = []
    for header in (header for folder in folders for header in pack_headers(folder)):
        for file in sorted((header.folder / FOLDER).glob("*.toml")):
            try:
                order = read_case_order(file)
            except DomainError as error:
                found.append(error)
                continue
            orders.append(_Read(header.id, header.jurisdiction, file.name, order))
            found.extend(_unread_fields(file))
    procedures = {read.order.procedure for read in orders}
    for read in orders:
        found.extend(_Judged(read, regulations, procedures, folders).mistakes())
    found.extend(_twice(orders))
    return tuple(found)


@dataclass(frozen=True)
class _Read:
    """An order with the pack, the jurisdiction and the file that it stands in."""

    pack: str
    jurisdiction: str
    file: str
    order: CaseOrder


class _Judged:
    """One order with what it is judged against."""

    def __init__(
        self, read: _Read, regulations: Regulations, procedures: set[str], forms: Sequence[Path]
    ) -> None:
        self.file, self.order, self.jurisdiction = read.file, read.order, read.jurisdiction
        self.regulations, self.procedures, self.forms = regulations, procedures, forms
        self.rules = regulations.rules.get(read.jurisdiction, ())

    def mistakes(self) -> Iterator[DomainError]:
        """What is wrong with steps, decisions, words and ways, in that order."""
        for step in self.order.steps:
            yield from self._step(step)
        for option in self.order.decisions:
            yield from self._decision(option)
        yield from self._words()
        yield from self._ways()

    def _step(self, step: CaseStep) -> Iterator[DomainError]:
        place = f"steps.{step.id}"
        yield from self._refuse_unknown(f"{place}.taken_by", [step.taken_by], TAKERS)
        yield from self._triggers(step, place)
        if step.kind in COUNTED:
            stages = STAGES.get(self.order.procedure, {})
            yield from self._refuse_unknown(f"{place}.stage", [step.stage], stages)
        if step.act:
            yield from self._refuse_unknown(f"{place}.act", [step.act], self._acts())
        yield from self._refuse_unknown(f"{place}.papers", step.papers, PAPERS)
        for paper in step.papers:
            yield from self._form(f"{place}.papers", PAPERS.get(paper, paper))
        if step.limit:
            yield from self._rules_of(f"{place}.limit", (step.limit.rule, step.limit.at_most))

    def _decision(self, option: DecisionOption) -> Iterator[DomainError]:
        place = f"decisions.{option.code}"
        yield from self._triggers(option, place)
        yield from self._form(f"{place}.form", option.form)
        if option.act:
            yield from self._refuse_unknown(f"{place}.act", [option.act], self._acts())
        if option.opens:
            yield from self._refuse_unknown(f"{place}.opens", [option.opens], self.procedures)
        if option.published_as:
            yield from self._refuse_unknown(f"{place}.published_as", [option.published_as], self._items())
        for rule in option.follows:
            if all(known.id != rule for known in self.rules):
                yield self._missing(f"{place}.follows", rule, self.order.period.starts_on)
        yield from self._fillable(f"{place}.article", option.article, ARTICLE)

    def _triggers(self, asked: CaseStep | DecisionOption, place: str) -> Iterator[DomainError]:
        kinds = {step.id: step.kind for step in self.order.steps}
        for trigger in asked.triggers:
            known = RESULTS.get(kinds[trigger.step], frozenset())
            yield from self._refuse_unknown(f"{place}.after.{trigger.step}", sorted(trigger.on), known)

    def _words(self) -> Iterator[DomainError]:
        missing = sorted(WORDS.keys() - self.order.words.keys())
        if missing:
            yield CaseWordsMissing(file=self.file, words=", ".join(missing))
        for key, words in self.order.words.items():
            if key not in WORDS:
                yield OrderFieldUnknown(file=self.file, place="words", field=key)
            else:
                yield from self._fillable(f"words.{key}", words, WORDS[key])

    def _ways(self) -> Iterator[DomainError]:
        ways = ways_of(self.order)
        for step in self.order.steps:
            if step.id not in ways.steps:
                yield CaseStepUnreachable(file=self.file, step=step.id)
        for option in self.order.decisions:
            if option.code not in ways.decisions:
                yield CaseDecisionUnreachable(file=self.file, decision=option.code)
        for taken in ways.dead_ends[:1]:
            way = ", ".join(f"{one.step} = {one.result}" for one in taken)
            yield CaseDeadEnd(file=self.file, way=way)

    def _refuse_unknown(
        self, place: str, words: Sequence[str], known: frozenset[str] | set[str] | Mapping[str, object]
    ) -> Iterator[DomainError]:
        for word in words:
            if word not in known:
                allowed = ", ".join(sorted(known)) or "–"
                yield OrderWordUnknown(file=self.file, place=place, word=word, allowed=allowed)

    def _form(self, place: str, form: str) -> Iterator[DomainError]:
        try:
            find_form(self.forms, self.jurisdiction, form)
        except DomainError:
            yield CaseFormMissing(file=self.file, place=place, form=form)

    def _rules_of(self, place: str, rules: Sequence[str]) -> Iterator[DomainError]:
        for rule in filter(None, rules):
            for on in self._days():
                if not self._in_force(rule, on):
                    yield self._missing(place, rule, on)
                    break

    def _days(self) -> Sequence[date]:
        """The first day of the order and of every later era within it, on which rules may change."""
        eras = (era.period.starts_on for era in self.regulations.eras_of(self.jurisdiction))
        later = [on for on in eras if on in self.order.period]
        return sorted({self.order.period.starts_on, *later})

    def _in_force(self, rule: str, on: date) -> bool:
        try:
            return self.regulations.in_force(on=on, jurisdiction=self.jurisdiction).find(rule) is not None
        except NoPackOnDate:
            return False

    def _missing(self, place: str, rule: str, on: date) -> CaseRuleMissing:
        return CaseRuleMissing(file=self.file, place=place, rule=rule, on=f"{on:%d/%m/%Y}")

    def _acts(self) -> set[str]:
        """Every act for which some rule names an office."""
        offices = (rule.value for rule in self.rules if isinstance(rule.value, Office))
        return {act for office in offices for act in office.acts}

    def _items(self) -> set[str]:
        """Every item that some rule wants published."""
        lists = (rule.value for rule in self.rules if rule.id == _ITEMS and isinstance(rule.value, Labels))
        return {row.code for labels in lists for row in labels.entries}

    def _fillable(self, place: str, words: str, known: frozenset[str]) -> Iterator[DomainError]:
        for name in sorted(placeholders(words) - known):
            allowed = ", ".join(sorted(known)) or "–"
            yield CasePlaceholderUnknown(file=self.file, place=place, placeholder=name, allowed=allowed)


_ITEMS: Final = "publication.items"


def _unread_fields(file: Path) -> Iterator[DomainError]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    tables = [("", content), *((key, row) for key in ("steps", "decisions") for row in content[key])]
    for place, table in tables:
        for field in sorted(table.keys() - _FIELDS[place]):
            named = f"{place}.{table.get('id') or table.get('code')}" if place else "–"
            yield OrderFieldUnknown(file=file.name, place=named, field=field)


def _twice(orders: Sequence[_Read]) -> Iterator[DomainError]:
    """A local pack may lie over another's order; within one pack a day has one order."""
    for number, one in enumerate(orders):
        for other in orders[:number]:
            is_same = (one.pack, one.order.procedure) == (other.pack, other.order.procedure)
            if is_same and one.order.period.overlaps(other.order.period):
                yield CaseOrderTwice(file=one.file, other=other.file, procedure=one.order.procedure)
