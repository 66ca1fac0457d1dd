/** Texts, hexadecimal, Base64 and hashes of texts (spec/protocol.md, head and §4). */

import { sha256 } from "./sha256.ts";

const ENCODER = new TextEncoder();
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export const bytesOf = (text: string): Uint8Array => ENCODER.encode(text);

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** `hex(bytes)` of the specification. */
export const hexHash = (bytes: Uint8Array): string => hexOf(sha256(bytes));

/** `b64(bytes)` of the specification: 43 letters. */
export const compactHash = (bytes: Uint8Array): string => {
  const digest = sha256(bytes);
  let letters = "";
  let held = 0;
  let bits = 0;
  for (const byte of digest) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      letters += BASE64[(held >> bits) & 63]!;
    }
    held &= (1 << bits) - 1;
  }
  return letters + BASE64[(held << (6 - bits)) & 63]!;
};

/** `H(text)` before it is reduced. */
export const numberHash = (text: string): bigint => BigInt(`0x${hexHash(bytesOf(text))}`);
