/** The checks of §12 and where each failed. */

export const CHECKS = [
  "archive.format", "archive.canonical", "archive.chain", "election.canonical", "election.uuid",
  "election.key", "trustee.pok", "trustee.certificate", "trustee.coefficients",
  "trustee.verification_key", "credentials.distinct", "credentials.group", "ballot.canonical",
  "ballot.binding", "ballot.credential", "ballot.group", "ballot.signature",
  "ballot.individual_proof", "ballot.overall_proof", "ballot.blank_proof", "ballot.duplicate",
  "tally.ciphertexts", "tally.counts", "decryption.owner", "decryption.group", "decryption.proof",
  "decryption.threshold", "result.counts",
] as const;

export type CheckId = (typeof CHECKS)[number];

export const BALLOT_CHECKS = CHECKS.filter((check) => check.startsWith("ballot."));

export class Findings {
  private readonly places = new Map<CheckId, string[]>();

  checked(...checks: CheckId[]): void {
    for (const check of checks) if (!this.places.has(check)) this.places.set(check, []);
  }

  failed(check: CheckId, place: string): void {
    this.checked(check);
    this.places.get(check)!.push(place);
  }

  judge(check: CheckId, holds: boolean, place: string): void {
    this.checked(check);
    if (!holds) this.failed(check, place);
  }

  get allHold(): boolean {
    return [...this.places.values()].every((places) => places.length === 0);
  }

  inOrder(): { id: CheckId; places: readonly string[] }[] {
    return CHECKS.filter((id) => this.places.has(id)).map((id) => ({ id, places: this.places.get(id)! }));
  }
}
