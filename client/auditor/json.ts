/** Canonical JSON (§2) and careful reading of records. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The bytes are no archive or no JSON at all. */
export class Unreadable extends Error {}

/** A record is JSON but not of the shape its kind has. */
export class Malformed extends Error {}

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ESCAPES: Record<string, string> = {
  '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
};

const quoted = (text: string): string =>
  `"${text.replace(
    /["\\\u0000-\u001f\u007f]/g,
    (letter) => ESCAPES[letter] ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )}"`;

/** `value` in the canonical form. */
export const write = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return String(value);
  return `{${Object.entries(value).map(([key, own]) => `${quoted(key)}:${write(own)}`).join(",")}}`;
};

export const textOf = (bytes: Uint8Array): string => {
  try {
    return DECODER.decode(bytes);
  } catch {
    throw new Unreadable("UTF-8");
  }
};

export const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Unreadable("JSON");
  }
};

export const asObject = (value: Json | undefined): { [key: string]: Json } => {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Malformed("object");
  return value;
};

export const asList = (value: Json | undefined): Json[] => {
  if (!Array.isArray(value)) throw new Malformed("list");
  return value;
};

export const asText = (value: Json | undefined): string => {
  if (typeof value !== "string") throw new Malformed("text");
  return value;
};

export const asCount = (value: Json | undefined): number => {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw new Malformed("count");
  return value;
};

/** A number written in decimal digits inside a text. */
export const asDigits = (value: Json | undefined): bigint => {
  const text = asText(value);
  if (!/^[0-9]{1,1000}$/.test(text)) throw new Malformed("digits");
  return BigInt(text);
};

/** Counts and weights: a number, or a text above 2^30 − 1. */
export const asAmount = (value: Json | undefined): bigint =>
  typeof value === "string" ? asDigits(value) : BigInt(asCount(value));

export const amount = (value: bigint): Json => (value < 1n << 30n ? Number(value) : value.toString());
