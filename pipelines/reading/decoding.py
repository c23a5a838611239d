"""Bytes into text: UTF-8, UTF-16 or CP949, strictly. What cannot be decoded is refused."""

from __future__ import annotations

import codecs
import re

from pipelines.reading.errors import EmptyFile, OtherFileKind, UnreadableText
from pipelines.reading.trace import Trace

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes that open another kind of file, and what to call it.
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"HWP Document File", "HWP"),
)
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|table|meta|Workbook)\b", re.I)
# Common signs of Korean texts that are no Hangul: punctuation, units, brackets, arrows, kana dots.
_USUAL_SIGNS = re.compile(
    "[\u00a1-\u00ff\u2010-\u2667\u3000-\u303f\u3130-\u318f\u3200-\u33ff\uff00-\uffef]"
)
_MANY = 8


def encoding_of(content: bytes, *, file: str, trace: Trace) -> str:
    """The codec that reads the whole file without a fault.

    Raises:
        ReadingError: the file is empty, of another kind, or in no encoding that we read.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFile(file)
    _refuse_other_kinds(content, file)
    found = _utf16(content, file, trace) or _utf8(content) or _cp949(content, trace)
    if found is None:
        raise UnreadableText(file, _bad_line(content))
    return found


def _refuse_other_kinds(content: bytes, file: str) -> None:
    for opening, kind in _OTHER_KINDS:
        if content.startswith(opening):
            raise OtherFileKind(file, kind)
    plain = content[:400].replace(b"\0", b"").removeprefix(codecs.BOM_UTF8)
    if _MARKUP.match(plain):
        raise OtherFileKind(file, "HTML/XML")


def _utf16(content: bytes, file: str, trace: Trace) -> str | None:
    is_marked = content.startswith(_UTF16_MARKS)
    head = content[:2000]
    # Without a mark: digits and separators leave a NUL in every other byte.
    little, big = head[1::2].count(0), head[0::2].count(0)
    if not is_marked and max(little, big) < max(2, len(head) // 8):
        return None
    codec = "utf-16" if is_marked else "utf-16-le" if little >= big else "utf-16-be"
    try:
        content.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableText(file, 0) from error
    trace.note("encoding", read="UTF-16", encoding="UTF-16")
    return codec


def _utf8(content: bytes) -> str | None:
    if content.isascii():
        return "ascii"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8-sig"


def _cp949(content: bytes, trace: Trace) -> str | None:
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError:
        return None
    if not _is_korean(text):
        return None
    trace.note("encoding", read="CP949", encoding="CP949(EUC-KR)")
    return "cp949"


def _is_korean(text: str) -> bool:
    """CP949 decodes almost any bytes into something; does this look like a Korean text?

    Texts in another encoding come out as Chinese characters and as syllables that exist only in
    the extension of CP949, which people hardly ever write.
    """
    letters = [sign for sign in text if ord(sign) > 0x7F and not _USUAL_SIGNS.match(sign)]
    usual = sum(1 for sign in letters if _is_usual_hangul(sign))
    if not letters:
        return True
    strange = len(letters) - usual
    return strange * 3 <= len(letters) and (strange <= _MANY or strange * 10 <= len(letters))


def _is_usual_hangul(sign: str) -> bool:
    """One of the 2,350 syllables of KS X 1001."""
    if not "\uac00" <= sign <= "\ud7a3":
        return False
    pair = sign.encode("cp949")
    return pair[0] >= 0xB0 and pair[1] >= 0xA1


def _bad_line(content: bytes) -> int:
    """The first line that is not UTF-8, for the person who looks for it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0
