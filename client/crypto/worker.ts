/** The worker in which a ballot is made: keys, choices and seed live here only and are dropped after use.

In: `open` a poll, `seal` choices under a code, then `cast` or `audit`. Out: `opened`, `progress`, `sealed` with the
hash of the unsigned ballot, `ballot` with its tracker, `audit` with what a second device needs, `refused`. */

import { secretOf } from "./credential.ts";
import { openedPoll, type Poll } from "./poll.ts";
import { sealed, signed, trackerOf, type Choices, type Unsigned } from "./sealing.ts";

export type Order =
  | { readonly kind: "open"; readonly poll: string }
  | { readonly kind: "seal"; readonly code: string; readonly choices: Choices }
  | { readonly kind: "cast" }
  | { readonly kind: "audit" };

export type Reply =
  | { readonly kind: "opened"; readonly fingerprint: string }
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "sealed"; readonly hash: string }
  | { readonly kind: "ballot"; readonly ballot: string; readonly tracker: string }
  | { readonly kind: "audit"; readonly seed: string; readonly choices: Choices; readonly credential: string }
  | { readonly kind: "refused" };

interface Pending {
  readonly unsigned: Unsigned;
  readonly secret: bigint;
  readonly choices: Choices;
  readonly seed: Uint8Array;
}

let poll: Poll | undefined;
let pending: Pending | undefined;

const reply = (message: Reply): void => self.postMessage(message);

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const seal = (open: Poll, code: string, choices: Choices): void => {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const secret = secretOf(open, code);
  const total = open.questions.length;
  const unsigned = sealed(open, secret, choices, seed, (done) => reply({ kind: "progress", done, total }));
  pending = { unsigned, secret, choices, seed };
  reply({ kind: "sealed", hash: unsigned.hash });
};

const cast = (open: Poll, { unsigned, secret }: Pending): void => {
  const ballot = signed(open, unsigned, secret, crypto.getRandomValues(new Uint8Array(64)));
  reply({ kind: "ballot", ballot, tracker: trackerOf(ballot) });
};

const audit = (open: Poll, { secret, choices, seed }: Pending): void => {
  const credential = open.group.write(open.generatorPower(secret));
  reply({ kind: "audit", seed: hex(seed), choices, credential });
};

/** A ballot is either cast or audited, once; both drop all that it was made of. */
const settle = (act: (open: Poll, ballot: Pending) => void): void => {
  const ballot = pending;
  pending = undefined;
  if (poll && ballot) act(poll, ballot);
  else reply({ kind: "refused" });
  ballot?.seed.fill(0);
};

self.addEventListener("message", ({ data }: MessageEvent<Order>) => {
  try {
    if (data.kind === "open") {
      poll = openedPoll(data.poll);
      reply({ kind: "opened", fingerprint: poll.fingerprint });
    } else if (data.kind === "seal" && poll) seal(poll, data.code, data.choices);
    else if (data.kind === "cast") settle(cast);
    else if (data.kind === "audit") settle(audit);
    else reply({ kind: "refused" });
  } catch {
    pending = undefined;
    reply({ kind: "refused" });
  }
});
