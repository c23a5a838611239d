"""How long a refresh takes against the stand-in: one indicator warm, and every indicator at once.

The 125 indicators are one table of the stand-in over and over: 25 sources of five measures each.
Pauses are lifted, because the stand-in is ours.
"""

from __future__ import annotations

import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.standin.project import LiveProject, source_card, write_indicator, write_live_project
from tests.standin.server import running

SOURCES, MEASURES = 25, 5


def main() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, running() as publisher:
        project = write_live_project(Path(folder) / "project", publisher)
        _add_many(project)
        first = _timed(project, "refresh", "--json")
        nothing_new = _timed(project, "refresh", "--json")
        one = [_timed(project, "refresh", "--indicator", "literacy", "--json") for _ in range(3)]
        publisher.revise("un_SE_STANDIN", "value", "97", timePeriodStart="2023", Sex="BOTHSEX")
        revised = _timed(project, "refresh", "--indicator", "literacy", "--json")
    return {
        "sources": SOURCES + 9,
        "indicators": SOURCES * MEASURES + 10,
        "all_first": first,
        "all_nothing_new": nothing_new,
        "one_indicator_warm": min(one, key=lambda run: run["process_seconds"]),
        "one_indicator_revised": revised,
    }


def _add_many(project: LiveProject) -> None:
    fetch = project.card("clinics")["fetch"]
    measures = [f"clinics_{number}" for number in range(1, MEASURES + 1)]
    fetch["map"]["measures"] = {measure: {} for measure in measures}
    for number in range(SOURCES):
        source = f"many_{number:02d}"
        card = source_card(source, dict.fromkeys(measures, "places"), fetch)
        project.write_card(source, card)
        for at, measure in enumerate(measures):
            code = f"I-{number % 17 + 1:02d}-1-{number // 17 * MEASURES + at + 21}"
            write_indicator(project, f"{source}_{at}", code, source, measure, "places", "districts")


def _timed(project: LiveProject, *arguments: str) -> dict[str, Any]:
    began, used = time.perf_counter(), _used()
    done = project.sdg(*arguments)
    seconds, used = time.perf_counter() - began, _used() - used
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:] + done.stdout[-2000:])
    report = json.loads(done.stdout)
    return {
        "process_seconds": round(seconds, 2),
        "cpu_seconds": round(used, 2),  # what it costs, however busy the machine is
        "stages": report["seconds"],
    }


def _used() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(main(), indent=1))
