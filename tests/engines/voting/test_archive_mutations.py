"""A changed archive is refused by the check that names the change, and a cut one holds at its stage."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.voting.voting_builders import (
    GROUP_NAMES,
    Record,
    a_poll,
    archive_of,
    changed,
    compact,
    failed,
    findings,
    records_of,
    sha,
)
from tinnhiem.engines.voting.errors import GroupUnknown, ProtocolUnknown, Unreadable
from tinnhiem.engines.voting.reports import CheckId, Stage
from tinnhiem.engines.voting.tar import packed
from tinnhiem.engines.voting.verification import verified


def in_json(place, change):
    """Change the JSON of the data member at ``place`` of a record; the last member follows its hash."""

    def apply(record):
        value = json.loads(record.data[place])
        replaced = change(value)
        return with_member(record, place, compact(value if replaced is None else replaced))

    return apply


def with_member(record: Record, place: int, body: bytes) -> Record:
    """The record with another member, whose hash the last member names."""
    place %= len(record.data)
    old, data = sha(record.data[place]), list(record.data)
    data[place] = body
    if place != len(data) - 1:
        data[-1] = data[-1].replace(old.encode(), sha(body).encode())
    return Record(record.kind, tuple(data))


def set_value(*path, to):
    """A change that sets the value at ``path``."""

    def apply(value):
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to(value[path[-1]]) if callable(to) else to

    return apply


def dropped(_value):
    """Nothing in its place."""


def plus_one(text):
    return str(int(text) + 1)


def refused_for(poll, archive, folder):
    return failed(findings(archive, folder, poll.uuid))


SETUP_CHANGES = {
    "question text": (0, set_value("questions", 0, "question", to="Câu khác"), CheckId.BALLOT_BINDING),
    "public key": (0, set_value("public_key", to="4"), CheckId.ELECTION_KEY),
    "uuid": (0, set_value("uuid", to="not an id"), CheckId.ELECTION_UUID),
    "field missing": (0, lambda value: dropped(value.pop("name")), CheckId.ELECTION_CANONICAL),
    "extra field": (0, lambda value: value.update(note="x"), CheckId.ELECTION_CANONICAL),
    "possession": (
        1,
        set_value(0, 1, "verification_keys", 0, "pok", "response", to=plus_one),
        CheckId.TRUSTEE_POK,
    ),
    "certificate": (
        1,
        set_value(0, 1, "certs", 0, "signature", "response", to=plus_one),
        CheckId.TRUSTEE_CERTIFICATE,
    ),
    "certificate of another place": (
        1,
        lambda value: value[0][1]["certs"].reverse(),
        CheckId.TRUSTEE_CERTIFICATE,
    ),
    "certificate that is no record": (
        1,
        set_value(0, 1, "certs", 0, "message", to="{"),
        CheckId.TRUSTEE_CERTIFICATE,
    ),
    "threshold": (1, set_value(0, 1, "threshold", to=1), CheckId.TRUSTEE_COEFFICIENTS),
    "coefficients": (
        1,
        set_value(0, 1, "coefexps", 0, "signature", "challenge", to=plus_one),
        CheckId.TRUSTEE_COEFFICIENTS,
    ),
    "coefficients that are no record": (
        1,
        set_value(0, 1, "coefexps", 0, "message", to='{"coefexps":[]}'),
        CheckId.TRUSTEE_COEFFICIENTS,
    ),
    "signature under all certificates": (
        1,
        set_value(0, 1, "signatures", 0, "response", to=plus_one),
        CheckId.TRUSTEE_COEFFICIENTS,
    ),
    "verification keys swapped": (
        1,
        lambda value: value[0][1]["verification_keys"].reverse(),
        CheckId.TRUSTEE_VERIFICATION_KEY,
    ),
    "signature under a verification key": (
        1,
        set_value(0, 1, "verification_keys", 1, "signature", "response", to=plus_one),
        CheckId.TRUSTEE_VERIFICATION_KEY,
    ),
    "one signature under a key missing": (
        1,
        lambda value: dropped(value[0][1]["verification_keys"][1].pop("signature")),
        CheckId.TRUSTEE_VERIFICATION_KEY,
    ),
    "a member missing": (1, lambda value: dropped(value[0][1]["certs"].pop()), CheckId.TRUSTEE_CERTIFICATE),
    "credential twice": (2, lambda value: [*value, value[0]], CheckId.CREDENTIALS_DISTINCT),
    "credential outside the group": (2, lambda value: [*value, "5"], CheckId.CREDENTIALS_GROUP),
    "credential removed": (2, lambda value: value[1:], CheckId.BALLOT_CREDENTIAL),
    "unknown hash": (3, set_value("trustees", to="0" * 64), CheckId.ARCHIVE_CHAIN),
}
OPENING_CHANGES = {
    "tally of others": (
        "EncryptedTally",
        in_json(0, set_value(0, 0, "alpha", to="1")),
        CheckId.TALLY_CIPHERTEXTS,
    ),
    "number of ballots": (
        "EncryptedTally",
        in_json(-1, set_value("num_tallied", to=9)),
        CheckId.TALLY_COUNTS,
    ),
    "weight": ("EncryptedTally", in_json(-1, set_value("total_weight", to=9)), CheckId.TALLY_COUNTS),
    "owner nobody": ("PartialDecryption", in_json(-1, set_value("owner", to=0)), CheckId.DECRYPTION_OWNER),
    "owner unknown": ("PartialDecryption", in_json(-1, set_value("owner", to=4)), CheckId.DECRYPTION_OWNER),
    "owner of the other share": (
        "PartialDecryption",
        in_json(-1, set_value("owner", to=3)),
        CheckId.DECRYPTION_OWNER,
    ),
    "owner without a share": (
        "PartialDecryption",
        in_json(-1, set_value("owner", to=2)),
        CheckId.DECRYPTION_OWNER,
    ),
    "proof under another key": (
        "PartialDecryption",
        in_json(-1, set_value("owner", to=2)),
        CheckId.DECRYPTION_PROOF,
    ),
    "too few shares": (
        "PartialDecryption",
        in_json(-1, set_value("owner", to=2)),
        CheckId.DECRYPTION_THRESHOLD,
    ),
    "factor outside the group": (
        "PartialDecryption",
        in_json(0, set_value("decryption_factors", 0, 0, to="5")),
        CheckId.DECRYPTION_GROUP,
    ),
    "factor of nothing": (
        "PartialDecryption",
        in_json(0, set_value("decryption_factors", 0, 0, to="1")),
        CheckId.DECRYPTION_PROOF,
    ),
    "proof of a share": (
        "PartialDecryption",
        in_json(0, set_value("decryption_proofs", 0, 0, "response", to=plus_one)),
        CheckId.DECRYPTION_PROOF,
    ),
    "a factor missing": (
        "PartialDecryption",
        in_json(0, lambda value: dropped(value["decryption_factors"][0].pop())),
        CheckId.DECRYPTION_PROOF,
    ),
    "a count more": (
        "Result",
        in_json(-1, set_value("result", 0, 0, to=lambda n: n + 1)),
        CheckId.RESULT_COUNTS,
    ),
    "a count missing": (
        "Result",
        in_json(-1, lambda value: dropped(value["result"][0].pop())),
        CheckId.RESULT_COUNTS,
    ),
    "a negative count": ("Result", in_json(-1, set_value("result", 0, 0, to=-1)), CheckId.RESULT_COUNTS),
    "a count as text": ("Result", in_json(-1, set_value("result", 0, 0, to=str)), CheckId.ARCHIVE_CANONICAL),
}


class TestASetup:
    @pytest.mark.parametrize("name", SETUP_CHANGES)
    def test_is_refused_when_changed(self, name, tmp_path):
        place, change, expected = SETUP_CHANGES[name]
        poll = a_poll()

        archive = changed(poll.archive, "Setup", in_json(place, change))

        assert expected in refused_for(poll, archive, tmp_path)

    def test_with_an_unknown_group_cannot_be_judged(self, tmp_path):
        poll = a_poll()
        archive = changed(poll.archive, "Setup", in_json(0, set_value("group", to="RFC-3526-2048")))

        with pytest.raises(GroupUnknown):
            findings(archive, tmp_path, poll.uuid)

    def test_of_another_protocol_version_cannot_be_judged(self, tmp_path):
        poll = a_poll()
        archive = changed(poll.archive, "Setup", in_json(0, set_value("version", to=2)))

        with pytest.raises(ProtocolUnknown):
            findings(archive, tmp_path, poll.uuid)


class TestAnOpening:
    @pytest.mark.parametrize("name", OPENING_CHANGES)
    def test_is_refused_when_changed(self, name, tmp_path):
        kind, change, expected = OPENING_CHANGES[name]
        poll = a_poll()

        archive = changed(poll.archive, kind, change)

        assert expected in refused_for(poll, archive, tmp_path)

    def test_with_shares_of_another_committee_is_refused(self, tmp_path):
        poll, other = a_poll(), a_poll(seed="tổ khác")
        share = next(record for record in records_of(other.archive) if record.kind == "PartialDecryption")

        archive = changed(poll.archive, "PartialDecryption", lambda _: share)

        assert CheckId.DECRYPTION_PROOF in refused_for(poll, archive, tmp_path)

    def test_without_the_guardian_does_not_reach_a_result(self, tmp_path):
        poll = a_poll(has_guardian=True)
        records = records_of(poll.archive)
        shares = [place for place, record in enumerate(records) if record.kind == "PartialDecryption"]
        del records[shares[-1]]

        assert CheckId.DECRYPTION_THRESHOLD in refused_for(poll, archive_of(records), tmp_path)


class TestABox:
    def test_does_not_take_the_same_ballot_twice(self, tmp_path):
        poll = a_poll()
        records = records_of(poll.stages["voting"])

        archive = archive_of([*records, records[-1]])

        assert CheckId.BALLOT_DUPLICATE in refused_for(poll, archive, tmp_path)

    def test_does_not_take_a_ballot_of_another_poll(self, tmp_path):
        poll, other = a_poll(), a_poll(seed="cuộc khác")
        stranger = next(record for record in records_of(other.archive) if record.kind == "Ballot")

        archive = changed(poll.stages["voting"], "Ballot", lambda _: stranger)

        assert {CheckId.BALLOT_BINDING, CheckId.BALLOT_CREDENTIAL} <= refused_for(poll, archive, tmp_path)

    def test_does_not_take_a_ballot_that_is_no_record(self, tmp_path):
        poll = a_poll()

        archive = changed(poll.stages["voting"], "Ballot", lambda record: record.with_last(b"[]"))

        assert CheckId.BALLOT_CANONICAL in refused_for(poll, archive, tmp_path)

    def test_cannot_be_read_when_a_ballot_is_no_json(self, tmp_path):
        poll = a_poll()
        archive = changed(poll.stages["voting"], "Ballot", lambda record: record.with_last(b"{"))

        with pytest.raises(Unreadable):
            findings(archive, tmp_path, poll.uuid)


class TestAChain:
    @pytest.mark.parametrize(
        "rearrange",
        [
            lambda records: records[1:],
            lambda records: [records[0], *records],
            lambda records: [*records, records[-1]],
            lambda records: [*records[:-1], replace(records[-1], kind="Shuffle")],
            lambda records: [record for record in records if record.kind != "EndBallots"],
            lambda records: [record for record in records if record.kind != "EncryptedTally"],
        ],
        ids=["no setup", "two setups", "two results", "unknown event", "never closed", "no tally"],
    )
    def test_with_events_out_of_order_is_refused(self, rearrange, tmp_path):
        poll = a_poll()

        archive = archive_of(rearrange(records_of(poll.archive)))

        assert CheckId.ARCHIVE_CHAIN in refused_for(poll, archive, tmp_path)

    def test_spliced_from_two_archives_is_refused(self, tmp_path):
        poll = a_poll()
        start = len(poll.stages["voting"])

        archive = poll.stages["setup"] + poll.archive[start:]

        assert CheckId.ARCHIVE_CHAIN in refused_for(poll, archive, tmp_path)


class TestALayout:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (lambda raw: raw + bytes(1024), CheckId.ARCHIVE_CANONICAL),
            (lambda raw: raw.replace(b"0000644", b"0000600", 1), CheckId.ARCHIVE_CANONICAL),
            (lambda raw: raw.replace(b"BELENIOS", b"BELENIOZ", 1), CheckId.ARCHIVE_FORMAT),
            (lambda raw: raw + packed(f"{sha(b'x')}.data.json", b"x", 1767225600), CheckId.ARCHIVE_CANONICAL),
            (lambda raw: raw + packed("other.txt", b"x", 1767225600), CheckId.ARCHIVE_FORMAT),
            (lambda raw: raw + packed(f"{sha(b'y')}.data.json", b"x", 1767225600), CheckId.ARCHIVE_FORMAT),
        ],
        ids=["zeros at the end", "other rights", "other format", "left over", "a stranger", "a wrong name"],
    )
    def test_that_differs_is_refused(self, change, expected, tmp_path):
        poll = a_poll()

        assert expected in refused_for(poll, change(poll.archive), tmp_path)

    @pytest.mark.parametrize(
        "raw",
        [b"", b"x", b"x" * 5000, bytes(4096), packed("BELENIOS", b"{", 0), packed("BELENIOS", b"{}", 0)],
        ids=["empty", "one byte", "text", "zeros", "no JSON", "nothing after the first member"],
    )
    def test_that_is_none_cannot_be_read(self, raw, tmp_path):
        with pytest.raises(Unreadable):
            findings(raw, tmp_path, "TEST1111111111")

    def test_of_two_gigabytes_of_zeros_is_refused_at_once(self, tmp_path):
        path = tmp_path / "TEST1111111111.bel"
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)

        with pytest.raises(Unreadable):
            verified(path)

    @given(st.data())
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_with_any_byte_changed_is_refused(self, tmp_path, data):
        poll = a_poll("Ed25519")
        place = data.draw(st.integers(0, len(poll.archive) - 1))
        flipped = data.draw(st.integers(1, 255))
        raw = bytearray(poll.archive)
        raw[place] ^= flipped

        try:
            found = findings(bytes(raw), tmp_path, poll.uuid)
        except (Unreadable, GroupUnknown, ProtocolUnknown):
            return
        assert not found.is_valid

    @given(st.integers(1, 512 * 20))
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_that_ends_early_is_never_a_result(self, tmp_path, missing):
        poll = a_poll("Ed25519")

        try:
            found = findings(poll.archive[:-missing], tmp_path, poll.uuid)
        except Unreadable:
            return
        assert not found.is_valid or found.stage is not Stage.RESULT

    @given(st.binary(max_size=2000))
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_of_random_bytes_is_never_read(self, tmp_path, raw):
        with pytest.raises(Unreadable):
            findings(raw, tmp_path, "TEST1111111111")


class TestAnArchiveCutEarly:
    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize(
        "stage", [Stage.SETUP, Stage.VOTING, Stage.CLOSED, Stage.TALLIED, Stage.DECRYPTING]
    )
    def test_is_valid_at_its_stage(self, stage, group_name, tmp_path):
        poll = a_poll(group_name)

        found = findings(poll.stages[stage], tmp_path, poll.uuid)

        assert (found.is_valid, found.stage, found.result) == (True, stage, None)


class TestAWholeArchive:
    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize(
        "plan",
        [
            {},
            {"questions": 3, "has_blank": True},
            {"voters": 5, "revotes": 3},
            {"has_guardian": True},
            {"trustees": 5, "threshold": 3},
            {"trustees": 2, "threshold": 2},
            {"trustees": 1, "threshold": 1, "voters": 1},
        ],
        ids=str,
    )
    def test_gives_the_counts_that_were_cast(self, plan, group_name, tmp_path):
        poll = a_poll(group_name, **plan)

        found = findings(poll.archive, tmp_path, poll.uuid)

        assert failed(found) == set()
        assert [list(row) for row in found.result] == poll.counts
        assert sum(found.result[0]) == found.accepted == plan.get("voters", 3)
        assert found.superseded == plan.get("revotes", 0)

    def test_is_the_same_bytes_for_the_same_plan(self):
        again = a_poll.__wrapped__()

        assert again.archive == a_poll().archive

    def test_holds_ballots_in_the_order_of_their_hashes(self):
        hashes = [
            sha(r.data[0]) for r in records_of(a_poll(voters=5, revotes=3).archive) if r.kind == "Ballot"
        ]

        assert hashes == sorted(hashes)

    def test_is_put_together_again_byte_for_byte(self):
        poll = a_poll()

        assert archive_of(records_of(poll.archive)) == poll.archive
