"""The answer on one vote, as the public contract writes it."""

from dataclasses import dataclass

from tinnhiem.domain.regulations.rules import Citation
from tinnhiem.domain.regulations.values import (
    Decider,
    Denominator,
    Disclosure,
    NextAction,
    QuorumBasis,
    Result,
)


@dataclass(frozen=True)
class QuorumFound:
    """Whether enough were present: ``needed`` of ``of``."""

    met: bool
    needed: int
    of: int
    basis: QuorumBasis


@dataclass(frozen=True, repr=False)
class ShareFound:
    """The share that was judged, exactly."""

    option: str
    numerator: int
    denominator: int
    denominator_kind: Denominator


@dataclass(frozen=True, repr=False)
class Verdict:
    """The answer of the public contract; ``shortfall`` is how many votes the first band lacked.

    A tally may be sealed, so a verdict and the options of a case stay out of every ``repr``.
    """

    pack: str
    quorum: QuorumFound | None
    share: ShareFound | None
    outcome: Result
    next_action: NextAction
    decided_by: Decider
    effects: tuple[str, ...]
    advancing: tuple[str, ...]
    disclosure: Disclosure
    provisional_reason: str | None
    notes: tuple[str, ...]
    citations: tuple[Citation, ...]
    shortfall: int = 0

    @property
    def provisional(self) -> bool:
        """Whether the rule that judged the share stands in for a missing text."""
        return self.provisional_reason is not None

    def to_json(self) -> dict[str, object]:
        """The verdict as the public contract writes it."""
        return {
            "pack": self.pack,
            "quorum": _quorum_json(self.quorum),
            "share": _share_json(self.share),
            "outcome": self.outcome.value,
            "next_action": self.next_action.value,
            "decided_by": self.decided_by.value,
            "effects": list(self.effects),
            "advancing": list(self.advancing),
            "disclosure": {
                "announced_at_meeting": self.disclosure.is_announced,
                "audience": [member.value for member in self.disclosure.audience],
            },
            "provisional": self.provisional,
            "provisional_reason": self.provisional_reason,
            "notes": list(self.notes),
            "citations": [{"document": c.document, "article": c.article} for c in self.citations],
        }


def _quorum_json(quorum: QuorumFound | None) -> dict[str, object] | None:
    if quorum is None:
        return None
    return {"met": quorum.met, "needed": quorum.needed, "of": quorum.of, "basis": quorum.basis.value}


def _share_json(share: ShareFound | None) -> dict[str, object] | None:
    if share is None:
        return None
    return {
        "option": share.option,
        "numerator": share.numerator,
        "denominator": share.denominator,
        "denominator_kind": share.denominator_kind.value,
    }
