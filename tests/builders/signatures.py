"""Digital signatures as certification authorities make them, with a certificate of an invented signer."""

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

SIGNER = "Trần Thị Bích Liên"
_ROOM = 8192


@cache
def _signer() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tổ chức chứng thực mẫu")])
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return made, key


def a_signature_file(over: bytes, *, carries_content: bool = False) -> bytes:
    """A ``.p7s`` over these bytes, or a ``.p7m`` that carries them."""
    certificate, key = _signer()
    options = [PKCS7Options.Binary]
    if not carries_content:
        options.append(PKCS7Options.DetachedSignature)
    made = PKCS7SignatureBuilder().set_data(over).add_signer(certificate, key, hashes.SHA256())
    return made.sign(Encoding.DER, options)


def a_plain_pdf() -> bytes:
    """One empty page with a cross-reference table."""
    return _pdf(
        b"%PDF-1.7\n",
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        },
        previous=None,
    )


def a_signed_pdf_of(pdf: bytes) -> bytes:
    """``a_plain_pdf`` with a signature added at its end, as signing programs add it."""
    previous = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    hollow = b"<" + b"0" * (2 * _ROOM) + b">"
    range_room = b"[0 0000000000 0000000000 0000000000]"
    added = _pdf(
        pdf,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>",
            4: b"<< /FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R /T (ky) /V 5 0 R >>",
            5: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange "
            + range_room
            + b" /Contents "
            + hollow
            + b" >>",
        },
        previous=previous,
    )
    start, end = added.index(hollow), added.index(hollow) + len(hollow)
    said = b"[0 %010d %010d %010d]" % (start, end, len(added) - end)
    ranged = added.replace(range_room, said)
    signature = a_signature_file(ranged[:start] + ranged[end:]).hex().encode()
    return ranged[: start + 1] + signature.ljust(2 * _ROOM, b"0") + ranged[end - 1 :]


def _pdf(before: bytes, objects: dict[int, bytes], *, previous: int | None) -> bytes:
    written, places = bytearray(before), {}
    for number, content in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n" + (b"0 1\n0000000000 65535 f \n" if previous is None else b"")
    for number, place in places.items():
        written += b"%d 1\n%010d 00000 n \n" % (number, place)
    back = b"" if previous is None else b" /Prev %d" % previous
    written += b"trailer\n<< /Size 6 /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (back, table)
    return bytes(written)
