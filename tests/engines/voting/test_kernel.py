"""The compiled kernel gives the numbers that Python gives, and touches nothing that is secret."""

from functools import cache
from importlib import import_module

import grimp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.voting.voting_builders import GROUP_NAMES
from tinnhiem.engines.voting import kernel
from tinnhiem.engines.voting.finite_field import BELENIOS_2048
from tinnhiem.engines.voting.groups import group_named
from tinnhiem.engines.voting.powers import Statement, public_powers
from tinnhiem.engines.voting.proofs import Proof

KEEPERS_OF_SECRETS = (
    "sealing",
    "proofs",
    "key_generation",
    "decryption",
    "credential_codes",
    "groups",
    "edwards",
    "finite_field",
    "trustees",
)
needs_kernel = pytest.mark.skipif(not kernel.is_built(), reason="no C compiler was at hand at installation")
scalars = st.one_of(st.sampled_from([0, 1, 2, 15, 16, 255, 256]), st.integers(0, 2**252))


def both(group_name):
    group = group_named(group_name)
    key = group.power(group.generator, 31337)
    return group, [public_powers(group, key, compiled=compiled) for compiled in (False, True)]


@cache
def field_tables():
    """The kernel's field, also where GMP is faster and it is not used."""
    p, q, g = BELENIOS_2048.modulus, BELENIOS_2048.order, BELENIOS_2048.generator
    numbers = (p.to_bytes(256, "little"), q.to_bytes(32, "little"), *[g.to_bytes(256, "little")] * 2)
    return kernel.NativePowers(import_module("tinnhiem.engines.voting._kernel").FieldTables(*numbers), 256)


POWERS = {name: both(name) for name in GROUP_NAMES}


class TestWhoHoldsSecrets:
    @pytest.mark.parametrize("module", KEEPERS_OF_SECRETS)
    def test_cannot_reach_the_kernel(self, module):
        graph = grimp.build_graph("tinnhiem")

        reached = graph.find_upstream_modules(f"tinnhiem.engines.voting.{module}")

        assert "tinnhiem.engines.voting.kernel" not in reached


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestBothWays:
    @given(
        exponents=st.tuples(scalars, scalars),
        proofs=st.lists(st.tuples(scalars, scalars, st.integers(0, 5)), max_size=9),
        membership=st.booleans(),
    )
    @settings(max_examples=25, deadline=None)
    def test_commit_to_the_same(self, group_name, exponents, proofs, membership):
        group, ways = POWERS[group_name]
        alpha, beta = (group.power(group.generator, exponent) for exponent in exponents)
        statements = [Statement(claimed, Proof(c, r)) for c, r, claimed in proofs]

        plain, compiled = (way.commitments(alpha, beta, statements, membership=membership) for way in ways)

        assert plain == compiled

    @given(exponent=scalars, challenge=scalars, response=scalars)
    @settings(max_examples=25, deadline=None)
    def test_commit_to_the_definition(self, group_name, exponent, challenge, response):
        group, ways = POWERS[group_name]
        base = group.power(group.generator, exponent)
        expected = group.product((group.power(group.generator, response), group.power(base, challenge)))

        found = [way.commitment(base, Proof(challenge, response)) for way in ways]

        assert found == [expected, expected]

    @given(exponents=st.lists(scalars, max_size=6))
    @settings(max_examples=25, deadline=None)
    def test_multiply_to_the_same(self, group_name, exponents):
        group, ways = POWERS[group_name]
        factors = [group.power(group.generator, exponent) for exponent in exponents]

        found = {way.product(factors) for way in ways}

        assert found == {group.power(group.generator, sum(exponents))}

    def test_refuse_what_is_no_member(self, group_name):
        group, ways = POWERS[group_name]
        member = group.power(group.generator, 5)
        outside = (
            (0, 2, BELENIOS_2048.modulus, 2**255 - 20)
            if group_name == "BELENIOS-2048"
            else (0, 2, 2**255 - 20)
        )

        for element in outside:
            for pair in ((element, member), (member, element)):
                found = [way.commitments(*pair, [], membership=True).are_members for way in ways]
                assert found == [False, False]


@needs_kernel
class TestTheKernelItself:
    def test_refuses_numbers_of_the_wrong_size(self):
        group = group_named("Ed25519")
        tables = kernel.powers(group, group.generator).tables

        for arguments in (
            (b"", bytes(32), b"", 0),
            (bytes(32), bytes(31), b"", 0),
            (bytes(32), bytes(32), b"x", 0),
        ):
            with pytest.raises(ValueError):
                tables.pairs(*arguments)
        with pytest.raises(ValueError):
            tables.commitment(bytes(32), bytes(32), bytes(31))
        with pytest.raises(ValueError):
            tables.product(bytes(33))

    def test_has_no_tables_for_a_key_outside_the_group(self):
        assert kernel.powers(group_named("Ed25519"), 2) is None
        assert kernel.powers(BELENIOS_2048, 2) is None

    @given(
        base=st.one_of(
            st.sampled_from(
                [1, 2, 2**64 - 1, 2**1024, 2**2047, *(BELENIOS_2048.modulus - n for n in (1, 2, 2**64))]
            ),
            st.integers(1, BELENIOS_2048.modulus - 1),
        ),
        challenge=st.one_of(st.sampled_from([0, 1, 2**256 - 1]), st.integers(0, 2**256 - 1)),
        response=scalars,
    )
    @settings(max_examples=60, deadline=None)
    def test_multiplies_right_up_to_the_edges_of_the_field(self, base, challenge, response):
        p, g = BELENIOS_2048.modulus, BELENIOS_2048.generator

        found = field_tables().commitment(base, challenge, response)

        assert found == pow(g, response, p) * pow(base, challenge, p) % p
