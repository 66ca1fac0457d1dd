"""A meeting's rows as the values that decisions and the pack's words ask for."""

from collections.abc import Mapping

from tinnhiem.apps.meetings.models import Attendance, CommitteeMember, Meeting, Official, SummonedList
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.procedure import Headcount, Procedure


def procedure_of(meeting: Meeting) -> Procedure:
    """The enforced order of the meeting, by the date on which it is judged."""
    return rules.procedure(procedure=meeting.procedure, stage=meeting.stage, on=meeting.legal_basis_on)


def headcount_of(meeting: Meeting) -> Headcount:
    """Summoned, present and needed, with the article the quorum rests on."""
    summoned = SummonedList.objects.filter(meeting=meeting).values_list("total", flat=True).first() or 0
    present = Attendance.objects.filter(summoned__meeting=meeting, is_present=True).count()
    quorum = rules.quorum(
        procedure=meeting.procedure, stage=meeting.stage, on=meeting.legal_basis_on, of=summoned
    )
    return Headcount(summoned=summoned, present=present, needed=quorum.needed, citation=quorum.citation)


def facts_of(meeting: Meeting) -> Mapping[str, str | int]:
    """The facts that the sentences of the minutes may ask for."""
    count = headcount_of(meeting)
    words = procedure_of(meeting).words
    return {
        "school": meeting.school.name,
        "authority": org.get_unit(meeting.managing_unit_id).name,
        "subject": titled(meeting.subject_id, words),
        "subject_post": words[meeting.subject_post],
        "chair": _officials(meeting, Official.Function.CHAIR, words),
        "secretary": _officials(meeting, Official.Function.SECRETARY, words),
        "supervisor": _officials(meeting, Official.Function.SUPERVISOR, words),
        "observers": _officials(meeting, Official.Function.SUPERVISOR, words, Official.Function.OBSERVER),
        "summoned": count.summoned,
        "present": count.present,
        "absent": count.summoned - count.present,
        "needed": count.needed,
        "committee_size": CommitteeMember.objects.filter(meeting=meeting).count(),
        "committee": ", ".join(
            f"{titled(member.person_id, words)} ({words[member.role]})" for member in committee_of(meeting)
        ),
    }


def committee_of(meeting: Meeting) -> list[CommitteeMember]:
    """The counting committee, its head first."""
    return list(CommitteeMember.objects.filter(meeting=meeting).order_by("role", "pk"))


def titled(person_id: int, words: Mapping[str, str]) -> str:
    """A person's name after the pack's word for a man, a woman, or either."""
    person = org.get_person(person_id)
    return f"{words[person.sex or 'unknown']} {person.full_name}"


def _officials(meeting: Meeting, function: str, words: Mapping[str, str], *more: str) -> str:
    people = Official.objects.filter(meeting=meeting, function__in=(function, *more)).order_by("pk")
    names = [titled(official.person_id, words) for official in people]
    return ", ".join(names) or words["nobody"]
