"""A packet for the national databases holds the rows of a unit on a day, and a digest of every file."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from tests.builders.authority import Authority, an_authority
from tests.builders.ledger import written_by
from tinnhiem.apps.org import operations, queries
from tinnhiem.domain.registers.packets import PacketField, PacketForm, PacketTable, gaps, packet_files

pytestmark = pytest.mark.django_db
FORM = PacketForm("f", "b", "R", (PacketTable("people", "people", (PacketField("ten", "person", "R"),)),))


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


def exported(authority: Authority, now: datetime, on: date = date(2026, 5, 18)) -> operations.NationalPacket:
    return operations.export_packet(
        unit_id=authority.school.pk,
        unit_ids=queries.units_below([authority.school.pk]),
        on=on,
        actor=authority.officer,
        at=now,
    )


class TestAPacket:
    def test_holds_nobody_before_anybody_worked_there(self, authority, now):
        archive = zipfile.ZipFile(io.BytesIO(exported(authority, now, date(2014, 1, 1)).content))

        assert json.loads(archive.read("people.json")) == []

    def test_names_the_digest_of_each_of_its_files(self, authority, now):
        packet = exported(authority, now)
        archive = zipfile.ZipFile(io.BytesIO(packet.content))
        manifest = archive.read("manifest.json")

        assert hashlib.sha256(manifest).hexdigest() == packet.manifest_sha256
        for name, digest in json.loads(manifest)["sha256"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        sums = [line.split("  ") for line in archive.read("SHA256SUMS").decode().splitlines()]
        assert {name for _, name in sums} == set(archive.namelist()) - {"SHA256SUMS"}
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for digest, name in sums)

    def test_writes_days_as_iso_days_and_marks_what_is_recalled(self, authority, now):
        archive = zipfile.ZipFile(io.BytesIO(exported(authority, now).content))

        rows = json.loads(archive.read("appointments.json"))
        assert rows[0]["nhiem_ky_tu_ngay"] == "2021-09-01"
        assert rows[0]["nhiem_ky_den_het_ngay"] == "2026-08-31"
        manifest = json.loads(archive.read("manifest.json"))
        assert {one["confidence"] for one in manifest["tables"]["people"]["fields"]} == {"R"}

    def test_has_the_same_manifest_for_the_same_rows_and_one_line_each_time(self, authority, now):
        digests = []

        lines = written_by(lambda: digests.extend(exported(authority, now).manifest_sha256 for _ in range(2)))

        assert digests[0] == digests[1]
        assert lines == ["packet.exported"] * 2

    def test_holds_no_formula_of_anybodys_making(self):
        files = packet_files(FORM, {"people": [{"person": "=1+1"}]}, unit="x", on=date(2026, 1, 1))

        rows = list(csv.DictReader(io.StringIO(files["people.csv"].decode("utf-8-sig"))))
        assert rows == [{"ten": "'=1+1"}]


class TestWhatAPacketLacks:
    FORM = PacketForm(
        "f",
        "b",
        "R",
        (
            PacketTable("people", "people", (PacketField("gioi_tinh", "sex", "R", is_needed=True),)),
            PacketTable("qualifications", "qualifications", (), is_of_everybody=True),
        ),
    )
    LAN = {"person": "Vương Thị Lan", "born_on": date(1980, 5, 4), "sex": None}

    def test_is_named_by_person_register_row_and_column(self):
        found = gaps(self.FORM, {"people": {7: self.LAN}, "qualifications": {}})

        assert [(gap.person, gap.register.name, gap.row_id) for gap in found] == [
            ("Vương Thị Lan", "qualifications", ""),
            ("Vương Thị Lan", "people", "LV-7"),
        ]
        assert [gap.column.key if gap.column else "" for gap in found] == ["", "sex"]

    def test_is_nothing_where_all_is_said(self):
        rows = {"people": {7: {**self.LAN, "sex": "female"}}, "qualifications": {1: self.LAN}}

        assert gaps(self.FORM, rows) == []

    def test_comes_as_a_workbook(self, authority):
        content = queries.packet_gaps(
            unit_ids=queries.units_below([authority.school.pk]), on=date(2026, 5, 18), language="vi"
        )

        rows = list(load_workbook(io.BytesIO(content)).worksheets[0].values)
        assert rows[0] == ("Họ và tên", "Ngày sinh", "Sổ", "Mã dòng", "Mục còn thiếu")
        assert ("Vương Thị Lan", "Trình độ", None, "Chưa có dòng nào trong sổ này") in {
            (row[0], *row[2:]) for row in rows
        }
