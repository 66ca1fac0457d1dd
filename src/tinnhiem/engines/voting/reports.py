"""What a verifier says: each check by its id, whether it held, and where it failed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["CheckId", "Findings", "Stage"]


class CheckId(StrEnum):
    """The checks, in the order in which they are reported."""

    ARCHIVE_FORMAT = "archive.format"
    ARCHIVE_CANONICAL = "archive.canonical"
    ARCHIVE_CHAIN = "archive.chain"
    ELECTION_CANONICAL = "election.canonical"
    ELECTION_UUID = "election.uuid"
    ELECTION_KEY = "election.key"
    TRUSTEE_POK = "trustee.pok"
    TRUSTEE_CERTIFICATE = "trustee.certificate"
    TRUSTEE_COEFFICIENTS = "trustee.coefficients"
    TRUSTEE_VERIFICATION_KEY = "trustee.verification_key"
    CREDENTIALS_DISTINCT = "credentials.distinct"
    CREDENTIALS_GROUP = "credentials.group"
    BALLOT_CANONICAL = "ballot.canonical"
    BALLOT_BINDING = "ballot.binding"
    BALLOT_CREDENTIAL = "ballot.credential"
    BALLOT_GROUP = "ballot.group"
    BALLOT_SIGNATURE = "ballot.signature"
    BALLOT_INDIVIDUAL_PROOF = "ballot.individual_proof"
    BALLOT_OVERALL_PROOF = "ballot.overall_proof"
    BALLOT_BLANK_PROOF = "ballot.blank_proof"
    BALLOT_DUPLICATE = "ballot.duplicate"
    TALLY_CIPHERTEXTS = "tally.ciphertexts"
    TALLY_COUNTS = "tally.counts"
    DECRYPTION_OWNER = "decryption.owner"
    DECRYPTION_GROUP = "decryption.group"
    DECRYPTION_PROOF = "decryption.proof"
    DECRYPTION_THRESHOLD = "decryption.threshold"
    RESULT_COUNTS = "result.counts"
    MEETING_SEALS = "meeting.seals"
    MEETING_VOID = "meeting.void"
    MEETING_EQUATIONS = "meeting.equations"


class Stage(StrEnum):
    """How far an archive goes."""

    SETUP = "setup"
    VOTING = "voting"
    CLOSED = "closed"
    TALLIED = "tallied"
    DECRYPTING = "decrypting"
    RESULT = "result"


@dataclass(slots=True)
class Findings:
    """The checks made so far, each with the places where it failed."""

    places: dict[CheckId, list[str]] = field(default_factory=dict)

    def checked(self, *checks: CheckId) -> None:
        """Note that ``checks`` were made; without a failure they held."""
        for check in checks:
            self.places.setdefault(check, [])

    def failed(self, check: CheckId, place: str) -> None:
        """Note that ``check`` failed at ``place``."""
        self.places.setdefault(check, []).append(place)

    def judge(self, check: CheckId, *, holds: bool, place: str) -> None:
        """Note that ``check`` was made at ``place``, and failed unless it ``holds``."""
        self.checked(check)
        if not holds:
            self.failed(check, place)

    def add(self, others: Mapping[CheckId, Iterable[str]]) -> None:
        """Take over what another set of findings noted."""
        for check, places in others.items():
            self.places.setdefault(check, []).extend(places)

    @property
    def all_hold(self) -> bool:
        """Whether no check failed."""
        return not any(self.places.values())

    def in_order(self) -> list[tuple[CheckId, tuple[str, ...]]]:
        """The checks made, in the order of ``CheckId``, with the places where each failed."""
        return [(check, tuple(self.places[check])) for check in CheckId if check in self.places]
