"""What can be wrong with a file that someone asks to have read."""

from tinnhiem.common.errors import DomainError


class DocumentEmpty(DomainError):
    """The file has no letters to read."""

    code = "document_empty"


class DocumentTooLarge(DomainError):
    """The file is larger than the cap on uploads."""

    code = "document_too_large"


class TextTooLong(DomainError):
    """The text has more characters than the cap."""

    code = "document_text_too_long"


class TooManyLines(DomainError):
    """The text has more lines than the cap."""

    code = "document_too_many_lines"


class UnpacksTooLarge(DomainError):
    """A packed file would unpack to far more than a document needs."""

    code = "document_unpacks_too_large"


class NestedTooDeep(DomainError):
    """Parts lie inside parts deeper than any document needs."""

    code = "document_nested_too_deep"


class NotADocument(DomainError):
    """The bytes are neither text nor a known kind of document."""

    code = "document_not_text"


class FormatNotRead(DomainError):
    """A known kind of file, but not one that is read here."""

    code = "document_format_not_read"


class PasswordNeeded(DomainError):
    """The file opens only with a password."""

    code = "document_password_needed"


class DocumentDamaged(DomainError):
    """The file claims a format and breaks its rules."""

    code = "document_damaged"


class ScanWithoutText(DomainError):
    """Pictures of pages, and no program to recognise the letters in them."""

    code = "document_scan_without_text"
