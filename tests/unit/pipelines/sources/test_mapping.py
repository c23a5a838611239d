"""Records into figures: periods, areas, codes, factors, absences."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Source
from pipelines.sources.errors import MeaningError
from pipelines.sources.family import Table
from pipelines.sources.mapping import map_records
from tests.standin.project import source_card


def mapped(catalogue: Catalogue, records: list[dict[str, str | None]], **given: Any) -> list[tuple]:
    mapping = {
        "value": "v",
        "period": {"column": "p"},
        "area": {"fixed": "seoul"},
        "measures": {"m": {}},
        **given,
    }
    fetch = {"family": "files", "params": {}, "map": mapping}
    card = Source.model_validate(source_card("x", {"m": "persons"}, fetch))
    frame = map_records(Table(records), card, catalogue.areas)
    return list(
        frame[["area", "period", "breakdown", "value", "status"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("form", "written", "period"),
    [
        ("as_written", "2023", "2023"),
        ("as_written", "202301", "2023-01"),
        ("as_written", "2023Q1", "2023Q1"),
        ("as_written", "2010.1-4", "2010Q1"),
        ("as_written", "2023.4/4", "2023Q4"),
        ("as_written", "2023년 3월", "2023-03"),
        ("as_written", "2023.11", "2023-11"),
        ("quarter", "202304", "2023Q4"),
        ("quarter", "202305", "202305"),  # no fifth quarter: rule T01 refuses it
        ("year", "2023.0", "2023"),
        ("as_written", "상반기", "상반기"),
    ],
)
def test_periods(catalogue: Catalogue, form: str, written: str, period: str) -> None:
    found = mapped(catalogue, [{"v": "1", "p": written}], period={"column": "p", "form": form})
    assert found[0][1] == period


@pytest.mark.parametrize(
    ("by", "written", "area"),
    [
        ("name", "종로구", "jongno-gu"),
        ("name", "서울특별시 종로구", "jongno-gu"),
        ("name", "서울종로구", "jongno-gu"),
        ("name", "서울시", "seoul"),
        ("name", "전국", "korea"),
        ("legal", "11110", "jongno-gu"),
        ("legal", "1111000", "jongno-gu"),
        ("legal", "1111000000", "jongno-gu"),
        ("kostat", "11110", "nowon-gu"),
        ("kostat", "11", "seoul"),
        ("slug", "mapo-gu", "mapo-gu"),
        ("name", "부산광역시", "부산광역시"),  # unknown: rule C02 refuses it
    ],
)
def test_areas(catalogue: Catalogue, by: str, written: str, area: str) -> None:
    found = mapped(
        catalogue, [{"v": "1", "p": "2023", "a": written}], area={"column": "a", "by": by}
    )
    assert found[0][0] == area


def test_others_can_be_left_out(catalogue: Catalogue) -> None:
    records: list[dict[str, str | None]] = [
        {"v": "1", "p": "2023", "a": name} for name in ("종로구", "부산광역시")
    ]
    area = {"column": "a", "by": "name", "others": "leave_out"}
    assert [row[0] for row in mapped(catalogue, records, area=area)] == ["jongno-gu"]


def test_the_five_colliding_codes_need_their_names(catalogue: Catalogue) -> None:
    """11110 is Jongno-gu in one system, Nowon-gu in the other."""
    records: list[dict[str, str | None]] = [{"v": "1", "p": "2023", "a": "11110", "n": "노원구"}]
    with pytest.raises(MeaningError, match="11110"):
        mapped(catalogue, records, area={"column": "a", "by": "legal", "check": "n"})
    area = {"column": "a", "by": "kostat", "check": "n"}
    assert mapped(catalogue, records, area=area)[0][0] == "nowon-gu"


def test_a_code_that_only_the_other_system_has(catalogue: Catalogue) -> None:
    records: list[dict[str, str | None]] = [{"v": "1", "p": "2023", "a": "11010"}]
    with pytest.raises(MeaningError, match="11010"):
        mapped(catalogue, records, area={"column": "a", "by": "legal"})


@pytest.mark.parametrize(
    ("written", "value", "status"),
    [
        ("1,234", "1234", "A"),
        ("△5.0", "-5.0", "A"),
        ("0", "0", "A"),
        ("-", None, "M"),
        ("…", None, "O"),
        ("X", None, "Q"),
        ("", None, "L"),
        (None, None, "L"),
        ("12,34", "12,34", "A"),  # not a number: rule I01 refuses it
        ("0.12345678901234", "0.12345678901234", "A"),
    ],
)
def test_values(catalogue: Catalogue, written: str | None, value: str | None, status: str) -> None:
    found = mapped(catalogue, [{"v": written, "p": "2023"}])[0]
    assert (None if found[3] != found[3] else found[3], found[4]) == (value, status)


def test_a_factor_is_exact(catalogue: Catalogue) -> None:
    found = mapped(catalogue, [{"v": "1,234.5", "p": "2023"}], measures={"m": {"factor": "1000"}})
    assert found[0][3] == "1234500"


def test_a_dash_may_mean_zero_where_the_card_says_so(catalogue: Catalogue) -> None:
    assert mapped(catalogue, [{"v": "-", "p": "2023"}], dash="zero")[0][3:] == ("0", "A")


def test_breakdowns(catalogue: Catalogue) -> None:
    part = {"sex": {"column": "s", "values": {"0": "total", "2": "female"}}}
    records: list[dict[str, str | None]] = [{"v": "1", "p": "2023", "s": code} for code in "029"]
    found = [row[2] for row in mapped(catalogue, records, breakdown=part)]
    assert found[:2] == ["total", "sex=female"]
    assert "=" not in found[2], "an unknown class is no breakdown: rule T03 refuses it"
