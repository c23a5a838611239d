"""Which column means what: the names of the long layouts' columns and what offices call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.errors import ColumnsMissing, ColumnsRepeated
from pipelines.reading.nearest import nearest
from pipelines.reading.trace import Trace

# Field -> other names for it, folded (small letters, no blanks or underscores).
ALIASES: dict[str, tuple[str, ...]] = {
    "indicator": ("indicatorid", "indicatorcode", "지표", "지표명", "지표코드", "지표id",
                  "지표번호"),
    "measure": ("measureid", "측정항목", "항목코드"),
    "area": ("지역", "지역명", "자치구", "자치구명", "구", "시군구", "시군구명", "region",
             "district"),
    "area_code": ("지역코드", "자치구코드", "행정구역코드", "시군구코드", "regioncode", "geocode",
                  "코드"),
    "code_system": ("코드체계", "지역코드체계", "codesystem"),
    "period": ("시점", "연도", "년도", "기간", "기준연도", "기준년도", "year", "시기", "time"),
    "breakdown": ("구분", "세부구분", "분류", "breakdowns", "disaggregation"),
    "value": ("값", "수치", "실적값", "지표값", "통계값", "obsvalue", "figure"),
    "unit": ("단위", "units", "단위명"),
    "status": ("상태", "관측상태", "obsstatus", "자료상태"),
    "note": ("비고", "주석", "사유", "메모", "comment", "notes", "설명"),
}  # fmt: skip
_FIELD_OF = {
    name: field for field, names in ALIASES.items() for name in (field.replace("_", ""), *names)
}


@dataclass(frozen=True, slots=True)
class LongLayout:
    """A layout of one value per line. `key` is the field that says what is measured."""

    name: str
    fields: tuple[str, ...]
    required: tuple[str, ...]
    key: str


OBSERVATIONS = LongLayout(
    "observations",
    ("indicator", "area", "area_code", "code_system", "period", "breakdown", "value", "unit",
     "status", "note"),
    ("indicator", "period", "value", "unit"),
    "indicator",
)  # fmt: skip
FIGURES = LongLayout(
    "figures",
    ("measure", "area", "period", "breakdown", "value", "unit", "status", "note"),
    ("measure", "area", "period", "value", "unit"),
    "measure",
)
# Somebody else's long table: its codes are not compared with the catalogue, and every column
# without a field of ours belongs to the key.
FOREIGN = LongLayout(
    "long",
    ("indicator", "area", "period", "value", "unit"),
    ("indicator", "period", "value"),
    "indicator",
)
LONG_LAYOUTS = {layout.name: layout for layout in (OBSERVATIONS, FIGURES, FOREIGN)}
# A header with this many known names and one of the keys is meant to be this layout.
_ENOUGH = 4


def field_of(label: str) -> str | None:
    """The field that a header cell names.

    >>> field_of("Area Code"), field_of("관측 상태"), field_of("인구")
    ('area_code', 'status', None)
    """
    return _FIELD_OF.get(_folded(label))


def _folded(label: str) -> str:
    return re.sub(r"[\s_\-*:]+|\(필수\)|\(선택\)", "", label).casefold()


def recognise(cells: Sequence[str]) -> LongLayout | None:
    """The long layout that a line of cells is the header of."""
    found = {field_of(cell) for cell in cells if cell}
    for layout in (OBSERVATIONS, FIGURES):
        known = found & set(layout.fields)
        if layout.key in found and ({"period", "value"} <= found or len(known) >= _ENOUGH):
            return layout
    return None


def place_columns(
    cells: Sequence[str], layout: LongLayout, *, file: str, line: int, trace: Trace
) -> dict[str, int]:
    """Field -> position. Other names are taken and noted; a missing or doubled field is refused.

    Raises:
        ColumnsMissing, ColumnsRepeated: the header cannot be used.
    """
    places: dict[str, int] = {}
    doubled: list[str] = []
    for position, cell in enumerate(cells):
        field = field_of(cell) if cell else None
        if field is None or field not in layout.fields:
            continue
        if field in places:
            if layout is FOREIGN:  # whatever comes second belongs to the key
                continue
            doubled.append(cell)
        places.setdefault(field, position)
        if cell != field:
            same = cell.casefold() == field
            trace.note("column_case" if same else "column_name", line, value=cell, read=field)
    if doubled:
        raise ColumnsRepeated(file, line, ", ".join(doubled))
    _require(places, cells, layout, file, line)
    return places


def _require(
    places: dict[str, int], cells: Sequence[str], layout: LongLayout, file: str, line: int
) -> None:
    missing = [field for field in layout.required if field not in places]
    if layout is OBSERVATIONS and not {"area", "area_code"} & set(places):
        missing.insert(1, "area")
    if not missing:
        return
    others = [cell for position, cell in enumerate(cells) if position not in places.values()]
    hints = [near for field in missing if (near := nearest(field, others)) is not None]
    raise ColumnsMissing(file, line, ", ".join(missing), ", ".join(hints))
