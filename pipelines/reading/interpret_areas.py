"""Areas of a reading by name and by code, and what is wrong with either."""

from __future__ import annotations

import pandas as pd

from pipelines.reading.area_names import AreaBook, code_system, plain_code
from pipelines.reading.texts import mapped, places, texts_of, unique_texts
from pipelines.reading.trace import Trace


def read_areas(rows: pd.DataFrame, areas: AreaBook, trace: Trace) -> None:
    found = {text: areas.find(text) for text in unique_texts(rows["area"])}
    found_at = places(rows, "area")
    for text, area in found.items():
        if area.how and area.slug is not None:
            line, count = found_at[text]
            trace.note(
                area.how,
                line,
                column="area",
                value=text,
                read=areas.name_ko[area.slug],
                count=count,
            )
    rows["area_slug"] = mapped(rows, "area", found, lambda area: area.slug)
    rows["area_kind"] = mapped(rows, "area", found, lambda area: area.kind)
    if rows["area_code"].isna().all():
        rows["code_slug"] = rows["code_problem"] = texts_of(rows, [None] * len(rows))
        return
    codes = [
        _code(code, system, slug, areas)
        for code, system, slug in zip(
            rows["area_code"], rows["code_system"], rows["area_slug"], strict=True
        )
    ]
    rows["code_slug"] = texts_of(rows, (slug for slug, _, _ in codes))
    rows["code_problem"] = texts_of(rows, (problem for _, problem, _ in codes))
    for line, text, code in zip(rows["line"], rows["area_code"], codes, strict=True):
        if code[2]:
            read = areas.name_ko.get(str(code[0]), "")
            trace.note(code[2], line, column="area_code", value=str(text), read=read)
    _note_cleaned_codes(rows, trace)
    _take_area_from_code(rows, areas, trace)


def _note_cleaned_codes(rows: pd.DataFrame, trace: Trace) -> None:
    found_at = places(rows, "area_code")
    for text in unique_texts(rows["area_code"]):
        plain = plain_code(text)
        if plain is not None and plain != text:
            line, count = found_at[text]
            trace.note(
                "code_cleaned", line, column="area_code", value=text, read=plain, count=count
            )


def _code(
    code: object, system: object, slug: object, areas: AreaBook
) -> tuple[str | None, str | None, str]:
    """(slug by the code, problem, assumption) of one area code."""
    if not isinstance(code, str) or not code:
        return None, None, ""
    known = code_system(system) if isinstance(system, str) else None
    if isinstance(system, str) and system and known is None:
        return None, "system", ""
    if known is not None:
        found = areas.find_code(code, known)
        return found, None if found else "code", ""
    return _bare_code(code, slug, areas)


def _bare_code(code: str, slug: object, areas: AreaBook) -> tuple[str | None, str | None, str]:
    """A code without its system: the area's name may tell which it is; the code never does."""
    candidates = areas.candidates(code)
    if not candidates:
        return None, "code", ""
    if slug in candidates.values():
        is_plain = len(set(candidates.values())) == 1
        return str(slug), None, "" if is_plain else "code_system_from_name"
    if isinstance(slug, str):
        return next(iter(candidates.values())), None, ""
    if len(plain_code(code) or "") != 5:
        return next(iter(candidates.values())), None, ""
    return None, "bare", ""


def _take_area_from_code(rows: pd.DataFrame, areas: AreaBook, trace: Trace) -> None:
    is_blank = rows["area"].isna() & rows["code_slug"].notna()
    if not is_blank.any():
        return
    first = rows[is_blank].iloc[0]
    trace.note(
        "area_from_code", int(first["line"]), column="area_code", value=str(first["area_code"]),
        read=areas.name_ko[str(first["code_slug"])], count=int(is_blank.sum()),
    )  # fmt: skip
    rows.loc[is_blank, "area_slug"] = rows.loc[is_blank, "code_slug"]
    rows.loc[is_blank, "area_kind"] = "area"
