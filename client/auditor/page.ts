/** The page: choose a file, see the report; paste an audit code, see the hash. */

import { auditedHash } from "./audit.ts";
import { Malformed, Unreadable, asCount, asList, asObject, asText, parse } from "./json.ts";
import { Unknown, type Poll } from "./poll.ts";
import { bytesOfHex } from "./text.ts";
import { verify, type Report } from "./verify.ts";
import { CHECK_WORDS, WORDS, type Language } from "./words.ts";

let language: Language = "vi";
let shown: { report: Report } | { problem: string } | undefined;

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const word = (name: string): string => WORDS[name]?.[language] ?? name;

const element = (name: string, text: string, className = ""): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

const counted = (poll: Poll, result: NonNullable<Report["result"]>): string =>
  poll.questions
    .map((question, place) => {
      const labels = [...(question.blank ? [word("blank")] : []), ...question.answers];
      const counts = labels.map((label, column) => `${label}: ${result[place]?.[column] ?? "?"}`);
      return `${question.text} – ${counts.join("; ")}`;
    })
    .join("\n");

const facts = ({ poll, result, ...report }: Report): [string, string][] => [
  ["name", poll?.name ?? "–"],
  ["uuid", report.uuid ?? "–"],
  ["group", report.group ?? "–"],
  ["stage", word(report.stage === "result" ? "result_stage" : report.stage)],
  ["fingerprint", report.fingerprint ?? "–"],
  ["ballots", String(report.accepted)],
  ["superseded", String(report.superseded)],
  ["seal", report.seal],
  ["result", poll && result ? counted(poll, result) : word("no_result")],
];

const showReport = (report: Report): void => {
  const verdict = find("verdict");
  verdict.textContent = word(report.valid ? "valid" : "invalid");
  verdict.className = report.valid ? "verdict" : "verdict refused";
  find("facts").replaceChildren(
    ...facts(report).flatMap(([name, value]) => [element("dt", word(name)), element("dd", value)]),
  );
  find("checks").replaceChildren(
    ...report.checks.map(({ id, places }) => {
      const row = document.createElement("tr");
      row.dataset["check"] = id;
      row.dataset["ok"] = String(places.length === 0);
      const name = element("td", `${CHECK_WORDS[id]?.[language] ?? ""} `);
      name.append(element("code", id));
      const held = places.length === 0;
      row.append(name, element("td", word(held ? "held" : "failed"), held ? "held" : "failed"), element("td", places.join(", ")));
      return row;
    }),
  );
  find("trackers").replaceChildren(...report.trackers.map((tracker) => element("li", tracker)));
};

const show = (): void => {
  document.documentElement.lang = language;
  for (const part of document.querySelectorAll<HTMLElement>("[data-word]")) part.textContent = word(part.dataset["word"]!);
  if (shown === undefined) return;
  find("progress").textContent = "report" in shown ? word("done") : word(shown.problem);
  find("report").hidden = !("report" in shown);
  if ("report" in shown) showReport(shown.report);
};

/** Let the page breathe between ballots. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const check = async (file: File): Promise<void> => {
  const bar = find<HTMLProgressElement>("bar");
  shown = undefined;
  find("report").hidden = true;
  find("progress").textContent = word("reading");
  bar.hidden = false;
  try {
    const report = await verify(new Uint8Array(await file.arrayBuffer()), file.name, async (done, total) => {
      find("progress").textContent = `${word("checking")} ${done}/${total}`;
      bar.value = done / total;
      await breathe();
    });
    shown = { report };
  } catch (error) {
    if (error instanceof Unreadable) shown = { problem: "unreadable" };
    else if (error instanceof Unknown) shown = { problem: "unknown" };
    else throw error;
  } finally {
    bar.hidden = true;
  }
  show();
};

/** `{"seed":hex,"choices":[[0,1,…]…],"credential":place}`, the place counted from 0 in the list. */
const audit = (report: Report, code: string): string => {
  const fields = asObject(parse(code));
  const credential = report.credentials[asCount(fields["credential"])];
  if (credential === undefined || report.poll === undefined) throw new Malformed("credential");
  const choices = asList(fields["choices"]).map((row) => asList(row).map(asCount));
  return auditedHash(report.poll, credential, choices, bytesOfHex(asText(fields["seed"])));
};

const runAudit = (): void => {
  const result = find("audit-result");
  if (shown === undefined || !("report" in shown)) {
    result.textContent = word("audit_needs_archive");
    return;
  }
  try {
    result.textContent = `${word("audit_hash")}: ${audit(shown.report, find<HTMLTextAreaElement>("audit-code").value)}`;
  } catch (error) {
    if (!(error instanceof Malformed || error instanceof Unreadable)) throw error;
    result.textContent = word("audit_malformed");
  }
};

find<HTMLInputElement>("archive-file").addEventListener("change", (event) => {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (file) void check(file);
});
find("audit-run").addEventListener("click", runAudit);
for (const button of document.querySelectorAll<HTMLElement>("[data-language]")) {
  button.addEventListener("click", () => {
    language = button.dataset["language"] === "en" ? "en" : "vi";
    show();
  });
}
show();
