"""What the room counted leaves it for the counting committee and the appointing authority, and nobody else.

The same meeting is held twice with other votes. Whatever a visitor opens must be the same both times, to the
letter, unless the visitor may know the result; so no number, word, order, colour or hint can carry it out.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone

from tests.builders.authority import Authority, account_of, an_authority
from tests.builders.campaigns import a_campaign
from tests.builders.meetings import HELD_AT, Clock, Conference, a_summoned_conference, sheets, vote
from tests.builders.registers import a_workbook
from tests.builders.staff_lists import Person, a_principal, a_staff_list
from tests.builders.walk import Sight, addresses, look_at
from tinnhiem.apps.audit.models import Line
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CountingRecord, DraftMeeting, ReviewCase
from tinnhiem.apps.meetings.models import MinutesLine, StepRecord
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org.models import Account
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.records.operations import identities_from
from tinnhiem.config.urls import urlpatterns
from tinnhiem.web.permissions import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
"""Thousands of pages are opened; what they say does not depend on the database, so one of them is enough."""

SUMMONED, ABSENT, INVALID = 67, 3, 8
AGREE, AGREE_OTHERWISE = 37, 22
"""37 of 67 agree and 19 do not: more than half. Held otherwise, 22 agree: the authority decides."""
SECRET_NUMBERS = ("37", "19", "56")
SECRET_WORDS = (
    "37/67",
    "55,22",
    "quá một nửa",
    "chưa quá",
    "passes",
    "report_to_authority",
    "submit_to_authority",
    "next_step",
    "no_mark",
    "không đánh dấu",
)
MADE_BEFORE_THE_COUNT = {"summoned_list", "ballot"}
NO_ID = UUID(int=0)
COUNTERS = ("first counter", "second counter", "third counter")

Place = tuple[str, str, str]
"""A visitor, a language and an address."""


@dataclass(frozen=True)
class World:
    """All that could be seen after one meeting, and all that was kept of it outside the counting record."""

    sights: Mapping[Place, Sight]
    record: frozenset[str]
    made_before: frozenset[str]
    kept: Mapping[str, str]


@dataclass
class Stage:
    """The meeting after the ballot, who may look, and which addresses there are."""

    held: Conference
    visitors: Mapping[str, int | None]
    import_ids: tuple[int, int]
    campaign_id: UUID
    draft_id: int
    token: str

    def known(self) -> dict[str, list[object]]:
        authority = self.held.authority
        return {
            "meeting_id": [self.held.meeting_id],
            "poll_id": [self.held.poll_id],
            "school_id": [authority.school.pk],
            "appointment_id": [authority.principal.pk, authority.vice_principal.pk],
            "import_id": list(self.import_ids),
            "campaign_id": [self.campaign_id],
            "draft_id": [self.draft_id],
            "document_id": list(Document.objects.order_by("made_at", "kind").values_list("pk", flat=True)),
            "extension": ["pdf", "docx"],
            "kind": ["submission", "results_report", "communique", "letter"],
            "side": ["draft", "copy"],
            "step_id": ["count", "close"],
            "position": [2],
            "token": ["doan-mo", self.token],
            "person_id": [authority.principal.person_id],
            "unit_id": [authority.school.pk],
            "name": ["people", "appointments", "authority"],
            "number": [authority.principal.pk],
            "kept": [authority.principal.person_id],
            "alias": [authority.vice_principal.person_id],
            "merge_id": [1],
            "case_id": [ballots.case_of_poll(self.held.poll_id) or NO_ID],
            "notice_id": [NO_ID],
        }


def signed_in_as(account: int | None, language: str = "vi") -> Client:
    client = Client(headers={"Accept-Language": language})
    if account is not None:
        client.force_login(Account.objects.get(pk=account))
    return client


def hold_count(held: Conference, *, agree: int, is_signed: bool) -> None:
    """Count, lock and, where it is signed, conclude and close, each at their own desk in the browser."""
    counters = [signed_in_as(actor.account_id) for actor in held.counters]

    def at(desk: Client, act: str, **values: object) -> None:
        held.clock.tick()
        answer = desk.post(reverse(f"committee:{act}", args=[held.meeting_id]), values)
        assert answer.status_code == 302, answer.content.decode()

    at(counters[0], "account", **sheets(held))
    for _ in range(INVALID):
        at(counters[0], "decide", ground="no_mark", votes_valid=0, votes_invalid=3)
    for counter in counters[:2]:
        at(counter, "enter", agree=agree, disagree=held.present - agree - INVALID, invalid=INVALID)
    for counter in counters[:2]:
        at(counter, "lock")
    if not is_signed:
        return
    at(counters[0], "conclude")
    at(signed_in_as(held.secretary.account_id), "close")
    held.clock.tick()
    chairman = signed_in_as(held.authority.chairman.account_id)
    answer = chairman.post(reverse("authority:open_case", args=[held.poll_id]))
    assert answer.status_code == 302, answer.content.decode()


def everything_seen(stage: Stage, patterns: Iterable[URLPattern | URLResolver] | None) -> dict[Place, Sight]:
    """Each visitor at each address; pages that open are read in English too."""
    paths = list(addresses(stage.known(), patterns))
    names = [name_of(address) for address in paths]
    seen: dict[Place, Sight] = {}
    for visitor, account in stage.visitors.items():
        vietnamese, english = (signed_in_as(account, language) for language in ("vi", "en"))
        for address, name in zip(paths, names, strict=True):
            seen[visitor, "vi", name] = sight = look_at(vietnamese, address)
            if sight.status == 200 and "text/html" in sight.whole:
                seen[visitor, "en", name] = look_at(english, address)
    return seen


def name_of(address: str) -> str:
    """An address by which the two meetings can be held beside each other: documents by kind, the one case."""
    for case in ReviewCase.objects.values_list("pk", flat=True):
        address = address.replace(str(case), "case")
    for document in Document.objects.defer("pdf", "docx"):
        address = address.replace(str(document.pk), document.kind)
    return address


RANDOM = re.compile(r"[0-9a-f]{8}-[-0-9a-f]{27}|(?<=_hash': ')\w+")
"""Ids and hashes that are made anew each time."""


def what_is_kept(logged: Iterable[str]) -> dict[str, str]:
    """What the house keeps of the meeting in places that are not the counting record."""
    return {
        "log": "\n".join(logged),
        "ledger": "\n".join(
            f"{line.actor} {line.act} {line.subject} {line.basis}"
            for line in Line.objects.order_by("sequence")
        ),
        "sessions": "\n".join(sorted(str(session.get_decoded()) for session in Session.objects.all())),
        "steps": "\n".join(str(row.facts) for row in StepRecord.objects.order_by("position")),
        "minutes": "\n".join(MinutesLine.objects.order_by("position").values_list("text", flat=True)),
    }


@contextmanager
def log_at_debug() -> Iterator[list[str]]:
    """Everything that is logged anywhere, as it would be written."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def hold(
    stage: Stage,
    *,
    agree: int,
    patterns: Iterable[URLPattern | URLResolver] | None = None,
    is_signed: bool = True,
) -> World:
    """Hold the count with these votes, look at everything, and undo it.

    The marks of drafts are random; here they are the same in every world, so that all else can be compared.
    """
    held = replace(stage.held, clock=Clock(stage.held.clock.at))
    marks = (UUID(int=n << 78) for n in count(1))
    with (
        transaction.atomic(),
        log_at_debug() as logged,
        pytest.MonkeyPatch.context() as patch,
        identities_from(marks.__next__),
    ):
        patch.setattr(timezone, "now", lambda: held.clock.at)
        hold_count(held, agree=agree, is_signed=is_signed)
        sights = everything_seen(stage, patterns)
        kept = {place: RANDOM.sub("·", text) for place, text in what_is_kept(logged).items()}
        transaction.set_rollback(True)
    before = frozenset(
        f"/documents/{kind}.{end}" for kind in MADE_BEFORE_THE_COUNT for end in ("pdf", "docx")
    )
    record = frozenset(f"/documents/counting_record.{end}" for end in ("pdf", "docx"))
    return World(sights, record, before, kept)


