"""Law as data: packs of dated rules, and the verdict that follows from counts.

Nothing here knows a number of the law; it reads packs, and imports only ``common``.
"""

from tinnhiem.domain.regulations.authority import AuthorityRule, Delegation, decider, refuse_wrong_holder
from tinnhiem.domain.regulations.ballots import (
    BallotTerms,
    LegalBasis,
    PostponementGround,
    ballot_terms,
    exception_grounds,
    legal_bases,
    postponement_grounds,
)
from tinnhiem.domain.regulations.calendars import WorkingCalendar, load_calendar
from tinnhiem.domain.regulations.cases import Case, Subject
from tinnhiem.domain.regulations.durations import Derivation, deadline_after, deadline_before
from tinnhiem.domain.regulations.errors import NoPackOnDate, NoRuleOnDate, RuleMissing
from tinnhiem.domain.regulations.explanations import explain
from tinnhiem.domain.regulations.findings import Verdict
from tinnhiem.domain.regulations.loading import load
from tinnhiem.domain.regulations.publication import (
    PublicationTerms,
    publication_state,
    publication_terms,
    refuse_early_takedown,
)
from tinnhiem.domain.regulations.review import mistakes_in
from tinnhiem.domain.regulations.rules import Citation, Regulations, Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.terms import TermPlan, TermProcedure, plan_term, retirement_day
from tinnhiem.domain.regulations.values import Denominator
from tinnhiem.domain.regulations.verdicts import NormAnswer, judge, judge_each

__all__ = [
    "AuthorityRule",
    "BallotTerms",
    "Case",
    "Citation",
    "Delegation",
    "Denominator",
    "Derivation",
    "LegalBasis",
    "NoPackOnDate",
    "NoRuleOnDate",
    "NormAnswer",
    "PostponementGround",
    "PublicationTerms",
    "Regulations",
    "Rule",
    "RuleMissing",
    "RulesInForce",
    "Subject",
    "TermPlan",
    "TermProcedure",
    "Verdict",
    "WorkingCalendar",
    "ballot_terms",
    "deadline_after",
    "deadline_before",
    "decider",
    "exception_grounds",
    "explain",
    "judge",
    "judge_each",
    "legal_bases",
    "load",
    "load_calendar",
    "mistakes_in",
    "plan_term",
    "postponement_grounds",
    "publication_state",
    "publication_terms",
    "refuse_early_takedown",
    "refuse_wrong_holder",
    "retirement_day",
    "value_of",
]
