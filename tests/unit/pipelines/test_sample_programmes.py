"""Made-up progress and money: always the same for the same cards, always called a sample."""

from __future__ import annotations

import pandas as pd

from indicators.catalogue import Catalogue
from pipelines.sources.sample_programmes import QUARTERS, generate


def test_the_same_cards_give_the_same_sample(catalogue: Catalogue) -> None:
    for once, again in zip(
        generate(catalogue.programmes), generate(catalogue.programmes), strict=True
    ):
        pd.testing.assert_frame_equal(once, again)


def test_a_programmes_sample_does_not_depend_on_the_others(catalogue: Catalogue) -> None:
    programme = next(card for card in catalogue.programmes if card.period_end is None)
    (progress, budget), (alone, money) = generate(catalogue.programmes), generate([programme])
    for whole, part in ((progress, alone), (budget, money)):
        own = whole[whole["programme_id"] == programme.id].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, part)


def test_every_row_says_that_it_is_a_sample(catalogue: Catalogue) -> None:
    progress, budget = generate(catalogue.programmes)
    assert set(progress["origin"]) == set(budget["origin"]) == {"sample"}
    assert set(progress["period"]) == set(QUARTERS)


def test_the_sums_hold(catalogue: Catalogue) -> None:
    _, budget = generate(catalogue.programmes)
    assert (budget["current_budget_krw"] - budget["spent_krw"] == budget["balance_krw"]).all()
    assert (budget["balance_krw"] >= 0).all()
    assert (budget["budget_krw"] > 0).all()


def test_programmes_that_have_ended_have_none(catalogue: Catalogue) -> None:
    ended = {card.id for card in catalogue.programmes if card.period_end and card.period_end < 2025}
    progress, _ = generate(catalogue.programmes)
    assert ended
    assert ended.isdisjoint(progress["programme_id"])


def test_no_programmes_no_rows() -> None:
    progress, budget = generate([])
    assert progress.empty and budget.empty
    assert "planned_pct" in progress.columns and "spent_krw" in budget.columns
