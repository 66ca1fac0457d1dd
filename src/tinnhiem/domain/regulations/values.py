"""What the rules of a pack hold: shares, quorums, outcomes, durations, offices and texts, all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Denominator(StrEnum):
    """Of what a share is taken."""

    SUMMONED = "summoned"
    MEMBERS = "members"
    RETURNED = "returned"
    PRESENT = "present"
    VALID = "valid"
    DEPUTIES = "deputies"


class QuorumBasis(StrEnum):
    """Of whom enough must be present."""

    SUMMONED = "summoned"
    MEMBERS = "members"
    STAFF = "staff"


class Judged(StrEnum):
    """Which option an outcome looks at: a fixed one, or the candidate in the lead."""

    AGREE = "agree"
    LOW = "low"
    LEADING = "leading"
    NOTHING = "nothing"


class Result(StrEnum):
    """The outcomes of the public contract."""

    PASSES = "passes"
    REPORT_TO_AUTHORITY = "report_to_authority"
    HEAD_DECIDES = "head_decides"
    QUORUM_NOT_MET = "quorum_not_met"
    ADVANCE_ALL_OVER_30 = "advance_all_over_30"
    STOP_AND_REPORT = "stop_and_report"
    OUT_OF_PLANNING = "out_of_planning"
    CONSIDER_RELIEF = "consider_relief"
    RELIEVE = "relieve"
    CONFLICT_OF_NORMS = "conflict_of_norms"
    NONE = "none"


class NextAction(StrEnum):
    """What somebody has to do now."""

    NEXT_STEP = "next_step"
    NEXT_STEP_WITH_ALL = "next_step_with_all"
    SUBMIT_TO_AUTHORITY = "submit_to_authority"
    HEAD_DECISION = "head_decision"
    RECONVENE = "reconvene"
    STOP = "stop"
    REMOVE_FROM_PLANNING = "remove_from_planning"
    OPEN_RELIEF_REVIEW = "open_relief_review"
    OPEN_DISMISSAL = "open_dismissal"
    ASK_COMPETENT_BODY = "ask_competent_body"
    NONE = "none"


class Decider(StrEnum):
    """Who decides."""

    CONFERENCE = "conference"
    LEADERSHIP = "leadership"
    HEAD_OF_UNIT = "head_of_unit"
    APPOINTING_AUTHORITY = "appointing_authority"
    MANAGING_BODY = "managing_body"
    PARTY_COMMITTEE = "party_committee"
    NOBODY = "nobody"


class Audience(StrEnum):
    """Who may be told."""

    ATTENDEES = "attendees"
    SUBJECT = "subject"
    LEADERSHIP = "leadership"
    STAFF = "staff"
    APPOINTING_AUTHORITY = "appointing_authority"
    SUPERIOR = "superior"
    PUBLIC = "public"


class Unit(StrEnum):
    """In what a period of time is counted."""

    HOURS = "hours"
    MINUTES = "minutes"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Threshold:
    """A share to be exceeded, or with ``inclusive`` at least reached; compared exactly."""

    share: Fraction
    inclusive: bool

    def is_met_by(self, part: int, whole: int) -> bool:
        """Whether ``part`` of ``whole`` lies above the share, or on it where that is enough."""
        return part >= self.least(whole)

    def least(self, whole: int) -> int:
        """The smallest whole number out of ``whole`` that meets the threshold."""
        exact = self.share * whole
        ceiling = -(-exact.numerator // exact.denominator)
        return ceiling if self.inclusive or ceiling != exact else ceiling + 1


@dataclass(frozen=True)
class Quorum:
    """How many must be present, and of whom."""

    threshold: Threshold
    basis: QuorumBasis


@dataclass(frozen=True)
class Band:
    """One answer of an outcome: from which share on it is given, and what follows.

    ``threshold`` None takes whatever the bands above left. ``leaders`` asks for exactly so many candidates at
    the same highest count. ``option`` measures another option than the one the outcome judges.
    """

    threshold: Threshold | None
    result: Result
    next_action: NextAction
    decided_by: Decider
    effects: tuple[str, ...] = ()
    leaders: int | None = None
    option: str | None = None
    is_advancing: bool = False


@dataclass(frozen=True)
class Outcome:
    """What follows from the share of ``judged`` in ``denominator``: the first band that is met answers."""

    judged: Judged
    denominator: Denominator
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Disclosure:
    """Whether a tally is announced in the room, and who is told afterwards."""

    is_announced: bool
    audience: tuple[Audience, ...]


@dataclass(frozen=True)
class Duration:
    """A number of days, working days, months or years."""

    count: int
    unit: Unit


@dataclass(frozen=True)
class Age:
    """An age in years and months."""

    years: int
    months: int

    @property
    def in_months(self) -> int:
        """The age in months alone."""
        return self.years * 12 + self.months


@dataclass(frozen=True)
class AgeRoad:
    """A retirement age that rises from ``first_year`` on by ``step_months`` a year, up to ``last``."""

    before: Age
    first_year: int
    first: Age
    step_months: int
    last: Age

    def in_year(self, year: int) -> int:
        """The age, in months, of who reaches it in ``year``."""
        if year < self.first_year:
            return self.before.in_months
        risen = self.first.in_months + (year - self.first_year) * self.step_months
        return min(risen, self.last.in_months)


@dataclass(frozen=True)
class RetirementAges:
    """The retirement road of each sex."""

    by_sex: Mapping[str, AgeRoad]


@dataclass(frozen=True)
class Office:
    """An office that may do some acts for schools of some levels."""

    holder: str
    name: str
    acts: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    """A code with the words printed for it."""

    code: str
    label: str


@dataclass(frozen=True)
class Labels:
    """Codes with their words, in the order in which they are printed."""

    entries: tuple[Labelled, ...]


@dataclass(frozen=True)
class BallotForm:
    """What is printed on a ballot and what it needs to be one."""

    title: str
    options: tuple[Labelled, ...]
    criteria: tuple[str, ...]
    is_stamp_required: bool
    is_signature_optional: bool


@dataclass(frozen=True)
class Committee:
    """How large a counting committee may be and by what share of whom it is elected."""

    sizes: tuple[int, ...]
    majority: Threshold
    denominator: Denominator


@dataclass(frozen=True)
class Share:
    """A share of something, outside any vote or inside one."""

    threshold: Threshold
    of: str


@dataclass(frozen=True)
class Count:
    """A number."""

    count: int


@dataclass(frozen=True)
class Flag:
    """Whether something holds."""

    holds: bool


@dataclass(frozen=True)
class Words:
    """A text of the law or of a form."""

    words: str


@dataclass(frozen=True)
class Codes:
    """A list of codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """Named whole numbers that belong together."""

    numbers: Mapping[str, int]


Value = (
    Outcome
    | Quorum
    | Disclosure
    | Duration
    | RetirementAges
    | Office
    | Labels
    | BallotForm
    | Committee
    | Share
    | Count
    | Flag
    | Words
    | Codes
    | Numbers
)
"""What a rule may hold."""

SEXES: Final = ("female", "male")
