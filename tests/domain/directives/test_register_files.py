import json
from datetime import date

import pytest

from tinnhiem.domain.directives.register import KnownUnit
from tinnhiem.domain.directives.register_files import (
    RegisterColumnMissing,
    RegisterUnreadable,
    RegisterValueInvalid,
    register_of,
)

HEADER = "id,name,aliases,valid_from,valid_to,successors\n"


class TestARegisterFile:
    @pytest.mark.parametrize(
        "data", [b"", b"id,name\n", b"\xff\xfe\x00", b"[1, 2]", b"{broken", b'{"id": "a"}', b"[" * 5_000]
    )
    def test_is_refused_when_it_holds_no_unit(self, data):
        with pytest.raises(RegisterUnreadable):
            register_of(data)

    def test_is_refused_when_a_needed_column_is_missing(self):
        with pytest.raises(RegisterColumnMissing) as refused:
            register_of(b"id,aliases\na,b\n")

        assert refused.value.params == {"column": "name"}

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            (",Phòng Nội vụ,,,,", "id"),
            ("nv,,,,,", "name"),
            ("nv,Phòng Nội vụ,,1/7/2025,,", "valid_from"),
            ("nv,Phòng Nội vụ,,2025-07-01,2025-07-01,", "valid_to"),
            ("nv,Phòng Nội vụ,,,,khong-co", "successors"),
            ("nv,Phòng Nội vụ,,,,\nnv,Phòng Nội vụ,,,,", "id"),
        ],
    )
    def test_is_refused_with_the_column_of_a_wrong_value(self, row, column):
        with pytest.raises(RegisterValueInvalid) as refused:
            register_of((HEADER + row).encode())

        assert refused.value.params["column"] == column

    def test_gives_units_with_aliases_days_and_successors(self):
        rows = (
            HEADER
            + "pgd,Phòng Giáo dục và Đào tạo,PGD; Phòng GD,2008-01-01,2025-07-01,vh\nvh,Phòng Văn hóa,,,,\n"
        )

        assert register_of(("\ufeff" + rows).encode()) == (
            KnownUnit(
                "pgd",
                "Phòng Giáo dục và Đào tạo",
                ("PGD", "Phòng GD"),
                date(2008, 1, 1),
                date(2025, 7, 1),
                ("vh",),
            ),
            KnownUnit("vh", "Phòng Văn hóa"),
        )

    def test_is_the_same_as_a_list_of_objects(self):
        rows = [{"id": "vh", "name": "Phòng Văn hóa", "aliases": ["VH"], "valid_from": "2025-07-01"}]

        assert register_of(json.dumps(rows).encode()) == (
            KnownUnit("vh", "Phòng Văn hóa", ("VH",), date(2025, 7, 1)),
        )
