"""`sdg assess`: a method on a plain table, so that anybody can check it against a published one."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pandas as pd

from indicators.methods import Method, assess, load_method, method_ids
from indicators.methods.explain import Label, explain
from indicators.methods.matrix import matrix_of
from indicators.methods.outlook import outlook
from indicators.methods.plain import PlainTable, PlainTableError, read_plain
from indicators.methods.projection import load_projection_rule
from indicators.methods.specs import Specs
from pipelines.cli.telling import Refused

_FIRST = ["series", "method", "score", "class", "trend", "assessment", "reason"]
_LAST = ["why_ko", "why_en", "working_ko", "working_en"]


def run_assess(method_id: str, file: Path, *, as_json: bool, as_of_year: int | None) -> int:
    """Judge the table and write the result to standard output.

    Raises:
        Refused: the method or the file is not there, or the table cannot be judged.
    """
    if method_id not in method_ids():
        known = ", ".join(method_ids())
        raise Refused(
            f"{method_id}: 그런 방법이 없습니다. 있는 방법: {known}"
            f" / There is no such method; there are: {known}"
        )
    method = load_method(method_id)
    frame = assess_table(_read(file), method, as_of_year=as_of_year)
    if as_json:
        print(json.dumps(_report(frame, method), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def assess_table(
    plain: PlainTable, method: Method, *, as_of_year: int | None = None
) -> pd.DataFrame:
    """One row per series: score, class, trend, verdict, the numbers behind them, and the reason."""
    found = assess(plain.observations, plain.specs, method, as_of_year=as_of_year)
    specs = Specs.of(plain.specs)
    matrix = matrix_of(plain.observations, specs.ids, as_of_year=as_of_year)
    ahead = outlook(matrix, specs, load_projection_rule())
    frame = pd.concat([found, ahead], axis=1)
    told = [
        explain(cast(Mapping[str, Any], row), _label(cast(Mapping[str, Any], extra)), method)
        for row, extra in zip(
            frame.to_dict("records"), plain.extras.to_dict("records"), strict=True
        )
    ]
    for name in _LAST:
        frame[name] = [getattr(each, name) for each in told]
    frame = frame.rename(columns={"indicator_id": "series", "method_id": "method"})
    has_level = method.scale.kind == "min_max"
    # a method with a level has a class for the level and one, its trend, for the movement
    frame["class"] = frame["level_class"] if has_level else frame["method_class"]
    if has_level:
        frame["trend"] = frame["method_class"]
    years = [str(name) for name in frame if str(name).endswith("_year") and "per" not in str(name)]
    frame[years] = frame[years].astype("Int64")
    rest = [name for name in frame if name not in (*_FIRST, *_LAST)]
    return frame[[*_FIRST, *rest, *_LAST]]


def _read(file: Path) -> PlainTable:
    try:
        table = pd.read_csv(file, dtype="string", keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused(f"{file}: 파일이 없습니다. / No such file.") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Refused(
            f"{file}: CSV(UTF-8)로 읽을 수 없습니다: {error} / Not readable as CSV in UTF-8."
        ) from error
    try:
        return read_plain(table)
    except PlainTableError as error:
        raise Refused(f"{file}\n{error}") from error


def _label(extra: Mapping[str, Any]) -> Label:
    def text(key: str, otherwise: str) -> str:
        return otherwise if pd.isna(extra[key]) or not str(extra[key]) else str(extra[key])

    series = str(extra["series"])
    unit = text("unit", "")
    decimals = 2 if pd.isna(extra["decimals"]) else int(extra["decimals"])
    name_en = text("name_en", series)
    return Label(text("name_ko", name_en), name_en, unit, unit, decimals)


def _report(frame: pd.DataFrame, method: Method) -> dict[str, Any]:
    rows = json.loads(frame.to_json(orient="records", double_precision=15, force_ascii=False))
    return {
        "method": {
            "id": method.id,
            "name": method.name.model_dump(),
            "verification": method.verification,
            "parts": [part.model_dump() for part in method.parts],
        },
        "results": rows,
    }
