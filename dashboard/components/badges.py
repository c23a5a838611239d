"""Small marks of state: always symbol and word, colour only besides."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import theme
from dashboard.components.attributes import aria
from dashboard.components.links import classes
from dashboard.texts import Words


def _mark(kind: str, code: str, symbol: str, word: str, class_name: str = "") -> html.Span:
    """Symbol (not read aloud) and word."""
    signs = [html.Span(symbol, className="mark-symbol", **aria(hidden="true"))] if symbol else []
    return html.Span(
        [*signs, html.Span(word, className="mark-word")],
        className=classes("mark", kind, f"{kind}--{code}", class_name),
    )


def assessment(words: Words, code: str, class_name: str = "") -> html.Span:
    """달성, 순조, 지연, 악화, 모니터링, 자료없음."""
    look = theme.ASSESSMENTS[code]
    return _mark("assessment", code, look.symbol, words(f"assessment.{code}"), class_name)


def programme_status(words: Words, code: str) -> html.Span:
    """완료, 정상추진, 일부추진, 부진, 보류·폐기, 미제출."""
    look = theme.PROGRAMME_STATUSES[code]
    return _mark("programme-status", code, look.symbol, words(f"programme_status.{code}"))


def trend(words: Words, code: str | None) -> Any:
    """Where it is heading, or in words that this is not known."""
    if code is None:
        return html.Span(words("trend.unknown"), className="trend trend--unknown")
    return _mark("trend", code, theme.TRENDS[code], words(f"trend.{code}"))


def origin(words: Words, code: str) -> html.Span:
    """공식, 산출, 대리(전국), 견본, 자료없음: each with its own edge."""
    return _mark("origin", code, theme.ORIGINS[code], words(f"origin.{code}"))


def stale(words: Words) -> html.Span:
    """The figure is older than its publisher's calendar allows."""
    return html.Span(words("stale.mark"), className="mark stale", title=words("stale.explained"))


def sample(words: Words) -> html.Span:
    """The word 견본 on its hatched ground."""
    return origin(words, "sample")


def goal_tile(words: Words, number: int, colour: str, text_colour: str, size: str = "s") -> Any:
    """The goal's number on its colour: identity, never a state."""
    return html.Span(
        [html.Span(words("goal.word"), className="visually-hidden"), str(number)],
        className=f"goal-number goal-number--{size}",
        style={"background": colour, "color": text_colour},
    )
