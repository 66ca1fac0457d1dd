"""What can go wrong with a poll's records in a way that a person can act on."""

from typing import ClassVar

from tinnhiem.common.errors import DomainError


class Unreadable(DomainError):
    """The bytes are no archive or no JSON at all; ``place`` says where reading stopped."""

    code: ClassVar[str] = "voting_unreadable"


class RecordMalformed(DomainError):
    """A record is JSON but lacks a field or holds a value of the wrong kind at ``place``."""

    code: ClassVar[str] = "voting_record_malformed"


class ElementMalformed(RecordMalformed):
    """A text at ``place`` is not the one way to write an element of the group."""

    code: ClassVar[str] = "voting_element_malformed"


class GroupUnknown(DomainError):
    """The poll names a group that this house does not compute in."""

    code: ClassVar[str] = "voting_group_unknown"


class ProtocolUnknown(DomainError):
    """The poll names a version of the protocol that this house does not speak."""

    code: ClassVar[str] = "voting_protocol_unknown"


class CredentialMalformed(DomainError):
    """The typed code has the wrong length, letters or check character; the code itself is never repeated."""

    code: ClassVar[str] = "voting_credential_malformed"


class ChoiceInvalid(DomainError):
    """The answers to ``question`` are not what the question allows."""

    code: ClassVar[str] = "voting_choice_invalid"


class CommitmentBroken(DomainError):
    """Member ``member`` revealed something else than what was committed to."""

    code: ClassVar[str] = "voting_commitment_broken"


class ShareWrong(DomainError):
    """The share that member ``sender`` sent does not fit the coefficients the same member published."""

    code: ClassVar[str] = "voting_share_wrong"


class ThresholdImpossible(DomainError):
    """A committee of ``size`` cannot have the threshold ``threshold``."""

    code: ClassVar[str] = "voting_threshold_impossible"


class TooFewShares(DomainError):
    """The tally needs ``needed`` partial decryptions and has ``present``."""

    code: ClassVar[str] = "voting_too_few_shares"


class CountNotFound(DomainError):
    """A decrypted count lies outside what the number of ballots allows: a share is wrong."""

    code: ClassVar[str] = "voting_count_not_found"


class MeetingRecordMalformed(DomainError):
    """The meeting record is not JSON of the agreed shape; ``place`` names the field."""

    code: ClassVar[str] = "voting_meeting_malformed"
