/** The known answers of spec/vectors, right and wrong. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { header } from "./archive.ts";
import { auditedHash } from "./audit.ts";
import { ballotFailures, parseBallot } from "./ballot.ts";
import { EDWARDS } from "./edwards.ts";
import { FIELD } from "./field.ts";
import { product, type Group } from "./group.ts";
import { Malformed, Unreadable } from "./json.ts";
import { parsePoll } from "./poll.ts";
import { challenge, knowledgeHolds, parseProof } from "./proofs.ts";
import { bytesOf, bytesOfHex, compactHash, hexOf } from "./text.ts";
import { seal, shownFingerprint, verify } from "./verify.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../spec/vectors/${name}.json`, import.meta.url), "utf8"));
const GROUPS: Group[] = [FIELD, EDWARDS];

describe("a group", () => {
  for (const group of GROUPS) {
    const known = vectors("groups")[group.name];

    it(`${group.name} has the parameters of the specification`, () => {
      assert.equal(group.write(group.generator), known.generator);
      assert.equal(group.write(group.neutral), known.identity);
      assert.equal(String(group.order), known.order);
    });

    it(`${group.name} raises and multiplies to known elements`, () => {
      for (const { exponent, element } of known.powers) {
        assert.equal(group.write(group.power(group.generator, BigInt(exponent))), element);
      }
      for (const { factors, product: expected } of known.products) {
        assert.equal(group.write(product(group, factors.map((text: string) => group.read(text)))), expected);
      }
    });

    it(`${group.name} refuses what is no member or no element`, () => {
      for (const text of known.not_members) assert.equal(group.isMember(group.read(text)), false, text);
      for (const text of known.malformed) assert.throws(() => group.read(text), Malformed, text);
    });
  }
});

describe("hashes", () => {
  it("are compact", () => {
    for (const { text, hash } of vectors("hashes").compact) assert.equal(compactHash(bytesOf(text)), hash);
  });

  for (const group of GROUPS) {
    it(`give the known challenges in ${group.name}`, () => {
      const [a, b, x, y] = [5n, 6n, 7n, 8n].map((exponent) => group.power(group.generator, exponent));
      const [written, second] = [group.write(x), group.write(y)];
      const made: Record<string, bigint> = {
        key_possession: challenge(group, `pok|${group.name}|${written}|`, [a]),
        message: challenge(group, 'sigmsg|{"ghi chú":"x"}|', [a]),
        choice: challenge(group, `prove|S|${written},${second}|`, [a, b]),
        blank_0: challenge(group, "bproof0|S|", [a, b]),
        blank_1: challenge(group, "bproof1|S|", [a, b]),
        ballot_signature: challenge(group, "sig|h|", [a]),
        decryption: challenge(group, `decrypt|φ|${written}|`, [a, b]),
      };
      const texts = Object.fromEntries(Object.entries(made).map(([name, value]) => [name, String(value)]));
      assert.deepEqual(texts, vectors("hashes").challenges[group.name]);
    });
  }
});

describe("a proof of knowledge", () => {
  for (const group of GROUPS) {
    it(`holds or not as known in ${group.name}`, () => {
      const known = vectors("proofs")[group.name];
      const holds = (proof: never) =>
        knowledgeHolds(group, group.read(known.key), parseProof(proof), `sigmsg|${known.message}|`);
      assert.equal(holds(known.valid as never), true);
      for (const wrong of known.wrong) assert.equal(holds(wrong as never), false);
    });
  }
});

describe("the layout", () => {
  it("is the known one", () => {
    const known = vectors("layout");
    const { name, size, timestamp, hex } = known.header;
    assert.equal(hexOf(header(name, size, timestamp)), hex);
    assert.equal(shownFingerprint(known.fingerprint.hash), known.fingerprint.shown);
    assert.equal(seal([]), known.empty_seal);
    const ballots = [0, 1, 2, 3].map((number) => {
      const bytes = Uint8Array.of(number);
      return { tracker: compactHash(bytes), hash: hexOf(Buffer.from(compactHash(bytes), "base64")) };
    });
    assert.equal(seal(ballots), known.seal);
  });
});

describe("a ballot", () => {
  for (const known of vectors("ballots")) {
    const poll = parsePoll(bytesOf(known.election));
    const listed = new Map([[known.credential as string, 1n]]);
    const failures = (text: string): string[] => {
      const raw = bytesOf(text);
      try {
        return [...ballotFailures(poll, listed, parseBallot(poll.group, raw), raw)].sort();
      } catch (error) {
        assert.ok(error instanceof Malformed);
        return ["ballot.canonical"];
      }
    };
    const title = `${poll.group.name}${poll.questions[0]!.blank ? " with a blank answer" : ""}`;

    it(`of ${title} is accepted or refused as known`, () => {
      assert.deepEqual(failures(known.ballot), []);
      assert.equal(compactHash(bytesOf(known.ballot)), known.tracker);
      for (const wrong of known.wrong) assert.deepEqual(failures(wrong.ballot), wrong.failed);
    });

    it(`of ${title} is made again from its seed`, () => {
      assert.equal(
        auditedHash(poll, known.credential, known.choices, bytesOfHex(known.seed)),
        known.unsigned_hash,
      );
    });
  }
});

describe("an archive", () => {
  for (const known of vectors("archives")) {
    it(`is judged as known: ${known.name}`, async () => {
      const raw = new Uint8Array(Buffer.from(known.base64, "base64"));
      if (!known.readable) {
        await assert.rejects(() => verify(raw, `${known.uuid}.bel`), Unreadable);
        return;
      }
      const report = await verify(raw, `${known.uuid}.bel`);
      const failed = report.checks.filter(({ places }) => places.length).map(({ id }) => id);
      assert.deepEqual(failed.sort(), known.failed);
      assert.deepEqual(report.checks.map(({ id }) => id), known.made);
      for (const key of ["stage", "fingerprint", "accepted", "superseded", "seal"] as const) {
        assert.equal(report[key], known[key], key);
      }
      assert.deepEqual(report.result?.map((row) => row.map(Number)) ?? null, known.result);
      assert.equal(report.valid, known.failed.length === 0);
    });
  }
});
