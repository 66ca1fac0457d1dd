"""Packed office files (ZIP) opened under caps, and their XML without entities."""

import zipfile
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET

from tinnhiem.engines.documents.reading.errors import (
    DocumentDamaged,
    FormatNotRead,
    NestedTooDeep,
    PasswordNeeded,
    UnpacksTooLarge,
)
from tinnhiem.engines.documents.reading.limits import MAX_DEPTH, MAX_PACKED_PARTS, MAX_UNPACKED_BYTES

_ENCRYPTED: Final = 0x1


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive of ``data``; raises when it is damaged, locked or would unpack beyond the caps."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentDamaged from error
    parts = archive.infolist()
    if len(parts) > MAX_PACKED_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnpacksTooLarge(limit=MAX_UNPACKED_BYTES // 2**20)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise PasswordNeeded
    return archive


def xml_part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """The XML part ``name`` of ``archive``, or ``None`` where it has no such part."""
    try:
        with archive.open(name) as part:
            data = part.read(MAX_UNPACKED_BYTES + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise DocumentDamaged from error
    if len(data) > MAX_UNPACKED_BYTES:
        raise UnpacksTooLarge(limit=MAX_UNPACKED_BYTES // 2**20)
    return _parsed(data)


def _parsed(data: bytes) -> ET.Element:
    head = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise FormatNotRead(kind="XML + DTD")
    depth = 0
    root: ET.Element | None = None
    steps = ET.iterparse(BytesIO(data), events=("start", "end"))  # noqa: S314 (a DTD was refused above)
    try:
        for event, element in steps:
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH * 4:
                raise NestedTooDeep
    except ET.ParseError as error:
        raise DocumentDamaged from error
    if root is None:
        raise DocumentDamaged
    return root
