"""The generated parts of the method pages: definitions from files, the comparison from a release.

python -m tools.methods            rewrite; the comparison from the release that is served
python -m tools.methods --check    only say which pages are out of date
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators.methods import Method, load_method, method_ids
from indicators.methods.config import Cut, Ladder
from warehouse.queries import Releases

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "methods"
INDEX = PAGES / "README.md"
_PART = re.compile(
    r"(?P<open><!-- generated:(?P<name>[a-z-]+) -->\n).*?(?P<close><!-- /generated:(?P=name) -->)",
    re.DOTALL,
)
_VERIFIED = {
    "reproduced": "공표값 재현 · reproduces published figures",
    "read_in_primary_text": "원문에서 읽음 · read in the primary text",
    "not_verified_against_primary_text": "원문 대조 안 됨 · not verified against the primary text",
    "own": "자체 기준 · our own choice",
}


def definition(method: Method) -> str:
    """What the method's file says: source, parameters, classes, how well each part is known."""
    rule = method.target_rule
    lines = [
        f"**{method.name.ko}** · **{method.name.en}** (`{method.id}`)",
        "",
        f"{method.source.ko}",
        "",
        f"{method.source.en}",
        "",
        f"확인 정도 · verification: **{_VERIFIED[method.verification]}**",
        "",
        _table(("", ""), _parameters(method)),
        f"목표가 있을 때 · with a target (`{rule.kind}`; met: {rule.met.name} → {rule.met.means})",
        "",
        _ladder(rule.ladder, is_verdict=True),
        f"목표가 없을 때 · without a target (`{method.change_rule.kind}`)",
        "",
        _ladder(method.change_rule.ladder, is_verdict=False),
        _table(
            ("부분 · part", "출처 · source", "확인 · verification"),
            [
                (f"{part.part.ko}<br>{part.part.en}", part.source, _VERIFIED[part.verification])
                for part in method.parts
            ],
        ),
    ]
    return "\n".join(lines)


def _parameters(method: Method) -> list[tuple[str, str]]:
    window = method.window
    spans = {
        "last_years": f"last {window.years} years, tolerance {window.tolerance}",
        "since_base": "from the base to the latest figure",
        "declared": f"declared per series (else {window.start} to the latest),"
        f" tolerance {window.tolerance}",
        "last_points": f"last {window.points} figures",
        "all": f"every figure since {window.start}",
    }
    least = method.minimum
    return [
        ("기간 · window", spans[window.kind]),
        ("기준 · base", f"{method.base.kind}, {method.base.year}"),
        ("속도 · pace", method.pace.kind),
        ("척도 · scale", method.scale.kind),
        (
            "최소 자료 · at least",
            f"{least.observations} figures over {least.span_years} years ({least.within})",
        ),
    ]


def _ladder(ladder: Ladder, *, is_verdict: bool) -> str:
    rows: list[tuple[str, str, str]] = []
    for rung in ladder.rungs:
        sign = (">" if rung.exclusive else "≥") if isinstance(rung, Cut) else "else"
        at = f"{sign} {rung.at:g}" if isinstance(rung, Cut) else sign
        rows.append((at, rung.name, rung.means if is_verdict else rung.trend or ""))
    return _table(("", "구간 · class", "뜻 · means" if is_verdict else "흐름 · trend"), rows)


def methods() -> str:
    """Every method in one line."""
    rows = [
        (
            f"[`{name}`]({name}.md)",
            f"{load_method(name).name.ko}<br>{load_method(name).name.en}",
            load_method(name).target_rule.kind,
            _VERIFIED[load_method(name).verification],
        )
        for name in method_ids()
    ]
    return _table(("", "방법 · method", "규칙 · rule", "확인 · verification"), rows)


