"""What holds between cards: every reference exists, every id and code is used once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.catalogue.catalogue import Catalogue
from indicators.catalogue.models import FigureRef, Indicator, Programme


@dataclass(frozen=True)
class Broken:
    """A rule between cards that does not hold: whose card, which word in it, and what is wrong."""

    card: str
    word: str
    message_ko: str
    message_en: str


def check(catalogue: Catalogue) -> Iterator[Broken]:
    """Every broken reference and every repeated id or code in `catalogue`."""
    yield from _repeated(catalogue)
    yield from _targets(catalogue)
    for indicator in catalogue.indicators:
        yield from _indicator(catalogue, indicator)
    for programme in catalogue.programmes:
        yield from _programme(catalogue, programme)
    yield from _areas(catalogue)
    yield from _sources(catalogue)
    yield from _corrections(catalogue)
    yield from _overrides(catalogue)


def _repeated(catalogue: Catalogue) -> Iterator[Broken]:
    kinds: list[tuple[str, Sequence[str]]] = [
        ("Goal", [card.code for card in catalogue.goals]),
        ("Target", [card.code for card in catalogue.targets]),
        ("Indicator", [card.id for card in catalogue.indicators]),
        ("Indicator", [card.code for card in catalogue.indicators]),
        ("Programme", [card.id for card in catalogue.programmes]),
        ("Programme", [card.code for card in catalogue.programmes]),
        ("Area", [card.slug for card in catalogue.areas]),
        ("Unit", [card.id for card in catalogue.units]),
        ("Caveat", [card.id for card in catalogue.caveats]),
        ("Source", [card.id for card in catalogue.sources]),
    ]
    for kind, names in kinds:
        for name, count in Counter(names).items():
            if count > 1:
                yield Broken(
                    f"{kind}:{name}",
                    name,
                    f"{name}: {count}번 쓰였습니다. 하나만 남기세요.",
                    f"{name} is used {count} times; keep one.",
                )


def _targets(catalogue: Catalogue) -> Iterator[Broken]:
    goals = {goal.code for goal in catalogue.goals}
    for target in catalogue.targets:
        if target.goal not in goals:
            yield _unknown(f"Target:{target.code}", "목표", "goal", target.goal)


def _indicator(catalogue: Catalogue, card: Indicator) -> Iterator[Broken]:
    place = f"Indicator:{card.id}"
    if card.target not in {target.code for target in catalogue.targets}:
        yield _unknown(place, "세부목표", "target", card.target)
    if card.unit not in {unit.id for unit in catalogue.units}:
        yield _unknown(place, "단위", "unit", card.unit)
    named = [
        *card.caveats,
        *(caveat for series in card.series for caveat in series.caveats),
    ]
    known = {caveat.id for caveat in catalogue.caveats}
    for caveat in named:
        if caveat not in known:
            yield _unknown(place, "주의사항", "caveat", caveat)
    measures = {
        (source.id, measure.id) for source in catalogue.sources for measure in source.measures
    }
    for series in card.series:
        for ref in _refs(series.measure, series.per, *series.plus):
            if (ref.source, ref.measure) not in measures:
                yield _unknown(place, "수치", "figure", f"{ref.source}/{ref.measure}")


def _refs(*refs: FigureRef | None) -> Iterator[FigureRef]:
    yield from (ref for ref in refs if ref is not None)


def _programme(catalogue: Catalogue, card: Programme) -> Iterator[Broken]:
    place = f"Programme:{card.id}"
    targets = {target.code for target in catalogue.targets}
    indicators = {indicator.id for indicator in catalogue.indicators}
    for code in card.targets:
        if code not in targets:
            yield _unknown(place, "세부목표", "target", code)
    for link in card.indicators:
        if link.indicator not in indicators:
            yield _unknown(place, "지표", "indicator", link.indicator)


def _areas(catalogue: Catalogue) -> Iterator[Broken]:
    neighbours = {area.slug: set(area.neighbours) for area in catalogue.areas}
    for slug, named in neighbours.items():
        for other in named:
            if slug not in neighbours.get(other, set()):
                yield Broken(
                    f"Area:{slug}",
                    other,
                    f"{slug}의 이웃 {other}에 {slug}가 없습니다.",
                    f"{slug} names {other} as neighbour, but not the other way round.",
                )


def _sources(catalogue: Catalogue) -> Iterator[Broken]:
    units = {unit.id for unit in catalogue.units}
    for source in catalogue.sources:
        for measure in source.measures:
            if measure.unit not in units:
                yield _unknown(f"Source:{source.id}", "단위", "unit", measure.unit)


def _corrections(catalogue: Catalogue) -> Iterator[Broken]:
    measures = {
        (source.id, measure.id) for source in catalogue.sources for measure in source.measures
    }
    for card in catalogue.corrections:
        if (card.source, card.measure) not in measures:
            name = f"{card.source}/{card.measure}"
            yield _unknown(f"Correction:{card.id}", "수치", "figure", name)


def _overrides(catalogue: Catalogue) -> Iterator[Broken]:
    indicators = {indicator.id for indicator in catalogue.indicators}
    for card in catalogue.overrides:
        if card.indicator not in indicators:
            yield _unknown(f"Override:{card.id}", "지표", "indicator", card.indicator)


def _unknown(card: str, ko: str, en: str, name: str) -> Broken:
    return Broken(card, name, f"없는 {ko}: {name}", f"unknown {en}: {name}")
