"""Whatever stands in a record, the verifier answers with checks or with a sentence, never with a crash."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.voting.voting_builders import (
    GROUP_NAMES,
    a_poll,
    archive_of,
    compact,
    findings,
    records_of,
)
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.voting.meeting_record import MeetingRecord

ODD_TEXTS = [
    "",
    "0",
    "1",
    "-1",
    "00",
    "9" * 700,
    "f" * 64,
    "é",
    "\x00",
    "null",
    "{",
    "[]",
    '{"coefexps":[1]}',
]
ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(ODD_TEXTS),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([[[]]]),
    st.just({"alpha": "1", "beta": "1"}),
    st.just({"challenge": "0", "response": "0"}),
)


def places(value, path=()):
    """The path of every node of a JSON value."""
    yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from places(child, (*path, key))


def with_node(value, path, new):
    """``value`` with another node at ``path``."""
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = with_node(copied[path[0]], path[1:], new)
    return copied


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestAnOddValueAnywhere:
    @given(data=st.data())
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_refused_without_a_crash(self, group_name, data, tmp_path):
        poll = a_poll(group_name, answers=2, voters=2)
        records = records_of(poll.archive)
        nth = data.draw(st.integers(0, len(records) - 1).filter(lambda place: records[place].data))
        record = records[nth]
        member = data.draw(st.integers(0, len(record.data) - 1))
        value = json.loads(record.data[member])
        path = data.draw(st.sampled_from(list(places(value))))
        body = compact(with_node(value, path, data.draw(ODD_VALUES)))
        members = list(record.data)
        members[member] = body
        records[nth] = type(record)(record.kind, tuple(members))

        try:
            found = findings(archive_of(records), tmp_path, poll.uuid)
        except DomainError:
            return
        assert body == record.data[member] or not found.is_valid


class TestAnOddMeetingRecord:
    @given(data=st.data())
    @settings(max_examples=100, deadline=None)
    def test_is_refused_with_its_place(self, data):
        record = {
            "setup_fingerprint": "",
            "seals": [{"at": "open", "ballots": 0, "seal": ""}],
            "void_credentials": ["x"],
            "voided": [{"tracker": "x", "reason": "y"}],
            "paper": {"issued": 0, "returned": 0, "invalid": 0, "keyed": 0},
            "roll": {"signed": 0},
            "mode": "announced",
            "archive_sha256": "",
        }
        path = data.draw(st.sampled_from(list(places(record))))

        try:
            MeetingRecord.parsed(compact(with_node(record, path, data.draw(ODD_VALUES))))
        except DomainError as error:
            assert error.code == "voting_meeting_malformed"
