"""The booth's worker in a real browser: its ballots are accepted here, and what it shows for an audit repeats."""

from pathlib import Path

import pytest

from tinnhiem.engines.voting.ballot_checks import ballot_verifier
from tinnhiem.engines.voting.ballots import Ballot, tracker
from tinnhiem.engines.voting.credential_codes import credential_secret
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.groups import GROUPS
from tinnhiem.engines.voting.randomness import expanded
from tinnhiem.engines.voting.sealing import booth_for

WORKER = (
    Path(__file__).resolve().parents[2]
    / "src"
    / "tinnhiem"
    / "web"
    / "static"
    / "booth"
    / "sealing-worker.js"
)
CODE = "gA2d6-WshtMs-NnjJf-DwhmkP"

RUN = """async ({source, orders}) => {
  const worker = new Worker(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  const replies = [];
  for (const order of orders) {
    const reply = await new Promise((resolve) => {
      worker.onmessage = ({data}) => { if (data.kind !== "progress") resolve(data); };
      worker.postMessage(order);
    });
    replies.push(reply);
  }
  worker.terminate();
  return replies;
}"""


@pytest.fixture(scope="module")
def run(browser):
    page = browser.new_page()
    source = WORKER.read_text(encoding="utf-8")
    yield lambda *orders: page.evaluate(RUN, {"source": source, "orders": list(orders)})
    page.close()


def a_definition(group, *, blank=False):
    questions = [
        Question(text="Đồng chí Lan", answers=("Đồng ý", "Không đồng ý"), blank=blank),
        Question(text="Tiêu chí", answers=("A", "B", "C"), minimum=0, maximum=2, blank=blank),
    ]
    return Election.defined(
        uuid="TEST123456789A",
        name="Lấy phiếu",
        description="",
        group=group,
        public_key=group.power(group.generator, 4711),
        questions=questions,
    )


CHOICES = {False: [[0, 1], [1, 0, 1]], True: [[0, 0, 1], [1, 0, 0, 0]]}


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
class TestTheWorker:
    def test_casts_a_ballot_that_is_accepted_here(self, run, group, blank):
        election = a_definition(group, blank=blank)
        secret = credential_secret(code=CODE, uuid=election.uuid, group=group)
        credential = group.write(group.power(group.generator, secret))

        opened, sealed, cast = run(
            {"kind": "open", "poll": election.raw.decode()},
            {"kind": "seal", "code": CODE, "choices": CHOICES[blank]},
            {"kind": "cast"},
        )

        raw = cast["ballot"].encode()
        assert opened["fingerprint"] == election.fingerprint
        assert ballot_verifier(election, [credential]).checked(raw).failures == frozenset()
        assert cast["tracker"] == tracker(raw)
        assert Ballot.parsed(raw, group=group).unsigned.digest(group) == sealed["hash"]

    def test_shows_for_an_audit_what_repeats_the_ballot_and_never_casts_it(self, run, group, blank):
        election = a_definition(group, blank=blank)

        _, sealed, audited, cast = run(
            {"kind": "open", "poll": election.raw.decode()},
            {"kind": "seal", "code": CODE, "choices": CHOICES[blank]},
            {"kind": "audit"},
            {"kind": "cast"},
        )

        repeated = booth_for(election).sealed(
            credential=group.read(audited["credential"], ""),
            choices=audited["choices"],
            randomness=expanded(bytes.fromhex(audited["seed"])),
        )
        assert repeated.digest(group) == sealed["hash"]
        assert cast == {"kind": "refused"}

    def test_refuses_a_wrong_code_and_choices_that_are_not_allowed(self, run, group, blank):
        election = a_definition(group, blank=blank)

        _, wrong_code, wrong_choices, cast = run(
            {"kind": "open", "poll": election.raw.decode()},
            {"kind": "seal", "code": "12345", "choices": CHOICES[blank]},
            {"kind": "seal", "code": CODE, "choices": [[1, 1], [1, 1, 1]]},
            {"kind": "cast"},
        )

        assert [wrong_code, wrong_choices, cast] == [{"kind": "refused"}] * 3
