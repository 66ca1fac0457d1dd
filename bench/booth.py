"""Figure: sealing a 15×4 ballot in Chromium beside plain BigInt powers (reach: half, no frozen page).

Run as ``python bench/booth.py``. The plain way raises 2048-bit numbers by square and multiply, once for each
of the powers that sealing such a ballot takes; the booth's worker uses tables for its two bases.
"""

import json
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.groups import GROUPS, Group

ROOT = Path(__file__).resolve().parents[1]
WORKER = ROOT / "src" / "tinnhiem" / "web" / "static" / "booth" / "sealing-worker.js"
CHROMIUM = "/usr/bin/chromium"
CODE = "gA2d6-WshtMs-NnjJf-DwhmkP"
REACH = 0.5
RUNS = 3

SEAL = """async ({source, poll, code, choices}) => {
  const worker = new Worker(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  const answer = (order, kind) => new Promise((resolve, reject) => {
    worker.onmessage = ({data}) => {
      if (data.kind === kind) resolve(data);
      if (data.kind === "refused") reject(new Error("refused"));
    };
    worker.postMessage(order);
  });
  let longest = 0, last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  const opened = performance.now();
  await answer({kind: "open", poll}, "opened");
  const start = performance.now();
  await answer({kind: "seal", code, choices}, "sealed");
  const ballot = await answer({kind: "cast"}, "ballot");
  const end = performance.now();
  clearInterval(beat);
  worker.terminate();
  return {tables: start - opened, seal: end - start, longest, size: ballot.ballot.length};
}"""

PLAIN = """({p, base, exponent, powers}) => {
  const [modulus, g, e] = [p, base, exponent].map(BigInt);
  const power = () => {
    let result = 1n;
    for (let square = g, rest = e; rest > 0n; rest >>= 1n, square = square * square % modulus) {
      if (rest & 1n) result = result * square % modulus;
    }
    return result;
  };
  const start = performance.now();
  for (let i = 0; i < powers; i++) power();
  return performance.now() - start;
}"""


def definition(group: Group) -> str:
    """A poll of fifteen questions with four answers."""
    answers = ("Tốt", "Khá", "Đạt", "Chưa đạt")
    return Election.defined(
        uuid="TEST123456789A",
        name="Khảo sát",
        description="",
        group=group,
        public_key=group.power(group.generator, 4711),
        questions=[Question(text=f"Câu {number}", answers=answers) for number in range(1, 16)],
    ).raw.decode()


def sealing(page: Page, group: Group) -> dict[str, float]:
    """The best of the runs in a fresh worker each."""
    given = {
        "source": WORKER.read_text(encoding="utf-8"),
        "poll": definition(group),
        "code": CODE,
        "choices": [[1, 0, 0, 0]] * 15,
    }
    return min((page.evaluate(SEAL, given) for _ in range(RUNS)), key=lambda found: found["seal"])


def main() -> None:
    """Take the figures and print them."""
    field = GROUPS["BELENIOS-2048"]
    numbers = json.loads((ROOT / "spec" / "vectors" / "groups.json").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        powers = 15 * (4 * 7 + 2 + 2) + 2
        given = {
            "p": numbers["BELENIOS-2048"]["modulus"],
            "base": numbers["BELENIOS-2048"]["generator"],
            "exponent": str(field.order // 3),
            "powers": powers,
        }
        plain = min(page.evaluate(PLAIN, given) for _ in range(RUNS))
        figures: dict[str, object] = {"plain_powers": powers, "plain_ms": round(plain)}
        for name, group in GROUPS.items():
            found = sealing(page, group)
            figures[name] = {
                "tables_ms": round(found["tables"]),
                "seal_ms": round(found["seal"]),
                "share_of_plain": round(found["seal"] / plain, 2),
                "share_with_tables": round((found["seal"] + found["tables"]) / plain, 2),
                "longest_pause_of_the_page_ms": round(found["longest"]),
                "ballot_bytes": found["size"],
                "reach": REACH,
            }
        browser.close()
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
