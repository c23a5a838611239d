"""Bytes into records, strictly: what cannot be read is named, never guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pipelines.sources.errors import AnswerError, PublisherError
from pipelines.sources.family import Page, Record

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*<(?P<html>!doctype\s+html|html|head|body|script)?", re.IGNORECASE
)
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)
DAMAGED = "\N{REPLACEMENT CHARACTER}"


def json_of(page: Page, source: str) -> Any:
    """The JSON that a page holds; every number as the text that was sent.

    Raises:
        AnswerError: a web page, broken or half JSON, an unreadable encoding.
    """
    if is_markup(page.content):
        raise not_data(page, source)
    text = text_of(page, source)
    if not text.strip():
        raise AnswerError("TRUNCATED", source)
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise AnswerError("NOT_JSON", source, where=0) from None
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg:
            raise AnswerError("TRUNCATED", source) from None
        raise AnswerError("NOT_JSON", source, where=error.pos + 1) from None


def text_of(page: Page, source: str) -> str:
    """The text of a page: UTF-8, else CP949, as Korean offices write. Never with holes."""
    if page.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        said = _CHARSET.search(page.headers.get("content-type", ""))
        is_korean = said is not None and said[1].lower() in ("euc-kr", "cp949", "ks_c_5601-1987")
        encodings = ("cp949", "utf-8-sig") if is_korean else ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            return page.content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AnswerError("ENCODING", source)


def is_markup(content: bytes) -> bool:
    """Whether an answer is XML or a web page."""
    return _MARKUP.match(content) is not None


def not_data(page: Page, source: str) -> AnswerError | PublisherError:
    """What to tell of a web page that came instead of data."""
    text = page.content[:20_000].decode("utf-8", errors="replace")
    if page.status >= 400:
        return PublisherError("REFUSED", source, code=f"HTTP {page.status}", message=_title(text))
    title = _title(text)
    return AnswerError("HTML", source, title=f": {title[:80]}" if title else "")


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1].strip() if found and DAMAGED not in found[1] else ""


def xml_tag(content: bytes, tag: str) -> str | None:
    """The text of one tag of a small XML error. No parser: nothing in it is ever expanded."""
    text = content[:20_000].decode("utf-8", errors="replace")
    found = re.search(rf"<{tag}>\s*(?:<!\[CDATA\[)?\s*([^<\]]*)", text)
    return found[1].strip() if found else None


def flat(record: Any, source: str) -> Record:
    """One record: nested objects become `outer.inner`, lists of words are joined by `;`.

    Raises:
        AnswerError: it is no object.
    """
    if not isinstance(record, Mapping):
        raise AnswerError("ENVELOPE", source, missing="{…}")
    found: dict[str, str | None] = {}
    _flatten(record, "", found)
    return found


def _flatten(node: Mapping[str, Any], prefix: str, found: dict[str, str | None]) -> None:
    for name, value in node.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            _flatten(value, f"{key}.", found)
        elif isinstance(value, list):
            found[key] = ";".join(str(part) for part in value)
        elif value is None or isinstance(value, str):
            found[key] = value
        else:
            found[key] = str(value).lower() if isinstance(value, bool) else str(value)


def at(node: Any, *path: str, source: str) -> Any:
    """What stands at a path of an answer.

    Raises:
        AnswerError: there is nothing.
    """
    for step, name in enumerate(path, 1):
        if not isinstance(node, Mapping) or name not in node:
            raise AnswerError("ENVELOPE", source, missing=".".join(path[:step]))
        node = node[name]
    return node


def listed(node: Any, name: str, source: str) -> list[Any]:
    """A list that must be there."""
    if not isinstance(node, list):
        raise AnswerError("ENVELOPE", source, missing=name)
    return node


def whole(text: Any, name: str, source: str) -> int:
    """A count that must be a whole number."""
    try:
        return int(str(text).replace(",", ""))
    except ValueError:
        raise AnswerError("ENVELOPE", source, missing=name) from None
