"""Out and in again: the real catalogue, the small one, and whatever hypothesis makes up."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.catalogue import CARDS, Catalogue, load_catalogue, references
from indicators.catalogue.models import Indicator, Milestone, Programme, Unit
from pipelines.catalogue_workbook.cells import tidy
from pipelines.catalogue_workbook.export import NotForExcel, make_workbook, write_workbook
from pipelines.catalogue_workbook.importing import Proposal, propose
from pipelines.catalogue_workbook.sheets import SHEETS
from pipelines.catalogue_workbook.texts import sheet_name
from pipelines.catalogue_workbook.write_cards import dump, files, write_cards
from tests.unit.pipelines.catalogue_workbook.workbooks import cells_of, small_catalogue


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return load_catalogue()


def round_trip(catalogue: Catalogue, path: Path) -> Proposal:
    write_workbook(catalogue, path)
    return propose(path, catalogue)


def test_the_real_catalogue_comes_back_the_same(real: Catalogue, tmp_path: Path) -> None:
    found = round_trip(real, tmp_path / "a.xlsx")
    assert found.catalogue == real
    assert found.is_unchanged
    assert found.diff.is_empty
    assert found.notes == ()
    write_workbook(found.catalogue, tmp_path / "b.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == cells_of(tmp_path / "b.xlsx")


def test_the_real_catalogue_survives_being_written_anew(real: Catalogue, tmp_path: Path) -> None:
    """Every card as our own YAML, none copied."""
    write_cards(real, tmp_path / "copied", CARDS)
    for name, content in files(real).items():
        (tmp_path / "copied" / name).write_text(dump(content), encoding="utf-8")
    again = load_catalogue(tmp_path / "copied")
    assert again == real
    assert all(dump(content) == dump(files(real)[name]) for name, content in files(again).items())


def test_unchanged_files_are_copied_with_their_remarks(real: Catalogue, tmp_path: Path) -> None:
    write_cards(real, tmp_path / "cards", CARDS)
    for path in sorted(CARDS.rglob("*.yaml")):
        copy = tmp_path / "cards" / path.relative_to(CARDS)
        assert copy.read_bytes() == path.read_bytes(), path.name


def test_another_reader_finds_the_same_texts(real: Catalogue, tmp_path: Path) -> None:
    write_workbook(real, tmp_path / "a.xlsx")
    book = python_calamine.load_workbook(tmp_path / "a.xlsx")
    rows = book.get_sheet_by_name(sheet_name("indicators").ko).to_python()
    keys = [str(key) for key in rows[0]]
    for row, card in zip(rows[2:], real.indicators, strict=True):
        found = dict(zip(keys, row, strict=True))
        assert (found["id"], found["code"], found["definition.ko"]) == (
            card.id,
            card.code,
            card.definition.ko,
        )


def test_the_small_catalogue_comes_back_the_same(tmp_path: Path) -> None:
    catalogue = small_catalogue()
    assert list(references.check(catalogue)) == []
    assert round_trip(catalogue, tmp_path / "a.xlsx").catalogue == catalogue


# --- made-up catalogues ------------------------------------------------------------------------

# What XML cannot hold, and what `tidy` writes another way, cannot come back as it was.
_ODD = ["=1+1", "-", "+3", "@a", "#N/A", "#REF!", "1-2", "3/4", "2020-01-01", "007", "1e5", "TRUE",
        "예", "null", "~", "- a", "a: b", "'", '"', "a #b", "줄\n바꿈", "%", "{x}", "[1]", "*별",
        "\U0001f33f 숲", "가\u11a8", "null\n", "0x1F", "1_000", "12:30",
        "<b>&amp;</b>"]  # fmt: skip
texts = (
    (st.sampled_from(_ODD) | st.text(min_size=1, max_size=40))
    .map(lambda text: tidy(_only_writable(text)))
    .filter(bool)
)


def _only_writable(text: str) -> str:
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or (sign.isprintable() and sign not in "\ufffe\uffff")
    )


bilingual = st.fixed_dictionaries({"ko": texts, "en": texts})
numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: float(f"{value:.12g}"))
codes = st.lists(
    st.from_regex(r"[0-9a-z]{1,3}([.-][0-9]{1,3}){0,2}", fullmatch=True), max_size=3, unique=True
)
slugs = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
years = st.integers(1900, 2100)


@st.composite
def milestones(draw: st.DrawFn) -> list[Milestone]:
    chosen = draw(st.lists(years, max_size=3, unique=True))
    return [
        Milestone.model_validate(
            {
                "year": year,
                "value": draw(st.none() | numbers),
                "upper": draw(st.none() | numbers),
                "basis": draw(st.sampled_from(["official", "k_sdg"])),
                "document": draw(texts),
                "note": draw(st.none() | bilingual),
            }
        )
        for year in chosen
    ]


@st.composite
def series(draw: st.DrawFn) -> dict[str, object]:
    figures = st.sampled_from(
        [{"source": "survey", "measure": "poverty"}, {"source": "survey", "measure": "people"}]
    )
    origin = draw(st.sampled_from(["official", "derived", "proxy"]))
    is_computed = origin != "official"
    formula = bilingual if origin == "derived" else st.none() | bilingual
    return {
        "measure": draw(figures),
        "plus": draw(st.lists(figures, max_size=1)) if is_computed else [],
        "per": draw(st.none() | figures) if is_computed else None,
        "per_period": draw(st.sampled_from(["same", "nearest"])),
        "scale": draw(numbers),
        "origin": origin,
        "areas": draw(st.sampled_from(["all", "city", "districts", "nation"])),
        "city": draw(st.sampled_from(["published", "none", *(["sum", "mean"] * is_computed)])),
        "formula": draw(formula),
        "caveats": draw(st.lists(st.sampled_from(["survey", "national_value"]), unique=True)),
    }


@st.composite
def indicators(draw: st.DrawFn, indicator_id: str, number: int) -> Indicator:
    aims = draw(milestones())
    basis = draw(st.sampled_from([aim.basis for aim in aims])) if aims else "none"
    return Indicator.model_validate(
        {
            "id": indicator_id,
            "code": f"I-11-6-{number}",
            "target": "T-11-6",
            "name": draw(bilingual),
            "definition": draw(bilingual),
            "formula": draw(bilingual),
            "unit": draw(st.sampled_from(["percent", "index"])),
            "decimals": draw(st.integers(0, 4)),
            "direction": draw(st.sampled_from(["range", "none"])),
            "kind": draw(st.sampled_from(["quantitative", "qualitative"])),
            "baseline": draw(st.none() | st.fixed_dictionaries({"year": years, "value": numbers})),
            "targets": aims,
            "target_basis": basis,
            "un_indicators": draw(codes),
            "k_sdg_indicators": draw(codes),
            "publication": {
                "publisher": draw(bilingual),
                "table": draw(bilingual),
                "table_id": draw(st.none() | st.from_regex(r"[A-Z0-9_]{1,9}", fullmatch=True)),
                "url": draw(st.none() | texts),
            },
            "series": draw(st.lists(series(), max_size=3)),
            "frequency": draw(st.sampled_from(["annual", "quinquennial", "irregular"])),
            "publication_lag_months": draw(st.integers(0, 60)),
            "custodian": draw(bilingual),
            "areas": draw(st.sampled_from([["city"], ["districts"], ["city", "districts"]])),
            "aggregation": draw(st.sampled_from(["additive", "rate"])),
            "natural_limits": {"min": draw(st.none() | numbers), "max": draw(st.none() | numbers)},
            "breakdowns": draw(st.lists(slugs, max_size=2, unique=True)),
            "caveats": draw(st.lists(st.sampled_from(["survey", "national_value"]), unique=True)),
            "notes": draw(st.none() | bilingual),
        }
    )


@st.composite
def programmes(draw: st.DrawFn, programme_id: str, number: int, ids: list[str]) -> Programme:
    linked = draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []
    evidence = st.fixed_dictionaries(
        {
            "title": texts,
            "publisher": st.none() | texts,
            "url": st.none() | texts,
            "date": st.none() | st.dates(date(1990, 1, 1)).map(str) | years.map(str),
        }
    )
    return Programme.model_validate(
        {
            "id": programme_id,
            "code": f"P-{number:03d}",
            "name": draw(bilingual),
            "purpose": draw(bilingual),
            "department": draw(bilingual),
            "section": draw(st.sampled_from(["society", "environment"])),
            "period_start": draw(st.integers(2000, 2040)),
            "period_end": draw(st.none() | years),
            "targets": draw(
                st.lists(st.sampled_from(["T-01-1", "T-11-6"]), min_size=1, unique=True)
            ),
            "indicators": [
                {
                    "indicator": name,
                    "contribution": draw(st.sampled_from(["direct", "indirect"])),
                    "reason": draw(bilingual),
                }
                for name in linked
            ],
            "district_scope": draw(st.sampled_from(["city_wide", "selected", "unknown"])),
            "evidence": draw(
                st.lists(evidence, min_size=1, max_size=2) | st.just([{"none_found": True}])
            ),
            "notes": draw(st.none() | bilingual),
        }
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """The small catalogue with other indicators, programmes, units and plan texts."""
    base = small_catalogue()
    ids = draw(st.lists(slugs, max_size=3, unique=True))
    made = tuple(draw(indicators(name, number)) for number, name in enumerate(ids, 1))
    names = draw(st.lists(slugs, max_size=2, unique=True))
    plan = base.plan.model_copy(
        update={
            "catalogue_status": draw(st.sampled_from(["working", "official"])),
            "legal_basis": draw(
                st.lists(st.builds(type(base.plan.name), ko=texts, en=texts), max_size=2)
            ),
            "documents": [],
        }
    )
    symbol = draw(st.fixed_dictionaries({"ko": texts | st.just(""), "en": st.just("")}))
    extra = Unit.model_validate({"id": "extra", "name": draw(bilingual), "symbol": symbol})
    return Catalogue(
        plan=plan,
        goals=base.goals,
        targets=base.targets,
        indicators=made,
        programmes=tuple(draw(programmes(name, n, ids)) for n, name in enumerate(names, 1)),
        areas=base.areas,
        units=(extra, *base.units),
        caveats=base.caveats,
        sources=base.sources,
        documents=(),
        corrections=(),
    ).sorted()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues())
def test_any_catalogue_comes_back_the_same(catalogue: Catalogue) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        assert round_trip(catalogue, path).catalogue == catalogue
        cards = Path(folder) / "cards"
        _write_all(catalogue, cards)
        assert load_catalogue(cards) == catalogue


def _write_all(catalogue: Catalogue, folder: Path) -> None:
    """The whole catalogue as YAML, sources too."""
    content = files(catalogue) | {f"sources/{card.id}.yaml": card for card in catalogue.sources}
    for name, cards in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(cards), encoding="utf-8")


# --- what a cell cannot keep -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["종\x07소리", "a_x0041_b", "가" * 40_000])
def test_a_text_that_excel_would_spoil_is_not_exported(text: str) -> None:
    base = small_catalogue()
    caveat = base.caveats[0].model_copy(
        update={"text": base.caveats[0].text.model_copy(update={"ko": text})}
    )
    spoilt = replace(base, caveats=(caveat, base.caveats[1]))
    with pytest.raises(NotForExcel, match=r"national_value, text\.ko"):
        make_workbook(spoilt)


def test_every_sheet_is_there_and_ready_for_people() -> None:
    book = make_workbook(small_catalogue())
    assert book.sheetnames[0] == "읽어 두기"
    for sheet in SHEETS:
        page = book[sheet_name(sheet.key).ko]
        assert page.row_dimensions[1].hidden
        assert page.freeze_panes is not None
        assert page.auto_filter.ref.startswith("A2:")
        for index, column in enumerate(sheet.columns, 1):
            heading = page.cell(2, index)
            assert heading.comment is not None
            assert "[" in heading.comment.text, "Korean first, then English"
            assert str(heading.value).endswith(" *") is sheet.is_required(column)
    assert book["출처(조회용)"].protection.sheet
    assert book["선택지"].sheet_state == "hidden"


def test_closed_vocabularies_are_offered_as_drop_downs() -> None:
    page = make_workbook(small_catalogue())["지표"]
    offers = {str(offer.sqref): offer for offer in page.data_validations.dataValidation}
    direction = offers["M3:M2000"]
    assert direction.formula1.startswith("'선택지'!$")
    assert direction.errorStyle == "stop"
    assert offers["K3:K2000"].formula1 == "'단위'!$A$3:$A$2000"


def test_codes_are_kept_as_text_also_in_rows_still_to_be_written() -> None:
    page = make_workbook(small_catalogue())["지표"]
    assert page["S3"].value == "1-1-1"
    assert page["S3"].number_format == "@"
    assert page.column_dimensions["S"].number_format == "@"