@pytest.fixture(scope="module")
def stage(kept: None) -> Stage:
    """The box is shut, nothing is counted yet; a list waits in the office to be confirmed."""
    authority = an_authority(staff=SUMMONED, first_id=50_001)
    held = vote(a_summoned_conference(authority), absent=ABSENT)
    elsewhere = an_authority(code="phuong-khac", staff=2)
    import_id = registers.preview_staff_list(
        unit_id=authority.school.pk,
        file_name="danh-sach.xlsx",
        content=a_staff_list(a_principal(), Person()),
        actor=authority.officer,
        at=HELD_AT,
    )
    people = {
        "chair": authority.chair,
        "secretary": authority.secretary,
        "supervisor": authority.supervisor,
        "observer": authority.observer,
        **dict(zip(COUNTERS, authority.teachers, strict=False)),
        "teacher": authority.teachers[20],
        "vice-principal": authority.vice_principal.person_id,
        "subject": authority.principal.person_id,
    }
    visitors: dict[str, int | None] = {name: account_of(person).pk for name, person in people.items()}
    visitors |= {
        "officer": authority.officer.account_id,
        "appointing authority": authority.chairman.account_id,
        "officer of another commune": elsewhere.officer.account_id,
        "authority of another commune": elsewhere.chairman.account_id,
        "anybody": None,
    }
    campaign_id, draft_id = a_campaign_with_a_draft(authority)
    return Stage(
        held,
        visitors,
        (import_id, a_register_import(authority)),
        campaign_id,
        draft_id,
        polls.make_feed(actor=authority.officer, at=HELD_AT),
    )


