"""The laws of the machinery: what is encrypted comes out again, and any threshold of a committee opens."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.voting.voting_builders import GROUP_NAMES
from tinnhiem.engines.voting.archive import begun, closed, concluded, deposited, filled, tallied, written
from tinnhiem.engines.voting.ballots import Ballot
from tinnhiem.engines.voting.canonical import read, write
from tinnhiem.engines.voting.credential_list import credential_list
from tinnhiem.engines.voting.decryption import combined, counts, partial_decryption
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.errors import (
    ChoiceInvalid,
    CountNotFound,
    ThresholdImpossible,
    TooFewShares,
    Unreadable,
)
from tinnhiem.engines.voting.groups import group_named
from tinnhiem.engines.voting.key_generation import assembled, new_member
from tinnhiem.engines.voting.proofs import Branch, Prover
from tinnhiem.engines.voting.randomness import expanded
from tinnhiem.engines.voting.sealing import booth_for, sign
from tinnhiem.engines.voting.seals import seal
from tinnhiem.engines.voting.tally import merged, weighted, zero
from tinnhiem.engines.voting.trustees import election_key, parsed_trustees, written_trustees
from tinnhiem.engines.voting.verification import verified

UUID = "TEST123456789A"


def a_committee(group, size=3, threshold=2):
    """Private keys by owner and the committee's record."""
    draw = expanded(b"committee")
    members = [
        new_member(group=group, index=index, size=size, threshold=threshold, randomness=draw)
        for index in range(1, size + 1)
    ]
    coefficients = [member.coefficients for member in members]
    announcements = [member.announcement for member in members]
    certs = [announcement.cert for announcement in announcements]
    secrets = {
        member.index: member.decryption_key(
            [sender.share_for(member.index) for sender in members], coefficients
        )
        for member in members
    }
    committee = assembled(
        threshold=threshold,
        announcements=announcements,
        signatures=[member.certificates_signature(certs, draw) for member in members],
        keys=[member.public_key(secrets[member.index], draw) for member in members],
    )
    return secrets, (committee,)


def a_definition(group, trustees, **changes):
    question = Question(**({"text": "Đồng chí Lan", "answers": ("Đồng ý", "Không đồng ý")} | changes))
    return Election.defined(
        uuid=UUID,
        name="Lấy phiếu",
        description="",
        group=group,
        public_key=election_key(trustees, group),
        questions=[question],
    )


def votes_sealed(election, votes):
    booth = booth_for(election)
    group = election.group
    sealed = []
    for secret, vote in enumerate(votes, 1):
        ballot = booth.sealed(
            credential=group.power(group.generator, secret),
            choices=[vote],
            randomness=expanded(bytes([secret])),
        )
        sealed.append(
            sign(ballot=ballot, election=election, secret=secret, randomness=expanded(bytes([secret, 1])))
        )
    return sealed


def added_up(election, ballots):
    group = election.group
    tally = zero(election.widths, group)
    for raw in ballots:
        answers = Ballot.parsed(raw, group=group).unsigned.answers
        tally = merged(tally, tuple(answer.choices for answer in answers), group)
    return tally


