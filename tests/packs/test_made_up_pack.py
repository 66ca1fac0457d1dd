"""A made-up jurisdiction, written as files alone, changes verdict, due list and documents without a line of code."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from pytest_django import Settings
from tests.builders.authority import Authority, an_authority
from tests.builders.meetings import Conference, a_summoned_conference, close, conclude, count, lock, vote
from tests.plugins.moments import HANOI

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org.models import Appointment
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.rules import queries as rules
from tinnhiem.packs import PACKS

pytestmark = pytest.mark.django_db

FIRST_DAY, MEETING_DAY = date(2099, 1, 1), date(2099, 3, 2)

PACK = """
id = "xx"
jurisdiction = "xx"
layer = "national"
name = "Đảo Thử"
"""
ERAS = """
[[era]]
id = "xx-2099"
name = "Sắc lệnh đảo"
from = 2099-01-01
"""
CALENDAR = """
year = 2099
version = 1
weekend = [5]
confidence = "V"

[[day_off]]
on = 2099-08-30
name = "Lễ Biển"
"""
RULE = """
[[rule]]
id = "{id}"
kind = "{kind}"
scope = "any"
from = 2099-01-01
confidence = "V"
sources = [{{ document = "SL 1/2099", article = "Đ.7", words = "Điều 7 Sắc lệnh đảo" }}]
[rule.value]
{value}
"""
RULES = {
    ("reappointment.key_staff_conference.quorum", "quorum"): """
share = "1/2"
inclusive = true
of = "summoned"
""",
    ("reappointment.key_staff_conference.outcome", "outcome"): """
judges = "agree"
of = "present"
bands = [
  { share = "3/4", inclusive = true, outcome = "passes", next_action = "next_step", decided_by = "conference" },
  { outcome = "report_to_authority", next_action = "submit_to_authority", decided_by = "managing_body" },
]
""",
    ("reappointment.key_staff_conference.disclosure", "disclosure"): """
announced_at_meeting = false
audience = ["superior"]
""",
    ("ballot.reappointment.key_staff_conference", "ballot"): """
title = "Lá phiếu đảo"
options = [{ code = "agree", label = "Mời ở lại" }, { code = "disagree", label = "Mời nghỉ" }]
criteria = ["Bơi giỏi."]
stamp_required = false
signature_optional = true
""",
    ("ballot.invalid_grounds", "labels"): 'entries = [{ code = "wet", label = "Phiếu bị ướt" }]',
    ("ballot.committee", "committee"): 'sizes = [3]\nshare = "1/2"\ninclusive = false\nof = "present"',
    ("ballot.subject_counted", "flag"): "holds = true",
    ("term.length", "duration"): 'count = 3\nunit = "years"',
    ("term.notice", "duration"): 'count = 30\nunit = "days"',
    ("term.decision", "duration"): 'count = 2\nunit = "working_days"',
    ("term.extension_below", "duration"): 'count = 1\nunit = "years"',
    ("term.cap_below", "duration"): 'count = 3\nunit = "years"',
    ("term.retirement_age", "retirement"): """
male = { before = [70, 0], first_year = 2099, first = [70, 0], step_months = 0, last = [70, 0] }
female = { before = [70, 0], first_year = 2099, first = [70, 0], step_months = 0, last = [70, 0] }
""",
    ("authority.islands", "office"): """
