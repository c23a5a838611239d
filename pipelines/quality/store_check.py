"""The last gate before a release: rules over the whole store. A broken error rule stops it."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue import Catalogue
from pipelines.quality.rules import rules_digest, rules_of
from pipelines.run import Refusal, Run
from warehouse import fingerprints, releases, sqlfiles
from warehouse.store import Store

_NAME = "core.observation"


@dataclass(frozen=True)
class StoreCheck:
    """What the gate found."""

    is_passed: bool
    broken: tuple[str, ...]
    checked_rows: int


def check_store(store: Store, run: Run, catalogue: Catalogue) -> StoreCheck:
    """Validate `core.observation` as a whole; unchanged rows under unchanged rules pass again."""
    rows = store.table_rows(_NAME)
    sets = _sets(catalogue, run)
    digest = fingerprints.digest_of(
        releases.table_digest(store.connection, _NAME),
        rules_digest(),
        repr([sets[name] for name in ("indicators", "areas", "origins")]),
    )
    if fingerprints.is_unchanged(store, _NAME, digest):
        return StoreCheck(True, (), rows)
    return _validated(store, run, sets, digest)


def _validated(store: Store, run: Run, sets: dict[str, object], digest: str) -> StoreCheck:
    from pipelines.quality.validate import validate, validation_rows

    frame = store.query(sqlfiles.step("store_rows"))
    frame["row_id"] = range(len(frame))
    outcomes = validate(frame, rules_of("core"), sets)
    with store.transaction():
        store.forget("quality.validation", _NAME)
        store.append("quality.validation", validation_rows(outcomes, _NAME))
    broken = [
        outcome.rule
        for outcome in outcomes
        if not outcome.is_passed and outcome.rule.severity == "error"
    ]
    run.refusals.extend(
        Refusal(_NAME, rule.column, rule.id, rule.message.ko, rule.message.en) for rule in broken
    )
    if not broken:
        fingerprints.remember(store, _NAME, digest)
    return StoreCheck(not broken, tuple(rule.id for rule in broken), len(frame))


def _sets(catalogue: Catalogue, run: Run) -> dict[str, object]:
    before = releases.served_manifest(run.settings.home)
    last = before.rows.get(_NAME, 0) if before else 0
    origins = ["official", "derived", "proxy"]
    return {
        "indicators": [card.id for card in catalogue.indicators],
        "areas": [area.slug for area in catalogue.areas],
        "origins": [*origins, "sample"] if run.settings.is_sample_allowed else origins,
        "least_rows": last // 2,
    }
