"""An opening whose parts have different shapes is a finding, never a crash."""

from types import SimpleNamespace

import pytest

from tests.engines.voting.voting_builders import GROUP_NAMES
from tinnhiem.engines.voting.groups import group_named
from tinnhiem.engines.voting.opening_checks import counts_follow


@pytest.mark.parametrize("name", GROUP_NAMES)
class TestCountsThatFollowFromTheOpening:
    @pytest.mark.parametrize("factors", [[], [[]], [[0, 0]], [[0], [0]]])
    def test_need_a_factor_for_each_cell_and_no_more(self, name, factors):
        group = group_named(name)
        cell = SimpleNamespace(beta=group.power(group.generator, 2))
        opening = SimpleNamespace(election=SimpleNamespace(group=group), tally=[[cell]])

        assert not counts_follow(opening=opening, factors=factors, counts=[[2]])
