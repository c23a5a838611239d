"""Official tables as offices export them, and a long table of another country.

They are not part of the project (see the fixture `shared`); without them these tests are skipped.
What is read from them has to be, cell by cell, what was carried over into `data/` by other hands.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from pipelines.checking.check import Sent, check_content
from pipelines.checking.judge import Judged
from tests.project import ROOT

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
CRIMES = {
    "": "five_major_crimes", "살인": "murder", "강도": "robber", "강간·강제추행": "sexual_assault",
    "절도": "theft", "폭력": "violent_crime",
}  # fmt: skip


def judged(path: Path, catalogue: Catalogue, layout: str | None = None) -> list[Judged]:
    sent = Sent(path.name, path.read_bytes())
    return check_content(sent, catalogue, as_of=TODAY, layout=layout)


@pytest.fixture(scope="module")
def tables(shared: Path) -> Path:
    folder = shared / "data" / "raw_official"
    if not folder.is_dir():
        pytest.skip("no official tables beside the project")
    return folder


@pytest.fixture(scope="module")
def all_read(tables: Path, catalogue: Catalogue) -> list[Judged]:
    paths = sorted(path for path in tables.rglob("*") if path.suffix in (".csv", ".xlsx"))
    return [sheet for path in paths for sheet in judged(path, catalogue)]


def test_every_official_table_is_read_and_none_of_its_figures_refused(
    all_read: list[Judged],
) -> None:
    reports = [sheet.report for sheet in all_read]
    assert len(reports) == 39
    assert {report.layout for report in reports} == {"kosis", "areas_by_period", "areas_by_measure"}
    assert sum(report.rows for report in reports) == 16_831
    assert sum(report.quarantined for report in reports) == 0
    rules = Counter(finding.rule for report in reports for finding in report.findings)
    assert set(rules) == {"I09", "I13", "I14w"}


def test_each_line_of_them_is_accounted_for(all_read: list[Judged]) -> None:
    for sheet in all_read:
        counts = sheet.report.lines
        assert counts["data"] > 0
        assert counts.get("refused", 0) == 0


def shipped(name: str) -> pd.DataFrame:
    frame = pd.read_csv(ROOT / "data" / f"{name}.csv", dtype=str)
    return frame.assign(number=frame["value"].astype(float))


def differences(read: pd.DataFrame, name: str) -> pd.DataFrame:
    """Figures that stand in one of the two and not, or differently, in the other."""
    key = ["measure", "area", "period"]
    both = read.merge(
        shipped(name).query("breakdown == 'total'")[[*key, "number"]], on=key, how="outer",
        suffixes=("_read", "_shipped"), indicator=True,
    )  # fmt: skip
    same = (both["number_read"] == both["number_shipped"]) & (both["_merge"] == "both")
    nothing = both["number_read"].isna() & both["number_shipped"].isna()
    return both[~same & ~nothing]


def only_dashes(found: pd.DataFrame) -> int:
    """How many differ only so: '-' (there is none) is no value here, but was carried over as 0."""
    assert found["number_read"].isna().all()
    assert (found["number_shipped"] == 0).all()
    return len(found)


def figures(sheets: list[Judged], measures: dict[str, str]) -> pd.DataFrame:
    rows = pd.concat([sheet.rows for sheet in sheets])
    rows = rows[rows["indicator"].isin(list(measures))]
    return pd.DataFrame(
        {
            "measure": rows["indicator"].map(measures),
            "area": rows["area_slug"],
            "period": rows["period_text"],
            "number": rows["value_number"].astype(float),
        }
    )


def test_five_years_of_crime_are_what_was_carried_over(tables: Path, catalogue: Catalogue) -> None:
    sheets = [sheet for path in sorted((tables / "crime").glob("*.csv"))
              for sheet in judged(path, catalogue)]  # fmt: skip
    known = set(shipped("seoul_crime")["measure"])
    measures: dict[str, str] = {}
    for label, stem in CRIMES.items():
        for what, ending in (("발생", ""), ("검거", "_arrests")):
            column = f"{label} > {what}" if label else what
            options = [f"{stem}{plural}{ending}" for plural in ("", "s", "y", "ies")]
            measures[column] = next(name for name in options if name in known)
    assert len(set(measures.values())) == 12
    assert only_dashes(differences(figures(sheets, measures), "seoul_crime")) == 7


def test_drink_driving_is_what_was_carried_over(tables: Path, catalogue: Catalogue) -> None:
    path = next((tables / "traffic_population").glob("*음주운전*.xlsx"))
    measures = {"발생건수": "drink_driving_accidents", "사망자수": "drink_driving_deaths",
                "부상자수": "drink_driving_injuries"}  # fmt: skip
    found = differences(figures(judged(path, catalogue), measures), "seoul_drink_driving")
    assert only_dashes(found) == 71


def test_seventeen_years_of_urbanised_area_are_too(tables: Path, catalogue: Catalogue) -> None:
    path = next((tables / "stat_eseoul").glob("도시화면적.csv"))
    measures = {
        "행정구역면적": "admin_area_km2",
        "시가화면적 현황 > 시가화면적": "urbanised_area_km2",
        "시가화면적 현황 > 시가화면적비율": "urbanised_area_share_pct",
    }
    assert differences(figures(judged(path, catalogue), measures), "seoul_urbanised_area").empty


@pytest.mark.slow
def test_the_long_table_of_another_country(
    shared: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    source = shared / "data" / "ons_long.parquet"
    if not source.is_file():
        pytest.skip("no long table beside the project")
    path = tmp_path / "ons_long.csv"
    pd.read_parquet(source).to_csv(path, index=False)
    (sheet,) = judged(path, catalogue, "long")
    report = sheet.report
    assert report.rows == 204_010
    assert report.rows == report.accepted + report.quarantined
    rows = sheet.rows
    by_rule: dict[str, set[int]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, set()).add(finding.row)
    assert set(by_rule) == {"C05", "T01f"}
    # 247 blank years and 69 sentences in the year's place
    refused = rows[rows["line"].isin(by_rule["T01f"])]
    assert refused["period"].isna().sum() == 247
    assert refused["period"].notna().sum() == 69
    # 63 keys with conflicting values (all 144 rows), and one mere repeat of a row
    twice = rows[rows["line"].isin(by_rule["C05"])]
    keys = twice.groupby(["indicator_key", "area_key", "period_text", "breakdown_text"])
    assert len(twice) == 145
    assert (keys["value_plain"].nunique() > 1).sum() == 63
    assert report.accepted == 203_549
