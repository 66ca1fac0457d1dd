"""The holders of the election key as records: single trustees and committees with a threshold.

Committees are written in the form of Belenios 3.x; the forms of 2.0 and 2.5 are read as well (spec §7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_list, as_object, as_text, read, write
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import Proof

__all__ = [
    "Certificate",
    "Pedersen",
    "SignedMessage",
    "Single",
    "TrusteeKey",
    "TrusteeSet",
    "Trustees",
    "certificates_message",
    "coefficients_message",
    "election_key",
    "expected_verification_key",
    "parsed_trustees",
    "verification_keys",
    "written_trustees",
]

_PLACE = "trustees"


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """A public key with the proof that its owner knows the private one."""

    key: int
    pok: Proof
    signature: Proof | None = None
    name: str | None = None

    @classmethod
    def parsed(cls, value: JsonValue, *, group: Group, place: str) -> "TrusteeKey":
        """The key in ``value``; membership is asked apart."""
        fields = as_object(value, place)
        return cls(
            key=_element(fields.get("public_key"), group, f"{place}.public_key"),
            pok=Proof.parsed(fields.get("pok"), f"{place}.pok"),
            signature=Proof.parsed(fields["signature"], f"{place}.signature")
            if "signature" in fields
            else None,
            name=as_text(fields["name"], f"{place}.name") if "name" in fields else None,
        )

    def to_json(self, group: Group) -> JsonValue:
        """The key as it stands in a record."""
        return {
            "pok": self.pok.to_json(),
            "public_key": group.write(self.key),
            **({"signature": self.signature.to_json()} if self.signature else {}),
            **({"name": self.name} if self.name is not None else {}),
        }


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A text with a signature under it."""

    message: str
    signature: Proof

    @classmethod
    def parsed(cls, value: JsonValue, place: str) -> "SignedMessage":
        """The signed message in ``value``."""
        fields = as_object(value, place)
        message = as_text(fields.get("message"), f"{place}.message")
        return cls(message, Proof.parsed(fields.get("signature"), f"{place}.signature"))

    def to_json(self) -> JsonValue:
        """The signed message as it stands in a record."""
        return {"message": self.message, "signature": self.signature.to_json()}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A committee member's keys for signing and for receiving shares; ``context`` since version 2.5."""

    verification: int
    encryption: int
    context: tuple[str, int, int, int] | None = None
    """Name of the group, size, threshold and index from 1."""

    @classmethod
    def parsed(cls, message: str, *, group: Group, place: str) -> "Certificate":
        """The certificate that ``message`` states."""
        fields = as_object(read(message.encode("utf-8", "surrogatepass"), place), place)
        verification, encryption = (
            _element(fields.get(key), group, f"{place}.{key}") for key in ("verification", "encryption")
        )
        if "context" not in fields:
            return cls(verification, encryption)
        context = as_object(fields["context"], place)
        size, threshold, index = (
            as_count(context.get(key), f"{place}.context") for key in ("size", "threshold", "index")
        )
        named = as_text(context.get("group"), f"{place}.context")
        return cls(verification, encryption, (named, size, threshold, index))

    def to_message(self, group: Group) -> str:
        """The certificate in the canonical form."""
        context: dict[str, JsonValue] = {}
        if self.context is not None:
            names = ("group", "size", "threshold", "index")
            context["context"] = dict(zip(names, self.context, strict=True))
        return write(
            {
                **context,
                "verification": group.write(self.verification),
                "encryption": group.write(self.encryption),
            }
        )


@dataclass(frozen=True, slots=True)
class Single:
    """A trustee without whom nothing opens."""

    key: TrusteeKey


@dataclass(frozen=True, slots=True)
class Pedersen:
    """A committee of whom any ``threshold`` members can open."""

    threshold: int
    certs: tuple[SignedMessage, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...] | None
    keys: tuple[TrusteeKey, ...]

    def certificates(self, group: Group) -> tuple[Certificate, ...]:
        """The members' certificates; raises ``RecordMalformed``."""
        return tuple(
            Certificate.parsed(cert.message, group=group, place=f"trustees.certs[{index}]")
            for index, cert in enumerate(self.certs, 1)
        )

    def coefficients(self, group: Group) -> tuple[tuple[int, ...], ...]:
        """The members' public coefficients, A_ik in the paper; raises ``RecordMalformed``."""
        return tuple(
            _coefficients(coefexp.message, group, f"trustees.coefexps[{index}]")
            for index, coefexp in enumerate(self.coefexps, 1)
        )


TrusteeSet: TypeAlias = Single | Pedersen
Trustees: TypeAlias = tuple[TrusteeSet, ...]


