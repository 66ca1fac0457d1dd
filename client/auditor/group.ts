/** The two groups of §1. An element is a number in the field group and a point on the curve in the other. */

import { Malformed } from "./json.ts";

export interface Group<E = unknown> {
  readonly name: string;
  readonly order: bigint;
  readonly generator: E;
  readonly neutral: E;
  write(element: E): string;
  /** The element that `text` writes, or Malformed; members only after `isMember`. */
  read(text: string): E;
  isMember(element: E): boolean;
  isSame(left: E, right: E): boolean;
  times(left: E, right: E): E;
  inverse(element: E): E;
  power(base: E, exponent: bigint): E;
}

export const modulo = (number: bigint, modulus: bigint): bigint => {
  const rest = number % modulus;
  return rest < 0n ? rest + modulus : rest;
};

/** base^exponent by windows of four bits, for any associative operation. */
export const windowed = <E>(base: E, exponent: bigint, neutral: E, times: (a: E, b: E) => E): E => {
  const table = [neutral, base];
  while (table.length < 16) table.push(times(table.at(-1)!, base));
  let result = neutral;
  for (const digit of exponent.toString(16)) {
    for (let square = 0; square < 4; square++) result = times(result, result);
    const value = Number.parseInt(digit, 16);
    if (value) result = times(result, table[value]!);
  }
  return result;
};

/** The inverse modulo a prime, by Euclid. */
export const inverted = (number: bigint, modulus: bigint): bigint => {
  let [low, high] = [modulo(number, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return modulo(x, modulus);
};

/** A product of powers, each remembered by its base where it comes back. */
export const product = <E>(group: Group<E>, factors: Iterable<E>): E => {
  let result = group.neutral;
  for (const factor of factors) result = group.times(result, factor);
  return result;
};

export const scalarHash = (group: Group, hash: bigint): bigint => hash % group.order;

export const refuse = (what: string): never => {
  throw new Malformed(what);
};
