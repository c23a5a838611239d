"""Files to take away, as plain GET addresses that need no script.

    /export/overview.csv                /export/goals/<n>.csv           ?status=off&exec_lt=50
    /export/indicators.csv              /export/indicators/<code>.csv
    /export/observations.csv            /export/targets.csv
    /export/programmes.csv              /export/programmes/<code>.csv
    /export/sources.csv                 /export/quarantine.csv
    /export/budget-lines.csv            /export/plan.csv                /export/columns.csv

Headers are the columns' own names, for programs; `?labels=ko` or `?labels=en` writes words.
Lists may be narrowed as their pages are (`goal`, `assessment` or `status`, `trend`, `origin`); a
filter that does not exist is refused (400), so that nobody takes everything for a part.
An answer's ETag is the release's content: unchanged content is not sent again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, NoReturn
from urllib.parse import quote

import pandas as pd
from flask import Flask, Response, abort, request

from dashboard import theme
from warehouse.exports import tables
from warehouse.exports.csv import stream_csv
from warehouse.queries import NoRelease, Release, Releases

# Counts up when the same content would be written differently.
_FORMAT = 1
_MAKERS: Mapping[str, Callable[[Release], pd.DataFrame]] = {
    "overview": tables.overview,
    "observations": tables.observations,
    "sources": tables.sources,
    "quarantine": tables.quarantine,
    "budget-lines": tables.budget_lines,
    "plan": tables.plan,
    "targets": tables.targets,
    "columns": lambda release: tables.columns(),
}
_KOREAN = {
    "overview": "목표별 현황",
    "observations": "전체 관측",
    "sources": "출처 자료",
    "quarantine": "격리한 값",
    "budget-lines": "업무보고 예산",
    "plan": "계획의 개수",
    "targets": "세부목표",
    "columns": "항목 설명",
    "indicators": "지표",
    "programmes": "사업",
}
_ALWAYS = ("labels", "lang")
_PERCENT = re.compile(r"100|\d{1,2}(?:\.\d+)?")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def register(server: Flask, releases: Releases) -> None:
    """Add the export addresses to a server; each request asks for the current release."""
    for name, make in _MAKERS.items():
        server.add_url_rule(
            f"/export/{name}.csv",
            f"export_{name}",
            partial(_answer, releases, name, make),
        )
    for name, view in (
        ("indicators", _indicators),
        ("programmes", _programmes),
    ):
        server.add_url_rule(
            f"/export/{name}.csv", f"export_{name}", partial(_answer, releases, name, view)
        )

    @server.get("/export/goals/<int:number>.csv")
    def export_goal(number: int) -> Response:
        return _answer(releases, f"goal-{number}", partial(_goal, number), f"목표 {number}")

    @server.get("/export/indicators/<code>.csv")
    def export_indicator(code: str) -> Response:
        card = _card(_current(releases).indicator(code))
        make = partial(tables.observations, indicator_id=str(card["indicator_id"]))
        return _answer(releases, f"indicator-{card['indicator_code']}", make, _titled("지표", card))

    @server.get("/export/programmes/<code>.csv")
    def export_programme(code: str) -> Response:
        card = _card(_current(releases).programme(code))
        make = partial(_programme, str(card["programme_code"]))
        return _answer(releases, f"programme-{card['programme_code']}", make, _titled("사업", card))


def _indicators(release: Release) -> pd.DataFrame:
    frame = tables.indicators(release, _goal_code(release))
    frame = _by_assessment(frame)
    frame = _by(frame, "trend", tuple(theme.TRENDS))
    return _by(frame, "origin", tuple(theme.ORIGINS))


def _programmes(release: Release) -> pd.DataFrame:
    frame = tables.programmes(release, _goal_code(release))
    frame = _by(frame, "status", tuple(theme.PROGRAMME_STATUSES), column="programme_status")
    return _by_execution(frame)


def _goal(number: int, release: Release) -> pd.DataFrame:
    goals = release.goals()
    found = goals[goals["goal_number"] == number]
    if found.empty:
        _unknown()
    frame = _by_assessment(tables.goal(release, str(found["goal_code"].iloc[0])))
    return _by_execution(frame)


def _programme(code: str, release: Release) -> pd.DataFrame:
    frame = tables.programme(release, code)
    return _unknown() if frame is None else frame


def _answer(
    releases: Releases,
    name: str,
    make: Callable[[Release], pd.DataFrame],
    korean: str = "",
) -> Response:
    """The file, or 304 where the reader has it already."""
    release = _current(releases)
    labels = _labels()
    tag = f"{release.manifest.content}-{_FORMAT}"
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        _refuse_unknown_filters(name)
        response = Response(stream_csv(make(release), labels), mimetype="text/csv")
        response.headers["Content-Disposition"] = _disposition(
            f"seoul-sdg_{name}_{release.version}.csv",
            f"서울SDG_{korean or _KOREAN[name]}_{release.version}.csv",
        )
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _current(releases: Releases) -> Release:
    try:
        return releases.current()
    except NoRelease:
        _refuse(503, "아직 자료 판이 없습니다. / There is no release yet.")


def _card(found: pd.DataFrame) -> pd.Series:
    return _unknown() if found.empty else found.iloc[0]


def _unknown() -> NoReturn:
    _refuse(404, "그런 파일이 없습니다. / There is no such file.")


def _refuse(status: int, text: str) -> NoReturn:
    """Say why not, in both languages: an address may be opened by a program or by anybody."""
    abort(Response(f"{text}\n", status=status, mimetype="text/plain"))


def _titled(kind: str, card: pd.Series) -> str:
    code = card["indicator_code"] if "indicator_code" in card else card["programme_code"]
    return f"{kind}_{code}_{card['name_ko']}"


def _labels() -> Mapping[str, str] | None:
    asked = _asked("labels", ("ko", "en"))
    lang: Literal["ko", "en"] = "en" if asked == "en" else "ko"
    return tables.labels(lang) if asked else None


def _disposition(ascii_name: str, korean: str) -> str:
    """A plain name for old programs, and a Korean one (RFC 6266) for the others."""
    return (
        f'attachment; filename="{ascii_name}"; '
        f"filename*=UTF-8''{quote(_UNSAFE.sub(' ', korean), safe='')}"
    )


# --- filters --------------------------------------------------------------------------------


def _refuse_unknown_filters(name: str) -> None:
    allowed = {"indicators": ("goal", "status", "assessment", "trend", "origin")}.get(
        name, ("goal", "status", "exec_lt") if name == "programmes" else ()
    )
    if name.startswith("goal-"):
        allowed = ("status", "assessment", "exec_lt")
    for unknown in set(request.args) - {*allowed, *_ALWAYS}:
        _refuse(400, f"{unknown}: 그런 조건이 없습니다. / There is no such filter.")


def _asked(name: str, allowed: tuple[str, ...]) -> str:
    """A filter's value; blank where it is not set."""
    value = request.args.get(name, "")
    if value and value not in allowed:
        text = f"{name}={value}: 쓸 수 있는 값 / allowed: {', '.join(allowed)}"
        _refuse(400, text)
    return value


