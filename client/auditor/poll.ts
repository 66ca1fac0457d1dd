/** The poll definition (§6) and the list of credentials (§7.1). */

import { EDWARDS } from "./edwards.ts";
import { FIELD } from "./field.ts";
import type { Group } from "./group.ts";
import { Malformed, asCount, asList, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { bytesOf, compactHash } from "./text.ts";

/** The archive names a group or a version that this page does not know. */
export class Unknown extends Error {}

export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  readonly blank: boolean;
}

export interface Poll {
  readonly fingerprint: string;
  readonly group: Group;
  readonly key: unknown;
  readonly name: string;
  readonly questions: readonly Question[];
  readonly uuid: string;
  readonly isCanonical: boolean;
}

const GROUPS: Record<string, Group> = { [FIELD.name]: FIELD, [EDWARDS.name]: EDWARDS };
export const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/;

export const width = (question: Question): number => question.answers.length + (question.blank ? 1 : 0);

const question = (value: Json): Question => {
  const fields = asObject(value);
  const answers = asList(fields["answers"]).map(asText);
  const [minimum, maximum] = [asCount(fields["min"]), asCount(fields["max"])];
  if (answers.length === 0 || minimum > maximum || maximum > answers.length) throw new Malformed("question");
  return { text: asText(fields["question"]), answers, minimum, maximum, blank: fields["blank"] === true };
};

const written = (poll: Omit<Poll, "isCanonical">, fields: { [key: string]: Json }): string => {
  const optional: { [key: string]: Json } = {};
  for (const key of ["administrator", "credential_authority"]) {
    if (key in fields) optional[key] = asText(fields[key]);
  }
  if ("language" in fields && fields["language"] !== null) {
    optional["language"] = asList(fields["language"]).map(asText);
  }
  return write({
    version: asCount(fields["version"]),
    description: asText(fields["description"]),
    name: poll.name,
    group: poll.group.name,
    public_key: poll.group.write(poll.key),
    questions: poll.questions.map((each) => ({
      answers: [...each.answers],
      ...(each.blank ? { blank: true } : {}),
      min: each.minimum,
      max: each.maximum,
      question: each.text,
    })),
    uuid: poll.uuid,
    ...optional,
  });
};

export const parsePoll = (raw: Uint8Array): Poll => {
  const text = textOf(raw);
  const fields = asObject(parse(text));
  const group = GROUPS[asText(fields["group"])];
  if (group === undefined) throw new Unknown(asText(fields["group"]));
  if (asCount(fields["version"]) !== 1) throw new Unknown(String(fields["version"]));
  const questions = asList(fields["questions"]).map(question);
  if (questions.length === 0) throw new Malformed("questions");
  asText(fields["description"]);
  const poll = {
    fingerprint: compactHash(raw),
    group,
    key: group.read(asText(fields["public_key"])),
    name: asText(fields["name"]),
    questions,
    uuid: asText(fields["uuid"]),
  };
  return { ...poll, isCanonical: isSameText(written(poll, fields), raw) };
};

/** Whether writing gave the bytes that were read. */
export const isSameText = (text: string, raw: Uint8Array): boolean => {
  const bytes = bytesOf(text);
  return bytes.length === raw.length && bytes.every((byte, place) => byte === raw[place]);
};

export interface Credentials {
  readonly written: readonly string[];
  readonly weights: ReadonlyMap<string, bigint>;
  readonly isCanonical: boolean;
}

export const parseCredentials = (raw: Uint8Array): Credentials => {
  const weights = new Map<string, bigint>();
  const written: string[] = [];
  for (const entry of asList(parse(textOf(raw))).map(asText)) {
    const comma = entry.indexOf(",");
    const credential = comma < 0 ? entry : entry.slice(0, comma);
    const weight = comma < 0 ? "1" : entry.slice(comma + 1) || "1";
    if (!/^[0-9]{1,20}$/.test(weight) || BigInt(weight) === 0n) throw new Malformed("weight");
    weights.set(credential, BigInt(weight));
    written.push(credential);
  }
  const again = written.map((each) => (weights.get(each) === 1n ? each : `${each},${weights.get(each)}`));
  return { written, weights, isCanonical: isSameText(write(again), raw) };
};

/** Whether `text` is the canonical writing of a member. */
export const isCredential = (group: Group, text: string): boolean => {
  try {
    const element = group.read(text);
    return group.write(element) === text && group.isMember(element);
  } catch {
    return false;
  }
};