holder = "captain"
name = "Thuyền trưởng"
acts = ["reappoint"]
levels = ["primary"]
""",
    ("basis.any.10", "words"): 'words = "Căn cứ Sắc lệnh đảo"',
}
"""Half of those summoned are enough to meet; three quarters of those present pass; the notice is a month."""

SENTENCES = {
    "Hội nghị tham gia góp ý kiến": "Dân đảo góp ý kiến",
    "quá một nửa. Thực hiện bước tiếp theo của quy trình.": "đủ ba phần tư. Giữ lại.",
    "Biên bản kiểm phiếu: {subject}": "Sổ đếm phiếu: {subject}",
    'denominator_members = "tổng số thành viên tập thể lãnh đạo"': (
        'denominator_members = "thành viên"\ndenominator_present = "số người có mặt trên đảo"'
    ),
    "sizes = [3, 5]": "sizes = [3]",
    "from = 2020-09-29": "from = 2099-01-01",
}
"""What the islanders write differently in the procedure."""

FORMS = {
    "counting_record": {'name = "BIÊN BẢN KIỂM PHIẾU"': 'name = "SỔ ĐẾM PHIẾU CỦA ĐẢO"'},
    "meeting_minutes": {'place = "Địa điểm: {meeting.place}."': 'place = "Bãi họp: {meeting.place}."'},
    "ballot": {'name = "PHIẾU TÍN NHIỆM"': 'name = "LÁ PHIẾU ĐẢO"'},
    "summoned_list": {'name = "DANH SÁCH TRIỆU TẬP"': 'name = "DANH SÁCH DÂN ĐẢO"'},
}


def write_pack(folder: Path) -> None:
    """The pack ``xx`` as a lawyer would write it: rules, eras, calendar, procedure and forms."""
    pack = folder / "xx"
    for name in ("rules", "calendars", "procedures", "forms"):
        (pack / name).mkdir(parents=True)
    rows = [RULE.format(id=rule, kind=kind, value=value) for (rule, kind), value in RULES.items()]
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    (pack / "eras.toml").write_text(ERAS, encoding="utf-8")
    (pack / "calendars" / "2099.toml").write_text(CALENDAR, encoding="utf-8")
    (pack / "rules" / "all.toml").write_text("\n".join(rows), encoding="utf-8")
    procedure = "procedures/reappointment.key_staff_conference.toml"
    (pack / procedure).write_text(changed(PACKS / "vn" / procedure, SENTENCES), encoding="utf-8")
    for form, sentences in FORMS.items():
        shipped = PACKS / "vn" / "forms" / form
        shutil.copytree(shipped, pack / "forms" / form)
        (pack / "forms" / form / "form.toml").write_text(
            changed(shipped / "form.toml", sentences), encoding="utf-8"
        )


def changed(file: Path, sentences: dict[str, str]) -> str:
    words = file.read_text(encoding="utf-8")
    for before, after in sentences.items():
        assert before in words, before
        words = words.replace(before, after)
    return words


def forget_packs() -> None:
    """Let the packs be read anew."""
    for cached in (rules.regulations, rules.calendar, rules.procedure, rules.ballot_terms):
        cached.cache_clear()


@pytest.fixture
def island(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """An installation on the island: its pack folder and its jurisdiction, nothing else."""
    write_pack(tmp_path)
    shutil.copy(PACKS / "vn" / "forms" / "state_document.typ", tmp_path / "xx" / "forms")
    settings.PACK_FOLDERS = [tmp_path]
    settings.JURISDICTION = "xx"
    forget_packs()
    yield
    forget_packs()


@pytest.fixture
def authority(island: None) -> Authority:
    """A school whose principal took office three years less a bit before the tests."""
    authority = an_authority(staff=12)
    Appointment.objects.filter(pk=authority.principal.pk).update(starts_on=date(2096, 9, 1), ends_on=None)
    return authority


@pytest.fixture
def held(authority: Authority) -> Conference:
    """Seven of twelve come, short of two thirds; six of the seven agree, which is half of those summoned."""
    at = datetime.combine(MEETING_DAY, datetime.min.time(), HANOI) + timedelta(hours=9)
    held = a_summoned_conference(authority, legal_basis_on=FIRST_DAY, scheduled_at=at)
    return lock(count(vote(held, absent=5), agree=6))


def text_of(kind: str) -> str:
    document = pypdfium2.PdfDocument(bytes(Document.objects.get(kind=kind).pdf))
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(re.sub(r"\s+", " ", words).split())


class TestAMadeUpPack:
    def test_changes_the_verdict(self, held, authority):
        """6/12 được triệu tập không quá nửa theo luật Việt Nam; 6/7 có mặt là đủ ba phần tư trên đảo."""
        conclude(held)

        result = ballots.result_of(held.poll_id, actor=authority.chairman, on=MEETING_DAY)

        assert (result.answer["pack"], result.answer["outcome"]) == ("xx-2099", "passes")
        assert result.answer["share"] == {
            "option": "agree",
            "numerator": 6,
            "denominator": 7,
            "denominator_kind": "present",
        }
        assert result.answer["quorum"]["needed"] == 6
        assert result.answer["disclosure"]["audience"] == ["superior"]
        assert list(result.bases) == ["Điều 7 Sắc lệnh đảo"]

    def test_changes_the_due_list(self, authority):
        term = ballots.due_term(authority.principal.pk, on=MEETING_DAY)

        assert (term.last_day, term.notice_by) == (date(2099, 8, 31), date(2099, 8, 1))
        assert (term.notice.basis, term.decided_by) == ("Điều 7 Sắc lệnh đảo", "Thuyền trưởng")

    def test_changes_the_working_days(self, authority):
        """Trước ngày 31/8: ngày 30 là Lễ Biển, ngày 28 là thứ sáu, ngày nghỉ duy nhất trong tuần trên đảo."""
        term = ballots.due_term(authority.principal.pk, on=MEETING_DAY)

        assert term.decision_by == date(2099, 8, 27)

    def test_changes_the_ballot(self, held):
        ballot = text_of("ballot")

        for words in ("LÁ PHIẾU ĐẢO", "Mời ở lại", "Mời nghỉ", "Bơi giỏi."):
            assert words in ballot
        assert "Đồng ý bổ nhiệm lại" not in ballot

    def test_changes_the_summoned_list(self, held):
        summoned = text_of("summoned_list")

        assert "DANH SÁCH DÂN ĐẢO" in summoned
        assert "DANH SÁCH TRIỆU TẬP" not in summoned

    def test_changes_the_documents(self, held):
        conclude(held)
        close(held)

        record, minutes = text_of("counting_record"), text_of("meeting_minutes")
        assert "SỔ ĐẾM PHIẾU CỦA ĐẢO" in record
        assert "Căn cứ Sắc lệnh đảo" in record
        assert "số người có mặt trên đảo" in record
        assert "đủ ba phần tư. Giữ lại." in record
        assert "Bãi họp: Phòng hội đồng." in minutes
        assert "Dân đảo góp ý kiến" in minutes
        assert "Nghị định" not in record + minutes

    def test_changes_the_minutes_as_they_are_read_on_the_screen(self, held):
        lines = [row.text for row in rooms.cockpit(held.meeting_id, language="vi").minutes]

        assert "Dân đảo góp ý kiến: có 2 ý kiến phát biểu." in lines

    def test_leaves_the_packs_of_the_house_alone(self, island):
        assert rules.regulations().in_force(on=date(2024, 5, 20), jurisdiction="vn").pack == "vn-2023"
