"""Rules as data: `rules.yaml`, checked, and filled with the catalogue's own sets and limits."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from indicators.catalogue.models import Bilingual, Card, Text

RULES = Path(__file__).with_name("rules.yaml")


class Rule(Card):
    """One rule: where it holds, how grave a breach is, and what the sender should do.

    `layouts` names the layouts of a file that it is for (none: all). A breach refuses the row if
    it is an error, or as `refuses` says; it flags the row unless `marks` says no; and it is told
    once a row, a group (indicator, period, breakdown) or a series.
    """

    id: Text
    layer: Literal["staging", "core", "check"]
    layouts: tuple[Text, ...] = ()
    refuses: bool | None = None
    marks: bool = True
    told: Literal["row", "group", "series"] = "row"
    severity: Literal["error", "warning", "info"]
    dimension: Literal["accuracy", "comparability", "timeliness", "accessibility", "relevance"]
    column: Text
    expectation: Text
    arguments: dict[str, Any] = Field(alias="with")
    message: Bilingual

    @property
    def is_refusing(self) -> bool:
        return self.severity == "error" if self.refuses is None else self.refuses


@cache
def rules_of(layer: str) -> tuple[Rule, ...]:
    """The rules of one layer, in the file's order."""
    found = [Rule.model_validate(raw) for raw in yaml.safe_load(RULES.read_text(encoding="utf-8"))]
    return tuple(rule for rule in found if rule.layer == layer)


@cache
def rules_digest() -> str:
    """A digest of the rules: when they change, everything is validated again."""
    return hashlib.sha256(RULES.read_bytes()).hexdigest()


def filled(rule: Rule, sets: Mapping[str, object]) -> dict[str, Any]:
    """The rule's arguments with each `{name}` replaced by the set or limit of that name."""
    return {name: _filled(value, sets) for name, value in rule.arguments.items()}


def _filled(value: Any, sets: Mapping[str, object]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, sets) for name, inner in value.items()}
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        return sets[value[1:-1]]
    return value
