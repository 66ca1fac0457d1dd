/** Encrypting and proving a ballot from its seed, and signing it (spec/protocol.md §5, §8, §9). */

import { canonical, compactHash, hashNumber, numberOf, utf8 } from "./encoding.ts";
import { reduced } from "./groups.ts";
import type { Poll, Question } from "./poll.ts";
import { sha256 } from "./sha256.ts";

export type Choices = readonly (readonly number[])[];
type Draw = () => bigint;
type Proof = Readonly<{ challenge: string; response: string }>;

/** A statement about a ciphertext whose secret and content the prover knows. */
interface Branch {
  readonly secret: bigint;
  readonly plain: number;
  readonly claimed: number;
}

interface Cell {
  readonly secret: bigint;
  readonly plain: number;
  readonly alpha: string;
  readonly beta: string;
}

export interface Unsigned {
  readonly text: string;
  readonly hash: string;
}

/** Scalars from the stream that `seed` stands for. */
const stream = (seed: Uint8Array, order: bigint): Draw => {
  let block = 0;
  const digest = (): bigint => {
    const input = new Uint8Array(40);
    input.set(seed);
    new DataView(input.buffer).setUint32(36, block++);
    return numberOf(sha256(input));
  };
  return () => {
    const high = digest();
    return ((high << 256n) + digest()) % order;
  };
};

const prove = (poll: Poll, branches: readonly Branch[], prefix: string, draw: Draw): Proof[] => {
  const { group, generatorPower, keyPower } = poll;
  const truth = branches.findIndex(({ plain, claimed }) => plain === claimed);
  const drawn = branches.map(() => ({ challenge: draw(), response: draw() }));
  const commitments = branches.flatMap(({ secret, plain, claimed }, index) => {
    const { challenge, response } = drawn[index]!;
    const exponent = index === truth ? response : response + secret * challenge;
    const shift = index === truth ? 0n : challenge * BigInt(plain - claimed);
    const second = keyPower(exponent);
    const shifted = shift === 0n ? second : group.multiply(second, generatorPower(shift));
    return [group.write(generatorPower(exponent)), group.write(shifted)];
  });
  const others = drawn.reduce((sum, { challenge }, index) => (index === truth ? sum : sum + challenge), 0n);
  const own = reduced(hashNumber(prefix + commitments.join(",")) - others, group.order);
  const answer = reduced(drawn[truth]!.response - branches[truth]!.secret * own, group.order);
  return drawn.map((proof, index) => ({
    challenge: String(index === truth ? own : proof.challenge),
    response: String(index === truth ? answer : proof.response),
  }));
};

const encrypted = (poll: Poll, secret: bigint, plain: number): Cell => {
  const { group, generatorPower, keyPower } = poll;
  const masked = keyPower(secret);
  const beta = plain ? group.multiply(masked, generatorPower(BigInt(plain))) : masked;
  return { secret, plain, alpha: group.write(generatorPower(secret)), beta: group.write(beta) };
};

const added = (poll: Poll, cells: readonly Cell[]): Cell =>
  encrypted(
    poll,
    cells.reduce((sum, { secret }) => sum + secret, 0n),
    cells.reduce((sum, { plain }) => sum + plain, 0),
  );

const isAllowed = (question: Question, chosen: readonly number[]): boolean => {
  const width = question.answers.length + (question.blank ? 1 : 0);
  if (chosen.length !== width || !chosen.every((choice) => choice === 0 || choice === 1)) return false;
  const count = chosen.slice(question.blank ? 1 : 0).reduce<number>((sum, choice) => sum + choice, 0);
  if (question.blank && chosen[0]) return count === 0;
  return question.min <= count && count <= question.max;
};

const answer = (poll: Poll, question: Question, chosen: readonly number[], statement: string, draw: Draw): object => {
  if (!isAllowed(question, chosen)) throw new Error("choices not allowed");
  const secrets = chosen.map(() => draw());
  const cells = secrets.map((secret, index) => encrypted(poll, secret, chosen[index]!));
  const individual = cells.map((cell) =>
    prove(poll, [0, 1].map((claimed) => ({ ...cell, claimed })), `prove|${statement}|${cell.alpha},${cell.beta}|`, draw),
  );
  const whole = `${statement}|${cells.map(({ alpha, beta }) => `${alpha},${beta}`).join(",")}`;
  const total = added(poll, question.blank ? cells.slice(1) : cells);
  const allowed: Branch[] = [];
  for (let claimed = question.min; claimed <= question.max; claimed++) allowed.push({ ...total, claimed });
  const choices = cells.map(({ alpha, beta }) => ({ alpha, beta }));
  if (!question.blank) {
    const overall = prove(poll, allowed, `prove|${whole}|${total.alpha},${total.beta}|`, draw);
    return { choices, individual_proofs: individual, overall_proof: overall };
  }
  const first = cells[0]!;
  const blank = prove(poll, [{ ...first, claimed: 0 }, { ...total, claimed: 0 }], `bproof0|${whole}|`, draw);
  const overall = prove(poll, [{ ...first, claimed: 1 }, ...allowed], `bproof1|${whole}|`, draw);
  return { choices, individual_proofs: individual, overall_proof: overall, blank_proof: blank };
};

/** The unsigned ballot of `choices` for the credential whose secret is given. */
export const sealed = (
  poll: Poll, secret: bigint, choices: Choices, seed: Uint8Array, progress: (done: number) => void = () => {},
): Unsigned => {
  if (choices.length !== poll.questions.length || seed.length !== 32) throw new Error("choices not allowed");
  const draw = stream(seed, poll.group.order);
  const credential = poll.group.write(poll.generatorPower(secret));
  const statement = `${poll.fingerprint}|${credential}`;
  const answers = poll.questions.map((question, index) => {
    const made = answer(poll, question, choices[index]!, statement, draw);
    progress(index + 1);
    return made;
  });
  const text = canonical({
    election_uuid: poll.uuid,
    election_hash: poll.fingerprint,
    credential,
    answers,
  });
  return { text, hash: compactHash(utf8(text)) };
};

/** The ballot with its signature; `nonce` is 64 fresh random bytes that nothing else is made of. */
export const signed = (poll: Poll, { text, hash }: Unsigned, secret: bigint, nonce: Uint8Array): string => {
  const { group, generatorPower } = poll;
  const random = numberOf(nonce) % group.order;
  const challenge = hashNumber(`sig|${hash}|${group.write(generatorPower(random))}`) % group.order;
  const response = reduced(random - secret * challenge, group.order);
  const proof = { challenge: String(challenge), response: String(response) };
  return `${text.slice(0, -1)},"signature":${canonical({ hash, proof })}}`;
};

/** The tracker of a sealed ballot. */
export const trackerOf = (ballot: string): string => compactHash(utf8(ballot));
