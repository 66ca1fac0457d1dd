"""Whatever is changed in a ballot is refused by the check that names the change.

Each change is tried plain and again after the voter has signed the changed ballot, which reaches the proofs.
"""

import json

import pytest
from nacl.bindings import crypto_core_ed25519_add

from tests.engines.voting.voting_builders import (
    GROUP_NAMES,
    a_poll,
    ballots_of,
    compact,
    election_of,
    records_of,
    secret_of,
    signed_again,
)
from tinnhiem.engines.voting.ballot_checks import ballot_verifier
from tinnhiem.engines.voting.credential_list import CredentialList
from tinnhiem.engines.voting.finite_field import BELENIOS_2048
from tinnhiem.engines.voting.groups import group_named
from tinnhiem.engines.voting.reports import CheckId

ORDER_2 = bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
ORDER_8 = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")


def verifier_for(poll, *, compiled=True):
    credentials = CredentialList.parsed(records_of(poll.archive)[0].data[2])
    return ballot_verifier(election_of(poll), credentials.weights, compiled=compiled)


def first_answer(ballot):
    return ballot["answers"][0]


def next_scalar(group):
    return lambda text: str((int(text) + 1) % group.order)


def beyond_order(group):
    return lambda text: str(int(text) + group.order)


def in_proof(path, change):
    """Change one number of the proof at ``path`` in the first answer."""

    def apply(ballot, group):
        proof = first_answer(ballot)
        for step in path[:-1]:
            proof = proof[step]
        proof[path[-1]] = change(group)(proof[path[-1]])

    return apply


def in_choice(change, half="alpha"):
    """Change one half of the first ciphertext."""

    def apply(ballot, group):
        choice = first_answer(ballot)["choices"][0]
        choice[half] = change(choice[half], group)

    return apply


def swapped(key):
    def apply(ballot, group):
        items = first_answer(ballot)[key]
        items[0], items[1] = items[1], items[0]

    return apply


def without(key):
    return lambda ballot, group: first_answer(ballot).pop(key)


def times_generator(text, group):
    return group.write(group.product((group.read(text, ""), group.generator)))


def with_torsion(point):
    def change(text, group):
        raw = bytes.fromhex(text)[::-1]
        return crypto_core_ed25519_add(raw, point)[::-1].hex()

    return change


def swap_halves(ballot, group):
    choice = first_answer(ballot)["choices"][0]
    choice["alpha"], choice["beta"] = choice["beta"], choice["alpha"]


def drop_answer(ballot, group):
    ballot["answers"] = []


def repeat_answer(ballot, group):
    ballot["answers"] *= 2


def set_field(key, value):
    return lambda ballot, group: ballot.update({key: value})


