"""What every source that ships with the project must pass."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Source
from pipelines.reading.observations import COLUMNS, read_observations
from pipelines.sources import raw
from tests.project import ROOT
from warehouse.queries import Release, Releases

CARDS = load_catalogue()
SHIPPED = [card for card in CARDS.sources if (ROOT / card.file).is_file()]
AREAS = {area.slug: area.kind for area in CARDS.areas}


@pytest.fixture(scope="module")
def release(real_home: Path) -> Release:
    return Releases(real_home).current()


@pytest.fixture(params=SHIPPED, ids=lambda card: card.id)
def source(request: pytest.FixtureRequest) -> Source:
    return request.param


def rows_of(source: Source) -> pd.DataFrame:
    return read_observations((ROOT / source.file).read_bytes(), file=source.file)


def test_the_file_is_in_our_own_layout(source: Source) -> None:
    content = (ROOT / source.file).read_bytes()
    assert source.file == f"data/{source.id}.csv"
    assert content.startswith(",".join(COLUMNS).encode() + b"\n")
    assert content.endswith(b"\n")
    assert b"\r" not in content
    content.decode("utf-8")


def test_the_card_and_the_file_name_the_same_measures(source: Source) -> None:
    assert set(rows_of(source)["measure"]) == {measure.id for measure in source.measures}


def test_areas_fit_the_sources_scope(source: Source) -> None:
    kinds = {AREAS[area] for area in rows_of(source)["area"]}
    if source.scope == "nation":
        assert kinds == {"nation"}
    else:
        assert kinds & {"city", "district"}


def test_a_district_stands_once_in_a_table(source: Source) -> None:
    rows = rows_of(source)
    rows = rows[rows["area"].map(AREAS) == "district"]
    districts = {area for area, kind in AREAS.items() if kind == "district"}
    assert set(rows["area"]) <= districts
    key = ["measure", "area", "period", "breakdown"]
    assert len(rows[key].drop_duplicates()) == len(rows)


def test_a_hole_has_a_status_and_no_value(source: Source) -> None:
    rows = rows_of(source)
    holes = rows["status"].isin(["L", "M", "O", "Q"])
    assert not list(rows.loc[holes, "value"].dropna())
    assert len(rows.loc[~holes, "value_number"].dropna()) == len(rows) - holes.sum()


def test_no_row_is_refused_but_for_known_defects(source: Source, release: Release) -> None:
    quarantine = release.quarantine()
    own = quarantine[quarantine["source_id"] == source.id]
    assert list(own.loc[~own["is_acknowledged"], "line"]) == []


def test_rows_in_are_rows_accepted_and_rows_quarantined(source: Source, release: Release) -> None:
    sources = release.sources()
    columns = ["rows_read", "accepted", "quarantined", "error_ko"]
    ((read, accepted, quarantined, error),) = sources.loc[
        sources["source_id"] == source.id, columns
    ].to_numpy(dtype=object)
    assert read == len(rows_of(source)) == accepted + quarantined
    assert pd.isna(error)


def test_its_bytes_are_kept_with_a_receipt(source: Source, real_home: Path) -> None:
    folder = real_home / "raw" / source.id
    (receipt,) = folder.glob("*.json")
    assert raw.read(real_home, source.id, receipt.stem) == (ROOT / source.file).read_bytes()


def test_every_shipped_file_has_a_card() -> None:
    carried = {file.file for document in CARDS.documents for file in document.carried}
    named = {Path(card.file).name for card in CARDS.sources} | carried
    assert {path.name for path in (ROOT / "data").glob("*.csv")} <= named


def test_corrections_withhold_something(catalogue: Catalogue, release: Release) -> None:
    """A correction that catches no row any more is to be taken back."""
    quarantine = release.quarantine()
    for correction in catalogue.corrections:
        own = quarantine[quarantine["rule_id"] == correction.id]
        assert len(own) > 0
        assert set(own["source_id"]) == {correction.source}
