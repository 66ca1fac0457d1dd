/** The booth against the known answers: the same seed gives the same ballot in every implementation. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { BELENIOS_2048 } from "./belenios2048.ts";
import { isCode, secretOf } from "./credential.ts";
import { ED25519 } from "./ed25519.ts";
import { compactHash, hashNumber, utf8 } from "./encoding.ts";
import { tablePower, type SealingGroup } from "./groups.ts";
import { openedPoll } from "./poll.ts";
import { sealed, signed, trackerOf } from "./sealing.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../spec/vectors/${name}.json`, import.meta.url), "utf8"));

describe("a group", () => {
  for (const group of [BELENIOS_2048, ED25519] as SealingGroup[]) {
    it(`${group.name} gives the known powers of its generator from a table`, () => {
      const known = vectors("groups")[group.name];
      const power = tablePower(group, group.generator);
      assert.equal(group.write(group.generator), known.generator);
      assert.equal(String(group.order), known.order);
      for (const { exponent, element } of known.powers) {
        assert.equal(group.write(power(BigInt(exponent))), element);
        assert.equal(group.write(group.read(element)), element);
      }
    });
  }
});

describe("a poll", () => {
  it("with a key outside the group is not opened", () => {
    for (const { election } of vectors("ballots")) {
      const definition = JSON.parse(election);
      for (const text of vectors("groups")[definition.group].not_members) {
        assert.throws(() => openedPoll(JSON.stringify({ ...definition, public_key: text })), text);
      }
    }
  });
});

describe("hashes", () => {
  it("are compact", () => {
    for (const { text, hash } of vectors("hashes").compact) assert.equal(compactHash(utf8(text)), hash);
  });

  it("of a long text run over several blocks", () => {
    assert.equal(hashNumber("a".repeat(1000)).toString(16), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
  });
});

describe("a code", () => {
  it("stands for the known key, and any other form is refused", () => {
    const { uuid, codes, wrong } = vectors("credentials");
    for (const known of vectors("ballots")) {
      const poll = openedPoll(known.election);
      assert.equal(poll.uuid, uuid);
      assert.equal(String(secretOf(poll, codes[0].code)), codes[0][poll.group.name].secret);
    }
    for (const code of wrong) assert.equal(isCode(code), false);
  });
});

describe("a sealed ballot", () => {
  for (const known of vectors("ballots")) {
    const poll = openedPoll(known.election);
    const seed = Uint8Array.from(Buffer.from(known.seed, "hex"));
    const secret = BigInt(known.credential_secret);
    const title = `${poll.group.name}${poll.questions[0]!.blank ? " with a blank answer" : ""}`;

    it(`of ${title} has the known hash before it is signed`, () => {
      assert.equal(sealed(poll, secret, known.choices, seed).hash, known.unsigned_hash);
    });

    it(`of ${title} is the known ballot but for its signature`, () => {
      const ballot = signed(poll, sealed(poll, secret, known.choices, seed), secret, new Uint8Array(64).fill(7));
      const end = known.ballot.indexOf('"signature"');
      assert.equal(ballot.slice(0, end), known.ballot.slice(0, end));
      assert.equal(trackerOf(known.ballot), known.tracker);
    });

    it(`of ${title} is not made of choices that are not allowed`, () => {
      const width = known.choices[0].length;
      for (const wrong of [[], [[]], [Array(width).fill(0)], [Array(width).fill(1)], [Array(width).fill(2)]]) {
        assert.throws(() => sealed(poll, secret, wrong, seed));
      }
    });
  }
});
