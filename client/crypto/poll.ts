/** The poll as the booth was given it: its exact bytes decide its fingerprint. */

import { BELENIOS_2048 } from "./belenios2048.ts";
import { ED25519 } from "./ed25519.ts";
import { compactHash, utf8 } from "./encoding.ts";
import { isMember, tablePower, type SealingGroup } from "./groups.ts";

export interface Question {
  readonly answers: readonly string[];
  readonly blank?: true;
  readonly min: number;
  readonly max: number;
  readonly question: string;
}

interface Definition {
  readonly version: number;
  readonly group: string;
  readonly public_key: string;
  readonly questions: readonly Question[];
  readonly uuid: string;
}

export interface Poll {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly questions: readonly Question[];
  readonly group: SealingGroup;
  readonly generatorPower: (exponent: bigint) => unknown;
  readonly keyPower: (exponent: bigint) => unknown;
}

const GROUPS: readonly SealingGroup[] = [BELENIOS_2048, ED25519];

/** The poll that `raw` defines, with the tables for sealing its ballots. */
export const openedPoll = (raw: string): Poll => {
  const definition = JSON.parse(raw) as Definition;
  const group = GROUPS.find(({ name }) => name === definition.group);
  if (!group || definition.version !== 1) throw new Error("group or version unknown");
  const key = group.read(definition.public_key);
  if (group.write(key) !== definition.public_key || !isMember(group, key)) throw new Error("key outside the group");
  return {
    uuid: definition.uuid,
    fingerprint: compactHash(utf8(raw)),
    questions: definition.questions,
    group,
    generatorPower: tablePower(group, group.generator),
    keyPower: tablePower(group, key),
  };
};