class TestAQuestion:
    @pytest.mark.parametrize(
        ("question", "choices"),
        [
            ({}, [0, 0]),
            ({}, [1, 1]),
            ({}, [2, 0]),
            ({}, [-1, 1]),
            ({}, [1]),
            ({}, [1, 0, 0]),
            ({"blank": True}, [1, 1, 0]),
            ({"blank": True}, [0, 0, 0]),
            ({"minimum": 0, "maximum": 1}, [1, 1]),
        ],
    )
    def test_is_not_answered_otherwise_than_allowed(self, question, choices):
        group = group_named("Ed25519")
        _, trustees = a_committee(group)
        booth = booth_for(a_definition(group, trustees, **question))

        with pytest.raises(ChoiceInvalid) as caught:
            booth.sealed(credential=group.generator, choices=[choices], randomness=expanded(b"x"))

        assert caught.value.params == {"question": 1}

    def test_must_be_answered(self):
        group = group_named("Ed25519")
        _, trustees = a_committee(group)

        with pytest.raises(ChoiceInvalid):
            booth_for(a_definition(group, trustees)).sealed(
                credential=group.generator, choices=[], randomness=expanded(b"x")
            )

    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize(
        ("question", "choices"),
        [
            ({"minimum": 0, "maximum": 2}, [0, 0]),
            ({"minimum": 0, "maximum": 2}, [1, 1]),
            ({"minimum": 1, "maximum": 2, "blank": True}, [0, 1, 1]),
            ({"minimum": 0, "maximum": 2, "blank": True}, [1, 0, 0]),
            ({"minimum": 0, "maximum": 2, "blank": True}, [0, 0, 0]),
        ],
    )
    def test_answered_as_allowed_has_proofs_that_hold(self, group_name, question, choices, tmp_path):
        group = group_named(group_name)
        _, trustees = a_committee(group)
        election = a_definition(group, trustees, **question)
        setup = begun(
            election=election,
            trustees=trustees,
            credentials=credential_list(group, [group.generator]),
            timestamp=0,
        )
        path = tmp_path / f"{UUID}.bel"

        path.write_bytes(written(filled(setup, votes_sealed(election, [choices]))))

        assert verified(path).is_valid


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestACommittee:
    def test_of_two_of_three_opens_with_any_two(self, group_name):
        group = group_named(group_name)
        secrets, trustees = a_committee(group)
        election = a_definition(group, trustees)
        tally = added_up(election, votes_sealed(election, [[1, 0], [1, 0], [0, 1]]))
        shares = {
            owner: partial_decryption(
                election=election, tally=tally, secret=secret, randomness=expanded(b"open")
            ).factors
            for owner, secret in secrets.items()
        }

        for chosen in combinations(shares, 2):
            factors = combined(trustees=trustees, shares={i: shares[i] for i in chosen}, group=group)
            assert counts(tally=tally, factors=factors, greatest=3, group=group) == ((2, 1),)

    def test_of_two_of_three_does_not_open_with_one(self, group_name):
        group = group_named(group_name)
        secrets, trustees = a_committee(group)
        election = a_definition(group, trustees)
        tally = added_up(election, votes_sealed(election, [[1, 0]]))
        share = partial_decryption(
            election=election, tally=tally, secret=secrets[1], randomness=expanded(b"open")
        )

        with pytest.raises(TooFewShares) as caught:
            combined(trustees=trustees, shares={1: share.factors}, group=group)

        assert caught.value.params == {"needed": 2, "present": 1}

    def test_that_opens_with_a_wrong_share_finds_no_count(self, group_name):
        group = group_named(group_name)
        secrets, trustees = a_committee(group)
        election = a_definition(group, trustees)
        tally = added_up(election, votes_sealed(election, [[1, 0]]))
        shares = {
            owner: partial_decryption(
                election=election, tally=tally, secret=secrets[owner] + wrong, randomness=expanded(b"open")
            ).factors
            for owner, wrong in ((1, 0), (2, 1))
        }

        factors = combined(trustees=trustees, shares=shares, group=group)

        with pytest.raises(CountNotFound):
            counts(tally=tally, factors=factors, greatest=1, group=group)

    def test_reads_back_from_its_record(self, group_name):
        group = group_named(group_name)
        _, trustees = a_committee(group)

        assert parsed_trustees(written_trustees(trustees, group), group) == trustees

    def test_counts_a_weighted_ballot_as_often_as_it_weighs(self, group_name):
        group = group_named(group_name)
        secrets, trustees = a_committee(group)
        election = a_definition(group, trustees)
        tally = weighted(added_up(election, votes_sealed(election, [[0, 1]])), 5, group)
        shares = {
            owner: partial_decryption(
                election=election, tally=tally, secret=secrets[owner], randomness=expanded(b"open")
            ).factors
            for owner in (1, 3)
        }

        factors = combined(trustees=trustees, shares=shares, group=group)

        assert counts(tally=tally, factors=factors, greatest=5, group=group) == ((0, 5),)


