"""The small project with every source behind a service of the stand-in publisher."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess, Popen
from typing import Any

import yaml

from pipelines.build import Built, build
from pipelines.sources.live import Fetching, Mode
from tests.project import ROOT
from tests.small import SmallProject, write_small_project
from tests.standin.server import KEYS, Publisher

# quick tries and no pauses: the stand-in is ours
QUICK = {
    "SDG_FETCH_INTERVAL": "0",
    "SDG_FETCH_WAIT": "0",
    "SDG_FETCH_ATTEMPTS": "2",
    "SDG_FETCH_TIMEOUT": "5",
    **{f"SDG_KEY_{name.upper()}": key for name, key in KEYS.items()},
}


@dataclass(frozen=True)
class LiveProject(SmallProject):
    """A small project whose figures come from the stand-in."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, **QUICK}

    def fetching(self, mode: Mode = Mode.ASK, **environment: str | None) -> Fetching:
        from pipelines.sources.limits import Limits

        given = {**QUICK, **environment}
        found = {name: value for name, value in given.items() if value is not None}
        return Fetching(mode, limits=Limits.from_environment(found), environment=found)

    def refresh(self, fetching: Fetching | None = None, **changes: Any) -> Built:
        """Ask every publisher and publish, in this process."""
        return build(replace(self.settings, **changes), fetching=fetching or self.fetching())

    def start(self, *arguments: str) -> Popen[str]:
        """The command line as a process of its own, which a test may kill."""
        return Popen(
            [sys.executable, "-m", "pipelines.cli.main", *arguments],
            env=self.environment,
            cwd=self.root,
            text=True,
        )

    def card(self, source: str) -> dict[str, Any]:
        return yaml.safe_load((self.cards / "sources" / f"{source}.yaml").read_text("utf-8"))

    def write_card(self, source: str, card: Mapping[str, Any]) -> None:
        path = self.cards / "sources" / f"{source}.yaml"
        path.write_text(yaml.safe_dump(dict(card), allow_unicode=True, sort_keys=False), "utf-8")

    def change_fetch(self, source: str, **changes: Any) -> None:
        """Put other values into a card's fetch block; a dotted name goes deeper."""
        card = self.card(source)
        for name, value in changes.items():
            node = card["fetch"]
            *way, last = name.split("__")
            for step in way:
                node = node[step]
            node[last] = value
        self.write_card(source, card)

    def copy(self, to: Path) -> LiveProject:
        shutil.copytree(self.root, to)
        return LiveProject(to)


def write_live_project(root: Path, publisher: Publisher) -> LiveProject:
    """The project's files; nothing is built yet."""
    write_small_project(root)
    project = LiveProject(root)
    for old in ("stations", "accidents", "residents"):
        (project.cards / "sources" / f"{old}.yaml").unlink()
        project.figures(old).unlink()
    for card in (project.cards / "corrections").glob("*.yaml"):
        card.unlink()
    for source, card in live_cards(publisher.base).items():
        project.write_card(source, card)
    for path in (project.cards / "indicators").glob("*.yaml"):
        text = path.read_text("utf-8")
        for measure, source in (("literacy", "literacy"), ("dust", "air"), ("noise", "air")):
            text = text.replace(
                f"source: stations, measure: {measure}", f"source: {source}, measure: {measure}"
            )
        path.write_text(text, "utf-8")
    for number, (source, measure, unit, areas) in enumerate(_MORE, 1):
        write_indicator(project, f"{source}_more", f"I-11-7-{number}", source, measure, unit, areas)
    return project


_MORE = (
    ("budget", "budget_krw", "krw", "all"),
    ("broadband", "broadband", "per_100", "nation"),
    ("housing", "dwellings", "dwellings", "all"),
    ("clinics", "clinics", "places", "all"),
    ("transit", "score", "score", "nation"),
)


_SEXES = {"BOTHSEX": "total", "FEMALE": "female"}


