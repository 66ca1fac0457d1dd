"""Figure: a staff list of 3 000 rows, previewed from the bytes of the file (reach: under 10 s).

Run as ``python bench/staff_list.py [ROWS]``. Beside it, the time that openpyxl needs to read the same cells
without understanding them.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from openpyxl import Workbook, load_workbook

from tinnhiem.domain.registers.staff_list import StaffList, read_staff_list
from tinnhiem.engines.documents.reading.workbook import read_workbook

ROWS = 3_000
RUNS = 3
TODAY = date(2026, 3, 2)
HEADING = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Hợp đồng/Biên chế", "Trình độ",
           "Lý luận chính trị", "Đảng viên", "Số QĐ", "Ngày bổ nhiệm", "Ghi chú"]  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Vi", "Nông", "Sùng", "Lò")
GIVEN = ("Lan", "Hoà", "Thuý", "Quỳnh", "Dung", "Hạnh", "Yến", "Mai")


def staff_list(rows: int) -> bytes:
    """A list of invented people, half of the dates typed as text."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["TRƯỜNG TIỂU HỌC SUỐI TRONG"])
    sheet.append(HEADING)
    for number in range(1, rows + 1):
        born = date(1966, 1, 1) + timedelta(days=number * 3 % 12_000)
        name = f"{FAMILIES[number % 7]} Thị {GIVEN[number % 8]}"
        typed = born if number % 2 else f"{born:%d/%m/%Y}"
        sheet.append(
            [
                number,
                name,
                typed,
                "Nữ",
                "Giáo viên",
                "Biên chế",
                "Đại học",
                "Sơ cấp",
                "x",
                None,
                None,
                "Tổ phó",
            ]
        )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def preview(data: bytes) -> StaffList:
    """What the command does with the bytes of a file."""
    read = read_staff_list(read_workbook(data, name="danh-sach.xlsx"), today=TODAY)
    json.dumps(read.to_json(), ensure_ascii=False)
    return read


def peer(data: bytes) -> int:
    """The cells as openpyxl reads them."""
    return sum(
        len(row) for row in load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(values_only=True)
    )


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """The best of a few runs, in seconds of this process."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work(data)
        best = min(best, time.process_time() - start)
    return best


def main(rows: int) -> None:
    """Print the figure as one JSON object."""
    data = staff_list(rows)
    read = preview(data)
    ours, theirs = seconds(preview, data), seconds(peer, data)
    figure = {"name": "staff-list", "rows": len(read.people), "bytes": len(data), "preview_s": round(ours, 3),
              "openpyxl_cells_only_s": round(theirs, 3), "ratio": round(ours / theirs, 2)}  # fmt: skip
    print(json.dumps(figure))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
