"""Communes of both eras: looked up by name or code, with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinnhiem.apps.org import queries as org
from tinnhiem.domain.registers.areas import Area, Era
from tinnhiem.web.permissions import requires

MOST: Final = 30


@dataclass(frozen=True)
class AreaLine:
    """A commune with its successors, or with what it came from."""

    area: Area
    related: Sequence[Area]


@requires("officer")
def areas(request: HttpRequest) -> HttpResponse:
    """The communes that answer the search, in the era chosen."""
    asked, era = request.GET.get("q", "").strip()[:100], _era(request.GET.get("era", ""))
    known = org.areas()
    related = known.predecessors if era is Era.NOW else known.successors
    rows = [AreaLine(area, related(area.code)) for area in known.search(asked, era=era, most=MOST)]
    context = {
        "rows": rows,
        "asked": asked,
        "era": era.value,
        "is_cut": len(rows) == MOST,
        "most": MOST,
        "since": known.two_tier_from,
    }
    return render(request, "office/areas.html", context)


def _era(given: str) -> Era:
    return Era.BEFORE if given == Era.BEFORE else Era.NOW
