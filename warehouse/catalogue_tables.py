"""The catalogue as tables: one frame per table of the schema `catalogue`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Bilingual, Indicator, Programme, Symbol
from warehouse.boundaries import district_boundaries

Row = dict[str, Any]


def catalogue_frames(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Every `catalogue.*` table with its rows, in the order of the plan's codes."""
    rows: Mapping[str, Iterable[Row]] = {
        "plan": [_plan(catalogue)],
        "plan_document": _documents(catalogue),
        "legal_basis": [
            {"position": position, **_both("text", text)}
            for position, text in enumerate(catalogue.plan.legal_basis, 1)
        ],
        "section": [
            {
                "section_id": section.id,
                "position": position,
                **_both("name", section.name),
            }
            for position, section in enumerate(catalogue.plan.sections, 1)
        ],
        "goal": _goals(catalogue),
        "target": _targets(catalogue),
        "unit": [
            {
                "unit_id": unit.id,
                **_both("name", unit.name),
                **_both("symbol", unit.symbol),
            }
            for unit in catalogue.units
        ],
        "caveat": [
            {"caveat_id": card.id, **_both("text", card.text)} for card in catalogue.caveats
        ],
        "area": _areas(catalogue),
        "area_boundary": _boundaries(),
        "source": _sources(catalogue),
        "measure": _measures(catalogue),
        "indicator": [_indicator(card, at) for at, card in enumerate(catalogue.indicators, 1)],
        "indicator_milestone": _milestones(catalogue),
        "indicator_series": _series(catalogue),
        "indicator_series_part": _series_parts(catalogue),
        "programme": [_programme(card, at) for at, card in enumerate(catalogue.programmes, 1)],
        "programme_target": _programme_targets(catalogue),
        "programme_indicator": _programme_indicators(catalogue),
        "programme_evidence": _programme_evidence(catalogue),
    }
    return {f"catalogue.{name}": pd.DataFrame(list(found)) for name, found in rows.items()}


def _both(name: str, text: Bilingual | Symbol | None) -> Row:
    return {
        f"{name}_ko": text.ko if text else None,
        f"{name}_en": text.en if text else None,
    }


def _plan(catalogue: Catalogue) -> Row:
    plan, promise = catalogue.plan, catalogue.plan.promise
    return {
        "plan_id": plan.id,
        **_both("name", plan.name),
        "period_start": plan.period_start,
        "period_end": plan.period_end,
        "target_year": plan.target_year,
        "milestone_years": plan.milestone_years,
        "catalogue_status": plan.catalogue_status,
        **_both("catalogue_note", plan.catalogue_note),
        "promised_goals": promise.goals,
        "promised_targets": promise.targets,
        "promised_indicators": promise.indicators,
        "promised_programmes": promise.programmes,
        "promised_districts": promise.districts,
        "promise_document": promise.document,
    }


def _documents(catalogue: Catalogue) -> Iterable[Row]:
    for document in catalogue.plan.documents:
        yield {
            "document_id": document.id,
            **_both("title", document.title),
            "published_on": document.date,
            "publisher": document.publisher,
            "reference": document.reference,
            **{
                f"stated_{kind}": document.states.get(kind)
                for kind in ("goals", "targets", "indicators", "programmes")
            },
            **_both("note", document.note),
        }


def _goals(catalogue: Catalogue) -> Iterable[Row]:
    for goal in catalogue.goals:
        yield {
            "goal_code": goal.code,
            "goal_number": goal.number,
            **_both("name", goal.name),
            **_both("short_name", goal.short_name),
            "name_status": goal.name_status,
            "name_source": goal.name_source,
            "section_id": goal.section,
            "colour": goal.colour,
            "text_colour": goal.text_colour,
        }


def _targets(catalogue: Catalogue) -> Iterable[Row]:
    for position, target in enumerate(catalogue.targets, 1):
        yield {
            "target_code": target.code,
            "goal_code": target.goal,
            "position": position,
            **_both("name", target.name),
            **_both("text", target.text),
            "un_targets": target.un_targets,
            "k_sdg_targets": target.k_sdg_targets,
        }


def _areas(catalogue: Catalogue) -> Iterable[Row]:
    for area in catalogue.areas:
        yield {
            "area": area.slug,
            "area_kind": area.kind,
            "position": area.order,
            **_both("name", area.name),
            "code_legal": area.code_legal,
            "code_kostat": area.code_kostat,
            "tile_row": area.tile_row,
            "tile_column": area.tile_column,
            "neighbours": area.neighbours,
        }


def _boundaries() -> Iterable[Row]:
    for slug, ring, points in district_boundaries():
        for point, (longitude, latitude) in enumerate(points):
            yield {
                "area": slug,
                "ring": ring,
                "point": point,
                "longitude": longitude,
                "latitude": latitude,
            }


