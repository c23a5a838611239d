"""A workbook of the old kind (XLS, BIFF8 in an OLE container), written byte by byte for tests."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(cells: list[list[str | float]], *, is_protected: bool = False) -> bytes:
    """A sheet of texts and numbers; `is_protected` marks it as opened by a password only."""
    return _container(_workbook(cells, is_protected))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _workbook(cells: list[list[str | float]], is_protected: bool) -> bytes:
    opening = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if is_protected:
        opening += _record(0x002F, struct.pack("<HHH", 0, 0x1234, 0x5678))
    name = "Sheet1"
    sheet_name = struct.pack("<BB", len(name), 0) + name.encode("ascii")
    size = len(opening) + 4 + 6 + len(sheet_name) + 4
    bound = _record(0x0085, struct.pack("<IBB", size, 0, 0) + sheet_name)
    return opening + bound + _record(0x000A, b"") + _sheet(cells)


def _sheet(cells: list[list[str | float]]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max(map(len, cells))
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(cells), 0, width, 0))
    for line, row in enumerate(cells):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", line, column, 0)
            if isinstance(value, str):
                body += _record(0x0204, place + _text(value))
            else:
                body += _record(0x0203, place + struct.pack("<d", value))
    return body + _record(0x000A, b"")


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    # sector 0: allocation table; 1: directory; 2 ...: the stream
    table = [_FAT, _END] + [number + 1 for number in range(2, sectors + 1)] + [_END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    directory += bytes(_SECTOR - len(directory))
    return header + struct.pack(f"<{len(table)}I", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(16) + struct.pack("<I", 0) + bytes(16)
    return entry + struct.pack("<IQ", start, size)