INDIVIDUAL = ("individual_proofs", 0, 0)
ANY_GROUP = {
    "challenge of a cell": (
        in_proof((*INDIVIDUAL, "challenge"), next_scalar),
        CheckId.BALLOT_INDIVIDUAL_PROOF,
    ),
    "response of a cell": (in_proof((*INDIVIDUAL, "response"), next_scalar), CheckId.BALLOT_INDIVIDUAL_PROOF),
    "challenge beyond q": (in_proof((*INDIVIDUAL, "challenge"), beyond_order), CheckId.BALLOT_CANONICAL),
    "response beyond q": (in_proof((*INDIVIDUAL, "response"), beyond_order), CheckId.BALLOT_INDIVIDUAL_PROOF),
    "overall challenge": (
        in_proof(("overall_proof", 0, "challenge"), next_scalar),
        CheckId.BALLOT_OVERALL_PROOF,
    ),
    "overall response": (
        in_proof(("overall_proof", 0, "response"), next_scalar),
        CheckId.BALLOT_OVERALL_PROOF,
    ),
    "overall beyond q": (
        in_proof(("overall_proof", 0, "response"), beyond_order),
        CheckId.BALLOT_OVERALL_PROOF,
    ),
    "alpha times g": (in_choice(times_generator), CheckId.BALLOT_INDIVIDUAL_PROOF),
    "beta times g": (in_choice(times_generator, "beta"), CheckId.BALLOT_OVERALL_PROOF),
    "alpha and beta swapped": (swap_halves, CheckId.BALLOT_INDIVIDUAL_PROOF),
    "ciphertexts swapped": (swapped("choices"), CheckId.BALLOT_INDIVIDUAL_PROOF),
    "proofs swapped": (swapped("individual_proofs"), CheckId.BALLOT_INDIVIDUAL_PROOF),
    "a ciphertext missing": (lambda b, g: first_answer(b)["choices"].pop(), CheckId.BALLOT_BINDING),
    "a proof missing": (
        lambda b, g: first_answer(b)["individual_proofs"].pop(),
        CheckId.BALLOT_INDIVIDUAL_PROOF,
    ),
    "a proof too many": (
        lambda b, g: first_answer(b)["individual_proofs"].append([]),
        CheckId.BALLOT_INDIVIDUAL_PROOF,
    ),
    "no overall proof": (lambda b, g: first_answer(b)["overall_proof"].clear(), CheckId.BALLOT_OVERALL_PROOF),
    "a blank proof nobody asked for": (
        lambda b, g: first_answer(b).update(blank_proof=first_answer(b)["individual_proofs"][0]),
        CheckId.BALLOT_BLANK_PROOF,
    ),
    "no answer": (drop_answer, CheckId.BALLOT_BINDING),
    "an answer twice": (repeat_answer, CheckId.BALLOT_BINDING),
    "another poll's hash": (set_field("election_hash", "A" * 43), CheckId.BALLOT_BINDING),
    "another poll's id": (set_field("election_uuid", "TEST1111111111"), CheckId.BALLOT_BINDING),
    "field missing": (without("choices"), CheckId.BALLOT_CANONICAL),
    "neutral element": (
        in_choice(lambda text, group: group.write(group.identity)),
        CheckId.BALLOT_INDIVIDUAL_PROOF,
    ),
}
FINITE_FIELD = {
    "p minus alpha": (in_choice(lambda t, g: str(g.modulus - int(t))), CheckId.BALLOT_GROUP),
    "alpha plus p": (in_choice(lambda t, g: str(int(t) + g.modulus)), CheckId.BALLOT_GROUP),
    "zero": (in_choice(lambda t, g: "0"), CheckId.BALLOT_GROUP),
    "p": (in_choice(lambda t, g: str(g.modulus)), CheckId.BALLOT_GROUP),
    "minus one": (in_choice(lambda t, g: str(g.modulus - 1), "beta"), CheckId.BALLOT_GROUP),
    "a number of 5000 bits": (in_choice(lambda t, g: str(1 << 3200)), CheckId.BALLOT_GROUP),
    "leading zero": (in_choice(lambda t, g: f"0{t}"), CheckId.BALLOT_CANONICAL),
    "no number": (in_choice(lambda t, g: "0x1f"), CheckId.BALLOT_CANONICAL),
}
EDWARDS = {
    "torsion of order two": (in_choice(with_torsion(ORDER_2)), CheckId.BALLOT_GROUP),
    "torsion of order eight": (in_choice(with_torsion(ORDER_8), "beta"), CheckId.BALLOT_GROUP),
    "a point of small order": (in_choice(lambda t, g: ORDER_8[::-1].hex()), CheckId.BALLOT_GROUP),
    "no point": (in_choice(lambda t, g: f"{2:064x}"), CheckId.BALLOT_GROUP),
    "y not reduced": (in_choice(lambda t, g: f"{2**255 - 18:064x}"), CheckId.BALLOT_GROUP),
    "neutral with a sign": (in_choice(lambda t, g: f"{(1 << 255) + 1:064x}"), CheckId.BALLOT_GROUP),
    "capital digits": (in_choice(lambda t, g: t.upper()), CheckId.BALLOT_CANONICAL),
    "a digit short": (in_choice(lambda t, g: t[1:]), CheckId.BALLOT_CANONICAL),
}
CASES = [
    *((group, name, *case) for group in GROUP_NAMES for name, case in ANY_GROUP.items()),
    *(("BELENIOS-2048", name, *case) for name, case in FINITE_FIELD.items()),
    *(("Ed25519", name, *case) for name, case in EDWARDS.items()),
]


