/** Challenges (§4) and proofs (§5). */

import { product, scalarHash, type Group } from "./group.ts";
import { asDigits, asObject, type Json } from "./json.ts";
import { numberHash } from "./text.ts";

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

export interface Ciphertext<E = unknown> {
  readonly alpha: E;
  readonly beta: E;
}

/** The statement that `ciphertext` holds `claimed`. */
export interface Statement<E> {
  readonly ciphertext: Ciphertext<E>;
  readonly claimed: bigint;
}

export const parseProof = (value: Json | undefined): Proof => {
  const fields = asObject(value);
  return { challenge: asDigits(fields["challenge"]), response: asDigits(fields["response"]) };
};

export const proofJson = (proof: Proof): Json => ({
  challenge: proof.challenge.toString(),
  response: proof.response.toString(),
});

export const isReduced = (group: Group, proof: Proof): boolean =>
  proof.challenge < group.order && proof.response < group.order;

export const challenge = <E>(group: Group<E>, prefix: string, commitments: readonly E[]): bigint =>
  scalarHash(group, numberHash(prefix + commitments.map((each) => group.write(each)).join(",")));

export const joined = <E>(group: Group<E>, ciphertexts: readonly Ciphertext<E>[]): string =>
  ciphertexts.map(({ alpha, beta }) => `${group.write(alpha)},${group.write(beta)}`).join(",");

/** §5.1 and §5.2: knowledge of the logarithm of `key`. */
export const knowledgeHolds = <E>(group: Group<E>, key: E, proof: Proof, prefix: string): boolean => {
  if (!isReduced(group, proof)) return false;
  const commitment = group.times(
    group.power(group.generator, proof.response),
    group.power(key, proof.challenge),
  );
  return challenge(group, prefix, [commitment]) === proof.challenge;
};

/** §5.3: one of several statements, under the election key. */
export const disjunctionHolds = <E>(
  group: Group<E>,
  key: E,
  statements: readonly Statement<E>[],
  proofs: readonly Proof[],
  prefix: string,
): boolean => {
  if (proofs.length !== statements.length || statements.length === 0) return false;
  if (!proofs.every((proof) => isReduced(group, proof))) return false;
  const commitments = statements.flatMap(({ ciphertext, claimed }, place) => {
    const proof = proofs[place]!;
    const shifted = group.times(
      ciphertext.beta,
      group.inverse(group.power(group.generator, claimed)),
    );
    return [
      product(group, [group.power(group.generator, proof.response), group.power(ciphertext.alpha, proof.challenge)]),
      product(group, [group.power(key, proof.response), group.power(shifted, proof.challenge)]),
    ];
  });
  const sum = proofs.reduce((total, proof) => total + proof.challenge, 0n) % group.order;
  return challenge(group, prefix, commitments) === sum;
};

/** §5.4: `factor` is alpha to the private key of `key`. */
export const decryptionHolds = <E>(
  group: Group<E>,
  key: E,
  alpha: E,
  factor: E,
  proof: Proof,
  fingerprint: string,
): boolean => {
  if (!isReduced(group, proof)) return false;
  const commitments = [
    group.times(group.power(group.generator, proof.response), group.power(key, proof.challenge)),
    group.times(group.power(alpha, proof.response), group.power(factor, proof.challenge)),
  ];
  return challenge(group, `decrypt|${fingerprint}|${group.write(key)}|`, commitments) === proof.challenge;
};
