"""Debian's belenios-tool judges archives of ours, opens one, and votes in one; and where the two disagree.

The tool is a system package of its own (``apt-get install belenios-tool``); it shares no line with this house.
"""

import json
import shutil
import subprocess

import pytest

from tests.engines.voting.voting_builders import (
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
    sha,
    signed_again,
)
from tinnhiem.engines.voting.reports import CheckId, Stage

TOOL = shutil.which("belenios-tool")
pytestmark = pytest.mark.skipif(TOOL is None, reason="the system package belenios-tool is not installed")

PLANS = {
    "1x3": {"voters": 5},
    "3x3 with revotes": {"questions": 3, "voters": 5, "revotes": 2},
    "15x4": {"questions": 15, "answers": 4, "voters": 2},
    "blank": {"questions": 2, "has_blank": True},
    "single trustees": {"threshold": 3},
    "3 of 5": {"trustees": 5, "threshold": 3},
    "with a guardian": {"has_guardian": True},
    "codes of 2.0": {"credentials": "2.0"},
}


def tool(folder, *arguments, given=b""):
    return subprocess.run(
        [TOOL, *arguments, "--dir", str(folder)], input=given, capture_output=True, check=False, timeout=120
    )


def says_yes(folder):
    return tool(folder, "election", "verify").returncode == 0


def kept(folder, poll, archive):
    path = folder / f"{poll.uuid}.bel"
    path.write_bytes(archive)
    return path


def appended(folder, kind, made):
    assert made.returncode == 0, made.stderr
    added = tool(folder, "archive", "add-event", f"--type={kind}", given=made.stdout)
    assert added.returncode == 0, added.stderr


class TestAnArchiveOfOurs:
    @pytest.mark.parametrize("name", PLANS)
    def test_is_verified_by_the_tool(self, name, tmp_path):
        poll = a_poll(**PLANS[name])

        kept(tmp_path, poll, poll.archive)

        assert says_yes(tmp_path)

    @pytest.mark.parametrize("stage", [Stage.VOTING, Stage.CLOSED, Stage.TALLIED, Stage.DECRYPTING])
    def test_is_verified_by_the_tool_when_cut(self, stage, tmp_path):
        poll = a_poll()

        kept(tmp_path, poll, poll.stages[stage])

        assert says_yes(tmp_path)

    def test_is_opened_by_the_tool(self, tmp_path):
        poll = a_poll(threshold=3)
        path = kept(tmp_path, poll, poll.stages["tallied"])
        for owner, secret in poll.private_keys.items():
            key = tmp_path / f"{owner}.key"
            key.write_text(f'"{secret}"')
            share = tool(tmp_path, "election", "decrypt", "--privkey", str(key), "--trustee-id", str(owner))
            appended(tmp_path, "PartialDecryption", share)
        appended(tmp_path, "Result", tool(tmp_path, "election", "compute-result"))

        found = findings(path.read_bytes(), tmp_path, poll.uuid)

        assert failed(found) == set()
        assert [list(row) for row in found.result] == poll.counts

    def test_takes_a_ballot_that_the_tool_casts(self, tmp_path):
        poll = a_poll(credentials="2.0")
        path = kept(tmp_path, poll, poll.stages["setup"])
        code, choice = tmp_path / "code", tmp_path / "choice"
        code.write_text(poll.codes[0])
        choice.write_text("[[0,1,0]]")
        ballot = tool(
            tmp_path, "election", "generate-ballot", "--privcred", str(code), "--ballot", str(choice)
        )
        appended(tmp_path, "Ballot", ballot)

        found = findings(path.read_bytes(), tmp_path, poll.uuid)

        assert (failed(found), found.accepted) == (set(), 1)


class TestWhereTheToolSaysYesAndWeSayNo:
    """Each case is a gap of version 2.0 that spec §14 names."""

    def test_published_sums_are_not_those_of_the_ballots(self, tmp_path):
        poll = a_poll(threshold=3)

        def swap(record):
            sums = json.loads(record.data[0])
            sums[0].reverse()
            body = compact(sums)
            return type(record)(
                record.kind, (body, record.data[1].replace(sha(record.data[0]).encode(), sha(body).encode()))
            )

        archive = changed(poll.stages["tallied"], "EncryptedTally", swap)
        kept(tmp_path, poll, archive)

        assert says_yes(tmp_path)
        assert failed(findings(archive, tmp_path, poll.uuid)) == {CheckId.TALLY_CIPHERTEXTS}

    def test_published_number_of_ballots_is_wrong(self, tmp_path):
        poll = a_poll()

        def change(record):
            return record.with_last(record.data[-1].replace(b'"num_tallied":3', b'"num_tallied":4'))

        archive = changed(poll.stages["tallied"], "EncryptedTally", change)
        kept(tmp_path, poll, archive)

        assert says_yes(tmp_path)
        assert failed(findings(archive, tmp_path, poll.uuid)) == {CheckId.TALLY_COUNTS}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('{"choices":', '{"note":"x","choices":'),
            ('"overall_proof":', '"blank_proof":null,"overall_proof":'),
            ('{"challenge":"', '{"challenge":"0'),
        ],
        ids=["extra field", "null field", "leading zero"],
    )
    def test_a_voter_has_marked_the_own_ballot(self, old, new, tmp_path):
        poll = a_poll()
        original = ballots_of(poll)[0]
        ballot = json.loads(original)
        del ballot["signature"]
        election = election_of(poll)
        marked = signed_again(
            compact(ballot).decode().replace(old, new, 1),
            group=election.group,
            secret=secret_of(poll, original),
            election=election,
        )
        archive = changed(poll.stages["voting"], "Ballot", lambda record: record.with_last(marked))
        kept(tmp_path, poll, archive)

        assert says_yes(tmp_path)
        assert CheckId.BALLOT_CANONICAL in failed(findings(archive, tmp_path, poll.uuid))

    def test_a_superseded_ballot_is_left_out_which_only_the_seal_shows(self, tmp_path):
        poll = a_poll(voters=5, revotes=1)
        records = records_of(poll.stages["closed"])
        credentials = [json.loads(ballot)["credential"] for ballot in ballots_of(poll)]
        superseded = next(place for place, own in enumerate(credentials) if own in credentials[place + 1 :])
        del records[superseded + 1]
        archive = archive_of(records)
        kept(tmp_path, poll, archive)

        found = findings(archive, tmp_path, poll.uuid)

        assert says_yes(tmp_path)
        assert found.is_valid
        assert found.seal != findings(poll.stages["closed"], tmp_path, poll.uuid).seal
