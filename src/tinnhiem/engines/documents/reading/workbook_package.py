"""The package around a workbook: what is refused before a cell is read, and parts unpacked under a cap."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from tinnhiem.common.errors import DomainError

MAX_FILE_BYTES: Final = 20_000_000
MAX_UNPACKED_BYTES: Final = 150_000_000
MAX_PARTS: Final = 2_000
CHUNK: Final = 65_536
MEGABYTE: Final = 1_000_000

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_SUFFIXES: Final = frozenset({".xls", ".xlt", ".xlsb"})
_MACRO_SUFFIXES: Final = frozenset({".xlsm", ".xltm", ".xlam"})
_MACRO_PARTS: Final = ("vbaproject.bin", "/macrosheets/", "/dialogsheets/")
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FLAG_ENCRYPTED: Final = 1


class NotAWorkbook(DomainError):
    """The bytes are not an Excel workbook in the .xlsx form."""

    code = "workbook_not_xlsx"


class WorkbookOld(DomainError):
    """A workbook in a form older than .xlsx, or in the binary one."""

    code = "workbook_old"


class WorkbookLocked(DomainError):
    """A workbook that opens with a password only."""

    code = "workbook_locked"


class WorkbookHasMacros(DomainError):
    """A workbook that carries programs."""

    code = "workbook_macros"


class WorkbookDamaged(DomainError):
    """A workbook one of whose parts is missing or cannot be read."""

    code = "workbook_damaged"


class WorkbookTooLarge(DomainError):
    """A file larger than ``limit_mb`` million bytes, packed or unpacked."""

    code = "workbook_too_large"


@dataclass
class Package:
    """The parts of one file, unpacked piece by piece until the cap over all of them is reached."""

    name: str
    archive: zipfile.ZipFile
    unpacked: int = field(default=0)

    def has(self, part: str) -> bool:
        """Whether the file holds a part of this name."""
        return part in self.archive.NameToInfo

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of ``part``, in pieces; raises ``WorkbookDamaged`` or ``WorkbookTooLarge``."""
        try:
            with self.archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as broken:
            raise WorkbookDamaged(file=self.name, part=part) from broken

    def _count(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > MAX_UNPACKED_BYTES:
            raise WorkbookTooLarge(file=self.name, limit_mb=MAX_UNPACKED_BYTES // MEGABYTE)


def open_package(data: bytes, *, name: str) -> Package:
    """Open the bytes of a workbook and refuse what it is not safe or not possible to read.

    Raises ``WorkbookOld``, ``WorkbookLocked``, ``WorkbookHasMacros``, ``WorkbookTooLarge``,
    ``WorkbookDamaged`` or ``NotAWorkbook``.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _MACRO_SUFFIXES:
        raise WorkbookHasMacros(file=name)
    if suffix in _OLD_SUFFIXES:
        raise WorkbookOld(file=name)
    if len(data) > MAX_FILE_BYTES:
        raise WorkbookTooLarge(file=name, limit_mb=MAX_FILE_BYTES // MEGABYTE)
    if data.startswith(_OLE):
        raise WorkbookLocked(file=name) if _OLE_ENCRYPTED in data else WorkbookOld(file=name)
    package = Package(name=name, archive=_archive(data, name))
    _refuse_parts(package)
    return package


def _archive(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise NotAWorkbook(file=name) from broken


def _refuse_parts(package: Package) -> None:
    parts = package.archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise WorkbookTooLarge(file=package.name, limit_mb=MAX_UNPACKED_BYTES // MEGABYTE)
    if any(part.flag_bits & _FLAG_ENCRYPTED for part in parts):
        raise WorkbookLocked(file=package.name)
    if any(mark in f"/{part.filename}".lower() for part in parts for mark in _MACRO_PARTS):
        raise WorkbookHasMacros(file=package.name)
    if any(part.compress_type not in _METHODS for part in parts):
        raise WorkbookDamaged(file=package.name, part="zip")
    if not (package.has("[Content_Types].xml") and package.has("_rels/.rels")):
        raise NotAWorkbook(file=package.name)
    if b"macroenabled" in b"".join(package.chunks("[Content_Types].xml")).lower():
        raise WorkbookHasMacros(file=package.name)
