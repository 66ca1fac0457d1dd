/** Verification of a whole archive (§12). */

import { STAGES, readArchive, type Archive, type ArchiveRecord } from "./archive.ts";
import { ballotFailures, parseBallot } from "./ballot.ts";
import { BALLOT_CHECKS, Findings } from "./findings.ts";
import type { Group } from "./group.ts";
import { Malformed, Unreadable, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { judgeOpening, judgeTally, type Box, type Rows } from "./opening.ts";
import { UUID, isCredential, isSameText, parseCredentials, parsePoll, width, type Credentials, type Poll } from "./poll.ts";
import { bytesOf, compactHash, hexHash } from "./text.ts";
import { judgeTrustees, parseTrustees, type Trustees } from "./trustees.ts";

export interface Report {
  readonly valid: boolean;
  readonly stage: string;
  readonly uuid: string | undefined;
  readonly group: string | undefined;
  readonly fingerprint: string | undefined;
  readonly accepted: number;
  readonly superseded: number;
  readonly seal: string;
  readonly trackers: readonly string[];
  readonly result: readonly (readonly bigint[])[] | undefined;
  readonly checks: readonly { id: string; places: readonly string[] }[];
  readonly poll: Poll | undefined;
  readonly credentials: readonly string[];
}

interface Setup {
  readonly poll: Poll;
  readonly trustees: Trustees;
  readonly credentials: Credentials;
}

export type Progress = (done: number, total: number) => Promise<void>;

/** The seal over trackers in board order (§11), given with the hashes they stand for. */
export const seal = (ballots: readonly { hash: string; tracker: string }[]): string => {
  const ordered = [...ballots].sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  return hexHash(bytesOf(ordered.map(({ tracker }) => `${tracker}\n`).join("")));
};

export const shownFingerprint = (hash: string): string => (hash.slice(0, 24).match(/.{4}/g) ?? []).join(" ");

const setupDigests = (raw: Uint8Array, findings: Findings): string[] => {
  const fields = asObject(parse(textOf(raw)));
  const names = ["election", "trustees", "credentials"];
  const written: { [key: string]: Json } = {};
  for (const name of names) written[name] = asText(fields[name]);
  if ("credentials_certificate" in fields) {
    written["credentials_certificate"] = asText(fields["credentials_certificate"]);
  }
  if (!isSameText(write(written), raw)) findings.failed("archive.canonical", "setup");
  return names.map((name) => asText(written[name]));
};

const attempt = <T>(findings: Findings, check: Parameters<Findings["failed"]>[0], work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.failed(check, "setup");
    return undefined;
  }
};

const judgeSetup = (archive: Archive, stem: string, findings: Findings): Setup | undefined => {
  const record = archive.records.find(({ event }) => event.kind === "Setup");
  if (!record?.data.length) {
    findings.failed("archive.chain", "setup");
    return undefined;
  }
  const bodies = attempt(findings, "archive.chain", () => {
    const digests = setupDigests(record.data.at(-1)!.body, findings);
    if (digests.some((digest, place) => record.data[place]?.digest !== digest)) {
      if (digests.every((digest) => archive.bodies.has(digest))) findings.failed("archive.canonical", "setup");
    }
    return digests.map((digest) => archive.bodies.get(digest) ?? missing());
  });
  if (!bodies) return undefined;
  const poll = attempt(findings, "election.canonical", () => parsePoll(bodies[0]!));
  if (!poll) return undefined;
  findings.judge("election.canonical", poll.isCanonical, "election");
  findings.judge("election.uuid", UUID.test(poll.uuid) && !(UUID.test(stem) && stem !== poll.uuid), "election");
  const read = attempt(findings, "archive.canonical", () => ({
    trustees: parseTrustees(poll.group, bodies[1]!),
    credentials: parseCredentials(bodies[2]!),
  }));
  if (!read) return undefined;
  const { trustees, credentials } = read;
  const isDistinct = credentials.weights.size === credentials.written.length;
  if (!trustees.isCanonical) findings.failed("archive.canonical", "trustees");
  if (isDistinct && !credentials.isCanonical) findings.failed("archive.canonical", "credentials");
  findings.judge("credentials.distinct", isDistinct, "credentials");
  findings.checked("credentials.group");
  credentials.written.forEach((text, place) => {
    if (!isCredential(poll.group, text)) findings.failed("credentials.group", `credential ${place + 1}`);
  });
  judgeTrustees(poll, trustees, findings);
  return { poll, trustees, credentials };
};

