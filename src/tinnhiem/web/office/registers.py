"""Schools and their staff."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinnhiem.apps.org import queries as org
from tinnhiem.common.text import fold
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.forms import StaffListForm
from tinnhiem.web.permissions import requires


@dataclass(frozen=True)
class SchoolRow:
    """A school as the list shows it."""

    school: org.UnitView
    principal: str
    staff: int


@requires("officer")
def schools(request: HttpRequest) -> HttpResponse:
    """The list of schools, with a search by name."""
    asked = request.GET.get("q", "").strip()
    rows = [_row(school) for school in scope.schools(request) if fold(asked) in fold(school.name)]
    return render(request, "office/registers.html", {"rows": rows, "asked": asked})


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


def _row(school: org.UnitView) -> SchoolRow:
    leaders = [row.full_name for row in org.incumbents([school.id]) if row.post == "principal"]
    return SchoolRow(school, principal=", ".join(leaders), staff=len(org.staff_of(school.id)))
