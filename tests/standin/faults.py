"""How publishers misbehave: each fault changes one answer on its way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from tests.standin.server import Answer, Fault, gateway_refusal

_HTML = {"Content-Type": "text/html; charset=utf-8"}


def status(code: int, **headers: str) -> Fault:
    """An answer with this status and a web page."""
    return lambda answer, path: Answer(
        b"<html><title>Error</title></html>",
        code,
        _HTML | {name.replace("_", "-"): value for name, value in headers.items()},
    )


def page(title: str) -> Fault:
    """A web page with status 200."""
    text = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>…</body></html>"
    return lambda answer, path: Answer(text.encode(), headers=_HTML)


def says(content: Any, code: int = 200) -> Fault:
    """Another JSON answer."""
    return lambda answer, path: Answer(json.dumps(content, ensure_ascii=False).encode(), code)


def gateway(code: str, said: str) -> Fault:
    """The national portal's XML refusal."""
    return lambda answer, path: gateway_refusal(code, said)


def half(answer: Answer, path: str) -> Answer:
    """Half the body, as if it were all."""
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def cut(answer: Answer, path: str) -> Answer:
    """The connection ends in the middle of the body."""
    return replace(answer, cut=len(answer.body) // 2)


def slow(seconds: float) -> Fault:
    """Nothing for so long."""
    return lambda answer, path: replace(answer, wait=seconds)


def dripping(seconds: float) -> Fault:
    """A byte at a time."""
    return lambda answer, path: replace(answer, drip=seconds)


def encoded(encoding: str) -> Fault:
    """Another encoding than JSON has."""
    return lambda answer, path: replace(
        answer, body=answer.body.decode("utf-8").encode(encoding, errors="replace")
    )


def swapped(old: str, new: str) -> Fault:
    """Other words in the body."""
    return lambda answer, path: replace(
        answer, body=answer.body.replace(old.encode(), new.encode())
    )


def body(content: bytes) -> Fault:
    """Other bytes."""
    return lambda answer, path: replace(answer, body=content)


def rows(change: Callable[[list[Any]], list[Any]]) -> Fault:
    """Other rows in a KOSIS answer, which is nothing but rows."""
    return lambda answer, path: replace(
        answer, body=json.dumps(change(json.loads(answer.body)), ensure_ascii=False).encode()
    )


def redirect(to: str) -> Fault:
    """Another address."""
    return lambda answer, path: Answer(b"", 302, {"Location": to})


def moving(answer: Answer, path: str) -> Answer:
    """The total grows while pages are fetched."""
    _moving = next(_counter)
    text = answer.body.decode()
    return replace(
        answer,
        body=text.replace('"list_total_count": 52', f'"list_total_count": {60 + _moving}').encode(),
    )


def first(times: int, fault: Fault) -> Fault:
    """A fault that passes after some answers."""
    left = count()
    return lambda answer, path: fault(answer, path) if next(left) < times else answer


_counter = count()
