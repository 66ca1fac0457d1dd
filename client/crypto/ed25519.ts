/** The group Ed25519 over BigInt, in extended coordinates (RFC 8032 §5.1.4). */

import { reciprocal, reduced, type SealingGroup } from "./groups.ts";

type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint];

const P = 2n ** 255n - 19n;
const HIGH = 2n ** 255n;
const D = reduced(-121665n * reciprocal(121666n, P), P);
const TWICE_D = (2n * D) % P;

const multiply = ([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point => {
  const a = ((y1 - x1 + P) * (y2 - x2 + P)) % P;
  const b = ((y1 + x1) * (y2 + x2)) % P;
  const c = (((t1 * TWICE_D) % P) * t2) % P;
  const d = (2n * z1 * z2) % P;
  const e = b - a + P, f = d - c + P, g = d + c, h = b + a;
  return [(e * f) % P, (g * h) % P, (f * g) % P, (e * h) % P];
};

const modularPower = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let square = base % P, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
};

const read = (text: string): Point => {
  const number = BigInt(`0x${text}`);
  const y = number % HIGH;
  const u = reduced(y * y - 1n, P);
  const v = reduced(D * y * y + 1n, P);
  let x = (((u * v ** 3n) % P) * modularPower((u * v ** 7n) % P, (P - 5n) / 8n)) % P;
  if (reduced(v * x * x - u, P) !== 0n) x = (x * modularPower(2n, (P - 1n) / 4n)) % P;
  if (x % 2n !== (number >= HIGH ? 1n : 0n)) x = reduced(-x, P);
  return [x, y, 1n, (x * y) % P];
};

const write = ([x, y, z]: Point): string => {
  const scale = reciprocal(z, P);
  const sign = ((x * scale) % P) % 2n;
  return ((y * scale) % P + sign * HIGH).toString(16).padStart(64, "0");
};

export const ED25519: SealingGroup<Point> = {
  name: "Ed25519",
  order: 2n ** 252n + 27742317777372353535851937790883648493n,
  generator: read(`${"66".repeat(31)}58`),
  neutral: [0n, 1n, 1n, 0n],
  multiply,
  write,
  read,
};
