"""Communes of both eras, from the pack: found by name and code, with their successors."""

from datetime import date

import pytest

from tinnhiem.apps.org.areas import areas, is_area
from tinnhiem.domain.registers.areas import Era, read_areas

TABLES = {
    "provinces": [["before", "20", "Tỉnh Lạng Sơn"], ["now", "20", "Tỉnh Lạng Sơn"]],
    "communes": [["06637", "Xã Châu Sơn", "20"], ["06616", "Xã Đình Lập", "20"]],
    "districts": [["189", "Huyện Đình Lập", "20"]],
    "former": [["06646", "Xã Bắc Lãng", "189", ""], ["06637", "Xã Châu Sơn", "189", "xakienmoc kienmoc"]],
    "successions": [["06646", "06637"], ["06637", "06637 06616"]],
}


class TestACommune:
    @pytest.fixture
    def few(self):
        return read_areas(TABLES, two_tier_from=date(2025, 7, 1))

    def test_of_no_such_code_or_name_is_not_found(self, few):
        assert few.find("99999", on=date(2026, 1, 1)) is None
        assert few.successors("99999") == ()
        assert few.search("Bắc Lãng", era=Era.NOW, most=5) == ()
        assert few.search(" , ", era=Era.BEFORE, most=5) == ()

    def test_has_its_own_code_in_each_era(self, few):
        assert few.find("06637", on=date(2025, 6, 30)).words == "Xã Châu Sơn, Huyện Đình Lập, Tỉnh Lạng Sơn"
        assert few.find("06637", on=date(2025, 7, 1)).words == "Xã Châu Sơn, Tỉnh Lạng Sơn"

    def test_is_found_under_an_earlier_name(self, few):
        assert [area.code for area in few.search("Kiên Mộc, Đình Lập", era=Era.BEFORE, most=5)] == ["06637"]
        assert few.search("Kiên Mộc, Lộc Bình", era=Era.BEFORE, most=5) == ()

    def test_may_have_several_successors_and_predecessors(self, few):
        assert [area.code for area in few.successors("06637")] == ["06637", "06616"]
        assert [area.code for area in few.predecessors("06637")] == ["06646", "06637"]
        assert {area.code for area in few.successors_of_district("189")} == {"06637", "06616"}


class TestTheTablesOfThePack:
    def test_hold_every_commune_of_both_eras(self):
        assert (len(areas().now), len(areas().before)) == (3321, 10040)
        assert is_area("06637")
        assert not is_area("")

    def test_lead_every_former_commune_to_one_in_force(self):
        assert [code for code in areas().before if not areas().successors(code)] == []

    @pytest.mark.parametrize(
        ("asked", "code", "name", "province"),
        [
            ("Bắc Lãng, Đình Lập", "06637", "Xã Châu Sơn", "Tỉnh Lạng Sơn"),
            ("Thị trấn Năm Căn", "32191", "Xã Năm Căn", "Tỉnh Cà Mau"),
            ("sai dong, long bien", "00136", "Phường Phúc Lợi", "Thành phố Hà Nội"),
            ("Si Ma Cai", "02809", "Xã Si Ma Cai", "Tỉnh Lào Cai"),
        ],
    )
    def test_lead_to_the_successor(self, asked, code, name, province):
        former = areas().search(asked, era=Era.BEFORE, most=1)[0]
        successor = areas().successors(former.code)[0]

        assert (successor.code, successor.name, successor.province) == (code, name, province)
