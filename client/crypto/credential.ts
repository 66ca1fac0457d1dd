/** From the code on a slip to its private key (spec/protocol.md §7.1). */

import { numberOf, utf8 } from "./encoding.ts";
import type { Poll } from "./poll.ts";
import { sha256 } from "./sha256.ts";

const CODE = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;

/** Whether `code` has the form of a slip's code. */
export const isCode = (code: string): boolean => CODE.test(code);

/** The private key of `code` in `poll`. */
export const secretOf = (poll: Poll, code: string): bigint => {
  if (!isCode(code)) throw new Error("code malformed");
  const halves = [0, 1].map((half) => sha256(utf8(`derive_credential|${poll.uuid}|${half}|${code}`)));
  return ((numberOf(halves[0]!) << 256n) + numberOf(halves[1]!)) % poll.group.order;
};
