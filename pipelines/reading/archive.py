"""Is it safe to open this workbook? Looks into the archive before any reader unpacks it."""

from __future__ import annotations

import io
import zipfile
import zlib

from pipelines.reading.errors import DamagedWorkbook, OtherFileKind, PasswordProtected, TooLarge

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF8 = b"\x09\x08\x10\x00\x00\x06\x05\x00"
# Limits on what an archive may grow to. Official tables are below 5 MiB unpacked.
LARGEST_UNPACKED = 600 * 2**20
_LARGEST_RATIO = 400
_RATIO_FROM = 20 * 2**20
_MOST_PARTS = 2000
_CHUNK = 2**18
# Marks of encrypted documents as office security products leave them.
_DRM_MARKS = (b"<DOCUMENT SAFER", b"DRMONE", b"SCDSA", b"Fasoo", b"<## NASCA DRM")


def looks_like_workbook(content: bytes) -> bool:
    """Is it a workbook by its first bytes (whatever its name says)?"""
    return content.startswith((ZIP, OLE, b"PK\x05\x06")) or is_drm(content)


def is_drm(content: bytes) -> bool:
    return any(mark in content[:256] for mark in _DRM_MARKS)


def check_archive(content: bytes, *, file: str) -> None:
    """Refuse what cannot or must not be opened.

    Raises:
        ReadingError: damaged, encrypted, another kind of document, or too large when unpacked.
    """
    if is_drm(content):
        raise PasswordProtected(file)
    if content.startswith(OLE):
        _check_ole(content, file)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, content, file)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise DamagedWorkbook(file) from error


def _check_ole(content: bytes, file: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content or _has_filepass(content):
        raise PasswordProtected(file)
    names = ("Workbook", "Book")
    if not any(f"{name}\0".encode("utf-16-le") in content for name in names):
        kind = "HWP" if "FileHeader".encode("utf-16-le") in content else "OLE"
        raise OtherFileKind(file, kind)


def _has_filepass(content: bytes) -> bool:
    """An old workbook with a password: FILEPASS is the record after the opening one."""
    at = content.find(_BIFF8)
    return at >= 0 and content[at + 20 : at + 22] == b"\x2f\x00"


def _check_parts(archive: zipfile.ZipFile, content: bytes, file: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and archive.read("mimetype")[:64].startswith(b"application/hwp"):
        raise OtherFileKind(file, "HWPX")
    is_workbook = any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names
    if not is_workbook:
        raise OtherFileKind(file, "ZIP")
    if any(part.flag_bits & 1 for part in parts):
        raise PasswordProtected(file)
    if len(parts) > _MOST_PARTS:
        raise TooLarge(file, LARGEST_UNPACKED)
    unpacked = 0
    for part in parts:
        unpacked += _true_size(archive, part, content, file, LARGEST_UNPACKED - unpacked)


def _true_size(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, content: bytes, file: str, limit: int
) -> int:
    """Unpack a part and throw it away: the sizes in the archive's list can be forged."""
    start = _data_start(content, part)
    packed = content[start : start + part.compress_size]
    if len(packed) < part.compress_size:
        raise zipfile.BadZipFile("cut off")
    if part.compress_type == zipfile.ZIP_STORED:
        if _declares_entities(packed):
            raise OtherFileKind(file, "XML DTD")
        return len(packed)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("unusual compression")
    return _unpacked_size(packed, file, limit)


def _unpacked_size(packed: bytes, file: str, limit: int) -> int:
    size = 0
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    while rest and not unpacker.eof:
        piece = unpacker.decompress(rest, _CHUNK)
        if size == 0 and _declares_entities(piece):
            raise OtherFileKind(file, "XML DTD")
        size += len(piece)
        rest = unpacker.unconsumed_tail
        is_bomb = size > _RATIO_FROM and size > _LARGEST_RATIO * max(1, len(packed))
        if size > limit or is_bomb:
            raise TooLarge(file, size)
    if not unpacker.eof:
        raise zipfile.BadZipFile("cut off")
    return size


def _data_start(content: bytes, part: zipfile.ZipInfo) -> int:
    head = content[part.header_offset : part.header_offset + 30]
    if len(head) < 30 or head[:4] != ZIP:
        raise zipfile.BadZipFile("no local header")
    name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
    return part.header_offset + 30 + name + extra


def _declares_entities(piece: bytes) -> bool:
    head = piece[:4096].lower()
    return b"<!doctype" in head or b"<!entity" in head