class TestAThreshold:
    @pytest.mark.parametrize(
        ("size", "threshold", "index"), [(3, 0, 1), (3, 4, 1), (0, 0, 1), (3, 2, 0), (3, 2, 4)]
    )
    def test_that_cannot_be_is_refused(self, size, threshold, index):
        with pytest.raises(ThresholdImpossible):
            new_member(
                group=group_named("Ed25519"),
                index=index,
                size=size,
                threshold=threshold,
                randomness=expanded(b"x"),
            )


class TestAMembersSecrets:
    def test_are_not_shown(self):
        member = new_member(
            group=group_named("Ed25519"), index=1, size=1, threshold=1, randomness=expanded(b"x")
        )

        shown = repr(member)

        assert str(member.signing) not in shown
        assert str(member.polynomial[0]) not in shown


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestAWholePoll:
    @given(votes=st.lists(st.sampled_from([[1, 0], [0, 1]]), max_size=4))
    @settings(max_examples=5, deadline=None)
    def test_counts_what_was_cast(self, group_name, votes, tmp_path_factory):
        group = group_named(group_name)
        secrets, trustees = a_committee(group)
        election = a_definition(group, trustees)
        ballots = votes_sealed(election, votes)
        tally = added_up(election, ballots)
        credentials = credential_list(group, [group.power(group.generator, n) for n in range(1, 6)])
        setup = begun(election=election, trustees=trustees, credentials=credentials, timestamp=1)
        archive = tallied(closed(filled(setup, ballots)), tally=tally, ballots=len(votes), weight=len(votes))
        shares = {
            owner: partial_decryption(
                election=election, tally=tally, secret=secrets[owner], randomness=expanded(b"open")
            )
            for owner in (3, 1)
        }
        for owner, share in shares.items():
            archive = deposited(archive, owner=owner, share=share)
        factors = combined(
            trustees=trustees, shares={owner: share.factors for owner, share in shares.items()}, group=group
        )
        expected = (tuple(sum(column) for column in zip(*votes, strict=True)) or (0, 0),)

        found = counts(tally=tally, factors=factors, greatest=len(votes), group=group)
        path = tmp_path_factory.mktemp("poll") / f"{UUID}.bel"
        path.write_bytes(written(concluded(archive, found)))

        assert found == expected
        assert verified(path).is_valid
        assert not votes or verified(path).seal != seal([])


class TestAProver:
    def test_proves_a_true_branch_wherever_it_stands(self):
        group = group_named("Ed25519")
        prover = Prover(group, group.powers_of(group.generator), group.powers_of(group.generator))
        for plain in (0, 1, 2):
            proofs = prover.disjunction(
                branches=[Branch(5, plain, claimed) for claimed in (0, 1, 2)],
                challenge=lambda commitments: sum(commitments) % group.order,
                randomness=expanded(b"p"),
            )
            assert all(proof.is_reduced(group) for proof in proofs)


class TestCanonicalJson:
    @pytest.mark.parametrize(
        "raw", [b"", b"{", b"\xff", b"NaN", b"[1e999]x", b"[" * 100_000, b"\xef\xbb\xbf{}"]
    )
    def test_is_not_made_of_what_is_none(self, raw):
        with pytest.raises(Unreadable) as caught:
            read(raw, "here")

        assert caught.value.params == {"place": "here"}

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    def test_reads_back_what_was_written(self, value):
        assert read(write(value).encode(), "") == value

    def test_escapes_only_what_must_be(self):
        assert write({"đ": '"\\\n\x01\x7f/'}) == '{"đ":"\\"\\\\\\n\\u0001\\u007f/"}'
