"""The order of a meeting as the pack gives it, with what each step needs before it may close.

It may use ``common`` only; it knows neither ballots nor tables.
"""

from tinnhiem.domain.procedure.order import (
    MeetingIsOver,
    Procedure,
    ProcedureMalformed,
    ProcedureMissing,
    Step,
    StepKind,
    StepOutOfOrder,
    find_procedure,
    read_procedure,
)
from tinnhiem.domain.procedure.room import (
    Address,
    BallotNotOpen,
    Candidate,
    CountNotSettled,
    Headcount,
    Line,
    address_lines,
    elect_committee,
    fill,
    found_phrase,
    require_majority,
    require_present,
    require_quorum,
)

__all__ = [
    "Address",
    "BallotNotOpen",
    "Candidate",
    "CountNotSettled",
    "Headcount",
    "Line",
    "MeetingIsOver",
    "Procedure",
    "ProcedureMalformed",
    "ProcedureMissing",
    "Step",
    "StepKind",
    "StepOutOfOrder",
    "address_lines",
    "elect_committee",
    "fill",
    "find_procedure",
    "found_phrase",
    "read_procedure",
    "require_majority",
    "require_present",
    "require_quorum",
]
