"""Which leaders' cases have a decision in effect, and whether it was published. Never a count."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tinnhiem.apps.ballots.models import CaseEffect
from tinnhiem.apps.publication import queries as publication

TERM_PROCEDURES: Final = ("reappointment", "extension")


@dataclass(frozen=True)
class DecisionStanding:
    """A decision in effect: by which procedure, and whether it is or was made public."""

    procedure: str
    is_published: bool


def decisions_on(leaders: Collection[int]) -> Mapping[int, DecisionStanding]:
    """The decisions in effect on the terms of leaders, by appointment; the latest of several."""
    effects = (
        CaseEffect.objects.select_related("case")
        .filter(case__appointment_id__in=leaders, case__procedure__in=TERM_PROCEDURES)
        .order_by("recorded_at", "pk")
    )
    cases = {row.case.appointment_id: row.case for row in effects}
    public = publication.published_among([f"case:{case.pk}" for case in cases.values()])
    return {
        leader: DecisionStanding(case.procedure, f"case:{case.pk}" in public)
        for leader, case in cases.items()
    }
