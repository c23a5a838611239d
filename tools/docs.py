"""The generated parts of the documents: `make docs` rewrites them, a test keeps them true.

A part stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`; everything else in
the file is written by people and left alone. To add a part, add a function to `PARTS`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Indicator, Origin, Source

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "DATA-LICENCES.md", "docs/*.md")
_PART = re.compile(
    r"(?P<open><!-- generated:(?P<name>[a-z-]+) -->\n)"
    r".*?"
    r"(?P<close><!-- /generated:(?P=name) -->)",
    re.DOTALL,
)


def counts(catalogue: Catalogue) -> str:
    """What the plan promises beside what the catalogue holds."""
    promise, held = catalogue.plan.promise, catalogue.counts
    kinds = (
        ("목표 goals", promise.goals, held.goals),
        ("세부목표 targets", promise.targets, held.targets),
        ("지표 indicators", promise.indicators, held.indicators),
        ("사업 programmes", promise.programmes, held.programmes),
        ("자치구 districts", promise.districts, held.districts),
    )
    return _table(("", "계획 plan", "목록 catalogue"), kinds)


def origins(catalogue: Catalogue) -> str:
    """How many indicators have figures, by the best origin that their cards offer."""
    tally = Counter(_best_origin(card) for card in catalogue.indicators)
    kinds = (
        ("공식 official", tally["official"]),
        ("산출 derived", tally["derived"]),
        ("대리 proxy", tally["proxy"]),
        ("자료없음 none", tally["none"]),
    )
    return _table(("가장 나은 출처 best origin", "지표 indicators"), kinds)


def sources(catalogue: Catalogue) -> str:
    """One line per source."""
    rows = (
        (f"`{card.id}`", f"{card.name.ko}<br>{card.name.en}", card.publisher.ko, card.licence)
        for card in catalogue.sources
    )
    return _table(("source", "자료 figures", "만든 곳 publisher", "이용 조건 licence"), rows)


def notices(catalogue: Catalogue) -> str:
    """One notice per source: who made it, on what terms, how it came, what was done."""
    return "\n".join(_notice(card) for card in catalogue.sources)


PARTS: dict[str, Callable[[Catalogue], str]] = {
    "counts": counts,
    "origins": origins,
    "sources": sources,
    "notices": notices,
}


def renewed(text: str, catalogue: Catalogue) -> str:
    """The text with every generated part written anew.

    Raises:
        KeyError: a part has a name that is not in `PARTS`.
    """
    return _PART.sub(
        lambda part: f"{part['open']}{PARTS[part['name']](catalogue)}{part['close']}", text
    )


def documents() -> list[Path]:
    """Every document that may have generated parts."""
    return sorted(path for pattern in DOCUMENTS for path in ROOT.glob(pattern))


def stale(catalogue: Catalogue) -> list[Path]:
    """The documents whose generated parts no longer say what the cards say."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in documents())
    return [path for path, text in texts if renewed(text, catalogue) != text]


def _best_origin(card: Indicator) -> str:
    offered = {series.origin for series in card.series}
    return next((str(origin) for origin in Origin if origin.value in offered), "none")


def _notice(card: Source) -> str:
    lines = [
        f"### {card.name.ko} · {card.name.en}",
        "",
        f"- 파일 file: `{card.file}` (`{card.id}`)",
        f"- 만든 곳 publisher: {card.publisher.ko} · {card.publisher.en}",
        f"- 통계표 table: {card.table}" + (f" (`{card.table_id}`)" if card.table_id else ""),
        f"- 이용 조건 licence: {card.licence}",
    ]
    if card.licence_note:
        lines += [f"  - {card.licence_note.ko}", f"  - {card.licence_note.en}"]
    lines += [
        f"- 얻은 경로 obtained from: {card.obtained_from} ({card.retrieved.isoformat()})",
        "- 우리가 한 일 processing:",
        f"  - {card.processing.ko}",
        f"  - {card.processing.en}",
        "",
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([str(cell).replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite the generated parts; with --check only say which documents are out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs", description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    catalogue = load_catalogue()
    found = stale(catalogue)
    for path in found:
        print(f"{'out of date' if check else 'rewritten'}: {path.relative_to(ROOT)}")
        if not check:
            text = renewed(path.read_text(encoding="utf-8"), catalogue)
            path.write_text(text, encoding="utf-8")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