def parsed_trustees(raw: bytes, group: Group) -> Trustees:
    """The trustees in ``raw``; raises ``Unreadable`` or ``RecordMalformed``."""
    trustees = tuple(
        _trustee_set(value, group, f"{_PLACE}[{index}]")
        for index, value in enumerate(as_list(read(raw, _PLACE), _PLACE), 1)
    )
    if not trustees:
        raise RecordMalformed(place=_PLACE)
    return trustees


def written_trustees(trustees: Trustees, group: Group) -> bytes:
    """The trustees in the canonical form."""
    return write([_set_to_json(trustee_set, group) for trustee_set in trustees]).encode(
        "utf-8", "surrogatepass"
    )


def verification_keys(trustees: Trustees) -> tuple[int, ...]:
    """The keys that partial decryptions are checked against, flattened; owner 1 is the first."""
    return tuple(key.key for trustee_set in trustees for key in _keys(trustee_set))


def election_key(trustees: Trustees, group: Group) -> int:
    """The product of the single keys and of each committee member's first coefficient, y in the paper."""
    factors: list[int] = []
    for trustee_set in trustees:
        if isinstance(trustee_set, Single):
            factors.append(trustee_set.key.key)
        else:
            factors += [coefficients[0] for coefficients in trustee_set.coefficients(group)]
    return group.product(factors)


def expected_verification_key(group: Group, coefficients: Sequence[Sequence[int]], index: int) -> int:
    """The key of member ``index``: the product over i and k of A_ik^(index^k), all known to be members."""
    return group.product(
        group.power(coefficient, index**k)
        for polynomial in coefficients
        for k, coefficient in enumerate(polynomial)
    )


def coefficients_message(coefficients: Iterable[int], group: Group) -> str:
    """What a committee member signs about its polynomial."""
    return write({"coefexps": [group.write(coefficient) for coefficient in coefficients]})


def certificates_message(certs: Sequence[SignedMessage], coefficients: Sequence[int], group: Group) -> str:
    """What a committee member signs about everybody's certificates and its own polynomial."""
    record = write(
        {
            "certs": [cert.to_json() for cert in certs],
            "coefexps": [group.write(coefficient) for coefficient in coefficients],
        }
    )
    return f"certs_sig|{record}"


def _keys(trustee_set: TrusteeSet) -> tuple[TrusteeKey, ...]:
    return (trustee_set.key,) if isinstance(trustee_set, Single) else trustee_set.keys


def _trustee_set(value: JsonValue, group: Group, place: str) -> TrusteeSet:
    entry = as_list(value, place)
    kind, body = entry if len(entry) == 2 else (None, None)
    if kind == "Single":
        return Single(TrusteeKey.parsed(body, group=group, place=place))
    if kind == "Pedersen":
        return _pedersen(as_object(body, place), group, place)
    raise RecordMalformed(place=place)


def _pedersen(fields: dict[str, JsonValue], group: Group, place: str) -> Pedersen:
    signatures = fields.get("signatures")
    certs, coefexps = (
        tuple(
            SignedMessage.parsed(value, f"{place}.{key}[{index}]")
            for index, value in enumerate(as_list(fields.get(key), f"{place}.{key}"), 1)
        )
        for key in ("certs", "coefexps")
    )
    return Pedersen(
        threshold=as_count(fields.get("threshold"), f"{place}.threshold"),
        certs=certs,
        coefexps=coefexps,
        signatures=None
        if signatures is None
        else tuple(
            Proof.parsed(value, f"{place}.signatures") for value in as_list(signatures, f"{place}.signatures")
        ),
        keys=tuple(
            TrusteeKey.parsed(value, group=group, place=f"{place}.verification_keys[{index}]")
            for index, value in enumerate(
                as_list(fields.get("verification_keys"), f"{place}.verification_keys"), 1
            )
        ),
    )


def _set_to_json(trustee_set: TrusteeSet, group: Group) -> JsonValue:
    if isinstance(trustee_set, Single):
        return ["Single", trustee_set.key.to_json(group)]
    signatures = trustee_set.signatures
    return [
        "Pedersen",
        {
            "threshold": trustee_set.threshold,
            "certs": [cert.to_json() for cert in trustee_set.certs],
            "coefexps": [coefexp.to_json() for coefexp in trustee_set.coefexps],
            **({} if signatures is None else {"signatures": [proof.to_json() for proof in signatures]}),
            "verification_keys": [key.to_json(group) for key in trustee_set.keys],
        },
    ]


def _coefficients(message: str, group: Group, place: str) -> tuple[int, ...]:
    fields = as_object(read(message.encode("utf-8", "surrogatepass"), place), place)
    coefficients = tuple(_element(value, group, place) for value in as_list(fields.get("coefexps"), place))
    if not coefficients:
        raise RecordMalformed(place=place)
    return coefficients


def _element(value: JsonValue, group: Group, place: str) -> int:
    return group.read(as_text(value, place), place)
