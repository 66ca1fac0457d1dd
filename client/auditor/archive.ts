/** The tar and the chain of events (§3). */

import type { Findings } from "./findings.ts";
import { Malformed, Unreadable, asCount, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { isSameText } from "./poll.ts";
import { hexHash } from "./text.ts";

const BLOCK = 512;
const GREATEST = 64 * 1024 * 1024;

export interface Data {
  readonly digest: string;
  readonly body: Uint8Array;
}

export type Kind = "Setup" | "Ballot" | "EndBallots" | "EncryptedTally" | "PartialDecryption" | "Result";

interface Event {
  readonly height: number;
  readonly kind: Kind;
  readonly parent: string | undefined;
  readonly payload: string | undefined;
}

export interface ArchiveRecord {
  readonly event: Event;
  readonly data: readonly Data[];
}

export interface Archive {
  readonly records: readonly ArchiveRecord[];
  readonly bodies: ReadonlyMap<string, Uint8Array>;
}

const NEXT: Record<Kind | "", readonly Kind[]> = {
  "": ["Setup"],
  Setup: ["Ballot", "EndBallots"],
  Ballot: ["Ballot", "EndBallots"],
  EndBallots: ["EncryptedTally"],
  EncryptedTally: ["PartialDecryption"],
  PartialDecryption: ["PartialDecryption", "Result"],
  Result: [],
};

const BEFORE: Record<Kind, readonly number[]> = {
  Setup: [4, 5], Ballot: [1], EndBallots: [0], EncryptedTally: [2], PartialDecryption: [2], Result: [1],
};

export const STAGES: Record<Kind, string> = {
  Setup: "setup", Ballot: "voting", EndBallots: "closed", EncryptedTally: "tallied",
  PartialDecryption: "decrypting", Result: "result",
};

/** The header of a member (§3.1). */
export const header = (name: string, size: number, timestamp: number): Uint8Array => {
  const bytes = new Uint8Array(BLOCK);
  const put = (offset: number, text: string): void =>
    [...text].forEach((letter, place) => (bytes[offset + place] = letter.charCodeAt(0)));
  const octal = (number: number, digits: number): string => number.toString(8).padStart(digits, "0");
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, octal(size, 11));
  put(136, octal(timestamp, 11));
  put(148, " ".repeat(8));
  put(156, "0");
  put(148, `${octal(bytes.reduce((sum, byte) => sum + byte, 0), 6)}\0 `);
  return bytes;
};

interface Member {
  readonly name: string;
  readonly head: Uint8Array;
  readonly body: Uint8Array;
  readonly isPadded: boolean;
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function* members(raw: Uint8Array): Generator<Member> {
  for (let offset = 0; offset < raw.length; ) {
    const head = raw.subarray(offset, offset + BLOCK);
    if (head.length < BLOCK) throw new Unreadable(`byte ${offset}`);
    if (offset && head.every((byte) => byte === 0)) {
      yield { name: "", head, body: new Uint8Array(), isPadded: false };
      return;
    }
    const size = latin(head.subarray(124, 136));
    if (!/^[0-7]{11}\0$/.test(size) || head[0] === 0) throw new Unreadable(`byte ${offset}`);
    const length = Number.parseInt(size.slice(0, 11), 8);
    const end = offset + BLOCK + length;
    const next = offset + BLOCK + Math.ceil(length / BLOCK) * BLOCK;
    if (length > GREATEST || next > raw.length) throw new Unreadable(`byte ${offset}`);
    const name = latin(head.subarray(0, 100)).split("\0")[0]!;
    const isPadded = raw.subarray(end, next).every((byte) => byte === 0);
    yield { name, head, body: raw.subarray(offset + BLOCK, end), isPadded };
    offset = next;
  }
}

const parseEvent = (body: Uint8Array): Event => {
  const fields = asObject(parse(textOf(body)));
  const kind = asText(fields["type"]);
  if (!(kind in BEFORE)) throw new Malformed("type");
  return {
    height: asCount(fields["height"]),
    kind: kind as Kind,
    parent: "parent" in fields ? asText(fields["parent"]) : undefined,
    payload: "payload" in fields ? asText(fields["payload"]) : undefined,
  };
};

const eventText = ({ height, kind, parent, payload }: Event): string =>
  write({
    ...(parent === undefined ? {} : { parent }),
    height,
    type: kind,
    ...(payload === undefined ? {} : { payload }),
  });

/** The number in every header, from the first member. */
const timestampOf = (member: Member, findings: Findings): number => {
  const value = parse(textOf(member.body));
  const fields: { [key: string]: Json } =
    value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  const digits = fields["timestamp"];
  const isNumber = typeof digits === "string" && /^[0-9]{1,10}$/.test(digits);
  const timestamp = isNumber ? Number(digits) : 0;
  if (!isNumber || fields["version"] !== 1 || member.name !== "BELENIOS") {
    findings.failed("archive.format", "BELENIOS");
  } else if (!isSameText(write({ version: 1, timestamp: String(timestamp) }), member.body)) {
    findings.failed("archive.canonical", "BELENIOS");
  }
  return timestamp;
};

const judgeChain = (records: readonly ArchiveRecord[], heads: readonly string[], findings: Findings): void => {
  records.forEach(({ event, data }, height) => {
    const previous = records[height - 1]?.event.kind ?? "";
    const isLinked =
      event.height === height && event.parent === heads[height - 1] && NEXT[previous].includes(event.kind);
    const announces =
      event.kind === "EndBallots"
        ? event.payload === undefined
        : data.length > 0 && data.at(-1)!.digest === event.payload;
    if (!isLinked || !announces) findings.failed("archive.chain", `event ${height}`);
    if (!BEFORE[event.kind].includes(data.length)) findings.failed("archive.canonical", `event ${height}`);
  });
};

/** Read the archive; what is wrong with form and chain goes to `findings`, what is no archive is Unreadable. */
export const readArchive = (raw: Uint8Array, findings: Findings): Archive => {
  findings.checked("archive.format", "archive.canonical", "archive.chain");
  const bodies = new Map<string, Uint8Array>();
  const records: ArchiveRecord[] = [];
  const heads: string[] = [];
  let pending: Data[] = [];
  let timestamp = 0;
  let position = 0;
  for (const member of members(raw)) {
    const named = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(member.name);
    if (position === 0) timestamp = timestampOf(member, findings);
    else if (named) {
      const digest = named[1]!;
      if (hexHash(member.body) !== digest) findings.failed("archive.format", member.name);
      if (named[2] === "data") {
        if (!bodies.has(digest)) bodies.set(digest, member.body);
        pending.push({ digest, body: member.body });
      } else {
        try {
          const event = parseEvent(member.body);
          if (!isSameText(eventText(event), member.body)) findings.failed("archive.canonical", member.name);
          records.push({ event, data: pending });
          heads.push(digest);
          pending = [];
        } catch (error) {
          if (!(error instanceof Malformed)) throw error;
          findings.failed("archive.chain", member.name);
        }
      }
    } else if (member.name) findings.failed("archive.format", `member ${position}`);
    const expected = header(member.name.slice(0, 100), member.body.length, timestamp);
    const isLaidOut = member.isPadded && expected.every((byte, place) => byte === member.head[place]);
    if (!isLaidOut) findings.failed("archive.canonical", `member ${position}`);
    position += 1;
  }
  if (bodies.size === 0) throw new Unreadable("byte 0");
  if (pending.length) findings.failed("archive.canonical", pending[0]!.digest);
  judgeChain(records, heads, findings);
  return { records, bodies };
};
