"""The pure floors have no clock and no dice: time and randomness come in as parameters."""

import ast

import pytest

from tests.architecture.source import Module, modules_of, planted, references

CLOCKS_AND_DICE = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.utils.timezone.now",
    "os.getrandom",
    "os.urandom",
    "time.gmtime",
    "time.localtime",
    "time.monotonic",
    "time.perf_counter",
    "time.process_time",
    "time.sleep",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
    "uuid.uuid4",
}
DICE_ROOMS = ("random.", "secrets.", "numpy.random.")
MAY_STAND_IN_A_SIGNATURE = {"random.Random"}


def clocks_and_dice(module: Module) -> list[str]:
    """Each place that asks a clock or rolls dice, whether it is called there or handed on."""
    called = {id(node.func) for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
    return [
        f"{module.name}:{node.lineno} uses {full}"
        for node, full in references(module)
        if full in CLOCKS_AND_DICE
        or (full.startswith(DICE_ROOMS) and (full not in MAY_STAND_IN_A_SIGNATURE or id(node) in called))
    ]


class TestAClockOrDice:
    @pytest.mark.parametrize(
        "source",
        [
            "from datetime import date\nmade_on = date.today()",
            "import datetime\nat = datetime.datetime.now(datetime.UTC)",
            "from datetime import datetime as moment\nat = moment.utcnow()",
            "import time as t\nstart = t.monotonic()",
            "from time import time\nstart = time()",
            "from dataclasses import field\nfrom datetime import datetime\nat = field(default_factory=datetime.now)",
            "import random\nrandom.shuffle([])",
            "from random import Random\ndice = Random(1)",
            "import secrets\nkey = secrets.token_bytes()",
            "from os import urandom\nkey = urandom(16)",
            "import uuid\nname = uuid.uuid4()",
            "import numpy as np\nx = np.random.default_rng()",
        ],
    )
    def test_is_found_under_each_of_its_names(self, source: str):
        assert clocks_and_dice(planted(source))

    def test_may_be_a_parameter(self):
        source = "from random import Random\ndef drawn(*, dice: Random) -> int:\n    return dice.randrange(5)"

        assert not clocks_and_dice(planted(source))

    def test_is_asked_nowhere_in_the_pure_floors(self):
        pure = modules_of("common", "engines", "domain")

        assert [found for module in pure for found in clocks_and_dice(module)] == []
