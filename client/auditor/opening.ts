/** Sums, shares and counts (§10). */

import type { Archive, ArchiveRecord, Data } from "./archive.ts";
import { ciphertextJson, parseCiphertext } from "./ballot.ts";
import type { Findings } from "./findings.ts";
import { inverted, modulo, product } from "./group.ts";
import { Malformed, amount, asAmount, asCount, asList, asObject, asText, parse, textOf, write, type Json } from "./json.ts";
import { isSameText, type Poll } from "./poll.ts";
import { decryptionHolds, parseProof, proofJson, type Ciphertext, type Proof } from "./proofs.ts";
import { quorums, trusteeKeys, type Trustees } from "./trustees.ts";

export type Rows = readonly (readonly Ciphertext[])[];

export interface Box {
  readonly sums: Rows;
  readonly counted: bigint;
  readonly weight: bigint;
}

interface Share {
  readonly factors: readonly (readonly unknown[])[];
  readonly proofs: readonly (readonly Proof[])[];
}

const bodyOf = (archive: Archive, digest: string): Uint8Array => {
  const body = archive.bodies.get(digest);
  if (body === undefined) throw new Malformed("hash");
  return body;
};

const isAnnounced = (record: ArchiveRecord, digest: string): boolean =>
  record.data.length === 2 && record.data[0]!.digest === digest;

/** Judge the published sums; gives them, or nothing where there are none to read. */
export const judgeTally = (archive: Archive, poll: Poll, box: Box, findings: Findings): Rows | undefined => {
  const record = archive.records.find(({ event }) => event.kind === "EncryptedTally");
  if (!record?.data.length) return undefined;
  findings.checked("tally.ciphertexts", "tally.counts");
  const { group } = poll;
  try {
    const raw = record.data.at(-1)!.body;
    const fields = asObject(parse(textOf(raw)));
    const [counted, weight] = [asCount(fields["num_tallied"]), asAmount(fields["total_weight"])];
    const digest = asText(fields["encrypted_tally"]);
    const sumsRaw = bodyOf(archive, digest);
    const sums = asList(parse(textOf(sumsRaw))).map((row) => asList(row).map((cell) => parseCiphertext(group, cell)));
    const tally = write({ num_tallied: counted, total_weight: amount(weight), encrypted_tally: digest });
    const written = write(sums.map((row) => row.map((cell) => ciphertextJson(group, cell))));
    if (!isSameText(tally, raw) || !isSameText(written, sumsRaw)) findings.failed("archive.canonical", "tally");
    if (!isAnnounced(record, digest)) findings.failed("archive.canonical", "tally");
    const areSame =
      sums.length === box.sums.length &&
      sums.every(
        (row, place) =>
          row.length === box.sums[place]!.length &&
          row.every((cell, column) => {
            const own = box.sums[place]![column]!;
            return group.isSame(cell.alpha, own.alpha) && group.isSame(cell.beta, own.beta);
          }),
      );
    findings.judge("tally.ciphertexts", areSame, "tally");
    findings.judge("tally.counts", BigInt(counted) === box.counted && weight === box.weight, "tally");
    return sums;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.failed("tally.ciphertexts", "tally");
    return undefined;
  }
};

const parseShare = (poll: Poll, raw: Uint8Array): Share => {
  const fields = asObject(parse(textOf(raw)));
  return {
    factors: asList(fields["decryption_factors"]).map((row) => asList(row).map((cell) => poll.group.read(asText(cell)))),
    proofs: asList(fields["decryption_proofs"]).map((row) => asList(row).map(parseProof)),
  };
};

const shareText = (poll: Poll, { factors, proofs }: Share): string =>
  write({
    decryption_factors: factors.map((row) => row.map((cell) => poll.group.write(cell))),
    decryption_proofs: proofs.map((row) => row.map(proofJson)),
  });

const shareHolds = (poll: Poll, sums: Rows, { factors, proofs }: Share, key: unknown): boolean => {
  const { group } = poll;
  const fits = (rows: readonly (readonly unknown[])[]): boolean =>
    rows.length === sums.length && rows.every((row, place) => row.length === sums[place]!.length);
  const areMembers = (cells: readonly unknown[]): boolean => cells.every((cell) => group.isMember(cell));
  return (
    areMembers([...sums.flatMap((row) => row.flatMap(({ alpha, beta }) => [alpha, beta])), key]) &&
    fits(factors) &&
    fits(proofs) &&
    sums.every((row, place) =>
      row.every(({ alpha }, column) =>
        decryptionHolds(group, key, alpha, factors[place]![column], proofs[place]![column]!, poll.fingerprint),
      ),
    )
  );
};

