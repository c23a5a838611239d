"""Forms for those who send figures. A form is made here, from the catalogue; none is stored."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from indicators.catalogue import Catalogue
from pipelines.reading.columns import OBSERVATIONS

# What each column of the observations form is for.
_EXPLAINED = {
    "indicator": ("지표 id 또는 코드(예 pm25_annual_mean, I-11-6-1)", "indicator id or code"),
    "area": ("지역 이름(서울특별시, 종로구, …)", "area by name"),
    "area_code": ("지역 코드(적지 않아도 됨)", "area code (may be left out)"),
    "code_system": ("코드 체계: legal(법정동) 또는 kostat(통계청)", "legal or kostat"),
    "period": ("2024, 2024Q3 또는 2024-03", "2024, 2024Q3 or 2024-03"),
    "breakdown": ("total 또는 sex=female;age=15-19", "total, or dimension=value pairs"),
    "value": ("숫자만. 값이 없으면 비우고 status를 적음",
              "digits only; blank with a status if none"),
    "unit": ("단위 id 또는 기호(예 percent, %)", "unit id or symbol"),
    "status": ("A 정상(비우면 A), P 잠정, E 추정, B 단절, M 없음, O 미조사, Q 비공개",
               "A normal (if blank), P provisional, E estimate, B break, M none, O not surveyed,"
               " Q suppressed"),
    "note": ("크게 변한 까닭 등", "why a value changed much, and the like"),
}  # fmt: skip
_HEADER_LINES = 1000


def observations_csv(catalogue: Catalogue) -> bytes:
    """The plain long form as CSV: UTF-8 with a byte-order mark, so that Excel shows Hangul."""
    del catalogue
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(OBSERVATIONS.fields)
    return text.getvalue().encode("utf-8-sig")


def observations_xlsx(catalogue: Catalogue) -> bytes:
    """The same form as a workbook: text cells, choices for areas and statuses, a sheet of codes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "observations"
    sheet.append(list(OBSERVATIONS.fields))
    sheet.freeze_panes = "A2"
    for column, field in enumerate(OBSERVATIONS.fields, 1):
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = 26 if field == "indicator" else 16
        if field != "value":  # text, so that no code becomes a date or a number
            for line in range(2, _HEADER_LINES):
                sheet.cell(line, column).number_format = "@"
    _explain(book.create_sheet("작성 안내"))
    _list_codes(book.create_sheet("코드"), catalogue)
    _offer_choices(sheet, catalogue)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _explain(sheet: Any) -> None:
    sheet.append(["열 / column", "설명", "Explanation"])
    for field, (ko, en) in _EXPLAINED.items():
        sheet.append([field, ko, en])
    for column, width in zip("ABC", (16, 60, 60), strict=True):
        sheet.column_dimensions[column].width = width


def _list_codes(sheet: Any, catalogue: Catalogue) -> None:
    sheet.append(["코드", "id", "지표", "단위"])
    for card in catalogue.indicators:
        sheet.append([card.code, card.id, card.name.ko, card.unit])
    for column, width in zip("ABCD", (12, 40, 50, 20), strict=True):
        sheet.column_dimensions[column].width = width


def _offer_choices(sheet: Any, catalogue: Catalogue) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    areas = ",".join(area.name.ko for area in catalogue.areas)
    for letter, choices in (("B", areas), ("D", "legal,kostat"), ("I", "A,P,E,B,M,O,Q")):
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        rule.showErrorMessage = False  # a suggestion: the check says what is wrong
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_HEADER_LINES}")


# name -> suffix -> maker
TEMPLATES: dict[str, dict[str, Callable[[Catalogue], bytes]]] = {
    "observations": {".csv": observations_csv, ".xlsx": observations_xlsx},
}
