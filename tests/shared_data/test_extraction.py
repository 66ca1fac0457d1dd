"""The documents that came with the project, read where the folder is given."""

import json
import os
from pathlib import Path

import pytest

from tinnhiem.domain.directives.extraction import extract
from tinnhiem.engines.documents.reading.document import read_text

FOLDER = os.environ.get("TINNHIEM_SHARED")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="TINNHIEM_SHARED names no folder with documents")


def leads(number: str) -> list[str]:
    [path] = Path(FOLDER or "").glob(f"seeds/{number}_*.txt")
    found = extract(read_text(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(unit.name for task in found.tasks for unit in task.leads))


class TestTheSeeds:
    def test_give_nineteen_tasks_to_five_units(self):
        assert leads("004") == [
            "Phòng Giáo dục và Đào tạo",
            "Phòng Nội vụ",
            "Phòng Tài chính - Kế hoạch",
            "Ban quản lý dự án đầu tư xây dựng",
            "Các trường học",
        ]

    def test_give_the_tasks_of_the_conclusion_to_three_units(self):
        assert leads("001") == ["Phòng Giáo dục và Đào tạo", "Phòng Nội vụ", "Các đơn vị trường học"]


class TestTheLabels:
    def test_are_quoted_at_their_places(self):
        for path in Path(FOLDER or "").glob("data/documents/gold/0*.json"):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (
                (path.parents[1] / "corpus" / f"{gold['doc']}.txt")
                .read_text(encoding="utf-8")
                .split("\n", 1)[1]
            )
            found = extract(read_text(text))
            wanted = [task["quote"] for task in gold["tasks"] if not task["optional"]]

            assert set(wanted) <= {task.quote for task in found.tasks}
