"""Attacks that succeeded against other systems, each refused or noticed here (spec §14 names the limits)."""

import hashlib
import json

import pytest

from tests.engines.voting.voting_builders import (
    GROUP_NAMES,
    a_poll,
    archive_of,
    ballots_of,
    changed,
    compact,
    election_of,
    failed,
    findings,
    records_of,
    secret_of,
    signed_again,
)
from tinnhiem.engines.voting.ballot_checks import ballot_verifier
from tinnhiem.engines.voting.ballots import tracker
from tinnhiem.engines.voting.credential_list import CredentialList
from tinnhiem.engines.voting.errors import CommitmentBroken, ShareWrong
from tinnhiem.engines.voting.finite_field import BELENIOS_2048
from tinnhiem.engines.voting.key_generation import check_reveal, new_member, new_single
from tinnhiem.engines.voting.meeting_record import MeetingRecord, check_meeting
from tinnhiem.engines.voting.proofs import Proof, knowledge_holds
from tinnhiem.engines.voting.randomness import expanded
from tinnhiem.engines.voting.reports import CheckId
from tinnhiem.engines.voting.seals import seal
from tinnhiem.engines.voting.transcripts import TRANSCRIPTS


def refusals(poll, raw):
    credentials = CredentialList.parsed(records_of(poll.archive)[0].data[2])
    return ballot_verifier(election_of(poll), credentials.weights).checked(raw).failures


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestCopyingSomebodysBallot:
    """Helios 2010: a voter learns a colleague's vote by casting the colleague's ballot as one's own."""

    def test_fails_because_proofs_are_bound_to_the_credential(self, group_name):
        poll = a_poll(group_name)
        group = election_of(poll).group
        mine, theirs = ballots_of(poll)[:2]
        copied = json.loads(theirs) | {"credential": json.loads(mine)["credential"]}
        del copied["signature"]

        raw = signed_again(
            compact(copied).decode(), group=group, secret=secret_of(poll, mine), election=election_of(poll)
        )

        assert refusals(poll, raw) == {CheckId.BALLOT_INDIVIDUAL_PROOF, CheckId.BALLOT_OVERALL_PROOF}

    def test_fails_for_the_answers_alone(self, group_name):
        poll = a_poll(group_name)
        group = election_of(poll).group
        mine, theirs = ballots_of(poll)[:2]
        copied = json.loads(mine) | {"answers": json.loads(theirs)["answers"]}
        del copied["signature"]

        raw = signed_again(
            compact(copied).decode(), group=group, secret=secret_of(poll, mine), election=election_of(poll)
        )

        assert CheckId.BALLOT_INDIVIDUAL_PROOF in refusals(poll, raw)


class TestAChallengeThatLeavesOutTheStatement:
    """Bernhard, Pereira, Warinschi 2012: proofs whose statement is not hashed can be made for false statements."""

    def test_is_refused_for_a_trustees_key(self):
        group, response = BELENIOS_2048, 7
        commitment = group.power(group.generator, 99)
        weak = int.from_bytes(hashlib.sha256(f"pok|{commitment}".encode()).digest(), "big") % group.order
        exponent = (99 - response) * pow(weak, -1, group.order) % group.order
        forged = group.power(group.generator, exponent)

        holds = knowledge_holds(
            group=group,
            key=forged,
            proof=Proof(weak, response),
            challenge=lambda found: TRANSCRIPTS[1].key_possession(group, forged, found),
        )

        assert not holds

    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    def test_is_refused_for_a_choice_proven_under_another_poll(self, group_name):
        poll, other = a_poll(group_name), a_poll(group_name, seed="cuộc khác")
        mine = json.loads(ballots_of(poll)[0])
        mine["answers"] = json.loads(ballots_of(other)[0])["answers"]

        assert CheckId.BALLOT_INDIVIDUAL_PROOF in refusals(poll, compact(mine))


class TestARogueKey:
    """A last trustee who publishes its key divided by everybody else's would open the tally alone."""

    def test_needs_a_proof_that_its_owner_cannot_give(self):
        group = BELENIOS_2048
        secret, _ = new_single(group=group, randomness=expanded(b"rogue"))
        _, honest = new_single(group=group, randomness=expanded(b"honest"))
        own = group.power(group.generator, secret)
        rogue = group.product((own, group.inverse(honest.key.key)))
        _, pretended = new_single(group=group, randomness=expanded(b"rogue"))

        holds = knowledge_holds(
            group=group,
            key=rogue,
            proof=pretended.key.pok,
            challenge=lambda found: TRANSCRIPTS[1].key_possession(group, rogue, found),
        )

        assert not holds


