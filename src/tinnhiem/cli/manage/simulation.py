"""A simulated poll: every secret from one seed, which is why it serves for nothing real.

The generator takes no poll id but those it makes itself; they start with letters that no real poll's id has.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.voting.archive import (
    DecryptingArchive,
    TalliedArchive,
    begun,
    closed,
    concluded,
    deposited,
    filled,
    tallied,
    written,
)
from tinnhiem.engines.voting.ballots import Ballot
from tinnhiem.engines.voting.credential_codes import credential_secret, new_code, new_code_of_2_0
from tinnhiem.engines.voting.credential_list import credential_list
from tinnhiem.engines.voting.decryption import combined, counts, partial_decryption
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.groups import Group, group_named
from tinnhiem.engines.voting.key_generation import assembled, check_reveal, new_member, new_single
from tinnhiem.engines.voting.randomness import RandomBytes, expanded, scalar
from tinnhiem.engines.voting.sealing import Booth, booth_for, sign
from tinnhiem.engines.voting.tally import Rows, merged, zero
from tinnhiem.engines.voting.trustees import Pedersen, Trustees, TrusteeSet, election_key

__all__ = ["SIMULATED_PREFIX", "PollPlan", "SimulatedPoll", "SimulationOnly", "seeded", "simulated"]

SIMULATED_PREFIX: Final = "TEST"
"""Ids of simulated polls start so, and those of real polls never do."""

_TIMESTAMP: Final = 1767225600
"""What stands in every header: the first second of 2026, since a simulation has no clock."""

_LETTERS: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

Choices = list[list[int]]


class SimulationOnly(DomainError):
    """Somebody asked the seeded generator for a poll that is not simulated."""

    code = "simulation_only"


@dataclass(frozen=True, slots=True)
class PollPlan:
    """What to simulate."""

    questions: int
    answers: int
    voters: int
    group: str
    trustees: int
    threshold: int
    seed: str
    has_blank: bool = False
    revotes: int = 0
    has_guardian: bool = False
    credentials: str = "3.x"


@dataclass(frozen=True, slots=True)
class Committee:
    """The trustees with the private keys of those who will open the tally, by owner."""

    trustees: Trustees
    openers: dict[int, int]


@dataclass(frozen=True, slots=True)
class SimulatedPoll:
    """The archive with what a test wants to know beside it."""

    uuid: str
    archive: bytes
    counts: list[list[int]]
    codes: tuple[str, ...]
    private_keys: dict[int, int]
    stages: dict[str, bytes]
    """The archive cut after its setup, while voting, after closing, after the tally."""


def seeded(*, uuid: str, seed: str, purpose: str) -> RandomBytes:
    """The stream for one ``purpose`` of a simulated poll; raises ``SimulationOnly`` for a real one."""
    if not uuid.startswith(SIMULATED_PREFIX):
        raise SimulationOnly(uuid=uuid, prefix=SIMULATED_PREFIX)
    return expanded(hashlib.sha256(f"simulation|{uuid}|{seed}|{purpose}".encode()).digest())


def simulated(plan: PollPlan) -> SimulatedPoll:
    """The whole poll; the same plan gives the same bytes."""
    uuid = _uuid(plan)
    group = group_named(plan.group)
    committee = _committee(plan, uuid, group)
    election = Election.defined(
        uuid=uuid,
        name="Cuộc lấy phiếu mô phỏng",
        description="",
        group=group,
        public_key=election_key(committee.trustees, group),
        questions=_questions(plan),
        administrator="Mô phỏng",
        credential_authority="Mô phỏng",
    )
    codes = _codes(plan, uuid)
    secrets = [credential_secret(code=code, uuid=uuid, group=group) for code in codes]
    listed = credential_list(group, [group.power(group.generator, secret) for secret in secrets])
    setup = begun(election=election, trustees=committee.trustees, credentials=listed, timestamp=_TIMESTAMP)
    ballots, counting = _ballots(plan, election, secrets)
    voting = filled(setup, ballots)
    box = closed(voting)
    tally = _tally(counting, election)
    sums = tallied(box, tally=tally, ballots=plan.voters, weight=plan.voters)
    opened, found = _opened(plan, sums, election, committee, tally)
    return SimulatedPoll(
        uuid=uuid,
        archive=written(concluded(opened, found)),
        counts=found,
        codes=codes,
        private_keys=committee.openers,
        stages={
            "setup": written(setup),
            "voting": written(voting),
            "closed": written(box),
            "tallied": written(sums),
            "decrypting": written(opened),
        },
    )


def _uuid(plan: PollPlan) -> str:
    """An id that tells plans apart and marks the poll as simulated."""
    draw = expanded(hashlib.sha256(f"simulation|{plan!r}".encode()).digest())
    return SIMULATED_PREFIX + "".join(_LETTERS[scalar(draw, len(_LETTERS))] for _ in range(12))


def _questions(plan: PollPlan) -> list[Question]:
    answers = tuple(f"Phương án {number}" for number in range(1, plan.answers + 1))
    return [
        Question(text=f"Câu {number}", answers=answers, blank=plan.has_blank)
        for number in range(1, plan.questions + 1)
    ]


def _codes(plan: PollPlan, uuid: str) -> tuple[str, ...]:
    draw = seeded(uuid=uuid, seed=plan.seed, purpose="codes")
    make = new_code_of_2_0 if plan.credentials == "2.0" else new_code
    return tuple(make(draw) for _ in range(plan.voters))


def _committee(plan: PollPlan, uuid: str, group: Group) -> Committee:
    """The counting committee and, in sealed mode, authority and guardian of whom either can open.

    A committee in which everybody is needed is made of single trustees. Otherwise the openers are chosen so
    that the member missing is one in the middle.
    """
    draw = seeded(uuid=uuid, seed=plan.seed, purpose="trustees")
    if plan.threshold == plan.trustees:
        made = [new_single(group=group, randomness=draw) for _ in range(plan.trustees)]
        sets: list[TrusteeSet] = [single for _, single in made]
        openers = {owner: secret for owner, (secret, _) in enumerate(made, 1)}
    else:
        secrets, committee = _pedersen(group, plan.trustees, plan.threshold, draw)
        sets = [committee]
        chosen = [1, *range(plan.trustees - plan.threshold + 2, plan.trustees + 1)]
        openers = {owner: secrets[owner - 1] for owner in chosen}
    if plan.has_guardian:
        secrets, pair = _pedersen(group, 2, 1, draw)
        sets.append(pair)
        openers[plan.trustees + 2] = secrets[1]
    return Committee(tuple(sets), openers)


def _pedersen(group: Group, size: int, threshold: int, draw: RandomBytes) -> tuple[list[int], Pedersen]:
    """The key ceremony with everybody honest: commit, reveal, share, and publish the keys."""
    members = [
        new_member(group=group, index=index, size=size, threshold=threshold, randomness=draw)
        for index in range(1, size + 1)
    ]
    announcements = [member.announcement for member in members]
    check_reveal(commitments=[each.commitment() for each in announcements], announcements=announcements)
    certs = [announcement.cert for announcement in announcements]
    coefficients = [member.coefficients for member in members]
    secrets = [
        member.decryption_key([sender.share_for(member.index) for sender in members], coefficients)
        for member in members
    ]
    committee = assembled(
        threshold=threshold,
        announcements=announcements,
        signatures=[member.certificates_signature(certs, draw) for member in members],
        keys=[member.public_key(secret, draw) for member, secret in zip(members, secrets, strict=True)],
    )
    return secrets, committee


def _ballots(plan: PollPlan, election: Election, secrets: Sequence[int]) -> tuple[list[bytes], list[bytes]]:
    """All ballots, and those of them that count."""
    booth = booth_for(election)
    every, counting = [], []
    for voter, secret in enumerate(secrets):
        draw = seeded(uuid=election.uuid, seed=plan.seed, purpose=f"voter {voter}")
        rounds = 2 if voter < plan.revotes else 1
        sealed = [_sealed(booth, _vote(plan, draw), secret, draw) for _ in range(rounds)]
        while not _is_in_order(sealed):
            sealed = [_sealed(booth, _vote(plan, draw), secret, draw) for _ in range(rounds)]
        every += sealed
        counting.append(sealed[-1])
    return every, counting


def _is_in_order(ballots: Sequence[bytes]) -> bool:
    """Whether board order keeps a later ballot behind the earlier one it replaces."""
    digests = [hashlib.sha256(ballot).digest() for ballot in ballots]
    return digests == sorted(digests)


def _vote(plan: PollPlan, draw: RandomBytes) -> Choices:
    width = plan.answers + plan.has_blank
    return [
        [int(place == chosen) for place in range(width)]
        for chosen in (scalar(draw, width) for _ in range(plan.questions))
    ]


def _sealed(booth: Booth, choices: Choices, secret: int, draw: RandomBytes) -> bytes:
    group = booth.election.group
    credential = group.power(group.generator, secret)
    ballot = booth.sealed(credential=credential, choices=choices, randomness=draw)
    return sign(ballot=ballot, election=booth.election, secret=secret, randomness=draw)


def _tally(ballots: Sequence[bytes], election: Election) -> Rows:
    group = election.group
    tally = zero(election.widths, group)
    for raw in ballots:
        answers = Ballot.parsed(raw, group=group).unsigned.answers
        tally = merged(tally, tuple(answer.choices for answer in answers), group)
    return tally


def _opened(
    plan: PollPlan, sums: TalliedArchive, election: Election, committee: Committee, tally: Rows
) -> tuple[DecryptingArchive, list[list[int]]]:
    draw = seeded(uuid=election.uuid, seed=plan.seed, purpose="opening")
    shares = {
        owner: partial_decryption(election=election, tally=tally, secret=secret, randomness=draw)
        for owner, secret in committee.openers.items()
    }
    archive: TalliedArchive | DecryptingArchive = sums
    for owner, share in shares.items():
        archive = deposited(archive, owner=owner, share=share)
    factors = combined(
        trustees=committee.trustees,
        shares={owner: share.factors for owner, share in shares.items()},
        group=election.group,
    )
    found = counts(tally=tally, factors=factors, greatest=plan.voters, group=election.group)
    assert isinstance(archive, DecryptingArchive)
    return archive, [list(row) for row in found]
