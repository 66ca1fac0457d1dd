"""What the file of a signed copy says of itself."""

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.document import read_document


def text_of_copy(content: bytes) -> str:
    """The text layer of a signed copy; empty for a bare scan, a picture, a signature, or a damaged file."""
    if not content.startswith(b"%PDF-"):
        return ""
    try:
        return read_document(content).text
    except DomainError:
        return ""
