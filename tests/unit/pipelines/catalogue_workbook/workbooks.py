"""A small catalogue, and ways to spoil its workbook as people and Excel do."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.catalogue import Catalogue
from indicators.catalogue.models import (
    Area,
    Caveat,
    Goal,
    Indicator,
    Plan,
    Programme,
    Source,
    Target,
    Unit,
)
from pipelines.catalogue_workbook.export import make_workbook
from pipelines.catalogue_workbook.sheets import BY_KEY, FIRST_ROW, KEY_ROW
from pipelines.catalogue_workbook.texts import sheet_name


def two(ko: str, en: str) -> dict[str, str]:
    return {"ko": ko, "en": en}


PLAN = {
    "id": "plan",
    "name": two("시험 계획", "Trial plan"),
    "period_start": 2020,
    "period_end": 2024,
    "target_year": 2030,
    "milestone_years": [2025, 2030],
    "legal_basis": [two("법 제1조", "Act, Art. 1"), two("법 제2조", "Act, Art. 2")],
    "catalogue_status": "working",
    "catalogue_note": two("시험용", "For tests"),
    "promise": {
        "goals": 2, "targets": 3, "indicators": 3, "programmes": 2, "districts": 2,
        "document": "문서",
    },
    "sections": [
        {"id": "society", "name": two("사회", "Society")},
        {"id": "environment", "name": two("환경", "Environment")},
    ],
    "documents": [
        {
            "id": "report",
            "title": two("보고", "Report"),
            "date": "2020-04-01",
            "publisher": "서울특별시",
            "states": {"goals": 17, "targets": 96},
        }
    ],
}  # fmt: skip


def goal(number: int, ko: str, en: str, section: str) -> Goal:
    return Goal.model_validate(
        {
            "code": f"G-{number:02d}",
            "number": number,
            "name": two(ko, en),
            "short_name": two(ko, en),
            "name_status": "un_official",
            "name_source": "유엔",
            "section": section,
            "colour": "#E5243B",
            "text_colour": "#FFFFFF",
        }
    )


def target(code: str, ko: str, en: str, **more: Any) -> Target:
    return Target.model_validate(
        {
            "code": code,
            "goal": f"G-{code[2:4]}",
            "name": two(ko, en),
            "text": two(f"{ko}.", f"{en}."),
            **more,
        }
    )


def indicator(indicator_id: str, code: str, ko: str, en: str, **more: Any) -> Indicator:
    return Indicator.model_validate(
        {
            "id": indicator_id,
            "code": code,
            "target": "T-" + "-".join(code.split("-")[1:3]),
            "name": two(ko, en),
            "definition": two(f"{ko}이다.", f"{en}."),
            "formula": two("가 ÷ 나", "a ÷ b"),
            "unit": "percent",
            "decimals": 1,
            "direction": "down",
            "kind": "quantitative",
            "target_basis": "none",
            "publication": {"publisher": two("통계청", "KOSTAT"), "table": two("표", "Table")},
            "frequency": "annual",
            "publication_lag_months": 12,
            "custodian": two("복지실", "Welfare Office"),
            "areas": ["city"],
            "aggregation": "rate",
            **more,
        }
    )


def small_catalogue() -> Catalogue:
    """Two goals, three targets, three indicators, two programmes: something of everything."""
    figure = {"source": "survey", "measure": "poverty"}
    people = {"source": "survey", "measure": "people"}
    return Catalogue(
        plan=Plan.model_validate(PLAN),
        goals=(goal(1, "빈곤", "Poverty", "society"), goal(11, "도시", "Cities", "environment")),
        targets=(
            target("T-01-1", "소득빈곤", "Income poverty", un_targets=["1.1", "1.2"]),
            target("T-01-2", "보장", "Security", k_sdg_targets=["1-2"]),
            target("T-11-6", "대기", "Air"),
        ),
        indicators=(
            indicator(
                "poverty_rate", "I-01-1-1", "빈곤율", "Poverty rate",
                baseline={"year": 2018, "value": 16.7},
                targets=[{"year": 2030, "value": 14.3, "basis": "k_sdg", "document": "국가 계획"}],
                target_basis="k_sdg",
                un_indicators=["1.2.1", "10.2.1"],
                k_sdg_indicators=["1-1-1"],
                natural_limits={"min": 0, "max": 100},
                series=[
                    {"measure": figure, "origin": "proxy", "areas": "nation", "city": "none",
                     "caveats": ["national_value"]},
                    {"measure": figure, "per": people, "scale": 100, "origin": "derived",
                     "formula": two("가 ÷ 나 × 100", "a ÷ b × 100")},
                ],
            ),
            indicator("support_rate", "I-01-2-1", "지원율", "Support rate", direction="up",
                      caveats=["survey"], breakdowns=["sex"], areas=["city", "districts"],
                      notes=two("비고", "Note")),
            indicator("pm25", "I-11-6-1", "초미세먼지", "Fine dust", unit="ug_per_m3"),
        ),
        programmes=(
            Programme.model_validate(
                {
                    "id": "care", "code": "P-001", "name": two("돌봄", "Care"),
                    "purpose": two("돌본다", "Cares"), "department": two("복지실", "Welfare"),
                    "section": "society", "period_start": 2019, "targets": ["T-01-1", "T-01-2"],
                    "indicators": [
                        {"indicator": "poverty_rate", "contribution": "indirect",
                         "reason": two("까닭", "Reason")}
                    ],
                    "evidence": [{"title": "기사", "publisher": "신문", "date": "2019-02-17"}],
                }
            ),
            Programme.model_validate(
                {
                    "id": "clean_air", "code": "P-002", "name": two("맑은 공기", "Clean air"),
                    "purpose": two("맑게 한다", "Cleans"), "department": two("기후실", "Climate"),
                    "section": "environment", "period_start": 2020, "period_end": 2026,
                    "targets": ["T-11-6"], "evidence": [{"none_found": True}],
                }
            ),
        ),
        areas=(
            area("seoul", "city", 1, [], "11"),
            area("jongno-gu", "district", 2, ["jung-gu"], "11110"),
            area("jung-gu", "district", 3, ["jongno-gu"], "11140"),
        ),
        units=(
            unit("percent", "퍼센트", "%"),
            unit("ug_per_m3", "세제곱미터당 마이크로그램", "㎍/㎥"),
            unit("index", "지수", ""),
        ),
        caveats=(
            Caveat.model_validate({"id": "national_value", "text": two("전국 값", "National")}),
            Caveat.model_validate({"id": "survey", "text": two("표본조사", "A survey")}),
        ),
        sources=(
            Source.model_validate(
                {
                    "id": "survey", "name": two("조사", "Survey"),
                    "publisher": two("통계청", "KOSTAT"), "table": "표", "table_id": None,
                    "licence": "KOGL-1", "obtained_from": "시험", "retrieved": "2026-11-22",
                    "processing": two("없음", "None"), "file": "survey.csv", "scope": "nation",
                    "measures": [
                        {"id": "poverty", "name": two("빈곤", "Poverty"), "unit": "percent"},
                        {"id": "people", "name": two("인구", "People"), "unit": "index"},
                    ],
                    "caveats": ["survey"],
                }
            ),
        ),
        documents=(),
        corrections=(),
    )  # fmt: skip


def area(slug: str, kind: str, order: int, neighbours: list[str], code: str) -> Area:
    return Area.model_validate(
        {
            "slug": slug,
            "kind": kind,
            "order": order,
            "name": two(f"{slug} 이름", slug.title()),
            "code_legal": code,
            "code_kostat": None,
            "neighbours": neighbours,
        }
    )


def unit(unit_id: str, ko: str, symbol: str) -> Unit:
    return Unit.model_validate(
        {"id": unit_id, "name": two(ko, unit_id), "symbol": two(symbol, symbol)}
    )


@cache
def _small_workbook() -> bytes:
    stream = BytesIO()
    make_workbook(small_catalogue()).save(stream)
    return stream.getvalue()


class Edited:
    """The small catalogue's workbook, opened to be edited by sheet key, row and column key."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "목록.xlsx"
        self.book: Workbook = load_workbook(BytesIO(_small_workbook()))

    def page(self, sheet: str) -> Worksheet:
        return self.book[sheet_name(sheet).ko]

    def index(self, sheet: str, column: str) -> int:
        return [known.key for known in BY_KEY[sheet].columns].index(column) + 1

    def put(self, sheet: str, row: int, column: str, value: Any, number_format: str = "") -> None:
        """Write a value as Excel would: with the format that goes with it."""
        cell = self.page(sheet).cell(row, self.index(sheet, column))
        cell.number_format = "General"
        cell.value = value
        if number_format:
            cell.number_format = number_format

    def put_row(self, sheet: str, row: int, **values: Any) -> None:
        for column, value in values.items():
            self.put(sheet, row, column.replace("__", "."), value)

    def copy_row(self, sheet: str, row: int, to: int) -> None:
        page = self.page(sheet)
        for cell in page[row]:
            page.cell(to, cell.column or 1, cell.value)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    """Every cell of a workbook."""
    book = load_workbook(path)
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


__all__ = ["FIRST_ROW", "KEY_ROW", "Edited", "cells_of", "indicator", "small_catalogue", "two"]
