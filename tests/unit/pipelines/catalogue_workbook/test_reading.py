"""What is read although it is written another way, and what is left alone."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from indicators.catalogue import Catalogue
from indicators.catalogue.overrides import Override
from pipelines.catalogue_workbook.importing import Proposal, propose
from pipelines.catalogue_workbook.problems import WorkbookRefused
from pipelines.catalogue_workbook.sheets import BY_KEY
from tests.unit.pipelines.catalogue_workbook.workbooks import Edited, small_catalogue, two


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def proposed(edited: Edited) -> Proposal:
    return propose(edited.save(), small_catalogue())


def notes(found: Proposal) -> list[tuple[str | None, int, str | None, str]]:
    return [(n.place.sheet, n.place.row, n.place.column, n.text.ko) for n in found.notes]


def test_numbers_written_as_text_are_read_with_a_note(edited: Edited) -> None:
    edited.put("milestones", 3, "value", " 14.3 ")
    found = proposed(edited)
    assert found.is_unchanged
    assert notes(found) == [("milestones", 3, "value", "글자로 적힌 숫자를 읽었습니다: 14.3.")]


def test_texts_written_as_numbers_are_read_with_a_note(edited: Edited) -> None:
    edited.put("areas", 4, "code_legal", 11110)
    edited.put("evidence", 3, "date", 2019)
    edited.put("indicators", 3, "publication.table_id", 101)
    found = proposed(edited)
    assert found.catalogue.areas == small_catalogue().areas
    assert found.catalogue.programmes[0].evidence[0].date == "2019"
    assert found.catalogue.indicators[0].publication.table_id == "101"
    assert {place[2] for place in notes(found)} == {"code_legal", "date", "publication.table_id"}


def test_a_real_date_where_a_day_is_meant(edited: Edited) -> None:
    edited.put("evidence", 3, "date", datetime(2019, 2, 17), "yyyy-mm-dd")
    edited.put("documents", 3, "date", "2020. 4. 1.")
    found = proposed(edited)
    assert found.is_unchanged
    assert [place[2] for place in notes(found)] == ["date"]


def test_texts_are_tidied(edited: Edited) -> None:
    edited.put(
        "indicators", 3, "name.ko", "\u1107\u1175\u11ab\u1100\u1169\u11ab\u00a0\u1105\u1172\u11af "
    )
    edited.put("indicators", 3, "notes.ko", "  첫 줄_x000D_\n 둘째   줄\n")
    edited.put("indicators", 3, "notes.en", "One")
    card = proposed(edited).catalogue.indicators[0]
    assert card.name.ko == "빈곤 률"
    assert card.notes is not None
    assert card.notes.ko == "첫 줄\n\n둘째 줄"


def test_full_width_codes_and_other_separators(edited: Edited) -> None:
    edited.put("programmes", 3, "targets", "Ｔ－０１－１，\nT-01-2")
    edited.put("indicators", 3, "direction", "DOWN")
    assert proposed(edited).is_unchanged


def test_codes_may_stand_for_ids(edited: Edited) -> None:
    edited.put("links", 3, "indicator", "I-01-1-1")
    edited.put("milestones", 3, "indicator", "I-01-1-1")
    edited.put("evidence", 4, "programme", "P-002")
    assert proposed(edited).is_unchanged


def test_columns_and_rows_may_be_moved(edited: Edited) -> None:
    page = edited.page("indicators")
    page.move_range("A1:A5", cols=60)  # the ids far to the right
    page.move_range("B5:AK5", rows=40)
    page["BI45"] = page["BI5"].value
    page["BI5"] = None
    series = edited.page("series")
    rows = [[cell.value for cell in series[number]] for number in (3, 4)]
    for number, values in zip((4, 3), rows, strict=True):
        for column, value in zip(BY_KEY["series"].columns, values, strict=True):
            edited.put("series", number, column.key, value)
    assert proposed(edited).is_unchanged


def test_look_up_columns_and_other_sheets_are_not_read(edited: Edited) -> None:
    edited.put("targets", 3, "~goals.short_name.ko.goal", "아무 말")
    edited.page("units").cell(90, 1).number_format = "0.00"
    edited.book.create_sheet("메모")["A1"] = "내일까지"
    found = proposed(edited)
    assert found.is_unchanged
    assert [note.text.ko for note in found.notes] == ["읽지 않은 시트입니다: 메모."]


def test_a_heading_may_be_merged_or_reworded(edited: Edited) -> None:
    page = edited.page("caveats")
    page["B2"] = "글"
    page.merge_cells("B2:C2")
    assert proposed(edited).is_unchanged


def test_the_saved_result_of_a_formula_is_read_with_a_note(edited: Edited) -> None:
    edited.put("milestones", 3, "value", "=10+4.3")
    path = edited.save()
    _save_result(path, "<f>10+4.3</f><v></v>", "<f>10+4.3</f><v>14.3</v>")
    found = propose(path, small_catalogue())
    assert found.is_unchanged
    assert notes(found) == [("milestones", 3, "value", "수식의 계산된 값을 읽었습니다: 14.3.")]


def _save_result(path: Path, old: str, new: str) -> None:
    """Put a result beside a formula, as Excel does when it saves."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spot = [name for name, data in parts.items() if b"<f>10+4.3</f>" in data]
    (name,) = spot
    text = parts[name].decode()
    variants = [old, "<f>10+4.3</f><v />", "<f>10+4.3</f><v/>"]
    used = next(variant for variant in variants if variant in text)
    parts[name] = text.replace(used, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_a_new_indicator_gets_an_id_from_its_english_name(edited: Edited) -> None:
    edited.copy_row("indicators", 5, 6)
    edited.put_row("indicators", 6, id=None, code="I-11-6-2", name__en="PM10, annual mean")
    edited.copy_row("links", 3, 4)
    edited.put_row("links", 4, programme="clean_air", indicator="I-11-6-2")
    found = proposed(edited)
    assert found.catalogue.indicator("I-11-6-2").id == "pm10_annual_mean"
    assert found.catalogue.programmes[1].indicators[0].indicator == "pm10_annual_mean"
    assert found.notes[0].text.ko == "식별자를 영문 이름에서 만들었습니다: pm10_annual_mean."


def test_sources_stay_as_they_are(edited: Edited) -> None:
    edited.book["출처(조회용)"]["A3"] = "something/else"
    base: Catalogue = small_catalogue()
    assert proposed(edited).catalogue.sources == base.sources


def test_what_has_no_sheet_stays_and_still_holds_its_references(edited: Edited) -> None:
    """A person's assessment of an indicator comes through, and is told if the indicator goes."""
    override = Override.model_validate(
        {
            "id": "dust_review",
            "indicator": "pm25",
            "assessment": "monitoring",
            "role": two("위원회", "Committee"),
            "decided_on": "2026-01-01",
            "expires_on": "2027-01-01",
            "reason": two("까닭", "Reason"),
        }
    )
    base = replace(small_catalogue(), overrides=(override,))
    assert propose(edited.save(), base).catalogue == base
    edited.page("indicators").delete_rows(5)
    with pytest.raises(WorkbookRefused, match=r"Override:dust_review: 없는 지표: pm25"):
        propose(edited.save(), base)
