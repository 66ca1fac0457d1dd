"""The hash chain: what makes an altered, missing or inserted line visible.

Pure; the table that stores the lines lives in ``apps.audit``."""

from tinnhiem.engines.ledger.chain import (
    GENESIS,
    Head,
    LedgerLine,
    SealedLine,
    canonical,
    head_of,
    link,
    seal,
)
from tinnhiem.engines.ledger.digests import Fact, digest
from tinnhiem.engines.ledger.verification import Fault, FaultKind, LedgerReport, verify

__all__ = [
    "GENESIS",
    "Fact",
    "Fault",
    "FaultKind",
    "Head",
    "LedgerLine",
    "LedgerReport",
    "SealedLine",
    "canonical",
    "digest",
    "head_of",
    "link",
    "seal",
    "verify",
]
