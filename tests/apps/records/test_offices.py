"""Who issues the papers of a unit is data that the unit sets; drafts follow it, papers on the shelf stay."""

from datetime import datetime

import pytest

from tests.builders.authority import Authority, an_authority, somebody_with_a_role
from tinnhiem.apps.audit import queries as ledger
from tinnhiem.apps.records import operations, queries
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import BLANK

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=3)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role="records_clerk")


TERMS = operations.OfficeTerms(
    name="Phòng Nội vụ", suffix="NV", capacity=("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), signer="Đỗ Quốc Anh"
)


class TestWhoSaysWhoIssues:
    def test_is_nobody_without_the_role(self, authority, now):
        with pytest.raises(operations.DocumentOfOthers):
            put(authority, authority.officer, now)

    def test_is_no_clerk_of_another_unit(self, authority, now):
        other = an_authority(staff=3, code="khac")
        stranger = somebody_with_a_role(other.commune, name="Lò Văn Pín", role="records_clerk")

        with pytest.raises(operations.DocumentOfOthers):
            put(authority, stranger, now)

    @pytest.mark.parametrize("role", ["records_clerk", "administrator"])
    def test_is_the_clerk_or_the_administrator_of_the_unit(self, authority, now, role):
        put(authority, somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role=role), now)

        assert queries.issuing_office(authority.commune.pk, "advisory").name == "Phòng Nội vụ"
        line = next(iter(ledger.lines())).line
        assert (line.act, line.subject) == ("issuing_office.set", f"unit:{authority.commune.pk}")


class TestAPaper:
    @pytest.mark.parametrize(
        ("kind", "symbol"),
        [
            ("plan", "KH-UBND"),
            ("decision", "QĐ-UBND"),
            ("invitation", "GM-UBND"),
            ("submission", "TTr-VHXH"),
            ("results_report", "BC-VHXH"),
            ("letter", "UBND-VHXH"),
        ],
    )
    def test_of_a_unit_that_set_nothing_has_the_symbol_that_the_pack_supposes(self, authority, kind, symbol):
        """NĐ 30/2020/NĐ-CP, Phụ lục III: chữ viết tắt tên loại, rồi chữ viết tắt cơ quan; công văn không có loại."""
        assert queries.symbol_of(authority.commune.pk, kind) == symbol

    def test_is_signed_by_the_body_or_by_its_head_alone(self, authority, now):
        capacity = {
            kind: queries.letterhead(authority.commune.pk, kind=kind, on=now.date())["signer.capacity"]
            for kind in ("plan", "decision")
        }

        assert capacity == {"plan": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "decision": ("CHỦ TỊCH",)}

    def test_of_the_advising_office_stands_under_the_body_and_follows_what_was_set(
        self, authority, clerk, now
    ):
        put(authority, clerk, now)

        head = queries.letterhead(authority.commune.pk, kind="submission", on=now.date())

        assert (head["unit.superior"], head["unit.name"]) == (
            "Ủy ban nhân dân phường Thạch Lâm", "Phòng Nội vụ"
        )  # fmt: skip
        assert (head["document.symbol"], head["signer.name"]) == ("TTr-NV", "Đỗ Quốc Anh")
        assert head["signer.capacity"] == TERMS.capacity
        assert head["document.number"] is BLANK


def put(authority: Authority, actor: Actor, now: datetime) -> None:
    operations.set_issuing_office(
        unit_id=authority.commune.pk, office="advisory", terms=TERMS, actor=actor, at=now
    )
