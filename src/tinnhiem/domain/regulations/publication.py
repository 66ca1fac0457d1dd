"""By when a decision is published inside the unit, for how long, and what state its publication is in."""

from dataclasses import dataclass
from datetime import date, timedelta

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.domain.regulations.durations import Derivation, deadline_after
from tinnhiem.domain.regulations.rules import RulesInForce, value_of
from tinnhiem.domain.regulations.values import Duration, Labels


class TakenDownTooEarly(DomainError):
    """A publication was to end before its period is over: params until."""

    code = "publication_taken_down_too_early"


class PublishedBeforeSigning(DomainError):
    """A publication was said to begin before the document was signed: params signed_on."""

    code = "published_before_signing"


class NotAnItemOfPublication(DomainError):
    """Something was to be published that the rules do not list: params item."""

    code = "not_an_item_of_publication"


@dataclass(frozen=True)
class PublicationTerms:
    """What the rules of the day ask of the publication of one document.

    ``lasts`` is a number of consecutive days; ``item`` is what the law calls the thing published.
    """

    item: str
    due: Derivation
    lasts: int
    basis: str

    def ends_on(self, begun_on: date) -> date:
        """The first day on which a publication that began on ``begun_on`` may be taken down."""
        return begun_on + timedelta(days=self.lasts)


def publication_terms(
    item: str, *, signed_on: date, rules: RulesInForce, calendar: WorkingCalendar
) -> PublicationTerms:
    """The terms for ``item``, a code of the rules' list.

    Raises ``NotAnItemOfPublication`` for anything else, ``RuleMissing`` where no rule is in force.
    """
    items = rules.get("publication.items")
    label = next((row.label for row in value_of(items, Labels).entries if row.code == item), None)
    if label is None:
        raise NotAnItemOfPublication(item=item)
    lasts = rules.get("publication.lasts")
    citations = dict.fromkeys((*items.citations, *lasts.citations))
    return PublicationTerms(
        item=label,
        due=deadline_after(signed_on, rules.get("publication.within"), calendar),
        lasts=value_of(lasts, Duration).count,
        basis="; ".join(citation.words for citation in citations),
    )


def publication_state(
    *, due_on: date, begun_on: date | None, ends_on: date | None, taken_down_on: date | None, on: date
) -> str:
    """``due`` or ``late`` before it began, ``published`` while it lasts, then ``over`` and ``taken_down``."""
    if begun_on is None:
        return "late" if on > due_on else "due"
    if taken_down_on is not None:
        return "taken_down"
    return "published" if ends_on is None or on < ends_on else "over"


def refuse_early_takedown(*, ends_on: date, on: date) -> None:
    """Raise ``TakenDownTooEarly`` before the whole period has passed."""
    if on < ends_on:
        raise TakenDownTooEarly(until=f"{ends_on:%d/%m/%Y}")
