"""Broken workbooks, as people, Excel and mail servers break them: each found at its cell, named in
Korean and English, all at once, and nothing else blamed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from pipelines.catalogue_workbook import read
from pipelines.catalogue_workbook.importing import propose
from pipelines.catalogue_workbook.problems import CellProblem, WorkbookRefused
from tests.unit.pipelines.catalogue_workbook.workbooks import KEY_ROW, Edited, small_catalogue

DATE = "yyyy-mm-dd"


class Fault(NamedTuple):
    """What is done to the workbook, and what must be said: (sheet, row, column, rule)."""

    spoil: Callable[[Edited], None]
    expected: tuple[tuple[str | None, int, str | None, str], ...]
    korean: str
    english: str


def put(sheet: str, row: int, column: str, value: Any, form: str = "") -> Callable[[Edited], None]:
    return lambda edited: edited.put(sheet, row, column, value, form)


def at(sheet: str | None, row: int, column: str | None, rule: str) -> tuple[Any, ...]:
    return ((sheet, row, column, rule),)


def merge(edited: Edited) -> None:
    edited.page("indicators").merge_cells("E3:E4")


def delete_column(edited: Edited) -> None:
    edited.page("units").delete_cols(edited.index("units", "name.en"))


def add_column(edited: Edited) -> None:
    page = edited.page("units")
    page.cell(2, 7, "담당자")
    page.cell(3, 7, "홍길동")


def repeat_column(edited: Edited) -> None:
    page = edited.page("caveats")
    for row in (1, 2, 3, 4):
        page.cell(row, 4, page.cell(row, 2).value)


def drop_key_row(edited: Edited) -> None:
    edited.page("caveats").delete_rows(KEY_ROW)


def remove_sheet(edited: Edited) -> None:
    edited.book.remove(edited.page("links"))


def second_plan(edited: Edited) -> None:
    edited.copy_row("plan", 3, 4)


def swap_ids_with_same_order(edited: Edited) -> None:
    edited.put("series", 4, "order", 1)


def remove_unit_of_source(edited: Edited) -> None:
    edited.page("units").delete_rows(5)  # index, which only the source uses


def remove_evidence(edited: Edited) -> None:
    edited.page("evidence").delete_rows(4)


def blank_basis_rows(edited: Edited) -> None:
    edited.page("milestones").delete_rows(3)


def new_without_name(edited: Edited) -> None:
    edited.copy_row("indicators", 4, 6)
    edited.put_row("indicators", 6, id=None, code="I-01-2-2", name__en=None)


def new_with_korean_name(edited: Edited) -> None:
    edited.copy_row("indicators", 4, 6)
    edited.put_row("indicators", 6, id=None, code="I-01-2-2", name__en="지원율")


def new_with_name_of_another(edited: Edited) -> None:
    edited.copy_row("indicators", 4, 6)
    edited.put_row("indicators", 6, id=None, code="I-01-2-2", name__en="Poverty rate")


def array_formula(edited: Edited) -> None:
    edited.put("milestones", 3, "value", ArrayFormula("D3", "=SUM(C3:C4)"))


FAULTS: dict[str, Fault] = {
    "unknown unit": Fault(
        put("indicators", 3, "unit", "furlong"),
        at("indicators", 3, "unit", "unknown"),
        "'단위' 시트에 없는 값입니다: furlong.",
        "Not in the sheet 단위: furlong.",
    ),
    "name missing": Fault(
        put("indicators", 4, "name.ko", None),
        at("indicators", 4, "name.ko", "missing"),
        "값이 빠졌습니다.",
        "The value is missing.",
    ),
    "half a note": Fault(
        put("indicators", 3, "notes.en", "A note"),
        at("indicators", 3, "notes.ko", "missing"),
        "값이 빠졌습니다.",
        "The value is missing.",
    ),
    "code twice": Fault(
        put("indicators", 4, "code", "I-01-1-1"),
        (
            ("indicators", 4, "target", "wrong_target"),
            ("indicators", 4, "code", "repeated"),
        ),
        "I-01-1-1: 3행에 이미 있습니다.",
        "I-01-1-1 is already in row 3.",
    ),
    "id twice": Fault(
        put("programmes", 4, "id", "care"),
        (
            ("programmes", 4, "id", "repeated"),
            ("evidence", 4, "programme", "unknown"),
        ),
        "care: 3행에 이미 있습니다.",
        "care is already in row 3.",
    ),
    "code made a date by Excel": Fault(
        put("targets", 4, "k_sdg_targets", datetime(2026, 1, 2), "m/d"),
        at("targets", 4, "k_sdg_targets", "date_for_code"),
        "엑셀이 번호를 날짜로 바꾼 것으로 보입니다: 2026-01-02.",
        "Excel seems to have made a date of a code: 2026-01-02.",
    ),
    "code made a time by Excel": Fault(
        put("indicators", 3, "un_indicators", time(1, 2, 1)),
        at("indicators", 3, "un_indicators", "date_for_code"),
        "01:02:01",
        "01:02:01",
    ),
    "code made a number by Excel": Fault(
        put("targets", 3, "un_targets", 8.1),
        at("targets", 3, "un_targets", "number_for_code"),
        "끝의 0이 사라졌을 수 있습니다.",
        "A zero at its end may be lost.",
    ),
    "month made a day by Excel": Fault(
        put("evidence", 3, "date", datetime(2019, 2, 1), "mmm-yy"),
        at("evidence", 3, "date", "month_as_date"),
        "엑셀이 연월을 날짜로 바꾼 것으로 보입니다",
        "Excel seems to have made a day of a month",
    ),
    "target against direction": Fault(
        put("milestones", 3, "value", 20),
        at("milestones", 3, "value", "against_direction"),
        "기준값 16.7, 2030년 목표값 20.0.",
        "baseline 16.7, target for 2030 20.0.",
    ),
    "text in a number": Fault(
        put("milestones", 3, "value", "약 14"),
        at("milestones", 3, "value", "not_a_number"),
        "숫자가 아닙니다: 약 14.",
        "Not a number: 약 14.",
    ),
    "date in a number": Fault(
        put("milestones", 3, "value", datetime(2026, 1, 14), DATE),
        at("milestones", 3, "value", "date_for_number"),
        "숫자 칸에 날짜가 있습니다: 2026-01-14.",
        "A date stands where a number should be",
    ),
    "percent format": Fault(
        put("indicators", 3, "baseline.value", 0.167, "0.0%"),
        at("indicators", 3, "baseline.value", "percent_format"),
        "엑셀에는 0.167로 저장되어 있습니다.",
        "Excel keeps 0.167.",
    ),
    "half a year": Fault(
        put("milestones", 3, "year", 2030.5),
        at("milestones", 3, "year", "not_whole"),
        "정수가 아닙니다: 2030.5.",
        "Not a whole number: 2030.5.",
    ),
    "unknown target": Fault(
        put("programmes", 3, "targets", "T-01-1; T-09-9; T-08-8"),
        at("programmes", 3, "targets", "unknown"),
        "'세부목표' 시트에 없는 값입니다: T-09-9, T-08-8.",
        "Not in the sheet 세부목표: T-09-9, T-08-8.",
    ),
    "target twice": Fault(
        put("programmes", 3, "targets", "T-01-1; T-01-1"),
        at("programmes", 3, "targets", "repeated_in_cell"),
        "한 칸에 두 번 적혀 있습니다: T-01-1.",
        "Twice in one cell: T-01-1.",
    ),
    "target of another goal": Fault(
        put("targets", 5, "goal", "G-01"),
        at("targets", 5, "goal", "wrong_goal"),
        "번호 T-11-6와 목표 G-01가 서로 맞지 않습니다.",
        "The code T-11-6 and the goal G-01 do not belong together.",
    ),
    "goal's number": Fault(
        put("goals", 4, "number", 12),
        at("goals", 4, "number", "goal_number"),
        "순번 12이(가) 번호 G-11과 다릅니다.",
        "The number 12 differs from the code G-11.",
    ),
    "number beyond limits": Fault(
        put("indicators", 3, "decimals", 7),
        at("indicators", 3, "decimals", "out_of_range"),
        "허용된 범위 밖의 값입니다: 7 (≤ 4).",
        "Outside what is allowed: 7 (≤ 4).",
    ),
    "code of another shape": Fault(
        put("programmes", 4, "code", "P-2"),
        at("programmes", 4, "code", "bad_pattern"),
        "형식이 맞지 않습니다: P-2. 사업의 번호입니다. 예: P-047",
        "Not in the right form: P-2.",
    ),
    "id in capitals": Fault(
        put("units", 5, "id", "Index"),
        (
            ("units", 0, None, "needed_by_source"),
            ("units", 5, "id", "bad_pattern"),
        ),
        "출처 survey에서 쓰는 index가 없습니다.",
        "The source survey uses index, which is not there.",
    ),
    "not a choice": Fault(
        put("indicators", 3, "direction", "좋음"),
        at("indicators", 3, "direction", "not_a_choice"),
        "다음 가운데 고르세요: 높을수록 좋음, 낮을수록 좋음, 범위 안이 좋음, 방향 없음.",
        "Not one of the choices: 좋음.",
    ),
    "unknown source": Fault(
        put("series", 3, "measure", "nobody/poverty"),
        at("series", 3, "measure", "unknown_figure"),
        "없는 출처나 수치입니다: nobody/poverty.",
        "Unknown source or figure: nobody/poverty.",
    ),
    "not a figure": Fault(
        put("series", 3, "measure", "poverty"),
        at("series", 3, "measure", "not_a_figure"),
        "수치의 열쇠가 아닙니다: poverty.",
        "Not the key of a figure: poverty.",
    ),
    "computed but official": Fault(
        put("series", 4, "origin", "공식"),
        at("series", 4, "origin", "computed_official"),
        "셈한 값은 '공식'이라고 할 수 없습니다.",
        "A computed figure cannot be official.",
    ),
    "derived without formula": Fault(
        put("series", 3, "origin", "산출"),
        at("series", 3, "formula.ko", "derived_formula"),
        "'산출'에는 산출식이 있어야 합니다.",
        "A derived figure needs its formula.",
    ),
    "same priority": Fault(
        swap_ids_with_same_order,
        at("series", 4, "order", "repeated"),
        "poverty_rate, 1: 3행에 이미 있습니다.",
        "poverty_rate, 1 is already in row 3.",
    ),
    "basis without target values": Fault(
        blank_basis_rows,
        at("indicators", 3, "target_basis", "basis_without_targets"),
        "목표값의 근거와 목표값이 맞지 않습니다.",
        "Basis and target values disagree",
    ),
    "other basis": Fault(
        put("indicators", 3, "target_basis", "서울시 공식"),
        at("indicators", 3, "target_basis", "basis_of_no_target"),
        "이 근거를 가진 행이 없습니다.",
        "No target value has this basis.",
    ),
    "unknown caveat": Fault(
        put("indicators", 4, "caveats", "survey; rumour"),
        at("indicators", 4, "caveats", "unknown"),
        "'주의사항' 시트에 없는 값입니다: rumour.",
        "Not in the sheet 주의사항: rumour.",
    ),
    "unknown indicator": Fault(
        put("links", 3, "indicator", "wealth"),
        at("links", 3, "indicator", "unknown"),
        "'지표' 시트에 없는 값입니다: wealth.",
        "Not in the sheet 지표: wealth.",
    ),
    "target value of nobody": Fault(
        put("milestones", 3, "indicator", "wealth"),
        at("milestones", 3, "indicator", "unknown"),
        "'지표' 시트에 없는 값입니다: wealth.",
        "Not in the sheet 지표: wealth.",
    ),
    "owner missing": Fault(
        put("milestones", 3, "indicator", None),
        at("milestones", 3, "indicator", "missing"),
        "값이 빠졌습니다.",
        "The value is missing.",
    ),
    "no evidence": Fault(
        remove_evidence,
        at("programmes", 4, None, "child_missing"),
        "'사업근거' 시트에 clean_air의 행이 없습니다.",
        "clean_air has no row in the sheet 사업근거.",
    ),
    "evidence and none": Fault(
        put("evidence", 3, "none_found", "예"),
        at("evidence", 3, "title", "evidence_either"),
        "제목과 '근거 없음' 가운데 하나만 있어야 합니다.",
        "There must be either a title or a yes in none found.",
    ),
    "section not in the plan": Fault(
        put("goals", 3, "section", "경제"),
        at("goals", 3, "section", "unknown"),
        "'분과' 시트에 없는 값입니다",
        "Not in the sheet 분과",
    ),
    "one-way neighbour": Fault(
        put("areas", 4, "neighbours", None),
        at("areas", 5, "neighbours", "one_way_neighbour"),
        "jongno-gu의 이웃에 jung-gu이(가) 없습니다.",
        "jongno-gu does not name jung-gu as its neighbour.",
    ),
    "unit of a source removed": Fault(
        remove_unit_of_source,
        at("units", 0, None, "needed_by_source"),
        "출처 survey에서 쓰는 index가 없습니다.",
        "The source survey uses index",
    ),
    "counts unreadable": Fault(
        put("documents", 3, "states", "목표 17"),
        at("documents", 3, "states", "not_a_count"),
        "개수가 아닙니다: 목표 17.",
        "Not a count: 목표 17.",
    ),
    "date unreadable": Fault(
        put("documents", 3, "date", "2020년 봄"),
        at("documents", 3, "date", "not_a_date"),
        "날짜가 아닙니다: 2020년 봄.",
        "Not a date: 2020년 봄.",
    ),
    "error value": Fault(
        put("indicators", 3, "custodian.ko", "#N/A"),
        at("indicators", 3, "custodian.ko", "error_value"),
        "엑셀 오류 값입니다: #N/A.",
        "An error of Excel: #N/A.",
    ),
    "true": Fault(
        put("indicators", 3, "name.ko", True),
        at("indicators", 3, "name.ko", "truth_value"),
        "참·거짓 값입니다: TRUE.",
        "This is true or false: TRUE.",
    ),
    "formula never computed": Fault(
        put("indicators", 3, "custodian.ko", "=A3&B3"),
        at("indicators", 3, "custodian.ko", "formula_without_value"),
        "계산된 값이 저장되지 않은 수식입니다: =A3&B3.",
        "A formula whose result was not saved: =A3&B3.",
    ),
    "array formula never computed": Fault(
        array_formula,
        at("milestones", 3, "value", "formula_without_value"),
        "=SUM(C3:C4)",
        "=SUM(C3:C4)",
    ),
    "merged cells": Fault(
        merge,
        at("indicators", 3, None, "merged"),
        "셀이 병합되어 있습니다: E3:E4.",
        "Cells are merged: E3:E4.",
    ),
    "extra column": Fault(
        add_column,
        at("units", 0, None, "column_unknown"),
        "모르는 열입니다: G (담당자).",
        "Unknown column: G (담당자).",
    ),
    "missing column": Fault(
        delete_column,
        at("units", 0, None, "column_missing"),
        "열이 없습니다: 이름(영문).",
        "The column Name (English) is missing.",
    ),
    "column twice": Fault(
        repeat_column,
        at("caveats", 0, None, "column_repeated"),
        "같은 열이 두 번 있습니다: D (내용(국문) *).",
        "is there twice",
    ),
    "hidden row deleted": Fault(
        drop_key_row,
        at("caveats", 0, None, "key_row_missing"),
        "1행(숨김)에 열쇠가 없습니다.",
        "Row 1 (hidden) has no keys.",
    ),
    "sheet missing": Fault(
        remove_sheet,
        at(None, 0, None, "sheet_missing"),
        "시트가 없습니다: 사업-지표.",
        "The sheet 사업-지표 is missing.",
    ),
    "two plans": Fault(
        second_plan,
        at("plan", 0, None, "plan_rows"),
        "계획은 한 행이어야 하는데 2행입니다.",
        "The plan must be one row; there are 2.",
    ),
    "new indicator without English name": Fault(
        new_without_name,
        at("indicators", 6, "name.en", "missing"),
        "값이 빠졌습니다.",
        "The value is missing.",
    ),
    "new indicator with a Korean name only": Fault(
        new_with_korean_name,
        at("indicators", 6, "id", "id_underivable"),
        "영문 이름에서 식별자를 만들 수 없습니다: 지원율.",
        "No id can be made from the English name 지원율.",
    ),
    "new indicator with another's name": Fault(
        new_with_name_of_another,
        at("indicators", 6, "id", "id_clash"),
        "식별자 poverty_rate가 3행과 겹칩니다.",
        "The id poverty_rate, made from the English name, is the same as in row 3.",
    ),
}


def refused(path: Path) -> tuple[CellProblem, ...]:
    with pytest.raises(WorkbookRefused) as caught:
        propose(path, small_catalogue())
    return caught.value.problems


def place_of(problem: CellProblem) -> tuple[str | None, int, str | None, str]:
    return problem.place.sheet, problem.place.row, problem.place.column, problem.key


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_at_its_cell_and_nothing_else_is_blamed(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    edited = Edited(tmp_path)
    fault.spoil(edited)
    problems = refused(edited.save())
    assert sorted(map(str, map(place_of, problems))) == sorted(map(str, fault.expected))
    said = "\n".join(map(str, problems))
    assert fault.korean in said
    assert fault.english in said
    for problem in problems:
        assert problem.mend.ko
        assert problem.mend.en


def test_where_it_is_can_be_found_by_a_person(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.put("indicators", 3, "unit", "furlong")
    (problem,) = refused(edited.save())
    assert str(problem) == (
        "목록.xlsx › 지표 › 3행 K열(단위): '단위' 시트에 없는 값입니다: furlong."
        " 값을 고치거나 '단위' 시트에 먼저 더하세요.\n"
        "    목록.xlsx › 지표 › row 3, column K (Unit): Not in the sheet 단위: furlong."
        " Correct it, or add it to the sheet 단위 first."
    )


def test_all_faults_are_told_at_once_in_the_order_of_the_workbook(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.put("caveats", 4, "text.en", None)
    edited.put("programmes", 3, "targets", "T-09-9")
    edited.put("milestones", 3, "value", "많이")
    edited.put("indicators", 4, "unit", "furlong")
    edited.put("indicators", 4, "decimals", 9)
    edited.put("indicators", 3, "name.ko", None)
    assert list(map(place_of, refused(edited.save()))) == [
        ("indicators", 3, "name.ko", "missing"),
        ("indicators", 4, "unit", "unknown"),
        ("indicators", 4, "decimals", "out_of_range"),
        ("milestones", 3, "value", "not_a_number"),
        ("programmes", 3, "targets", "unknown"),
        ("caveats", 4, "text.en", "missing"),
    ]


def test_a_bad_indicator_does_not_blame_those_who_name_it(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.put("indicators", 3, "definition.ko", None)
    assert list(map(place_of, refused(edited.save()))) == [
        ("indicators", 3, "definition.ko", "missing")
    ]


def test_a_row_of_nobody_is_still_looked_at(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.put("milestones", 3, "indicator", "wealth")
    edited.put("milestones", 3, "document", None)
    assert list(map(place_of, refused(edited.save()))) == [
        ("milestones", 3, "indicator", "unknown"),
        ("milestones", 3, "document", "missing"),
    ]


# --- files that are no workbook ------------------------------------------------------------------


def truncated(path: Path) -> None:
    whole = Edited(path.parent).save().read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def garbled(path: Path) -> None:
    good = Edited(path.parent).save()
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(path, "w") as spoilt:
        for name in archive.namelist():
            data = archive.read(name)
            spoilt.writestr(name, data[:200] if name == "xl/worksheets/sheet8.xml" else data)


def other_workbook(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["a", 1])
    book.save(path)


@pytest.mark.parametrize(
    ("make", "rule", "korean", "english"),
    [
        (lambda path: None, "file_missing", "파일이 없습니다.", "The file is missing."),
        (Path.mkdir, "file_is_folder", "폴더입니다.", "This is a folder"),
        (Path.touch, "file_empty", "내용이 없는 파일입니다.", "The file is empty."),
        (
            lambda path: path.write_text("지표,값\n빈곤율,14.3\n", encoding="utf-8"),
            "file_not_workbook",
            "엑셀 통합 문서(.xlsx)가 아닙니다.",
            "This is no Excel workbook",
        ),
        (other_zip, "file_not_workbook", "아닙니다.", "no Excel workbook"),
        (
            lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
            "file_encrypted",
            "암호가 걸렸거나 옛 형식(.xls)인 파일입니다.",
            "has a password or is of the old kind",
        ),
        (truncated, "file_damaged", "손상되었거나", "damaged or incomplete"),
        (garbled, "file_damaged", "손상되었거나", "damaged or incomplete"),
        (other_workbook, "not_a_catalogue", "목록 통합문서가 아닙니다.", "no catalogue workbook"),
    ],
    ids=["missing", "folder", "empty", "csv", "docx", "password", "truncated", "garbled", "other"],
)
def test_a_file_that_is_no_workbook_is_refused(
    make: Callable[[Path], Any], rule: str, korean: str, english: str, tmp_path: Path
) -> None:
    path = tmp_path / "받은 파일.xlsx"
    make(path)
    (problem,) = refused(path)
    assert place_of(problem) == (None, 0, None, rule)
    assert korean in str(problem)
    assert english in str(problem)
    assert "받은 파일.xlsx" in str(problem)


def test_a_file_that_swells_when_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_LARGEST", 1000)
    (problem,) = refused(Edited(tmp_path).save())
    assert problem.key == "file_huge"
