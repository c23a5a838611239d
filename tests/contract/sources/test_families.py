"""What every family of sources keeps to: values as held, nothing stored twice, keys out, replays.

A new family adds its source to the stand-in's cards (`tests/standin/project.py`) and ten lines to
`HELD`; everything here then holds for it too.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from pipelines.sources import family, live
from pipelines.sources.errors import SetupError, texts
from tests.faults.sources.conftest import refresh_one, staged
from tests.standin.project import LiveProject
from tests.standin.server import KEYS, Publisher

Held = dict[tuple[str, str, str], float | None]


def _districts(project: LiveProject) -> dict[str, str]:
    return {area.name.ko: area.slug for area in load_catalogue(project.cards).areas}


def _residents(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["kosis_DT_STANDIN_1"]
    return {("residents", slug[r["C1_NM"]], r["PRD_DE"]): float(r["DT"]) for r in rows}


def _accidents(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["seoul_StandinAccidents"]
    return {
        ("accidents", slug.get(r["JACHIGU"], "seoul"), r["GIGAN"]): float(
            r["SAGO"].replace(",", "")
        )
        for r in rows
    }


def _dust(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["datago_standin_air"]
    return {("dust", slug[r["sggNm"]], r["year"]): float(r["dust"]) for r in rows}


def _clinics(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["odcloud_standin_clinics"]
    return {("clinics", slug[r["시군구"]], r["기준연도"]): float(r["의원수"]) for r in rows}


def _literacy(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = [r for r in publisher.tables["un_SE_STANDIN"] if r["Sex"] == "BOTHSEX"]
    return {("literacy", "korea", r["timePeriodStart"]): float(r["value"]) for r in rows}


def _broadband(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = [r for r in publisher.tables["worldbank_IT.STANDIN"] if r["value"]]
    return {("broadband", "korea", r["date"]): float(r["value"]) for r in rows}


def _budget(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["lofin_STBDG"]
    return {
        ("budget_krw", slug.get(r["laf_hg_nm"].removeprefix("서울"), "seoul"), r["fyr"]): float(
            r["tot_amt"]
        )
        for r in rows
    }


def _housing(publisher: Publisher, slug: dict[str, str]) -> Held:
    return {
        ("dwellings", slug[r["자치구"]], year): None if r[year] == "X" else float(r[year])
        for r in publisher.tables["files_housing"]
        for year in ("2021", "2022", "2023")
    }


def _transit(publisher: Publisher, slug: dict[str, str]) -> Held:
    rows = publisher.tables["sdmx_STANDIN"]
    return {("score", "korea", r["TIME_PERIOD"]): float(r["OBS_VALUE"]) for r in rows}


HELD: dict[str, Callable[[Publisher, dict[str, str]], Held]] = {
    "residents": _residents,
    "accidents": _accidents,
    "air": _dust,
    "clinics": _clinics,
    "literacy": _literacy,
    "broadband": _broadband,
    "budget": _budget,
    "housing": _housing,
    "transit": _transit,
}


def _staged_values(project: LiveProject, source: str, measure: str) -> Held:
    frame = staged(project, source)
    frame = frame[(frame["measure_id"] == measure) & (frame["breakdown"] == "total")]
    rows = frame[["measure_id", "area", "period", "value"]].astype(object).to_numpy().tolist()
    return {
        (measure, area, period): None if pd.isna(value) else float(value)
        for measure, area, period, value in rows
    }


@pytest.mark.parametrize("source", HELD)
def test_values_equal_what_the_publisher_holds(
    live: LiveProject, standin: Publisher, source: str
) -> None:
    held = HELD[source](standin, _districts(live))
    measure = next(iter(held))[0]
    assert _staged_values(live, source, measure) == held


@pytest.mark.parametrize("source", HELD)
def test_the_same_bytes_are_stored_once(live: LiveProject, source: str) -> None:
    folder = live.home / "raw" / source
    before = sorted(path.name for path in folder.iterdir())
    seen = refresh_one(live, source)
    assert seen.codes == []
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("source", HELD)
def test_receipts_say_what_was_asked_and_hold_no_key(live: LiveProject, source: str) -> None:
    receipts = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in (live.home / "raw" / source).glob("*.json")
    ]
    assert receipts
    for receipt in receipts:
        assert receipt["request"].startswith("http")
        assert receipt["licence"] == "CC0-1.0"
        assert not any(key in receipt["request"] for key in KEYS.values())
    card = next(one for one in load_catalogue(live.cards).sources if one.id == source)
    assert card.fetch is not None
    needs_key = family.find_family(card.fetch.family, source).key is not None
    assert all((family.KEY in receipt["request"]) == needs_key for receipt in receipts)
    assert any(receipt["headers"].get("content-type") for receipt in receipts)


@pytest.mark.parametrize("source", HELD)
def test_raw_can_be_read_again_without_network(
    live: LiveProject, standin: Publisher, source: str
) -> None:
    before = staged(live, source)
    seen = refresh_one(live, source, live_mode(live))
    assert standin.asked == []
    assert seen.codes == []
    pd.testing.assert_frame_equal(seen.figures, before)


def live_mode(project: LiveProject) -> live.Fetching:
    return project.fetching(live.Mode.REPLAY)


@pytest.mark.parametrize("source", HELD)
def test_an_unknown_parameter_is_refused(
    live: LiveProject, standin: Publisher, source: str
) -> None:
    live.change_fetch(source, params__tabel="x")
    seen = refresh_one(live, source)
    assert seen.codes == ["CARD"]
    assert "tabel" in seen.told
    assert standin.asked == []


def test_every_family_is_covered() -> None:
    from tests.standin.project import live_cards

    used = {card["fetch"]["family"] for card in live_cards("http://127.0.0.1:1").values()}
    assert used | {"inbox"} == set(family.names())


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(SetupError, match="kosis"):
        family.find_family("kosys", "x")


def test_formats_of_files(live: LiveProject, standin: Publisher) -> None:
    """The same table as CSV, workbook and JSON."""
    before = staged(live, "housing")["value"].tolist()
    forms = {"xlsx": {"header": 2}, "json": {"path": "result.rows"}}
    for ending, params in forms.items():
        address = {"url": f"{standin.base}/files/housing.{ending}"}
        live.change_fetch("housing", params={**address, **params})
        seen = refresh_one(live, "housing")
        assert seen.codes == []
        assert (
            seen.figures["value"].astype("float").fillna(-1).tolist()
            == pd.Series(before).astype("float").fillna(-1).tolist()
        )


def test_sdmx_messages_through_sdmx1(live: LiveProject) -> None:
    before = staged(live, "transit")["value"].tolist()
    live.change_fetch("transit", params__format="xml", map__value="value")
    seen = refresh_one(live, "transit")
    assert seen.codes == []
    assert seen.figures["value"].tolist() == before


def test_a_saved_list_of_kosis(live: LiveProject, standin: Publisher) -> None:
    before = staged(live, "residents")["value"].tolist()
    live.change_fetch(
        "residents",
        params={
            "base": f"{standin.base}/kosis",
            "saved": "user/201/DT_STANDIN_1/2/1/20260101",
            "start": "2022",
            "end": "2023",
        },
    )
    seen = refresh_one(live, "residents")
    assert seen.codes == []
    assert seen.figures["value"].tolist() == before
    assert "statisticsData.do" in standin.asked[0]


def test_real_cards_with_a_service_are_right() -> None:
    for source in load_catalogue().sources:
        if source.fetch is not None:
            one = family.find_family(source.fetch.family, source.id)
            one.checked(source.fetch.params, source.id)


def test_every_fault_is_told_in_two_languages_with_the_same_blanks() -> None:
    import re

    for code, entry in texts().items():
        for part in ("what", "mend"):
            assert set(entry[part]) == {"ko", "en"}, code
            blanks = [
                {
                    name.replace("_ko", "").replace("_en", "")
                    for name in re.findall(r"{(\w+)}", text)
                }
                for text in entry[part].values()
            ]
            assert blanks[0] == blanks[1], code
            korean = entry[part]["ko"]
            assert re.search(r"[가-힣]", korean) or korean == "{how_ko}", code