/** Judge one share; gives its owner where it can be noted, and its factors where it holds. */
const judgeShare = (
  archive: Archive, poll: Poll, trustees: Trustees, sums: Rows, record: ArchiveRecord,
  place: string, known: Map<number, Share | undefined>, findings: Findings,
): void => {
  let owner: number;
  let share: Share;
  try {
    const owned: Data = record.data.at(-1)!;
    const fields = asObject(parse(textOf(owned.body)));
    owner = asCount(fields["owner"]);
    const digest = asText(fields["payload"]);
    if (!isSameText(write({ owner, payload: digest }), owned.body)) findings.failed("archive.canonical", place);
    const raw = bodyOf(archive, digest);
    share = parseShare(poll, raw);
    if (!isSameText(shareText(poll, share), raw) || !isAnnounced(record, digest)) findings.failed("archive.canonical", place);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.failed("decryption.owner", place);
    return;
  }
  const keys = trusteeKeys(trustees);
  if (owner < 1 || owner > keys.length || known.has(owner)) {
    findings.failed("decryption.owner", place);
    return;
  }
  known.set(owner, undefined);
  if (!share.factors.flat().every((factor) => poll.group.isMember(factor))) findings.failed("decryption.group", place);
  else if (shareHolds(poll, sums, share, keys[owner - 1])) known.set(owner, share);
  else {
    findings.failed("decryption.proof", place);
    if (keys.some((key) => shareHolds(poll, sums, share, key))) findings.failed("decryption.owner", place);
  }
};

/** λ_j for the members `chosen`. */
const lagrange = (index: number, chosen: readonly number[], order: bigint): bigint =>
  chosen
    .filter((other) => other !== index)
    .reduce((weight, other) => modulo(weight * BigInt(other) * inverted(BigInt(other - index), order), order), 1n);

/** The combined factors, or nothing where some set has too few valid shares. */
const combined = (poll: Poll, trustees: Trustees, shares: Map<number, Share | undefined>, sums: Rows): unknown[][] | undefined => {
  const { group } = poll;
  const parts: { share: Share; weight: bigint }[] = [];
  for (const { owners, needed } of quorums(trustees)) {
    const present = owners.flatMap((owner, place) => (shares.get(owner) ? [{ owner, index: place + 1 }] : []));
    if (present.length < needed) return undefined;
    const chosen = present.slice(0, needed);
    const indices = chosen.map(({ index }) => index);
    for (const { owner, index } of chosen) {
      parts.push({ share: shares.get(owner)!, weight: lagrange(index, indices, group.order) });
    }
  }
  return sums.map((row, place) =>
    row.map((_, column) =>
      product(group, parts.map(({ share, weight }) => group.power(share.factors[place]![column], weight))),
    ),
  );
};

const parseCounts = (value: Json): bigint[][] =>
  asList(asObject(value)["result"]).map((row) => asList(row).map(asAmount));

/** Judge shares and result; gives the published counts where there are any. */
export const judgeOpening = (
  archive: Archive, poll: Poll, trustees: Trustees, sums: Rows, findings: Findings,
): bigint[][] | undefined => {
  const { group } = poll;
  const shares = new Map<number, Share | undefined>();
  archive.records
    .filter(({ event }) => event.kind === "PartialDecryption")
    .forEach((record, place) => {
      findings.checked("decryption.owner", "decryption.group", "decryption.proof");
      if (record.data.length) judgeShare(archive, poll, trustees, sums, record, `share ${place + 1}`, shares, findings);
    });
  const record = archive.records.find(({ event }) => event.kind === "Result");
  if (!record?.data.length) return undefined;
  findings.checked("decryption.threshold", "result.counts");
  const raw = record.data.at(-1)!.body;
  let counts: bigint[][];
  try {
    counts = parseCounts(parse(textOf(raw)));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.failed("result.counts", "result");
    return undefined;
  }
  if (!isSameText(write({ result: counts.map((row) => row.map(amount)) }), raw)) findings.failed("archive.canonical", "result");
  const factors = combined(poll, trustees, shares, sums);
  if (factors === undefined) {
    findings.failed("decryption.threshold", "result");
    return counts;
  }
  const follow =
    counts.length === sums.length &&
    sums.every(
      (row, place) =>
        counts[place]!.length === row.length &&
        row.every(({ beta }, column) =>
          group.isSame(group.times(factors[place]![column], group.power(group.generator, counts[place]![column]!)), beta),
        ),
    );
  findings.judge("result.counts", follow, "result");
  return counts;
};
