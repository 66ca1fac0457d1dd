/** The two groups as a booth needs them: powers of two fixed bases from tables, products, writing. */

export interface SealingGroup<E = unknown> {
  readonly name: string;
  readonly order: bigint;
  readonly generator: E;
  readonly neutral: E;
  multiply(left: E, right: E): E;
  write(element: E): string;
  read(text: string): E;
}

const WINDOW = 6;
const MASK = (1n << BigInt(WINDOW)) - 1n;

/** A function giving powers of `base`, by one multiplication for every six bits of the exponent. */
export const tablePower = <E>(group: SealingGroup<E>, base: E): ((exponent: bigint) => E) => {
  const rows: E[][] = [];
  let step = base;
  for (let bits = group.order; bits > 0n; bits >>= BigInt(WINDOW)) {
    const row = [group.neutral];
    for (let entry = 0n; entry < MASK; entry++) row.push(group.multiply(row.at(-1)!, step));
    rows.push(row);
    step = group.multiply(row.at(-1)!, step);
  }
  return (exponent) => {
    let rest = reduced(exponent, group.order);
    let result = group.neutral;
    for (let place = 0; rest > 0n; place++, rest >>= BigInt(WINDOW)) {
      const digit = Number(rest & MASK);
      if (digit) result = group.multiply(result, rows[place]![digit]!);
    }
    return result;
  };
};

/** Whether `element` has the order of the group: a key of small order would give votes away. */
export const isMember = <E>(group: SealingGroup<E>, element: E): boolean => {
  let result = group.neutral;
  for (const bit of group.order.toString(2)) {
    result = group.multiply(result, result);
    if (bit === "1") result = group.multiply(result, element);
  }
  return group.write(result) === group.write(group.neutral);
};

export const reduced = (number: bigint, modulus: bigint): bigint => ((number % modulus) + modulus) % modulus;

/** The inverse modulo a prime. */
export const reciprocal = (number: bigint, modulus: bigint): bigint => {
  let a = reduced(number, modulus), b = modulus, x = 1n, y = 0n;
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return reduced(x, modulus);
};
