/** One ballot: reading it and every check of §8. */

import type { CheckId } from "./findings.ts";
import { product, type Group } from "./group.ts";
import { asList, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { isCredential, isSameText, width, type Poll, type Question } from "./poll.ts";
import {
  disjunctionHolds, isReduced, joined, knowledgeHolds, parseProof, proofJson,
  type Ciphertext, type Proof,
} from "./proofs.ts";
import { bytesOf, compactHash } from "./text.ts";

export interface Answer {
  readonly choices: readonly Ciphertext[];
  readonly individual: readonly (readonly Proof[])[];
  readonly overall: readonly Proof[];
  readonly blank: readonly Proof[] | undefined;
}

export interface Ballot {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly credential: string;
  readonly answers: readonly Answer[];
  readonly hash: string;
  readonly signature: Proof;
}

export const parseCiphertext = (group: Group, value: Json): Ciphertext => {
  const fields = asObject(value);
  return { alpha: group.read(asText(fields["alpha"])), beta: group.read(asText(fields["beta"])) };
};

export const ciphertextJson = (group: Group, { alpha, beta }: Ciphertext): Json => ({
  alpha: group.write(alpha),
  beta: group.write(beta),
});

const parseAnswer = (group: Group, value: Json): Answer => {
  const fields = asObject(value);
  const blank = fields["blank_proof"] ?? undefined;
  return {
    choices: asList(fields["choices"]).map((choice) => parseCiphertext(group, choice)),
    individual: asList(fields["individual_proofs"]).map((proofs) => asList(proofs).map(parseProof)),
    overall: asList(fields["overall_proof"]).map(parseProof),
    blank: blank === undefined ? undefined : asList(blank).map(parseProof),
  };
};

export const parseBallot = (group: Group, raw: Uint8Array): Ballot => {
  const fields = asObject(parse(textOf(raw)));
  const signature = asObject(fields["signature"]);
  return {
    uuid: asText(fields["election_uuid"]),
    fingerprint: asText(fields["election_hash"]),
    credential: asText(fields["credential"]),
    answers: asList(fields["answers"]).map((answer) => parseAnswer(group, answer)),
    hash: asText(signature["hash"]),
    signature: parseProof(signature["proof"]),
  };
};

type Unsigned = Omit<Ballot, "hash" | "signature">;

const unsignedJson = (group: Group, ballot: Unsigned): { [key: string]: Json } => ({
  election_uuid: ballot.uuid,
  election_hash: ballot.fingerprint,
  credential: ballot.credential,
  answers: ballot.answers.map((answer) => ({
    choices: answer.choices.map((choice) => ciphertextJson(group, choice)),
    individual_proofs: answer.individual.map((proofs) => proofs.map(proofJson)),
    overall_proof: answer.overall.map(proofJson),
    ...(answer.blank ? { blank_proof: answer.blank.map(proofJson) } : {}),
  })),
});

/** The hash that is signed, and that a voter compares when auditing. */
export const unsignedHash = (group: Group, ballot: Unsigned): string =>
  compactHash(bytesOf(write(unsignedJson(group, ballot))));

const ballotText = (group: Group, ballot: Ballot): string =>
  write({
    ...unsignedJson(group, ballot),
    signature: { hash: ballot.hash, proof: proofJson(ballot.signature) },
  });

const proofsOf = ({ answers, signature }: Ballot): Proof[] => [
  signature,
  ...answers.flatMap(({ overall, blank, individual }) => [...overall, ...(blank ?? []), ...individual.flat()]),
];

const summed = (group: Group, ciphertexts: readonly Ciphertext[]): Ciphertext => ({
  alpha: product(group, ciphertexts.map((each) => each.alpha)),
  beta: product(group, ciphertexts.map((each) => each.beta)),
});

const answerFailures = (poll: Poll, question: Question, answer: Answer, statement: string): CheckId[] => {
  const { group, key } = poll;
  const { choices, individual, overall, blank } = answer;
  if (choices.length !== width(question)) return ["ballot.binding"];
  if (!choices.every((each) => group.isMember(each.alpha) && group.isMember(each.beta))) return ["ballot.group"];
  const failures: CheckId[] = [];
  const cellsHold =
    individual.length === choices.length &&
    choices.every((ciphertext, place) => {
      const claims = [0n, 1n].map((claimed) => ({ ciphertext, claimed }));
      return disjunctionHolds(group, key, claims, individual[place]!, `prove|${statement}|${joined(group, [ciphertext])}|`);
    });
  if (!cellsHold) failures.push("ballot.individual_proof");
  const whole = `${statement}|${joined(group, choices)}`;
  const total = summed(group, question.blank ? choices.slice(1) : choices);
  const allowed = Array.from({ length: question.maximum - question.minimum + 1 }, (_, place) => ({
    ciphertext: total,
    claimed: BigInt(question.minimum + place),
  }));
  const first = choices[0]!;
  const overallHolds = question.blank
    ? disjunctionHolds(group, key, [{ ciphertext: first, claimed: 1n }, ...allowed], overall, `bproof1|${whole}|`)
    : disjunctionHolds(group, key, allowed, overall, `prove|${whole}|${joined(group, [total])}|`);
  if (!overallHolds) failures.push("ballot.overall_proof");
  const neither = [first, total].map((ciphertext) => ({ ciphertext, claimed: 0n }));
  const blankHolds = question.blank
    ? blank !== undefined && disjunctionHolds(group, key, neither, blank, `bproof0|${whole}|`)
    : blank === undefined;
  if (!blankHolds) failures.push("ballot.blank_proof");
  return failures;
};

/** Every check that the ballot in `raw` fails, except those that need the rest of the box. */
export const ballotFailures = (
  poll: Poll,
  listed: ReadonlyMap<string, bigint>,
  ballot: Ballot,
  raw: Uint8Array,
): Set<CheckId> => {
  const { group } = poll;
  const failures = new Set<CheckId>();
  const isWritten = isSameText(ballotText(group, ballot), raw);
  if (!isWritten || !proofsOf(ballot).every((proof) => isReduced(group, proof))) failures.add("ballot.canonical");
  const isBound =
    ballot.uuid === poll.uuid &&
    ballot.fingerprint === poll.fingerprint &&
    ballot.answers.length === poll.questions.length;
  if (!isBound) failures.add("ballot.binding");
  if (!listed.has(ballot.credential)) failures.add("ballot.credential");
  const isKey = isCredential(group, ballot.credential);
  if (!isKey) failures.add("ballot.group");
  const isSigned =
    isKey &&
    ballot.hash === unsignedHash(group, ballot) &&
    knowledgeHolds(group, group.read(ballot.credential), ballot.signature, `sig|${ballot.hash}|`);
  if (!isSigned) failures.add("ballot.signature");
  const statement = `${poll.fingerprint}|${ballot.credential}`;
  poll.questions.slice(0, ballot.answers.length).forEach((question, place) => {
    for (const check of answerFailures(poll, question, ballot.answers[place]!, statement)) failures.add(check);
  });
  return failures;
};
