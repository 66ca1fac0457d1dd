"""The words that an order of review cases gives for its documents, and what each of them may name."""

from collections.abc import Mapping
from string import Formatter
from typing import Final

_NAMES: Final = frozenset(
    {"subject", "post", "school", "authority", "effective_on", "last_day", "new_school", "new_post"}
)
ARTICLE: Final = _NAMES
"""What the article of a decision may name."""
_DECISION: Final = _NAMES | {"matter"}
_NOTHING: Final[frozenset[str]] = frozenset()

WORDS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            "article_carry_out",
            "article_in_force",
            "decision_about",
            "executors",
            "next_duty",
            "next_duty_at",
            "next_duty_in_post",
            "recipient_carry_out",
            "recipient_file",
        ),
        _DECISION,
    ),
    **dict.fromkeys(
        (
            "enclosed_record",
            "proposal",
            "recipient_above",
        ),
        _NOTHING,
    ),
    **dict.fromkeys(
        ("title_commune_chairman", "title_department_director", "title_district_chairman"),
        frozenset({"authority"}),
    ),
    **dict.fromkeys(
        ("communique_title", "length_days", "length_months", "length_years"), frozenset({"number"})
    ),
    "levels_counted": frozenset({"high", "medium", "low", "whole"}),
    "opinion_said": frozenset({"result", "number"}),
    "proposal_of": frozenset({"taken_by", "number"}),
    "results_report_title": frozenset({"subject"}),
    "step_taken": frozenset({"step", "on", "result"}),
    "submission_title": frozenset({"matter", "subject"}),
}
"""Every word that the documents of a case ask for, with the placeholders it may hold."""


def placeholders(words: str) -> frozenset[str]:
    """The names between braces in a sentence; an empty one stands for braces without a name."""
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name is not None)
