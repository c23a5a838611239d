"""A person's assessment: beside the computed one, with role, reason and an end."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from pydantic import ValidationError

from indicators.catalogue import load_catalogue
from indicators.catalogue.overrides import Override, current
from indicators.catalogue.references import check
from pipelines.judgement import judge

CARD = Override.model_validate(
    {
        "id": "beds_2026",
        "indicator": "public_hospital_bed_rate",
        "assessment": "on_track",
        "role": {"ko": "지표 담당 과장", "en": "Head of the division in charge"},
        "decided_on": "2026-10-01",
        "expires_on": "2027-04-01",
        "reason": {"ko": "시험용 사유", "en": "A reason for the test"},
    }
)


def test_it_stands_until_its_day() -> None:
    assert current([CARD], date(2026, 11, 22)) == {"public_hospital_bed_rate": CARD}
    assert current([CARD], date(2027, 4, 1)) == {}
    assert current([CARD], date(2026, 9, 30)) == {}


def test_the_latest_decision_wins() -> None:
    later = CARD.model_copy(update={"id": "later", "decided_on": date(2026, 11, 1)})
    assert current([later, CARD], date(2026, 11, 22))["public_hospital_bed_rate"] is later


def test_it_must_end_after_it_begins() -> None:
    with pytest.raises(ValidationError, match="later"):
        Override.model_validate(CARD.model_dump() | {"expires_on": "2026-10-01"})


def test_it_names_an_indicator_that_is_there() -> None:
    catalogue = load_catalogue()
    from dataclasses import replace

    stray = CARD.model_copy(update={"indicator": "nothing_such"})
    broken = list(check(replace(catalogue, overrides=(CARD, stray))))
    assert [each.word for each in broken] == ["nothing_such"]


def test_it_is_shown_beside_the_computed_one() -> None:
    from dataclasses import replace

    catalogue = replace(load_catalogue(), overrides=(CARD,))
    series = pd.DataFrame(
        {
            "indicator_id": "public_hospital_bed_rate",
            "year": [2018, 2019, 2020, 2021, 2022],
            "value": [0.8645, 0.85, 0.84, 0.83, 0.82],
            "is_proxy": False,
            "is_break": False,
        }
    )
    found = judge(catalogue, series, date(2026, 11, 22))
    rows = found.assessment.to_dict("records")
    row = next(each for each in rows if each["indicator_id"] == "public_hospital_bed_rate")
    assert row["assessment"] == "worsening"
    assert row["override_assessment"] == "on_track"
    assert row["override_role_en"] == "Head of the division in charge"
    assert found.assessment["override_assessment"].notna().sum() == 1
    assert len(found.goals) == len(catalogue.goals)
    assert found.targets["indicators"].sum() == len(catalogue.indicators)
