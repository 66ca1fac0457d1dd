"""``tinnhiem unit add``: enter an authority, an office or a school, and under whom it stands."""

import argparse
from importlib import import_module
from typing import Final

from django.utils import timezone

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.cli.founding import add_language, first_day
from tinnhiem.common.sentences import sentence

KINDS: Final = ("province", "district", "commune", "office", "school")
LEVELS: Final = (
    "preschool",
    "primary",
    "lower_secondary",
    "multi_level_lower",
    "upper_secondary",
    "multi_level_upper",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the unit."""
    parser.add_argument("--code", required=True, help="mã: chữ thường không dấu, số, gạch nối")
    parser.add_argument("--name", required=True, help="tên đầy đủ")
    parser.add_argument("--kind", required=True, choices=KINDS, help="loại đơn vị")
    parser.add_argument("--level", choices=LEVELS, default="", help="cấp học, chỉ với trường")
    parser.add_argument("--place", default="", help="địa danh ghi trên văn bản")
    parser.add_argument("--area", default="", metavar="CODE", help="mã xã, phường theo danh mục hành chính")
    parser.add_argument("--under", default="", metavar="CODE", help="mã đơn vị quản lý trực tiếp")
    parser.add_argument("--from", dest="valid_from", metavar="DD/MM/YYYY", help="từ ngày; không ghi: hôm nay")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Enter the unit; raises ``DomainError`` where the description cannot stand, and then writes nothing."""
    wake_django()
    org = import_module("tinnhiem.apps.org.operations")
    new = org.NewUnit(
        code=arguments.code,
        name=arguments.name,
        kind=arguments.kind,
        level=arguments.level,
        place=arguments.place,
        superior=arguments.under,
        area_code=arguments.area,
        valid_from=first_day(arguments),
    )
    with reaching_database():
        is_new = org.found_unit(new=new, at=timezone.now())
    said = "founding_unit_added" if is_new else "founding_unit_known"
    print(sentence(said, arguments.language, name=arguments.name, unit=arguments.code))
    return 0
