/** Bytes, numbers and hashes as the protocol writes them (spec/protocol.md). */

import { sha256 } from "./sha256.ts";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const numberOf = (bytes: Uint8Array): bigint => {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
};

/** SHA-256 in Base64 without padding. */
export const compactHash = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...sha256(bytes))).replace(/=+$/, "");

/** SHA-256 of a text as a number, not reduced. */
export const hashNumber = (text: string): bigint => numberOf(sha256(utf8(text)));

/** Canonical JSON of what a ballot is made of: texts without control characters, lists and objects. */
export const canonical = (value: unknown): string => JSON.stringify(value);
