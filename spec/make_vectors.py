"""Write the known answers of spec/vectors; run it after a change of spec/protocol.md and read the difference.

PYTHONPATH=src:. python spec/make_vectors.py
"""

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.engines.voting.voting_builders import a_poll, changed, compact, failed, findings, records_of

from tinnhiem.engines.voting import credential_codes, seals
from tinnhiem.engines.voting.ballot_checks import ballot_verifier
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.errors import Unreadable
from tinnhiem.engines.voting.finite_field import FiniteFieldGroup
from tinnhiem.engines.voting.groups import GROUPS, Group
from tinnhiem.engines.voting.proofs import Proof, prove_knowledge
from tinnhiem.engines.voting.randomness import expanded, scalar
from tinnhiem.engines.voting.sealing import booth_for, sign
from tinnhiem.engines.voting.tar import header
from tinnhiem.engines.voting.transcripts import TRANSCRIPTS, compact_hash

VECTORS = Path(__file__).resolve().parent / "vectors"
V1 = TRANSCRIPTS[1]
SEED = hashlib.sha256(b"spec vectors").digest()
SMALL = {"answers": 2, "voters": 2, "trustees": 1, "threshold": 1}
ORDER_8 = "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"


def main() -> None:
    """Write every file."""
    for name, value in (
        ("groups", groups()),
        ("hashes", hashes()),
        ("proofs", proofs()),
        ("credentials", credentials()),
        ("randomness", randomness()),
        ("layout", layout()),
        ("ballots", ballots()),
        ("archives", archives()),
    ):
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (VECTORS / f"{name}.json").write_text(text, encoding="utf-8")


def groups() -> dict[str, object]:
    """Parameters, powers, products, and texts that are no members."""
    return {name: _group(group) for name, group in GROUPS.items()}


