"""A digest commits to what an act changed; without its salt nobody can guess what that was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.ledger import digest

SALT = bytes(range(32))
facts = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8) | st.dates(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


class TestADigest:
    def test_refuses_a_salt_short_enough_to_be_tried(self):
        with pytest.raises(ValueError, match="32 bytes"):
            digest({"agree": 20}, salt=b"short")

    @pytest.mark.parametrize("value", [0.5, {1, 2}, object()])
    def test_refuses_a_value_whose_text_is_not_unique(self, value: object):
        with pytest.raises(TypeError, match="does not cover"):
            digest({"share": value}, salt=SALT)

    @given(facts=facts, salt=st.binary(min_size=32, max_size=32))
    def test_differs_under_another_salt(self, facts: dict[str, object], salt: bytes):
        other = bytes([salt[0] ^ 1]) + salt[1:]

        assert digest(facts, salt=salt) != digest(facts, salt=other)

    @given(facts=facts)
    def test_does_not_depend_on_the_order_of_writing(self, facts: dict[str, object]):
        backwards = dict(reversed(facts.items()))

        assert digest(facts, salt=SALT) == digest(backwards, salt=SALT)

    def test_of_other_counts_is_another_digest(self):
        digests = {digest({"agree": agree, "disagree": 28 - agree}, salt=SALT) for agree in range(29)}

        assert len(digests) == 29

    def test_covers_dates_as_their_iso_text(self):
        assert digest({"on": date(2031, 5, 18)}, salt=SALT) == digest({"on": "2031-05-18"}, salt=SALT)
