/** Auditing a ballot before it is cast (§9): repeat its encryption from seed and choices. */

import { unsignedHash, type Answer } from "./ballot.ts";
import { modulo, type Group } from "./group.ts";
import { Malformed } from "./json.ts";
import { width, type Poll, type Question } from "./poll.ts";
import { challenge, joined, type Ciphertext, type Proof } from "./proofs.ts";
import { sha256 } from "./sha256.ts";

/** A statement with what its prover knows about the ciphertext. */
interface Branch {
  readonly ciphertext: Ciphertext;
  readonly secret: bigint;
  readonly plain: bigint;
  readonly claimed: bigint;
}

type Draw = () => bigint;

const scalars = (seed: Uint8Array, order: bigint): Draw => {
  let block = 0n;
  const next = (): bigint => {
    const bytes = new Uint8Array(seed.length + 8);
    bytes.set(seed);
    new DataView(bytes.buffer).setBigUint64(seed.length, block);
    block += 1n;
    return sha256(bytes).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  };
  return () => ((next() << 256n) | next()) % order;
};

const disjunction = (group: Group, key: unknown, branches: readonly Branch[], prefix: string, draw: Draw): Proof[] => {
  const truth = branches.findIndex(({ plain, claimed }) => plain === claimed);
  const proofs = branches.map(() => ({ challenge: draw(), response: draw() }));
  const commitments = branches.flatMap(({ ciphertext, claimed }, place) => {
    const proof = proofs[place]!;
    if (place === truth) return [group.power(group.generator, proof.response), group.power(key, proof.response)];
    const shifted = group.times(ciphertext.beta, group.inverse(group.power(group.generator, claimed)));
    return [
      group.times(group.power(group.generator, proof.response), group.power(ciphertext.alpha, proof.challenge)),
      group.times(group.power(key, proof.response), group.power(shifted, proof.challenge)),
    ];
  });
  const others = proofs.reduce((sum, proof, place) => (place === truth ? sum : sum + proof.challenge), 0n);
  const own = modulo(challenge(group, prefix, commitments) - others, group.order);
  const response = modulo(proofs[truth]!.response - branches[truth]!.secret * own, group.order);
  return proofs.map((proof, place) => (place === truth ? { challenge: own, response } : proof));
};

const answerTo = (poll: Poll, question: Question, choices: readonly number[], statement: string, draw: Draw): Answer => {
  const { group, key } = poll;
  const isAllowed =
    choices.length === width(question) &&
    choices.every((choice) => choice === 0 || choice === 1) &&
    (question.blank && choices[0]
      ? choices.slice(1).every((choice) => choice === 0)
      : isBetween(question.minimum, sum(choices), question.maximum));
  if (!isAllowed) throw new Malformed("choices");
  const cells = choices.map((choice) => ({ secret: draw(), plain: BigInt(choice) })).map(({ secret, plain }) => ({
    secret,
    plain,
    ciphertext: {
      alpha: group.power(group.generator, secret),
      beta: group.times(group.power(key, secret), group.power(group.generator, plain)),
    },
  }));
  const ciphertexts = cells.map(({ ciphertext }) => ciphertext);
  const individual = cells.map((cell) =>
    disjunction(group, key, [0n, 1n].map((claimed) => ({ ...cell, claimed })), `prove|${statement}|${joined(group, [cell.ciphertext])}|`, draw),
  );
  const counted = question.blank ? cells.slice(1) : cells;
  const total = counted.reduce(
    (left, right) => ({
      secret: left.secret + right.secret,
      plain: left.plain + right.plain,
      ciphertext: {
        alpha: group.times(left.ciphertext.alpha, right.ciphertext.alpha),
        beta: group.times(left.ciphertext.beta, right.ciphertext.beta),
      },
    }),
    { secret: 0n, plain: 0n, ciphertext: { alpha: group.neutral, beta: group.neutral } },
  );
  const whole = `${statement}|${joined(group, ciphertexts)}`;
  const allowed = Array.from({ length: question.maximum - question.minimum + 1 }, (_, place) => ({
    ...total,
    claimed: BigInt(question.minimum + place),
  }));
  if (!question.blank) {
    const overall = disjunction(group, key, allowed, `prove|${whole}|${joined(group, [total.ciphertext])}|`, draw);
    return { choices: ciphertexts, individual, overall, blank: undefined };
  }
  const first = cells[0]!;
  const neither = [first, total].map((cell) => ({ ...cell, claimed: 0n }));
  const blank = disjunction(group, key, neither, `bproof0|${whole}|`, draw);
  const overall = disjunction(group, key, [{ ...first, claimed: 1n }, ...allowed], `bproof1|${whole}|`, draw);
  return { choices: ciphertexts, individual, overall, blank };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const isBetween = (least: number, number: number, greatest: number): boolean => least <= number && number <= greatest;

/** The hash of the unsigned ballot that seed, credential and choices must give; Malformed where they cannot. */
export const auditedHash = (
  poll: Poll, credential: string, choices: readonly (readonly number[])[], seed: Uint8Array,
): string => {
  if (choices.length !== poll.questions.length || seed.length !== 32) throw new Malformed("choices");
  const draw = scalars(seed, poll.group.order);
  const statement = `${poll.fingerprint}|${credential}`;
  const answers = poll.questions.map((question, place) => answerTo(poll, question, choices[place]!, statement, draw));
  return unsignedHash(poll.group, { uuid: poll.uuid, fingerprint: poll.fingerprint, credential, answers });
};