def a_campaign_with_a_draft(authority: Authority) -> tuple[UUID, int]:
    """The campaign to which the meeting belongs, and a drafted meeting on the other leader."""
    campaign_id = a_campaign(authority)
    people = {"chair": [authority.chair], "secretary": [authority.secretary], "supervisor": []}
    wishes = polls.Wishes(date(2026, 5, 20), date(2026, 5, 29), people)
    polls.draft_schedule(campaign_id=campaign_id, wishes=wishes, actor=authority.officer, at=HELD_AT)
    return campaign_id, DraftMeeting.objects.get().pk


def a_register_import(authority: Authority) -> int:
    """A workbook of a register that waits to be confirmed."""
    return registers.preview_register(
        register="posts",
        file_name="chuc-vu.xlsx",
        content=a_workbook("posts", []),
        actor=authority.officer,
        at=HELD_AT,
    )


@pytest.fixture(scope="module")
def world(stage: Stage) -> World:
    return hold(stage, agree=AGREE)


@pytest.fixture(scope="module")
def otherwise(stage: Stage) -> World:
    return hold(stage, agree=AGREE_OTHERWISE)


def differing(one: World, other: World) -> set[Place]:
    """Where the votes can be told from what is seen."""
    assert one.sights.keys() == other.sights.keys()
    return {place for place, sight in one.sights.items() if sight != other.sights[place]}


NUMBERS = re.compile("|".join(rf"(?<![\w:.,/-]){number}(?![\w:.,/-])" for number in SECRET_NUMBERS))


def says_result(text: str) -> bool:
    """Whether a secret number, alone as a word, or a word of the result stands in a text."""
    return bool(NUMBERS.search(text)) or any(word in text for word in SECRET_WORDS)


def saying(world: World) -> set[Place]:
    """Where the result stands in plain sight of a reader of Vietnamese (an English date is numbers alone).

    Documents made before the count number their rows and can hold no result; the pages of the law are full of
    numbers and outcomes of their own; the ledger numbers its lines, there and under the facts of a document. All
    are still compared to the letter with the other votes.
    """
    return {
        place
        for place, sight in world.sights.items()
        if place[1] == "vi"
        and place[2] not in world.made_before
        and not place[2].startswith((reverse("office:law"), reverse("audit:ledger")))
        and not place[2].endswith("/facts/")
        and says_result(sight.words)
    }


def desk_of_the_authority(stage: Stage) -> set[str]:
    """Pages at which the appointing authority reads the result, or the step to which it led."""
    person = stage.held.authority.principal.person_id
    return {
        reverse("authority:result", args=[stage.held.poll_id]),
        reverse("authority:leader_history", args=[person]),
        reverse("authority:cases"),
        reverse("authority:cases_export"),
        "/authority/cases/case/",
    }


def is_entitled(stage: Stage, place: Place) -> bool:
    """Whether the visitor may know the result at this address."""
    visitor, _, address = place
    record = address.startswith(("/documents/counting_record.", "/documents/counting_record/facts/"))
    if visitor == "appointing authority":
        return record or address in desk_of_the_authority(stage)
    return record and visitor in COUNTERS


class TestWhatWasCounted:
    """Kết quả kiểm phiếu không công bố tại hội nghị; chỉ tổ kiểm phiếu và cấp có thẩm quyền được biết."""

    def test_cannot_be_told_from_anything_that_others_open(self, stage, world, otherwise):
        assert {place for place in differing(world, otherwise) if not is_entitled(stage, place)} == set()

    def test_stands_in_plain_sight_of_nobody_else(self, stage, world):
        assert {place for place in saying(world) if not is_entitled(stage, place)} == set()

    def test_is_shown_to_those_who_may_know_it(self, stage, world, otherwise):
        told = differing(world, otherwise)
        result = reverse("authority:result", args=[stage.held.poll_id])

        assert {("appointing authority", language, result) for language in ("vi", "en")} <= told
        for visitor in ("appointing authority", *COUNTERS):
            assert {(visitor, "vi", document) for document in world.record} <= told & saying(world)

    @pytest.mark.parametrize("place", ["log", "ledger", "sessions", "steps", "minutes"])
    def test_is_not_kept_in(self, place, world, otherwise):
        kept = world.kept[place]

        assert kept
        assert kept == otherwise.kept[place]
        assert not any(word in kept for word in SECRET_WORDS)
        assert place == "sessions" or not NUMBERS.search(kept)