def comparison(indicators: pd.DataFrame, sensitivity: pd.DataFrame) -> str:
    """What the methods say of our own indicators that have a target and figures of their own."""
    asked = sensitivity[(sensitivity["kind"] == "method") & sensitivity["is_on_track"].notna()]
    names = indicators.set_index("indicator_id")
    shown = [name for name in names.index if name in set(asked["indicator_id"])]
    wide = asked.pivot(index="indicator_id", columns="variant", values="method_class")
    rows = [
        (
            f"{names.loc[name, 'name_ko']}<br>{names.loc[name, 'name_en']}",
            *(_cell(wide, name, method) for method in method_ids()),
            _agreement(asked, name),
        )
        for name in shown
    ]
    head = ("지표 · indicator", *(f"`{name}`" for name in method_ids()), "순조 · on track")
    judged = f"{len(shown)} / {len(names)}"
    told = (
        f"{judged} 지표만 서울의 수치와 목표값을 함께 가지고 있어 방법을 견줄 수 있습니다."
        f" · Only {judged} indicators have both figures of Seoul and a target value, so that"
        " methods can be compared on them.\n\n"
    )
    return told + _table(head, rows) + "\n" + _trends(sensitivity)


def _trends(sensitivity: pd.DataFrame) -> str:
    """Which way the methods see the indicators go, also those without a target."""
    known = sensitivity[(sensitivity["kind"] == "method") & sensitivity["trend"].notna()]
    directed = known[known["trend"].isin(["improving", "steady", "worsening"])]
    wide = directed.pivot(index="indicator_id", columns="variant", values="trend")
    usual = method_ids()[0]
    rows: list[tuple[str, ...]] = []
    for name in method_ids():
        both = wide[[usual, name]].dropna() if name != usual else wide[[usual]].dropna()
        same = int((both[usual] == both[name]).sum())
        counts = (int((wide[name] == word).sum()) for word in ("improving", "steady", "worsening"))
        rows.append((f"`{name}`", *map(str, counts), f"{same} / {len(both)}"))
    told = (
        "목표가 없는 지표까지 포함한 흐름입니다. 방법마다 '뚜렷한 변화'의 기준이 다릅니다."
        " · Trends, also of indicators without a target; each method has its own idea of a clear"
        " change.\n\n"
    )
    head = ("", "개선 · improving", "유지 · steady", "악화 · worsening", f"= `{usual}`")
    return told + _table(head, rows)


def _cell(wide: pd.DataFrame, name: str, method: str) -> str:
    word = wide.to_dict("index")[name].get(method)
    return word if isinstance(word, str) else "–"


def _agreement(asked: pd.DataFrame, name: str) -> str:
    answers = asked.loc[asked["indicator_id"] == name, "is_on_track"].astype(bool)
    return f"{int(answers.sum())} / {len(answers)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def renewed(path: Path, compared: str | None) -> str:
    """The page with its generated parts written anew; the comparison only where one is given."""
    parts = {"methods": methods(), "comparison": compared}
    if path.stem in method_ids():
        parts["definition"] = definition(load_method(path.stem))

    def part(found: re.Match[str]) -> str:
        text = parts[found["name"]]
        return found[0] if text is None else f"{found['open']}{text}{found['close']}"

    return _PART.sub(part, path.read_text(encoding="utf-8"))


def compared_in(home: Path) -> str:
    """The comparison from the release that this home serves."""
    release = Releases(home).current()
    return comparison(release.indicators(), release.table("marts.sensitivity"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite the generated parts; with --check only say which pages are out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.methods", description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    home = Path(os.environ.get("SDG_HOME", ROOT / "var"))
    compared = compared_in(home) if (home / "CURRENT").is_file() else None
    found = 0
    for path in sorted(PAGES.glob("*.md")):
        text = renewed(path, compared)
        if text != path.read_text(encoding="utf-8"):
            found += 1
            print(f"{'out of date' if check else 'rewritten'}: {path.relative_to(ROOT)}")
            if not check:
                path.write_text(text, encoding="utf-8")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
