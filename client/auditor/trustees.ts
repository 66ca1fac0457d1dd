/** Single trustees and committees (§7.2, §7.3). */

import type { CheckId, Findings } from "./findings.ts";
import { product, type Group } from "./group.ts";
import { Malformed, asCount, asList, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { isSameText, type Poll } from "./poll.ts";
import { knowledgeHolds, parseProof, proofJson, type Proof } from "./proofs.ts";

interface Key {
  readonly key: unknown;
  readonly pok: Proof;
  readonly signature: Proof | undefined;
  readonly name: string | undefined;
}

interface Signed {
  readonly message: string;
  readonly signature: Proof;
}

interface Committee {
  readonly threshold: number;
  readonly certs: readonly Signed[];
  readonly coefexps: readonly Signed[];
  readonly signatures: readonly Proof[] | undefined;
  readonly keys: readonly Key[];
}

interface Certificate {
  readonly verification: unknown;
  readonly encryption: unknown;
  readonly context: { [key: string]: Json } | undefined;
}

export interface TrusteeSet {
  readonly keys: readonly Key[];
  readonly committee: Committee | undefined;
}

export interface Trustees {
  readonly sets: readonly TrusteeSet[];
  readonly isCanonical: boolean;
}

/** What is needed from a set of trustees, and of whom: numbers from 1 over all sets. */
export const quorums = (trustees: Trustees): { owners: number[]; needed: number }[] => {
  let first = 1;
  return trustees.sets.map(({ keys, committee }) => {
    const owners = keys.map((_, place) => first + place);
    first += keys.length;
    return { owners, needed: committee?.threshold ?? 1 };
  });
};

export const trusteeKeys = (trustees: Trustees): unknown[] =>
  trustees.sets.flatMap((set) => set.keys.map((key) => key.key));

const parseKey = (group: Group, value: Json | undefined): Key => {
  const fields = asObject(value);
  return {
    key: group.read(asText(fields["public_key"])),
    pok: parseProof(fields["pok"]),
    signature: "signature" in fields ? parseProof(fields["signature"]) : undefined,
    name: "name" in fields ? asText(fields["name"]) : undefined,
  };
};

const keyJson = (group: Group, key: Key): Json => ({
  pok: proofJson(key.pok),
  public_key: group.write(key.key),
  ...(key.signature ? { signature: proofJson(key.signature) } : {}),
  ...(key.name === undefined ? {} : { name: key.name }),
});

const parseSigned = (value: Json): Signed => {
  const fields = asObject(value);
  return { message: asText(fields["message"]), signature: parseProof(fields["signature"]) };
};

const signedJson = (signed: Signed): Json => ({
  message: signed.message,
  signature: proofJson(signed.signature),
});

const parseSet = (group: Group, value: Json): TrusteeSet => {
  const [kind, body, ...rest] = asList(value);
  if (rest.length) throw new Malformed("trustees");
  if (kind === "Single") return { keys: [parseKey(group, body)], committee: undefined };
  if (kind !== "Pedersen") throw new Malformed("trustees");
  const fields = asObject(body);
  const signatures = fields["signatures"] ?? undefined;
  const committee: Committee = {
    threshold: asCount(fields["threshold"]),
    certs: asList(fields["certs"]).map(parseSigned),
    coefexps: asList(fields["coefexps"]).map(parseSigned),
    signatures: signatures === undefined ? undefined : asList(signatures).map(parseProof),
    keys: asList(fields["verification_keys"]).map((key) => parseKey(group, key)),
  };
  return { keys: committee.keys, committee };
};

const setJson = (group: Group, { keys, committee }: TrusteeSet): Json =>
  committee === undefined
    ? ["Single", keyJson(group, keys[0]!)]
    : [
        "Pedersen",
        {
          threshold: committee.threshold,
          certs: committee.certs.map(signedJson),
          coefexps: committee.coefexps.map(signedJson),
          ...(committee.signatures ? { signatures: committee.signatures.map(proofJson) } : {}),
          verification_keys: committee.keys.map((key) => keyJson(group, key)),
        },
      ];

export const parseTrustees = (group: Group, raw: Uint8Array): Trustees => {
  const sets = asList(parse(textOf(raw))).map((value) => parseSet(group, value));
  if (sets.length === 0) throw new Malformed("trustees");
  return { sets, isCanonical: isSameText(write(sets.map((set) => setJson(group, set))), raw) };
};

const parseCertificate = (group: Group, message: string): Certificate => {
  const fields = asObject(parse(message));
  const [verification, encryption] = ["verification", "encryption"].map((key) => group.read(asText(fields[key])));
  if (!("context" in fields)) return { verification, encryption, context: undefined };
  const context = asObject(fields["context"]);
  return {
    verification,
    encryption,
    context: {
      group: asText(context["group"]),
      size: asCount(context["size"]),
      threshold: asCount(context["threshold"]),
      index: asCount(context["index"]),
    },
  };
};

const certificateText = (group: Group, { context, verification, encryption }: Certificate): string =>
  write({
    ...(context ? { context } : {}),
    verification: group.write(verification),
    encryption: group.write(encryption),
  });

const parseCoefficients = (group: Group, message: string): unknown[] => {
  const texts = asList(asObject(parse(message))["coefexps"]);
  if (texts.length === 0) throw new Malformed("coefexps");
  return texts.map((text) => group.read(asText(text)));
};

const messageHolds = (group: Group, key: unknown, message: string, proof: Proof): boolean =>
  knowledgeHolds(group, key, proof, `sigmsg|${message}|`);

const judgePossession = (group: Group, { key, pok }: Key, place: string, findings: Findings): void => {
  const holds = group.isMember(key) && knowledgeHolds(group, key, pok, `pok|${group.name}|${group.write(key)}|`);
  findings.judge("trustee.pok", holds, place);
};

/** Judge one committee whose messages could be read. */
const judgeCommittee = (
  group: Group,
  committee: Committee,
  certificates: readonly Certificate[],
  coefficients: readonly unknown[][],
  findings: Findings,
): void => {
  const { threshold, certs, coefexps, signatures, keys } = committee;
  const size = certs.length;
  const isComplete = size === coefexps.length && size === keys.length;
  const fits = isComplete && threshold >= 1 && threshold <= size && (!signatures || signatures.length === size);
  findings.judge("trustee.certificate", fits, "committee");
  if (!isComplete) return;
  const areMembers = certificates.map((each) => group.isMember(each.verification) && group.isMember(each.encryption));
  const signedBy = (index: number, message: string, proof: Proof): boolean =>
    areMembers[index]! && messageHolds(group, certificates[index]!.verification, message, proof);
  const allMembers = coefficients.flat().every((element) => group.isMember(element));
  certificates.forEach((certificate, index) => {
    const expected = { group: group.name, size, threshold, index: index + 1 };
    const contextFits =
      certificate.context === undefined
        ? signatures === undefined
        : signatures !== undefined && write(certificate.context) === write(expected);
    const signed = certs[index]!;
    const isSound = certificateText(group, certificate) === signed.message && contextFits;
    findings.judge("trustee.certificate", isSound && signedBy(index, signed.message, signed.signature), `${index + 1}`);
  });
  coefficients.forEach((own, index) => {
    const signed = coefexps[index]!;
    const written = own.map((element) => group.write(element));
    const isSound =
      own.length === threshold &&
      own.every((element) => group.isMember(element)) &&
      write({ coefexps: written }) === signed.message &&
      signedBy(index, signed.message, signed.signature);
    const everybody = `certs_sig|${write({ certs: certs.map(signedJson), coefexps: written })}`;
    const agreed = !signatures || (index < signatures.length && signedBy(index, everybody, signatures[index]!));
    findings.judge("trustee.coefficients", isSound && agreed, `${index + 1}`);
  });
  const anySigned = keys.some((key) => key.signature);
  keys.forEach((key, index) => {
    judgePossession(group, key, `${index + 1}`, findings);
    const expected = (): unknown =>
      product(group, coefficients.flatMap((own) => own.map((each, k) => group.power(each, BigInt(index + 1) ** BigInt(k)))));
    const isSigned = key.signature
      ? signatures !== undefined && signedBy(index, group.write(key.key), key.signature)
      : !anySigned;
    findings.judge("trustee.verification_key", allMembers && group.isSame(key.key, expected()) && isSigned, `${index + 1}`);
  });
};

/** Judge all trustees and the election key. */
export const judgeTrustees = (poll: Poll, trustees: Trustees, findings: Findings): void => {
  const { group } = poll;
  findings.checked("trustee.pok");
  const factors: unknown[] = [];
  const read: { committee: Committee; certificates: Certificate[]; coefficients: unknown[][] }[] = [];
  for (const { committee } of trustees.sets) {
    if (!committee) continue;
    const attempt = <T>(check: CheckId, work: () => T): T | undefined => {
      try {
        return work();
      } catch {
        findings.failed(check, "committee");
        return undefined;
      }
    };
    const certificates = attempt("trustee.certificate", () => committee.certs.map((each) => parseCertificate(group, each.message)));
    if (!certificates) return;
    const coefficients = attempt("trustee.coefficients", () => committee.coefexps.map((each) => parseCoefficients(group, each.message)));
    if (!coefficients) return;
    read.push({ committee, certificates, coefficients });
  }
  for (const { keys, committee } of trustees.sets) {
    const own = read.find((each) => each.committee === committee);
    if (committee && own) {
      judgeCommittee(group, committee, own.certificates, own.coefficients, findings);
      factors.push(...own.coefficients.map((each) => each[0]));
    } else {
      judgePossession(group, keys[0]!, "single", findings);
      factors.push(keys[0]!.key);
    }
  }
  const areMembers = [...trusteeKeys(trustees), ...factors, poll.key].every((element) => group.isMember(element));
  findings.judge("election.key", areMembers && group.isSame(product(group, factors), poll.key), "election");
};