@pytest.mark.parametrize("is_signed_again", [False, True], ids=["plain", "signed again"])
@pytest.mark.parametrize(("group_name", "name", "mutate", "expected"), CASES, ids=lambda v: str(v)[:40])
class TestAChangedBallot:
    def test_is_refused_by_the_check_that_names_the_change(
        self, group_name, name, mutate, expected, is_signed_again
    ):
        poll, group = a_poll(group_name), group_named(group_name)
        original = ballots_of(poll)[0]
        ballot = json.loads(original)
        mutate(ballot, group)
        raw = compact(ballot)
        if is_signed_again:
            unsigned = compact({k: v for k, v in ballot.items() if k != "signature"}).decode()
            raw = signed_again(
                unsigned, group=group, secret=secret_of(poll, original), election=election_of(poll)
            )

        failures = verifier_for(poll).checked(raw).failures

        assert expected in failures


class TestASignature:
    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize("number", ["challenge", "response"])
    @pytest.mark.parametrize("change", [next_scalar, beyond_order])
    def test_does_not_hold_with_another_number(self, group_name, number, change):
        poll, group = a_poll(group_name), group_named(group_name)
        ballot = json.loads(ballots_of(poll)[0])
        proof = ballot["signature"]["proof"]
        proof[number] = change(group)(proof[number])

        failures = verifier_for(poll).checked(compact(ballot)).failures

        assert CheckId.BALLOT_SIGNATURE in failures
        assert CheckId.BALLOT_INDIVIDUAL_PROOF not in failures

    def test_does_not_hold_for_a_small_order_credential(self):
        poll = a_poll("Ed25519")
        ballot = json.loads(ballots_of(poll)[0])
        ballot["credential"] = ORDER_8[::-1].hex()

        failures = verifier_for(poll).checked(compact(ballot)).failures

        assert {CheckId.BALLOT_CREDENTIAL, CheckId.BALLOT_GROUP, CheckId.BALLOT_SIGNATURE} <= failures

    def test_does_not_hold_for_a_stranger(self):
        poll, group = a_poll(), BELENIOS_2048
        ballot = json.loads(ballots_of(poll)[0])
        del ballot["signature"]
        ballot["credential"] = group.write(group.power(group.generator, 12345))

        raw = signed_again(compact(ballot).decode(), group=group, secret=12345, election=election_of(poll))
        failures = verifier_for(poll).checked(raw).failures

        assert CheckId.BALLOT_CREDENTIAL in failures
        assert CheckId.BALLOT_SIGNATURE not in failures


class TestABallotWithAMark:
    """A ballot has one way to be written, else a voter could leave a mark in it or split verifiers."""

    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('{"choices":', '{"choices":[],"choices":'),
            ('{"choices":', '{"note":"x","choices":'),
            ('"overall_proof":', '"blank_proof":null,"overall_proof":'),
            ('{"challenge":"', '{"challenge":"0'),
            ('"answers":[', '"answers": ['),
            ('"answers":', '"\\u0061nswers":'),
        ],
        ids=["field twice", "extra field", "null field", "leading zero", "blank", "escaped letter"],
    )
    def test_is_refused_though_its_voter_signed_it(self, group_name, old, new):
        poll, group = a_poll(group_name), group_named(group_name)
        original = ballots_of(poll)[0]
        ballot = json.loads(original)
        del ballot["signature"]
        marked = compact(ballot).decode().replace(old, new, 1)

        raw = signed_again(marked, group=group, secret=secret_of(poll, original), election=election_of(poll))

        assert CheckId.BALLOT_CANONICAL in verifier_for(poll).checked(raw).failures


class TestAnUntouchedBallot:
    @pytest.mark.parametrize("compiled", [False, True])
    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    @pytest.mark.parametrize("has_blank", [False, True])
    def test_is_accepted(self, group_name, has_blank, compiled):
        poll = a_poll(group_name, has_blank=has_blank)

        checked = [verifier_for(poll, compiled=compiled).checked(raw) for raw in ballots_of(poll)]

        assert all(each.is_acceptable for each in checked)
