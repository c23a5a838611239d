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
    """One rule: where it holds, how grave a breach is, and what the sender should do."""

    id: Text
    layer: Literal["staging", "core"]
    severity: Literal["error", "warning", "info"]
    dimension: Literal["accuracy", "comparability", "timeliness", "accessibility", "relevance"]
    column: Text
    expectation: Text
    arguments: dict[str, Any] = Field(alias="with")
    message: Bilingual


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
    return {
        name: sets[value[1:-1]]
        if isinstance(value, str) and value.startswith("{") and value.endswith("}")
        else value
        for name, value in rule.arguments.items()
    }
