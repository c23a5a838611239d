"""When the whole store breaks a rule, nothing is released and the last good release serves on."""

from __future__ import annotations

import json

from tests.small import SmallProject
from warehouse.store import open_store

# Somebody had their hands in the working warehouse: a place that no card knows.
ATLANTIS = """
    insert into catalogue.area by name
    select * replace ('atlantis' as area) from catalogue.area where area = 'mapo-gu';
    insert into staging.figure by name
    select * replace ('atlantis' as area) from staging.figure
    where source_id = 'accidents' and area = 'mapo-gu';
    insert into staging.figure by name
    select * replace ('atlantis' as area) from staging.figure
    where source_id = 'residents' and area = 'mapo-gu'
"""
SUNK = """
    delete from catalogue.area where area = 'atlantis';
    delete from staging.figure where area = 'atlantis'
"""


def test_a_broken_rule_of_the_store_stops_the_release(my_small: SmallProject) -> None:
    before = my_small.release().version
    with open_store(my_small.home) as store:
        store.execute(ATLANTIS)
    my_small.swap("stations", "literacy,korea,2023,total,96.4,", "literacy,korea,2023,total,97,")
    told = my_small.sdg("build", "--json")
    report = json.loads(told.stdout)
    assert told.returncode == 1
    assert not report["is_released"]
    assert [refusal["rule"] for refusal in report["refusals"]] == ["R03"]
    # the contract holds: what is told is the release that serves on
    assert report["release"] == before == my_small.release().version
    assert report["observations"] == len(my_small.observations())
    assert my_small.value("literacy", "korea", "2023") == 96.4

    with open_store(my_small.home) as store:
        store.execute(SUNK)
    built = my_small.build()
    assert built.is_released and not built.refusals
    assert my_small.value("literacy", "korea", "2023") == 97


def test_a_step_that_fails_is_told_and_the_last_release_serves_on(my_small: SmallProject) -> None:
    """The carried figures of the work report are broken: no traceback, no half release."""
    before = my_small.release().version
    (my_small.data / "work_report_2020_04_budget.csv").write_text("nonsense\n", encoding="utf-8")
    my_small.swap("stations", "literacy,korea,2023,total,96.4,", "literacy,korea,2023,total,97,")
    built = my_small.build()
    assert not built.is_released
    (refusal,) = built.refusals
    assert refusal.rule == "STEP"
    assert "work_report_2020_04_budget.csv" in refusal.reason_ko + refusal.reason_en
    assert my_small.release().version == before


def test_most_figures_gone_is_not_released_as_if_nothing_were_wrong(
    my_small: SmallProject,
) -> None:
    """Two sources send files with a single row each: fewer than half the observations are left."""
    before = my_small.release().version
    for source in ("stations", "accidents"):
        my_small.change(source, lambda text: "\n".join(text.splitlines()[:2]) + "\n")
    built = my_small.build()
    assert not built.is_released
    assert [refusal.rule for refusal in built.refusals] == ["R07"]
    assert my_small.release().version == before


def test_an_indicator_may_leave_the_catalogue(my_small: SmallProject) -> None:
    """Its vintages are kept, nobody is shown them, and the next release is not in their way."""
    (my_small.cards / "indicators" / "literacy.yaml").unlink()
    built = my_small.build()
    assert built.is_released and not built.refusals
    assert "literacy" not in set(my_small.observations()["indicator_id"])
    with open_store(my_small.home) as store:
        kept = store.query("select 1 from core.observation_vintage where indicator_id = 'literacy'")
    assert len(kept) == 2
