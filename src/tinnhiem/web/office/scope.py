"""What an officer may touch: the schools and meetings of the units where the role is held today."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as meetings
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.web import requests


class UnitOfOthers(DomainError):
    """An officer asked for a school or a meeting of another unit."""

    code = "unit_of_others"
    status = 403


def units(request: HttpRequest) -> frozenset[int]:
    """The units at which the visitor is an officer today."""
    actor = requests.actor(request)
    return org.units_of_role(account_id=actor.account_id, role="officer", on=requests.today())


def units_below(request: HttpRequest) -> frozenset[int]:
    """The visitor's units and everything that ever stood under them: what the registers show and take."""
    return org.units_below(units(request))


def unit(request: HttpRequest, unit_id: int) -> org.UnitView:
    """A unit that stands, or ever stood, under the visitor's units; raises ``UnitOfOthers``."""
    if unit_id not in units_below(request):
        raise UnitOfOthers
    return org.get_unit(unit_id)


def person(request: HttpRequest, person_id: int) -> org.PersonFacts:
    """Somebody who works or worked at the visitor's units, or nowhere; raises ``UnitOfOthers``."""
    if not org.is_within(person_id, units_below(request)):
        raise UnitOfOthers
    return org.get_person_facts(person_id)


def schools(request: HttpRequest) -> Sequence[org.UnitView]:
    """The schools under the visitor's units, by name."""
    return org.schools_under(units(request), requests.today())


def school(request: HttpRequest, school_id: int) -> org.UnitView:
    """A school under the visitor's units; raises ``UnitOfOthers``."""
    found = next((row for row in schools(request) if row.id == school_id), None)
    if found is None:
        raise UnitOfOthers
    return found


def meeting(request: HttpRequest, meeting_id: UUID) -> meetings.MeetingView:
    """A meeting run by one of the visitor's units; raises ``UnitOfOthers``."""
    found = meetings.get_meeting(meeting_id)
    if found.managing_unit_id not in units(request):
        raise UnitOfOthers
    return found


def campaign(request: HttpRequest, campaign_id: UUID) -> ballots.CampaignView:
    """A campaign of one of the visitor's units; raises ``UnitOfOthers``."""
    found = ballots.get_campaign(campaign_id)
    if found.unit_id not in units(request):
        raise UnitOfOthers
    return found
