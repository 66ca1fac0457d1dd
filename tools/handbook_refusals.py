"""Write docs/users/refusals.vi.md: every sentence with which a page refuses, and where to read on.

    .venv/bin/python tools/handbook_refusals.py

The sentences come from the catalogue, so the page is made anew when one of them changes; a test compares.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "src" / "tinnhiem" / "common" / "sentences" / "vi"
PAGE = ROOT / "docs" / "users" / "refusals.vi.md"
PLACEHOLDER = re.compile(r"\{\w+\}")

HEAD = """# Máy từ chối: câu nào, xem ở đâu

[Sổ tay](handbook.vi.md) · [Khi có trục trặc](when-things-go-wrong.vi.md)

Mỗi câu máy nói có ba phần: chỗ sai, ở đâu, làm gì tiếp. Khi máy từ chối, chưa có gì được ghi.
Dấu “…” là tên, số hoặc ngày của trường hợp cụ thể.
"""


@dataclass(frozen=True)
class Section:
    """The sentences of one file of the catalogue; ``kind`` picks those whose code begins so."""

    title: str
    page: str
    file: str
    kind: str = ""
    leaves_out: tuple[str, ...] = ()


SECTIONS = (
    Section("Vào trang, đăng nhập", "handbook.vi.md#đăng-nhập", "permissions"),
    Section("Đơn vị khác", "office-desk.vi.md", "office"),
    Section("Tệp Excel không đọc được", "office-desk.vi.md#danh-bạ-nhập-danh-sách-của-trường", "workbook"),
    Section(
        "Ô trong danh sách của trường: lỗi và lưu ý",
        "office-desk.vi.md#danh-bạ-nhập-danh-sách-của-trường",
        "staff_list",
        kind="staff_list_",
    ),
    Section("Danh bạ", "office-desk.vi.md#danh-bạ-nhập-danh-sách-của-trường", "org"),
    Section("Các sổ danh bạ, gộp người trùng", "registers.vi.md", "registers"),
    Section(
        "Ai không được làm việc gì", "office-desk.vi.md#lập-hội-nghị", "conflict_set", kind="in_conflict"
    ),
    Section("Lập hội nghị, chốt danh sách, điểm danh", "office-desk.vi.md#lập-hội-nghị", "meetings"),
    Section("Lịch: trùng giờ, phòng nhỏ, dời, hủy", "campaign.vi.md#lịch", "scheduling"),
    Section(
        "Đợt lấy phiếu",
        "campaign.vi.md",
        "campaigns",
        leaves_out=(
            "feed_name",
            "feed_meeting",
            "feed_sitting",
            "feed_notice",
            "feed_decision",
            "campaign_att",
        ),
    ),
    Section("Các bước của hội nghị", "meeting-room.vi.md", "procedure"),
    Section("Phiếu và hòm phiếu", "count.vi.md", "ballots", leaves_out=("post_",)),
    Section("Kiểm phiếu", "count.vi.md", "confidence"),
    Section("Văn bản", "authority.vi.md#văn-bản", "records"),
    Section(
        "Hồ sơ xem xét",
        "cases.vi.md",
        "casework",
        leaves_out=("case_taken_by_", "case_result_", "evidence_", "address_"),
    ),
    Section("Công khai quyết định", "cases.vi.md#sau-quyết-định", "publication"),
    Section("Giám sát, dừng kiểm phiếu, họp lại", "cases.vi.md#giám-sát-hủy-kết-quả-họp-lại", "oversight"),
)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    return HEAD + "".join(in_words(section) for section in SECTIONS)


def in_words(section: Section) -> str:
    """One section: its title, where to read on, its sentences."""
    sentences = tomllib.loads((SENTENCES / f"{section.file}.toml").read_text(encoding="utf-8"))
    said = [
        PLACEHOLDER.sub("…", sentence)
        for code, sentence in sentences.items()
        if code.startswith(section.kind) and not code.startswith(section.leaves_out or ("\0",))
    ]
    rows = "".join(f"- {sentence}\n" for sentence in said)
    return f"\n## {section.title}\n\n[Xem trong sổ tay]({section.page})\n\n{rows}"


if __name__ == "__main__":
    main()