class TestWhatIsBeingCounted:
    """Người đếm không thấy số của nhau; ngoài hai người đếm, chưa ai biết gì."""

    def test_is_known_to_the_one_who_counted_it_and_to_nobody_else(self, stage):
        visitors = ("secretary", "subject", "officer", "appointing authority", *COUNTERS)
        few = replace(stage, visitors={name: stage.visitors[name] for name in visitors})

        one, other = (hold(few, agree=agree, is_signed=False) for agree in (AGREE, AGREE_OTHERWISE))

        count = reverse("committee:count", args=[stage.held.meeting_id])
        assert differing(one, other) == {
            (counter, language, count) for counter in COUNTERS[:2] for language in ("vi", "en")
        }
        assert f'value="{AGREE}"' in one.sights["first counter", "vi", count].whole


class TestTheWalk:
    def test_opens_every_desk(self, stage, world):
        opened = {
            address for _, _, address in (p for p, sight in world.sights.items() if sight.status == 200)
        }

        meeting, poll = stage.held.meeting_id, stage.held.poll_id
        assert {
            "/",
            "/office/",
            "/office/terms.xlsx",
            f"/office/meetings/{meeting}/",
            f"/office/meetings/{meeting}/change/",
            f"/office/campaigns/{stage.campaign_id}/",
            f"/office/campaigns/{stage.campaign_id}.xlsx",
            f"/office/campaigns/{stage.campaign_id}/draft/{stage.draft_id}/",
            "/office/calendar/",
            f"/calendar/{stage.token}.ics",
            f"/office/registers/books/imports/{stage.import_ids[1]}/",
            f"/room/{meeting}/",
            f"/room/{meeting}/count/",
            f"/room/{meeting}/projector/",
            f"/authority/{poll}/",
            "/leader/",
            "/documents/meeting_minutes.pdf",
            "/documents/counting_record.docx",
        } <= opened

    def test_reads_the_minutes_where_they_may_be_read(self, world):
        readers = {
            visitor
            for (visitor, _, address), sight in world.sights.items()
            if address == "/documents/meeting_minutes.pdf" and "bỏ phiếu kín" in sight.words
        }

        assert {"teacher", "subject", "chair", "first counter", "appointing authority"} <= readers
        assert not {"officer", "anybody", "officer of another commune"} & readers

    def test_knows_the_arguments_of_every_address(self):
        with pytest.raises(KeyError, match="ballot_id"):
            list(addresses({}, [path("<int:ballot_id>/", lambda _: HttpResponse(), name="x")]))

    def test_finds_every_leak_that_was_planted(self, stage, settings):
        planted = [path(f"leak/{name}/", leaking(leak), name=name) for name, leak in LEAKS.items()]
        settings.ROOT_URLCONF = (*urlpatterns, *planted)
        reader = replace(stage, visitors={"teacher": stage.visitors["teacher"]})

        one, other = (hold(reader, agree=agree, patterns=planted) for agree in (AGREE, AGREE_OTHERWISE))

        assert differing(one, other) == {("teacher", "vi", f"/leak/{name}/") for name in LEAKS} | {
            ("teacher", "en", f"/leak/{name}/") for name in ("number", "meter")
        }
        assert {address for _, _, address in saying(one)} == {"/leak/number/", "/leak/header/"}


Leak = Callable[[CountingRecord], HttpResponse]
LEAKS: Mapping[str, Leak] = {
    "number": lambda record: HttpResponse(f"<p>Đồng ý: {record.counts['agree']}</p>"),
    "meter": lambda record: HttpResponse(f'<meter value="{record.counts["agree"]}"></meter>'),
    "status": lambda record: HttpResponse(status=404 if record.counts["agree"] > SUMMONED // 2 else 403),
    "header": lambda record: HttpResponse(
        headers={"X-Next": record.verdict["answer"]["outcome"], "Content-Type": "text/plain"}
    ),
}


def leaking(leak: Leak) -> Callable[..., HttpResponse]:
    """A page of the house that lets the result out in one way."""
    return signed_in(lambda _request: leak(CountingRecord.objects.get()))
