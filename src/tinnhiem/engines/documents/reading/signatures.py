"""Digital signatures of a file: who signed, when, and whether the bytes are still the ones that were signed.

It answers for the bytes only. Whether the certificate was good on that day is for the certification authority
and for the portal where certificates are checked.
"""

import hashlib
from collections.abc import Sequence
from ctypes import c_int, c_ubyte
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pypdfium2.raw as raw  # type: ignore[import-untyped]  # the package ships no types
from asn1crypto import cms, x509  # type: ignore[import-untyped]  # the package ships no types
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509 import load_der_x509_certificate

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.pdf import open_pdf
from tinnhiem.engines.documents.reading.pictures import PDF

_HASHES: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_TIME_STAMP: Final = "tst_info"
_MOST: Final = 20
"""How many signatures of one file are read."""


class SignatureUnreadable(DomainError):
    """A signature file that is no CMS signature (RFC 5652), or uses what is not known here."""

    code = "signature_unreadable"


@dataclass(frozen=True)
class DigitalSignature:
    """One signature: the names on the certificate, the moment the signer states, what became of the bytes.

    ``is_intact``: the bytes are those that were signed, by the key of the certificate. ``is_whole``: nothing
    was added to the file afterwards.
    """

    signer: str
    issuer: str
    at: datetime | None
    is_intact: bool
    is_whole: bool


def pdf_signatures(content: bytes) -> tuple[DigitalSignature, ...]:
    """The signatures within a PDF, first to last; none where it has none or cannot be opened.

    One that cannot be understood names no signer. Time stamps of a third party are left out.
    """
    if not content.startswith(PDF):
        return ()
    try:
        document = open_pdf(content)
    except DomainError:
        return ()
    try:
        count = min(raw.FPDF_GetSignatureCount(document.raw), _MOST)
        found = [_in_pdf(content, raw.FPDF_GetSignatureObject(document.raw, place)) for place in range(count)]
        return tuple(one for one in found if one is not None)
    finally:
        document.close()


def detached_signatures(content: bytes, *, candidates: Sequence[bytes]) -> tuple[DigitalSignature, ...]:
    """The signatures of a ``.p7s`` or ``.p7m`` file over any of ``candidates``.

    A file that carries its content is held against that, and is whole only where the content is one of the
    candidates. Raises ``SignatureUnreadable``.
    """
    signed = _signed_data(content)
    inside = _inside(signed)
    if inside is not None:
        is_whole = inside in candidates
        return tuple(_judged(signed, info, inside, is_whole=is_whole) for info in signed["signer_infos"])
    return tuple(_over_any(signed, info, candidates) for info in signed["signer_infos"])


def content_within(content: bytes) -> bytes | None:
    """The file that a ``.p7m`` carries; None where it carries none. Raises ``SignatureUnreadable``."""
    return _inside(_signed_data(content))


def _in_pdf(content: bytes, found: raw.FPDF_SIGNATURE) -> DigitalSignature | None:
    held = (c_ubyte * raw.FPDFSignatureObj_GetContents(found, None, 0))()
    raw.FPDFSignatureObj_GetContents(found, held, len(held))
    ranges = (c_int * raw.FPDFSignatureObj_GetByteRange(found, None, 0))()
    raw.FPDFSignatureObj_GetByteRange(found, ranges, len(ranges))
    pairs = list(zip(ranges[::2], ranges[1::2], strict=False))
    covered = b"".join(content[start : start + length] for start, length in pairs if start >= 0 <= length)
    is_whole = len(pairs) == 2 and pairs[0][0] == 0 and sum(pairs[1]) == len(content)
    try:
        signed = _signed_data(bytes(held))
        (info,) = signed["signer_infos"]
    except (SignatureUnreadable, ValueError):
        return DigitalSignature("", "", None, is_intact=False, is_whole=is_whole)
    if signed["encap_content_info"]["content_type"].native == _TIME_STAMP:
        return None
    return _judged(signed, info, covered, is_whole=is_whole)