def _by(
    frame: pd.DataFrame, name: str, allowed: tuple[str, ...], *, column: str = ""
) -> pd.DataFrame:
    value = _asked(name, allowed)
    return frame[frame[column or name] == value] if value else frame


def _by_assessment(frame: pd.DataFrame) -> pd.DataFrame:
    """`status=off` or `assessment=off_track` means delayed and worsening together."""
    codes = tuple(theme.ASSESSMENTS)
    status = _asked("status", ("off", *codes))
    assessment = _asked("assessment", ("off_track", *codes))
    for value in (status, assessment):
        if value in ("off", "off_track"):
            frame = tables.off_track(frame)
        elif value:
            frame = frame[frame["assessment"] == value]
    return frame


def _by_execution(frame: pd.DataFrame) -> pd.DataFrame:
    """`exec_lt=50`: only programmes that have spent less than so many per cent."""
    asked = request.args.get("exec_lt", "")
    if not asked:
        return frame
    if not _PERCENT.fullmatch(asked):
        _refuse(400, f"exec_lt={asked}: 0부터 100까지의 수 / a number from 0 to 100")
    return frame[frame["execution_rate_pct"] < float(asked)]


def _goal_code(release: Release) -> str | None:
    goals = release.goals()
    numbers = dict(zip(goals["goal_number"].astype(str), goals["goal_code"], strict=True))
    asked = _asked("goal", tuple(numbers))
    return numbers[asked] if asked else None