class TestARushingCommitteeMember:
    """The last to publish coefficients could choose them so that the election key has a wanted form."""

    def test_is_caught_by_the_commitment(self):
        members = [
            new_member(
                group=BELENIOS_2048, index=index, size=3, threshold=2, randomness=expanded(bytes([index]))
            )
            for index in (1, 2, 3)
        ]
        commitments = [member.announcement.commitment() for member in members]
        late = new_member(group=BELENIOS_2048, index=3, size=3, threshold=2, randomness=expanded(b"late"))

        with pytest.raises(CommitmentBroken) as caught:
            check_reveal(
                commitments=commitments,
                announcements=[members[0].announcement, members[1].announcement, late.announcement],
            )

        assert caught.value.params == {"member": 3}

    def test_is_named_when_a_share_does_not_fit(self):
        members = [
            new_member(
                group=BELENIOS_2048, index=index, size=3, threshold=2, randomness=expanded(bytes([index]))
            )
            for index in (1, 2, 3)
        ]
        shares = [member.share_for(1) for member in members]
        shares[1] += 1

        with pytest.raises(ShareWrong) as caught:
            members[0].decryption_key(shares, [member.coefficients for member in members])

        assert caught.value.params == {"sender": 2}


class TestAClashAttack:
    """Küsters, Truderung, Vogt: two voters are shown the same receipt and one ballot disappears."""

    def test_has_no_room_because_equal_ballots_are_refused(self, tmp_path):
        poll = a_poll()
        records = records_of(poll.archive)
        records[2] = records[1]

        found = findings(archive_of(records), tmp_path, poll.uuid)

        assert CheckId.BALLOT_DUPLICATE in failed(found)

    def test_has_no_room_because_a_tracker_is_made_of_the_whole_ballot(self):
        ballots = ballots_of(a_poll(voters=5, revotes=3))

        assert len({tracker(ballot) for ballot in ballots}) == len(ballots)


class TestAPublishedTallyThatIsNotTheSum:
    """Belenios before 3.1 did not compare the published sums with the ballots."""

    def test_is_refused_even_when_its_opening_is_consistent(self, tmp_path):
        poll, other = a_poll(voters=3), a_poll(voters=3)
        records = records_of(poll.archive)
        ballots = [place for place, record in enumerate(records) if record.kind == "Ballot"]
        del records[ballots[0]]

        found = findings(archive_of(records), tmp_path, other.uuid)

        assert {CheckId.TALLY_CIPHERTEXTS, CheckId.TALLY_COUNTS} <= failed(found)


class TestDroppingASupersededBallot:
    """No verifier sees it in a finished archive; the seal read aloud at close does."""

    def test_is_noticed_by_the_meeting_record(self, tmp_path):
        poll = a_poll(voters=5, revotes=1)
        whole = findings(poll.stages["closed"], tmp_path, poll.uuid)
        credentials = [json.loads(ballot)["credential"] for ballot in ballots_of(poll)]
        superseded = next(place for place, own in enumerate(credentials) if own in credentials[place + 1 :])
        records = records_of(poll.stages["closed"])
        del records[superseded + 1]
        cut = findings(archive_of(records), tmp_path, poll.uuid)
        record = MeetingRecord.parsed(
            compact(
                {
                    "setup_fingerprint": whole.fingerprint,
                    "seals": [
                        {"at": "open", "ballots": 0, "seal": seal([])},
                        {"at": "close", "ballots": 6, "seal": whole.seal},
                    ],
                    "void_credentials": [],
                    "voided": [],
                    "paper": None,
                    "roll": {"signed": 6},
                    "mode": "announced",
                    "archive_sha256": cut.archive_sha256,
                }
            )
        )

        assert cut.is_valid
        check_meeting(record=record, archive=cut, findings=cut.findings)
        assert failed(cut) == {CheckId.MEETING_SEALS}


class TestTooManyVotesInOneBallot:
    """A ballot that holds two for one answer, or two answers, has no proof."""

    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    def test_is_refused_when_a_cell_is_doubled(self, group_name):
        poll = a_poll(group_name)
        group = election_of(poll).group
        original = ballots_of(poll)[0]
        ballot = json.loads(original)
        for choice in ballot["answers"][0]["choices"]:
            for half in ("alpha", "beta"):
                element = group.read(choice[half], "")
                choice[half] = group.write(group.product((element, element)))
        del ballot["signature"]

        raw = signed_again(
            compact(ballot).decode(),
            group=group,
            secret=secret_of(poll, original),
            election=election_of(poll),
        )

        assert CheckId.BALLOT_INDIVIDUAL_PROOF in refusals(poll, raw)


class TestASwappedKeyAfterTheSetup:
    """A server that shows voters another key than the committee's would read the votes."""

    def test_is_refused(self, tmp_path):
        poll, other = a_poll(), a_poll(seed="khóa khác")
        foreign = records_of(other.archive)[0].data[1]

        def swap(record):
            data = [record.data[0], foreign, record.data[2]]
            names = ("election", "trustees", "credentials")
            digests = {name: hashlib.sha256(body).hexdigest() for name, body in zip(names, data, strict=True)}
            return type(record)(record.kind, (*data, compact(digests)))

        archive = changed(poll.archive, "Setup", swap)

        assert CheckId.ELECTION_KEY in failed(findings(archive, tmp_path, poll.uuid))
