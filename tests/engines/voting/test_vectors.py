"""The known answers of spec/vectors; the same files are read by the tests of the page and of the booth."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from tests.engines.voting.voting_builders import GROUP_NAMES, failed, findings
from tinnhiem.engines.voting import seals
from tinnhiem.engines.voting.ballot_checks import ballot_verifier
from tinnhiem.engines.voting.ballots import tracker
from tinnhiem.engines.voting.credential_codes import credential_secret
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.errors import CredentialMalformed, ElementMalformed, Unreadable
from tinnhiem.engines.voting.groups import group_named
from tinnhiem.engines.voting.proofs import Proof, knowledge_holds
from tinnhiem.engines.voting.randomness import expanded, scalar
from tinnhiem.engines.voting.sealing import booth_for
from tinnhiem.engines.voting.tar import header
from tinnhiem.engines.voting.transcripts import TRANSCRIPTS, compact_hash

VECTORS = Path(__file__).resolve().parents[3] / "spec" / "vectors"
V1 = TRANSCRIPTS[1]


def vectors(name):
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestAGroup:
    def test_has_the_parameters_of_the_specification(self, group_name):
        group, known = group_named(group_name), vectors("groups")[group_name]

        assert group.write(group.generator) == known["generator"]
        assert group.write(group.identity) == known["identity"]
        assert str(group.order) == known["order"]

    def test_raises_the_generator_to_known_powers(self, group_name):
        group = group_named(group_name)
        from_table = group.powers_of(group.generator)

        for known in vectors("groups")[group_name]["powers"]:
            exponent = int(known["exponent"])
            assert group.write(group.power(group.generator, exponent)) == known["element"]
            assert from_table(exponent) == group.read(known["element"], "")

    def test_multiplies_to_known_products(self, group_name):
        group = group_named(group_name)

        for known in vectors("groups")[group_name]["products"]:
            factors = [group.read(text, "") for text in known["factors"]]
            assert group.write(group.product(factors)) == known["product"]

    def test_refuses_what_is_no_member(self, group_name):
        group = group_named(group_name)

        texts = vectors("groups")[group_name]["not_members"]

        assert not any(group.is_member(group.read(text, "")) for text in texts)

    def test_refuses_what_is_no_element_at_all(self, group_name):
        group = group_named(group_name)

        for text in vectors("groups")[group_name]["malformed"]:
            with pytest.raises(ElementMalformed):
                group.read(text, "here")


class TestHashes:
    def test_are_compact(self):
        for known in vectors("hashes")["compact"]:
            assert compact_hash(known["text"].encode()) == known["hash"]

    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    def test_give_the_known_challenges(self, group_name):
        group = group_named(group_name)
        a, b, x, y = (group.power(group.generator, exponent) for exponent in (5, 6, 7, 8))

        made = {
            "key_possession": V1.key_possession(group, x, a),
            "message": V1.message(group, '{"ghi chú":"x"}', a),
            "choice": V1.choice(group, "S", (x, y), [a, b]),
            "blank_0": V1.blank(group, 0, "S", [a, b]),
            "blank_1": V1.blank(group, 1, "S", [a, b]),
            "ballot_signature": V1.ballot_signature(group, "h", a),
            "decryption": V1.decryption(group, "φ", x, [a, b]),
        }

        assert {name: str(value) for name, value in made.items()} == vectors("hashes")["challenges"][
            group_name
        ]


@pytest.mark.parametrize("group_name", GROUP_NAMES)
class TestAProofOfKnowledge:
    def test_holds_or_not_as_known(self, group_name):
        group, known = group_named(group_name), vectors("proofs")[group_name]

        def holds(proof):
            return knowledge_holds(
                group=group,
                key=group.read(known["key"], ""),
                proof=Proof.parsed(proof, "proof"),
                challenge=lambda commitment: V1.message(group, known["message"], commitment),
            )

        assert holds(known["valid"])
        assert not any(map(holds, known["wrong"]))


class TestACode:
    @pytest.mark.parametrize("group_name", GROUP_NAMES)
    def test_stands_for_a_known_key(self, group_name):
        group, known = group_named(group_name), vectors("credentials")

        for entry in known["codes"]:
            secret = credential_secret(code=entry["code"], uuid=known["uuid"], group=group)
            assert str(secret) == entry[group_name]["secret"]
            assert group.write(group.power(group.generator, secret)) == entry[group_name]["public"]

    def test_with_a_slip_of_the_pen_is_refused_without_being_repeated(self):
        known = vectors("credentials")

        for code in known["wrong"]:
            with pytest.raises(CredentialMalformed) as caught:
                credential_secret(code=code, uuid=known["uuid"], group=group_named("Ed25519"))
            assert caught.value.params == {}


class TestASeed:
    def test_stands_for_a_known_stream(self):
        known = vectors("randomness")
        seed = bytes.fromhex(known["seed"])
        draw = expanded(seed)

        assert expanded(seed)(100).hex() == known["first_100_bytes"]
        scalars = [str(scalar(draw, group_named("Ed25519").order)) for _ in range(3)]
        assert scalars == known["scalars_of_Ed25519"]


class TestTheLayout:
    def test_is_the_known_one(self):
        known = vectors("layout")
        named = known["header"]

        assert header(named["name"], named["size"], named["timestamp"]).hex() == named["hex"]
        assert seals.in_board_order(known["trackers"]) == known["board"]
        assert seals.seal(known["trackers"]) == known["seal"]
        assert seals.seal([]) == known["empty_seal"]
        assert seals.grouped_fingerprint(known["fingerprint"]["hash"]) == known["fingerprint"]["shown"]


@pytest.mark.parametrize(
    "known", vectors("ballots"), ids=lambda known: json.loads(known["election"])["group"]
)
class TestABallot:
    def test_is_sealed_from_its_seed(self, known):
        election = Election.parsed(known["election"].encode())
        group = election.group

        unsigned = booth_for(election).sealed(
            credential=group.read(known["credential"], ""),
            choices=known["choices"],
            randomness=expanded(bytes.fromhex(known["seed"])),
        )

        assert unsigned.digest(group) == known["unsigned_hash"]

    @pytest.mark.parametrize("compiled", [False, True])
    def test_is_accepted_or_refused_as_known(self, known, compiled):
        election = Election.parsed(known["election"].encode())
        verifier = ballot_verifier(election, [known["credential"]], compiled=compiled)

        assert verifier.checked(known["ballot"].encode()).is_acceptable
        assert tracker(known["ballot"].encode()) == known["tracker"]
        for wrong in known["wrong"]:
            assert sorted(verifier.checked(wrong["ballot"].encode()).failures) == wrong["failed"]


@pytest.mark.parametrize("known", vectors("archives"), ids=lambda known: known["name"])
class TestAnArchive:
    def test_is_judged_as_known(self, known, tmp_path):
        raw = b64decode(known["base64"])
        if not known["readable"]:
            with pytest.raises(Unreadable):
                findings(raw, tmp_path, known["uuid"])
            return

        found = findings(raw, tmp_path, known["uuid"])

        assert sorted(failed(found)) == known["failed"]
        assert [check for check, _ in found.findings.in_order()] == known["made"]
        shown = (found.stage, found.fingerprint, found.accepted, found.superseded, found.seal)
        assert shown == tuple(
            known[key] for key in ("stage", "fingerprint", "accepted", "superseded", "seal")
        )
        assert (None if found.result is None else [list(row) for row in found.result]) == known["result"]