def _over_any(signed: cms.SignedData, info: cms.SignerInfo, candidates: Sequence[bytes]) -> DigitalSignature:
    judged = [_judged(signed, info, content, is_whole=True) for content in candidates]
    return next((one for one in judged if one.is_intact), judged[0])


def _signed_data(content: bytes) -> cms.SignedData:
    try:
        info = cms.ContentInfo.load(content)
        if info["content_type"].native != "signed_data":
            raise SignatureUnreadable
        signed = info["content"]
        _ = signed["signer_infos"].native, signed["certificates"].native
    except (ValueError, TypeError, KeyError) as error:
        raise SignatureUnreadable from error
    return signed


def _inside(signed: cms.SignedData) -> bytes | None:
    held = signed["encap_content_info"]["content"].native
    return held if isinstance(held, bytes) else None


def _judged(
    signed: cms.SignedData, info: cms.SignerInfo, content: bytes, *, is_whole: bool
) -> DigitalSignature:
    certificate, stated = _certificate(signed, info), _attribute(info, "signing_time")
    return DigitalSignature(
        signer=_common_name(certificate.subject) if certificate else "",
        issuer=_common_name(certificate.issuer) if certificate else "",
        at=stated if isinstance(stated, datetime) else None,
        is_intact=certificate is not None and _holds(info, certificate, content),
        is_whole=is_whole,
    )


def _certificate(signed: cms.SignedData, info: cms.SignerInfo) -> x509.Certificate | None:
    """The certificate that the signature names by issuer and serial number, or by its key (RFC 5652, 5.3)."""
    sid = info["sid"]
    for choice in signed["certificates"]:
        certificate = choice.chosen
        if sid.name == "issuer_and_serial_number":
            named = sid.chosen
            if (named["issuer"], named["serial_number"].native) == (
                certificate.issuer, certificate.serial_number
            ):  # fmt: skip
                return certificate
        elif sid.chosen.native == certificate.key_identifier:
            return certificate
    return None


def _holds(info: cms.SignerInfo, certificate: x509.Certificate, content: bytes) -> bool:
    """Whether the key of the certificate signed this content (RFC 5652, 5.4 and 5.6)."""
    digest = info["digest_algorithm"]["algorithm"].native
    if digest not in _HASHES:
        return False
    signed = content
    if info["signed_attrs"].native:
        if _attribute(info, "message_digest") != hashlib.new(digest, content).digest():
            return False
        signed = info["signed_attrs"].untag().dump()
    try:
        _verify(info, certificate, signed, _HASHES[digest]())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, KeyError):
        return False
    return True


def _verify(
    info: cms.SignerInfo, certificate: x509.Certificate, signed: bytes, digest: hashes.HashAlgorithm
) -> None:
    key = load_der_x509_certificate(certificate.dump()).public_key()
    signature: bytes = info["signature"].native
    match key:
        case rsa.RSAPublicKey() if info["signature_algorithm"].signature_algo == "rsassa_pss":
            pss = padding.PSS(padding.MGF1(digest), padding.PSS.AUTO)
            key.verify(signature, signed, pss, digest)
        case rsa.RSAPublicKey():
            key.verify(signature, signed, padding.PKCS1v15(), digest)
        case ec.EllipticCurvePublicKey():
            key.verify(signature, signed, ec.ECDSA(digest))
        case ed25519.Ed25519PublicKey():
            key.verify(signature, signed)
        case _:
            raise UnsupportedAlgorithm("a kind of key that signs no documents")


def _attribute(info: cms.SignerInfo, name: str) -> datetime | bytes | None:
    for attribute in info["signed_attrs"]:
        if attribute["type"].native == name:
            return attribute["values"][0].native  # type: ignore[no-any-return]  # asn1crypto is not typed
    return None


def _common_name(name: x509.Name) -> str:
    said = name.native
    found = said.get("common_name") or said.get("organization_name") or name.human_friendly
    return found if isinstance(found, str) else ", ".join(found)
