/** Ed25519: points of order q of edwards25519 in extended coordinates (RFC 8032 §5.1; §1 here). */

import { inverted, modulo, refuse, windowed, type Group } from "./group.ts";

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly t: bigint;
  /** Whether the text it was read from is the canonical encoding of a point of the curve. */
  readonly sound: boolean;
  /** What was read, to write it back unchanged. */
  readonly encoded?: bigint;
}

const P = (1n << 255n) - 19n;
const Q = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * inverted(121666n, P), P);
const SIGN = 1n << 255n;
const mod = (number: bigint): bigint => modulo(number, P);
const fieldPower = (base: bigint, exponent: bigint): bigint =>
  windowed(base, exponent, 1n, (a, b) => (a * b) % P);
const ROOT_OF_MINUS_ONE = fieldPower(2n, (P - 1n) / 4n);

const pointOf = (x: bigint, y: bigint): Point => ({ x, y, z: 1n, t: mod(x * y), sound: true });
const NEUTRAL = pointOf(0n, 1n);

const added = (a: Point, b: Point): Point => {
  const left = mod((a.y - a.x) * (b.y - b.x));
  const right = mod((a.y + a.x) * (b.y + b.x));
  const c = mod(2n * D * a.t * b.t);
  const d = mod(2n * a.z * b.z);
  const [e, f, g, h] = [right - left, d - c, d + c, right + left];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h), sound: a.sound && b.sound };
};

/** The x of a point of the curve with this y, even; nothing where there is none. */
const evenX = (y: bigint): bigint | undefined => {
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * v ** 3n * fieldPower(mod(u * v ** 7n), (P - 5n) / 8n));
  if (mod(v * x * x - u) !== 0n) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x - u) !== 0n) return undefined;
  return x & 1n ? P - x : x;
};

const decoded = (encoded: bigint): Point => {
  const y = encoded % SIGN;
  const isOdd = encoded >= SIGN;
  const x = y < P ? evenX(y) : undefined;
  if (x === undefined || (x === 0n && isOdd)) return { ...NEUTRAL, sound: false, encoded };
  return { ...pointOf(isOdd ? P - x : x, y), encoded };
};

const same = (a: Point, b: Point): boolean =>
  a.sound && b.sound && mod(a.x * b.z - b.x * a.z) === 0n && mod(a.y * b.z - b.y * a.z) === 0n;

const encodedOf = (point: Point): bigint => {
  if (point.encoded !== undefined) return point.encoded;
  const scale = inverted(point.z, P);
  const [x, y] = [mod(point.x * scale), mod(point.y * scale)];
  return y + (x & 1n ? SIGN : 0n);
};

const power = (base: Point, exponent: bigint): Point => windowed(base, exponent, NEUTRAL, added);

export const EDWARDS: Group<Point> = {
  name: "Ed25519",
  order: Q,
  generator: decoded(0x6666666666666666666666666666666666666666666666666666666666666658n),
  neutral: NEUTRAL,
  write: (element) => encodedOf(element).toString(16).padStart(64, "0"),
  read: (text) => (/^[0-9a-fA-F]{64}$/.test(text) ? decoded(BigInt(`0x${text}`)) : refuse("element")),
  isMember: (element) => element.sound && same(power(element, Q), NEUTRAL),
  isSame: same,
  times: added,
  inverse: (a) => ({ x: mod(-a.x), y: a.y, z: a.z, t: mod(-a.t), sound: a.sound }),
  power,
};