def _sources(catalogue: Catalogue) -> Iterable[Row]:
    for source in catalogue.sources:
        yield {
            "source_id": source.id,
            **_both("name", source.name),
            **_both("publisher", source.publisher),
            "source_table": source.table,
            "table_id": source.table_id,
            "url": source.url,
            "licence": source.licence,
            **_both("licence_note", source.licence_note),
            "obtained_from": source.obtained_from,
            "retrieved_on": source.retrieved,
            **_both("processing", source.processing),
            "file": source.file,
            "scope": source.scope,
            "caveats": source.caveats,
        }


def _measures(catalogue: Catalogue) -> Iterable[Row]:
    for source in catalogue.sources:
        for measure in source.measures:
            yield {
                "source_id": source.id,
                "measure_id": measure.id,
                **_both("name", measure.name),
                "unit_id": measure.unit,
                "limit_min": measure.min,
                "limit_max": measure.max,
                "publisher": measure.publisher,
                "source_table": measure.table,
                "table_id": measure.table_id,
                **_both("note", measure.note),
            }


def _indicator(card: Indicator, position: int) -> Row:
    return {
        "indicator_id": card.id,
        "indicator_code": card.code,
        "target_code": card.target,
        "goal_code": f"G-{card.code.split('-')[1]}",
        "position": position,
        **_both("name", card.name),
        **_both("definition", card.definition),
        **_both("formula", card.formula),
        "unit_id": card.unit,
        "decimals": card.decimals,
        "direction": card.direction.value,
        "kind": card.kind,
        "baseline_year": card.baseline.year if card.baseline else None,
        "baseline_value": card.baseline.value if card.baseline else None,
        "target_basis": card.target_basis,
        "un_indicators": card.un_indicators,
        "k_sdg_indicators": card.k_sdg_indicators,
        **_both("publisher", card.publication.publisher),
        **_both("published_table", card.publication.table),
        "published_table_id": card.publication.table_id,
        "published_url": card.publication.url,
        "frequency": card.frequency,
        "publication_lag_months": card.publication_lag_months,
        **_both("custodian", card.custodian),
        "areas": card.areas,
        "aggregation": card.aggregation,
        "natural_min": card.natural_limits.min,
        "natural_max": card.natural_limits.max,
        "caveats": card.caveats,
        **_both("notes", card.notes),
    }


def _milestones(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.indicators:
        for milestone in card.targets:
            yield {
                "indicator_id": card.id,
                "year": milestone.year,
                "value": milestone.value,
                "upper_value": milestone.upper,
                "basis": milestone.basis,
                "document": milestone.document,
                **_both("note", milestone.note),
            }


def _series(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.indicators:
        for priority, series in enumerate(card.series, 1):
            yield {
                "indicator_id": card.id,
                "priority": priority,
                "parts": 1 + len(series.plus),
                "per_source_id": series.per.source if series.per else None,
                "per_measure_id": series.per.measure if series.per else None,
                "per_period": series.per_period,
                "scale": series.scale,
                "origin": series.origin,
                "areas": series.areas,
                "city_rule": series.city,
                **_both("formula", series.formula),
                "caveats": series.caveats,
            }


def _series_parts(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.indicators:
        for priority, series in enumerate(card.series, 1):
            for part, ref in enumerate((series.measure, *series.plus), 1):
                yield {
                    "indicator_id": card.id,
                    "priority": priority,
                    "part": part,
                    "source_id": ref.source,
                    "measure_id": ref.measure,
                }


def _programme(card: Programme, position: int) -> Row:
    return {
        "programme_id": card.id,
        "programme_code": card.code,
        "position": position,
        **_both("name", card.name),
        **_both("purpose", card.purpose),
        **_both("department", card.department),
        "section_id": card.section,
        "period_start": card.period_start,
        "period_end": card.period_end,
        "district_scope": card.district_scope,
        "has_evidence": any(not item.none_found for item in card.evidence),
        **_both("notes", card.notes),
    }


def _programme_targets(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.programmes:
        for position, code in enumerate(card.targets, 1):
            yield {"programme_id": card.id, "target_code": code, "position": position}


def _programme_indicators(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.programmes:
        for link in card.indicators:
            yield {
                "programme_id": card.id,
                "indicator_id": link.indicator,
                "contribution": link.contribution,
                **_both("reason", link.reason),
            }


def _programme_evidence(catalogue: Catalogue) -> Iterable[Row]:
    for card in catalogue.programmes:
        for position, item in enumerate(card.evidence, 1):
            yield {
                "programme_id": card.id,
                "position": position,
                "title": item.title,
                "publisher": item.publisher,
                "url": item.url,
                "dated": item.date,
                "is_none_found": item.none_found,
            }