const missing = (): never => {
  throw new Malformed("hash");
};

const credentialOf = (body: Uint8Array): string => {
  const value = parse(textOf(body));
  const credential = value !== null && typeof value === "object" && !Array.isArray(value) ? value["credential"] : "";
  return typeof credential === "string" ? credential : "";
};

const emptySums = (group: Group, poll: Poll): Rows =>
  poll.questions.map((question) =>
    Array.from({ length: width(question) }, () => ({ alpha: group.neutral, beta: group.neutral })),
  );

const judgeBox = async (
  { poll, credentials }: Setup, ballots: readonly ArchiveRecord[], named: readonly string[],
  findings: Findings, progress: Progress,
): Promise<Box> => {
  const { group } = poll;
  let box: Box = { sums: emptySums(group, poll), counted: 0n, weight: 0n };
  const seen = new Set<string | undefined>();
  const isJudgeable = group.isMember(poll.key);
  if (ballots.length && isJudgeable) findings.checked(...BALLOT_CHECKS);
  for (const [place, { event, data }] of ballots.entries()) {
    if (seen.has(event.payload)) findings.failed("ballot.duplicate", `ballot ${place + 1}`);
    seen.add(event.payload);
    const raw = data.at(-1)?.body;
    if (raw && isJudgeable) {
      const counts = named.lastIndexOf(named[place]!) === place;
      const weight = credentials.weights.get(named[place]!) ?? 1n;
      box = addBallot(poll, credentials, raw, place, counts, weight, box, findings);
    }
    await progress(place + 1, ballots.length);
  }
  return box;
};

const addBallot = (
  poll: Poll, credentials: Credentials, raw: Uint8Array, place: number,
  counts: boolean, weight: bigint, box: Box, findings: Findings,
): Box => {
  const { group } = poll;
  try {
    const ballot = parseBallot(group, raw);
    const failures = ballotFailures(poll, credentials.weights, ballot, raw);
    for (const check of failures) findings.failed(check, `ballot ${place + 1}`);
    if (!counts || failures.has("ballot.group") || failures.has("ballot.binding")) return box;
    const sums = box.sums.map((row, question) =>
      row.map((cell, column) => {
        const own = ballot.answers[question]!.choices[column]!;
        return {
          alpha: group.times(cell.alpha, weight === 1n ? own.alpha : group.power(own.alpha, weight)),
          beta: group.times(cell.beta, weight === 1n ? own.beta : group.power(own.beta, weight)),
        };
      }),
    );
    return { sums, counted: box.counted + 1n, weight: box.weight + weight };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.failed("ballot.canonical", `ballot ${place + 1}`);
    return box;
  }
};

/** Verify the archive `raw` from a file called `name`; Unreadable and Unknown are thrown. */
export const verify = async (raw: Uint8Array, name: string, progress: Progress = async () => {}): Promise<Report> => {
  const findings = new Findings();
  const archive = readArchive(raw, findings);
  const setup = judgeSetup(archive, name.replace(/\.bel$/, ""), findings);
  const ballots = archive.records.filter(({ event }) => event.kind === "Ballot");
  const named = ballots.map(({ data }) => credentialOf(data.at(-1)?.body ?? new Uint8Array([123, 125])));
  let result: bigint[][] | undefined;
  if (setup && findings.inOrder().some(({ id }) => id === "election.key")) {
    const box = await judgeBox(setup, ballots, named, findings, progress);
    const sums = judgeTally(archive, setup.poll, box, findings);
    if (sums) result = judgeOpening(archive, setup.poll, setup.trustees, sums, findings);
  }
  const sealed = ballots.flatMap(({ data }) => data.slice(-1)).map(({ body }) => ({
    hash: hexHash(body),
    tracker: compactHash(body),
  }));
  const payload = archive.records.find(({ event }) => event.kind === "Setup")?.event.payload;
  const accepted = new Set(named).size;
  return {
    valid: findings.allHold,
    stage: STAGES[archive.records.at(-1)?.event.kind ?? "Setup"],
    uuid: setup?.poll.uuid,
    group: setup?.poll.group.name,
    fingerprint: payload === undefined ? undefined : shownFingerprint(payload),
    accepted,
    superseded: ballots.length - accepted,
    seal: seal(sealed),
    trackers: sealed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ tracker }) => tracker),
    result,
    checks: findings.inOrder(),
    poll: setup?.poll,
    credentials: setup?.credentials.written ?? [],
  };
};

export { Unreadable };
