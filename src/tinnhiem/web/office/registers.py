"""Schools and their staff."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinnhiem.apps.org import queries as org
from tinnhiem.common.text import fold
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.forms import StaffListForm
from tinnhiem.web.permissions import requires

PAGE: Final = 50


@dataclass(frozen=True)
class SchoolRow:
    """A school as the list shows it."""

    school: org.UnitView
    principal: str
    staff: int


@requires("officer")
def schools(request: HttpRequest) -> HttpResponse:
    """The list of schools by pages, with a search by name."""
    asked = request.GET.get("q", "").strip()
    found = [row for row in scope.schools(request) if fold(asked) in fold(row.name)]
    shown = Paginator(found, PAGE).get_page(requests.page(request))
    context = {
        "rows": _rows(list(shown.object_list)),
        "found": len(found),
        "shown": {"page": shown.number, "pages": shown.paginator.num_pages},
        "asked": asked,
        "query": urlencode({"q": asked}),
    }
    return render(request, "office/registers.html", context)


@requires("officer")
def school(request: HttpRequest, school_id: int) -> HttpResponse:
    """One school: its leaders, its staff, and the way to bring its list in."""
    found = scope.school(request, school_id)
    return render(
        request,
        "office/school.html",
        {
            "school": found,
            "superior": org.superior_on(found.id, requests.today()),
            "leaders": org.incumbents([found.id]),
            "staff": org.staff_of(found.id),
            "form": StaffListForm(),
        },
    )


def _rows(found: Sequence[org.UnitView]) -> list[SchoolRow]:
    """The schools with their principals and staff, in one query each for all of them."""
    numbers = [school.id for school in found]
    principals: dict[int, list[str]] = defaultdict(list)
    for row in org.incumbents(numbers):
        if row.post == "principal":
            principals[row.unit_id].append(row.full_name)
    staff = org.staff_counts(numbers)
    return [
        SchoolRow(school, principal=", ".join(principals[school.id]), staff=staff.get(school.id, 0))
        for school in found
    ]
