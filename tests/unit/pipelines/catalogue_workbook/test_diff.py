"""What would change, and what is probably not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalogue_workbook.diff import field_words, value_words
from pipelines.catalogue_workbook.importing import Proposal, propose, report_of
from tests.unit.pipelines.catalogue_workbook.workbooks import Edited, small_catalogue


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def proposed(edited: Edited) -> Proposal:
    return propose(edited.save(), small_catalogue())


def changes(found: Proposal) -> list[tuple[str, str, str, object, object]]:
    return [
        (kind.kind, changed.card.id, field.field, field.old, field.new)
        for kind in found.diff.kinds
        for changed in kind.changed
        for field in changed.fields
    ]


def test_a_changed_code_with_the_same_id_is_a_renumbering(edited: Edited) -> None:
    edited.put_row("indicators", 4, code="I-01-1-2", target="T-01-1")
    found = proposed(edited)
    assert changes(found) == [
        ("indicators", "support_rate", "code", "I-01-2-1", "I-01-1-2"),
        ("indicators", "support_rate", "target", "T-01-2", "T-01-1"),
    ]
    assert found.diff.counts == {"added": 0, "removed": 0, "changed": 1, "renumbered": 1}
    assert found.warnings == ()


def test_two_codes_may_be_swapped(edited: Edited) -> None:
    edited.put("programmes", 3, "code", "P-002")
    edited.put("programmes", 4, "code", "P-001")
    found = proposed(edited)
    assert found.diff.counts["renumbered"] == 2
    assert [card.id for card in found.catalogue.programmes] == ["clean_air", "care"]


def test_fields_of_every_sheet_are_compared(edited: Edited) -> None:
    edited.put("plan", 3, "catalogue_status", "공식")
    edited.put("legal_basis", 4, "en", "Act, Art. 3")
    edited.put("milestones", 3, "value", 12)
    edited.put("series", 4, "scale", 1000)
    edited.put("series", 4, "per", None)
    edited.put("links", 3, "contribution", "직접")
    edited.put("units", 5, "symbol.ko", "점")
    found = proposed(edited)
    assert set(changes(found)) == {
        ("plan", "plan", "catalogue_status", "working", "official"),
        ("plan", "plan", "legal_basis[2].en", "Act, Art. 2", "Act, Art. 3"),
        ("indicators", "poverty_rate", "targets[2030].value", 14.3, 12.0),
        ("indicators", "poverty_rate", "series[2].scale", 100.0, 1000.0),
        ("indicators", "poverty_rate", "series[2].per", "survey/people", None),
        ("programmes", "care", "indicators[poverty_rate].contribution", "indirect", "direct"),
        ("units", "index", "symbol.ko", "", "점"),
    }


def test_fields_and_values_are_told_in_the_workbooks_words() -> None:
    assert field_words("indicators", "targets[2030].value").ko == "지표목표값 2030 › 목표값"
    assert field_words("indicators", "series[1].formula.en").ko == "지표산출 1 › 산출식(영문)"
    assert field_words("plan", "promise.goals").en == "Goals"
    assert value_words("indicators", "direction", "down") == "낮을수록 좋음"
    assert value_words("indicators", "areas", "city; districts") == "서울시; 자치구"
    assert value_words("indicators", "series[1].origin", "proxy") == "대리"
    assert value_words("indicators", "notes.ko", None) == "(없음)"


def test_added_and_removed_cards_and_a_lost_id(edited: Edited) -> None:
    edited.put_row("indicators", 5, id=None, name__en="Particles")
    found = proposed(edited)
    (kind,) = found.diff.kinds
    assert [card.id for card in kind.added] == ["particles"]
    assert [card.id for card in kind.removed] == ["pm25"]
    (warning,) = found.warnings
    assert "지표 pm25이(가) 빠지고 같은 번호의 particles이(가) 생겼습니다." in warning.ko
    assert "If they are one and the same, give it back the id pm25" in warning.en


def test_other_counts_than_promised_are_a_warning(edited: Edited) -> None:
    edited.page("indicators").delete_rows(5)
    found = proposed(edited)
    assert [warning.ko for warning in found.warnings] == [
        "지표: 목록에는 2개, 계획이 약속한 수는 3개입니다."
    ]


def test_another_order_of_units_is_a_change(edited: Edited) -> None:
    page = edited.page("units")
    page.move_range("A3:E3", rows=40)
    found = proposed(edited)
    assert not found.is_unchanged
    assert [(kind.kind, kind.is_reordered) for kind in found.diff.kinds] == [("units", True)]


def test_the_report_for_machines(edited: Edited) -> None:
    edited.put_row("indicators", 4, code="I-01-1-2", target="T-01-1")
    report = report_of(proposed(edited), "목록.xlsx")
    assert report["status"] == "proposed"
    assert report["counts"] == {key: n for key, n in report["promise"].items() if key != "document"}
    (changed,) = report["diff"]["indicators"]["changed"]
    assert changed["card"] == {"id": "support_rate", "code": "I-01-1-2", "name": "지원율"}
    assert changed["is_renumbered"] is True
    assert changed["fields"][0] == {"field": "code", "old": "I-01-2-1", "new": "I-01-1-2"}