def live_cards(base: str) -> dict[str, dict[str, Any]]:
    """A card for each service of the stand-in."""
    cards: dict[str, dict[str, Any]] = {}

    def add(
        source: str, family: str, params: Any, measures: Any, mapping: Any, **more: Any
    ) -> None:
        fetch = {"family": family, "params": params, "map": mapping, **more}
        cards[source] = source_card(source, measures, fetch)

    add(
        "residents", "kosis",
        {"base": f"{base}/kosis", "org": "201", "table": "DT_STANDIN_1", "latest": 5},
        {"residents": "persons"},
        {
            "value": "DT", "unit": "UNIT_NM", "period": {"column": "PRD_DE"},
            "area": {"column": "C1", "by": "kostat", "check": "C1_NM"},
            "measures": {"residents": {"where": {"ITM_ID": "T10"}, "unit": "명"}},
        },
    )  # fmt: skip
    add(
        "accidents", "seoul",
        {"base": f"{base}/seoul", "service": "StandinAccidents", "rows_per_call": 20},
        {"accidents": "cases", "injured": "persons"},
        {
            "period": {"column": "GIGAN"},
            "area": {"column": "JACHIGU", "by": "name", "listed": {"합계": "seoul"}},
            "measures": {"accidents": {"value": "SAGO"}, "injured": {"value": "BUSANGJA"}},
        },
    )  # fmt: skip
    add(
        "air", "datago",
        {"base": f"{base}/datago", "path": "standin/air", "page_size": 30},
        {"dust": "ug_per_m3", "noise": "index"},
        {
            "period": {"column": "year"}, "blank": "leave_out",
            "area": {"column": "sggCd", "by": "legal", "check": "sggNm"},
            "measures": {"dust": {"value": "dust"}, "noise": {"value": "noise"}},
        },
    )  # fmt: skip
    add(
        "literacy", "un",
        {"base": f"{base}/un", "series": "SE_STANDIN", "page_size": 3},
        {"literacy": "percent"},
        {
            "value": "value", "unit": "attributes.Units",
            "period": {"column": "timePeriodStart", "form": "year"}, "area": {"fixed": "korea"},
            "measures": {"literacy": {"unit": "PERCENT"}},
            "breakdown": {"sex": {"column": "dimensions.Sex", "values": _SEXES}},
        },
    )  # fmt: skip
    add(
        "broadband", "worldbank",
        {"base": f"{base}/worldbank", "indicator": "IT.STANDIN", "per_page": 3},
        {"broadband": "per_100"},
        {
            "value": "value", "blank": "leave_out", "period": {"column": "date"},
            "area": {"column": "countryiso3code", "listed": {"KOR": "korea"}},
            "measures": {"broadband": {}},
        },
    )  # fmt: skip
    add(
        "budget", "lofin",
        {"base": f"{base}/lofin", "service": "STBDG", "page_size": 40},
        {"budget_krw": "krw"},
        {
            "value": "tot_amt", "period": {"column": "fyr"},
            "area": {
                "column": "laf_cd", "by": "legal", "check": "laf_hg_nm",
                "listed": {"1100000": "seoul"},
            },
            "measures": {"budget_krw": {}},
        },
    )  # fmt: skip
    add(
        "clinics", "datago",
        {"base": f"{base}/odcloud", "form": "odcloud", "path": "standin/clinics", "page_size": 30},
        {"clinics": "places"},
        {
            "value": "의원수", "period": {"column": "기준연도"},
            "area": {"column": "시군구", "by": "name"}, "measures": {"clinics": {}},
        },
    )  # fmt: skip
    add(
        "housing", "files",
        {"url": f"{base}/files/housing.csv"},
        {"dwellings": "dwellings"},
        {
            "period": {"headers": r"\d{4}"}, "area": {"column": "자치구", "by": "name"},
            "measures": {"dwellings": {}},
        },
    )  # fmt: skip
    add(
        "transit", "sdmx",
        {"base": f"{base}/sdmx", "flow": "TEST,STANDIN,1.0"},
        {"score": "score"},
        {
            "value": "OBS_VALUE", "period": {"column": "TIME_PERIOD"},
            "area": {"column": "REF_AREA", "listed": {"KOR": "korea"}}, "measures": {"score": {}},
        },
    )  # fmt: skip
    return cards


def source_card(source: str, measures: Mapping[str, str], fetch: Any) -> dict[str, Any]:
    """A source card of the test office."""
    return {
        "id": source,
        "name": {"ko": source, "en": source},
        "publisher": {"ko": "시험 기관", "en": "Test office"},
        "table": source,
        "table_id": None,
        "licence": "CC0-1.0",
        "obtained_from": "made up for tests",
        "retrieved": "2026-01-01",
        "processing": {"ko": "시험용으로 지어낸 수치입니다.", "en": "Figures made up for tests."},
        "file": f"{fetch['family']}:{source}",
        "scope": "seoul",
        "measures": [
            {"id": name, "name": {"ko": name, "en": name}, "unit": unit, "min": 0}
            for name, unit in measures.items()
        ],
        "fetch": fetch,
    }


def write_indicator(
    project: SmallProject, name: str, code: str, source: str, measure: str, unit: str, areas: str
) -> None:
    """A published figure, taken as it is."""
    is_nation = areas == "nation"
    series: dict[str, Any] = {
        "measure": {"source": source, "measure": measure},
        "origin": "proxy" if is_nation else "official",
        "areas": areas,
    }
    card = {
        "id": name,
        "code": code,
        "target": f"T-{code[2:6]}",
        "name": {"ko": name, "en": name},
        "definition": {"ko": "시험", "en": "test"},
        "formula": {"ko": "발표값", "en": "As published"},
        "unit": unit,
        "decimals": 1,
        "direction": "up",
        "kind": "quantitative",
        "target_basis": "none",
        "publication": {
            "publisher": {"ko": "시험 기관", "en": "Test office"},
            "table": {"ko": "시험", "en": "test"},
        },
        "series": [series],
        "frequency": "annual",
        "publication_lag_months": 3,
        "custodian": {"ko": "시험 부서", "en": "Test division"},
        "areas": ["city", "districts"],
        "aggregation": "rate",
    }
    path = project.cards / "indicators" / f"{name}.yaml"
    path.write_text(yaml.safe_dump(card, allow_unicode=True, sort_keys=False), "utf-8")


def quiet_environment() -> dict[str, str]:
    """This process's environment without keys or limits of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SDG_")}


__all__ = ["QUICK", "ROOT", "CompletedProcess", "LiveProject", "write_live_project"]