def _group(group: Group) -> dict[str, object]:
    exponents = [0, 1, 2, 12345, group.order - 1, group.order // 3]
    field = {"modulus": str(group.modulus)} if isinstance(group, FiniteFieldGroup) else {}
    two, three = (group.power(group.generator, exponent) for exponent in (2, 3))
    return {
        **field,
        "order": str(group.order),
        "generator": group.write(group.generator),
        "identity": group.write(group.identity),
        "powers": [
            {"exponent": str(exponent), "element": group.write(group.power(group.generator, exponent))}
            for exponent in exponents
        ],
        "products": [
            {
                "factors": [group.write(two), group.write(three)],
                "product": group.write(group.product([two, three])),
            },
            {
                "factors": [group.write(two), group.write(group.inverse(two))],
                "product": group.write(group.identity),
            },
        ],
        "not_members": _not_members(group),
        "malformed": ["", "-1", "0x10", "1 ", "abcg"] + ([] if field else ["66", "6" * 65]),
    }


def _not_members(group: Group) -> list[str]:
    if isinstance(group, FiniteFieldGroup):
        p = group.modulus
        return [str(n) for n in (0, 2, p - 1, p, p + 1, p - group.generator, p + group.generator)]
    numbers = (0, 2, 2**255 - 20, 2**255 - 18, 2**255 + 1, 2**256 - 1)
    return [*(f"{n:064x}" for n in numbers), ORDER_8]


def hashes() -> dict[str, object]:
    """Every hash string of §4 in both groups."""
    return {
        "compact": [{"text": text, "hash": compact_hash(text.encode())} for text in ("", "a", "Tín nhiệm")],
        "challenges": {name: _challenges(group) for name, group in GROUPS.items()},
    }


def _challenges(group: Group) -> dict[str, str]:
    a, b, x, y = (group.power(group.generator, exponent) for exponent in (5, 6, 7, 8))
    return {
        "key_possession": str(V1.key_possession(group, x, a)),
        "message": str(V1.message(group, '{"ghi chú":"x"}', a)),
        "choice": str(V1.choice(group, "S", (x, y), [a, b])),
        "blank_0": str(V1.blank(group, 0, "S", [a, b])),
        "blank_1": str(V1.blank(group, 1, "S", [a, b])),
        "ballot_signature": str(V1.ballot_signature(group, "h", a)),
        "decryption": str(V1.decryption(group, "φ", x, [a, b])),
    }


def proofs() -> dict[str, object]:
    """A proof of knowledge under the message ``xin chào``, and wrong ones."""
    return {name: _knowledge(group) for name, group in GROUPS.items()}


def _knowledge(group: Group) -> dict[str, object]:
    secret = 4711
    proof = prove_knowledge(
        group=group,
        secret=secret,
        challenge=lambda commitment: V1.message(group, "xin chào", commitment),
        randomness=expanded(SEED),
    )
    wrong = [
        Proof(proof.challenge, (proof.response + 1) % group.order),
        Proof((proof.challenge + 1) % group.order, proof.response),
        Proof(proof.challenge, proof.response + group.order),
        Proof(0, 0),
    ]
    return {
        "key": group.write(group.power(group.generator, secret)),
        "message": "xin chào",
        "valid": proof.to_json(),
        "wrong": [each.to_json() for each in wrong],
    }


def credentials() -> dict[str, object]:
    """Codes of both forms with their keys in both groups, and codes that are wrong."""
    uuid = "TEST123456789A"
    codes = [
        credential_codes.new_code(expanded(SEED)),
        credential_codes.new_code_of_2_0(expanded(SEED)),
    ]
    return {
        "uuid": uuid,
        "codes": [{"code": code, **_keys(code, uuid)} for code in codes],
        "wrong": [codes[0].replace("-", ""), codes[0][:-1], codes[1][:-1] + "1", "0" + codes[0][1:], ""],
    }


def _keys(code: str, uuid: str) -> dict[str, object]:
    keys: dict[str, object] = {}
    for name, group in GROUPS.items():
        secret = credential_codes.credential_secret(code=code, uuid=uuid, group=group)
        public = group.write(group.power(group.generator, secret))
        keys[name] = {"secret": str(secret), "public": public}
    return keys


def randomness() -> dict[str, object]:
    """The stream of a seed."""
    draw = expanded(SEED)
    order = GROUPS["Ed25519"].order
    return {
        "seed": SEED.hex(),
        "first_100_bytes": expanded(SEED)(100).hex(),
        "scalars_of_Ed25519": [str(scalar(draw, order)) for _ in range(3)],
    }


def layout() -> dict[str, object]:
    """A tar header, seals and fingerprints."""
    trackers = [compact_hash(bytes([number])) for number in range(4)]
    return {
        "header": {
            "name": "BELENIOS",
            "size": 38,
            "timestamp": 1767225600,
            "hex": header("BELENIOS", 38, 1767225600).hex(),
        },
        "trackers": trackers,
        "board": seals.in_board_order(trackers),
        "seal": seals.seal(trackers),
        "empty_seal": seals.seal([]),
        "fingerprint": {"hash": SEED.hex(), "shown": seals.grouped_fingerprint(SEED.hex())},
    }


def ballots() -> list[dict[str, object]]:
    """A sealed ballot per group and kind of question, and changed ones with the checks that fail."""
    return [_sealed(group, blank=blank) for group in GROUPS.values() for blank in (False, True)]


def _sealed(group: Group, *, blank: bool) -> dict[str, object]:
    key = group.power(group.generator, 987654321)
    question = Question(text="Đồng chí A", answers=("Đồng ý", "Không đồng ý"), blank=blank)
    election = Election.defined(
        uuid="TEST123456789A", name="Thử", description="", group=group, public_key=key, questions=[question]
    )
    secret = 1234567
    credential = group.power(group.generator, secret)
    choices = [[0, 1, 0]] if blank else [[0, 1]]
    unsigned = booth_for(election).sealed(credential=credential, choices=choices, randomness=expanded(SEED))
    raw = sign(ballot=unsigned, election=election, secret=secret, randomness=expanded(b"signature"))
    verifier = ballot_verifier(election, [group.write(credential)])
    return {
        "election": election.raw.decode(),
        "credential_secret": str(secret),
        "credential": group.write(credential),
        "choices": choices,
        "seed": SEED.hex(),
        "unsigned_hash": unsigned.digest(group),
        "ballot": raw.decode(),
        "tracker": compact_hash(raw),
        "wrong": [
            {"ballot": text, "failed": sorted(verifier.checked(text.encode()).failures)}
            for text in _changed(raw.decode(), group)
        ],
    }


def _changed(text: str, group: Group) -> list[str]:
    ballot = json.loads(text)
    alpha = ballot["answers"][0]["choices"][0]["alpha"]
    proof = ballot["answers"][0]["overall_proof"][0]
    outside = _not_members(group)[-1]
    return [
        text.replace('"election_hash":"', '"election_hash":"x', 1),
        text.replace('{"choices":', '{"note":1,"choices":', 1),
        text.replace('{"challenge":"', '{"challenge":"0', 1),
        text.replace(alpha, outside, 1),
        text.replace(alpha, group.write(group.generator), 1),
        text.replace(proof["response"], str(int(proof["response"]) + group.order)),
        text.replace(proof["challenge"], str((int(proof["challenge"]) + 1) % group.order)),
        text.replace(ballot["signature"]["proof"]["response"], "1"),
        text.replace(ballot["credential"], group.write(group.identity), 1),
    ]


def archives() -> list[dict[str, object]]:
    """Whole archives, cut ones and wrong ones, each with its stage and the checks that fail."""
    made = []
    for name in GROUPS:
        poll = a_poll(name, **SMALL)
        made.append(("whole", poll.uuid, poll.archive))
    poll = a_poll("Ed25519", **SMALL, has_blank=True, revotes=1)
    made.append(("with a blank answer and a revote", poll.uuid, poll.archive))
    poll = a_poll("Ed25519", **(SMALL | {"trustees": 3, "threshold": 2}), has_guardian=True)
    made.append(("2 of 3 with a guardian", poll.uuid, poll.archive))
    poll = a_poll("Ed25519", **SMALL)
    made += [(f"cut: {stage}", poll.uuid, archive) for stage, archive in poll.stages.items()]
    made += _wrong_archives()
    return [_archive(*each) for each in made]


def _wrong_archives() -> list[tuple[str, str, bytes]]:
    poll = a_poll("Ed25519", **SMALL)
    records = records_of(poll.archive)

    def with_last(kind: str, old: bytes, new: bytes) -> bytes:
        return changed(poll.archive, kind, lambda record: record.with_last(record.data[-1].replace(old, new)))

    def flipped(place: int) -> bytes:
        return poll.archive[:place] + bytes([poll.archive[place] ^ 1]) + poll.archive[place + 1 :]

    question = compact({"question": "Câu 1"})[1:-1]
    return [
        ("a count more", poll.uuid, with_last("Result", b'{"result":[[', b'{"result":[[1')),
        ("number of ballots", poll.uuid, with_last("EncryptedTally", b'"num_tallied":2', b'"num_tallied":3')),
        ("owner unknown", poll.uuid, with_last("PartialDecryption", b'"owner":1', b'"owner":2')),
        ("a ballot twice", poll.uuid, changed(poll.archive, "Ballot", lambda _: records[1], nth=1)),
        ("a ballot's poll", poll.uuid, with_last("Ballot", poll.uuid.encode(), b"TEST1111111111")),
        ("zeros at the end", poll.uuid, poll.archive + bytes(512)),
        ("a byte in a question", poll.uuid, poll.archive.replace(question, question.replace(b"1", b"2"), 1)),
        ("a byte in a header", poll.uuid, flipped(100)),
        ("a byte in the padding", poll.uuid, flipped(1000)),
        ("truncated", poll.uuid, poll.archive[:-100]),
        ("no archive", poll.uuid, b"x" * 600),
    ]


def _archive(name: str, uuid: str, raw: bytes) -> dict[str, object]:
    entry: dict[str, object] = {"name": name, "uuid": uuid, "base64": b64encode(raw).decode()}
    with TemporaryDirectory() as folder:
        try:
            found = findings(raw, Path(folder), uuid)
        except Unreadable:
            return entry | {"readable": False}
    return entry | {
        "readable": True,
        "stage": found.stage.value,
        "fingerprint": found.fingerprint,
        "accepted": found.accepted,
        "superseded": found.superseded,
        "seal": found.seal,
        "result": None if found.result is None else [list(row) for row in found.result],
        "made": [check.value for check, _ in found.findings.in_order()],
        "failed": sorted(failed(found)),
    }


if __name__ == "__main__":
    main()
