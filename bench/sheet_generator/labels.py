"""A labelling tool: what two people see on real sheets, row by row, written down before the reader is asked.

    python -m bench.sheet_generator.labels page DEF.json OUT.html SCAN.jpg…
    python -m bench.sheet_generator.labels compare TRUTH.json READ.json

``page`` writes a page that works without a network: it shows each scan, takes an answer for each row and
saves them as a file with the shape of ``truth.json``. ``compare`` sets such a file, or the one of the pilot
kit, beside the answer of ``tinnhiem paper read --json`` and prints the figures.
"""

import argparse
import base64
import html
import json
from collections import Counter
from pathlib import Path

from tinnhiem.engines.omr.definition import Definition, parse_definition

SAVE = """
document.querySelector("button").addEventListener("click", () => {
  const sheets = [...document.querySelectorAll("form")].map((form) => ({
    pen: "", rows: Object.fromEntries([...form.querySelectorAll("select")].map((choice) => [choice.name, {
      state: choice.value.startsWith("=") ? "clear" : choice.value,
      answer: choice.value.startsWith("=") ? choice.value.slice(1) : null }])) }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ sheets })], { type: "application/json" }));
  link.download = "truth.json";
  link.click();
});
"""


def label_page(definition: Definition, scans: list[Path]) -> str:
    """The page: each scan with a choice for every row."""
    choices = [("irregular", "cần người xem"), ("blank", "để trống")]
    choices += [(f"={option.id}", option.label) for option in definition.options]
    options = "".join(
        f'<option value="{html.escape(v)}">{html.escape(label)}</option>' for v, label in choices
    )
    rows = "".join(
        f"<p><label>{html.escape(one.name)} "
        f'<select name="{html.escape(one.id)}">{options}</select></label></p>'
        for one in definition.subjects
    )
    sheets = "".join(
        f'<h2>{html.escape(scan.name)}</h2><img width="900" alt="" src="data:image/jpeg;base64,'
        f'{base64.b64encode(scan.read_bytes()).decode()}"><form>{rows}</form>'
        for scan in scans
    )
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Ghi nhận phiếu</title>{sheets}'
        f"<button>Lưu truth.json</button><script>{SAVE}</script></html>"
    )


def compared(truth: dict, read: dict) -> Counter[tuple[str, str]]:
    """Rows by their true state and what became of them; pages and truth go by their order."""
    rows: Counter[tuple[str, str]] = Counter()
    for sheet, page in zip(truth["sheets"], read["sheets"], strict=True):
        for subject, row in sheet["rows"].items():
            if subject not in page["marks"]:
                rows[row["state"], "people" if subject in page["adjudicate"] else page["status"]] += 1
            else:
                is_right = row["state"] != "irregular" and page["marks"][subject] == row["answer"]
                rows[row["state"], "right" if is_right else "wrong"] += 1
    return rows


def main() -> None:
    """Write the page, or print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    page = commands.add_parser("page")
    page.add_argument("definition", type=Path)
    page.add_argument("out", type=Path)
    page.add_argument("scans", type=Path, nargs="+")
    compare = commands.add_parser("compare")
    compare.add_argument("truth", type=Path)
    compare.add_argument("read", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "page":
        definition = parse_definition(arguments.definition.read_bytes())
        arguments.out.write_text(label_page(definition, arguments.scans), encoding="utf-8")
        return
    truth, read = (json.loads(path.read_text(encoding="utf-8")) for path in (arguments.truth, arguments.read))
    for (state, outcome), count in sorted(compared(truth, read).items()):
        print(f"{state:10} {outcome:12} {count}")


if __name__ == "__main__":
    main()
