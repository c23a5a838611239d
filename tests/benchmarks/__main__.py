"""Run the benchmarks: every bench_*.py here that has a `main() -> dict`.

    python -m tests.benchmarks            all of them
    python -m tests.benchmarks startup    bench_startup.py only

Each result is printed, and written to <SDG_HOME or var>/bench/<name>.json together with the
machine that it was measured on; a figure without its machine says nothing.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PREFIX = "bench_"


def names() -> list[str]:
    """The benchmarks that are there, without their prefix."""
    return sorted(path.stem.removeprefix(PREFIX) for path in HERE.glob(f"{PREFIX}*.py"))


def measure(name: str) -> dict[str, Any]:
    """Run one benchmark."""
    module = importlib.import_module(f"tests.benchmarks.{PREFIX}{name}")
    begun = time.perf_counter()
    result: dict[str, Any] = module.main()
    return {
        "benchmark": name,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "seconds": round(time.perf_counter() - begun, 3),
        "result": result,
    }


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def run(wanted: list[str]) -> int:
    """Run the wanted benchmarks, or all; 2 if one is not there."""
    present = names()
    unknown = sorted(set(wanted) - set(present))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(present)}")
        return 2
    if not present:
        print("no benchmark yet")
    folder = Path(os.environ.get("SDG_HOME", "var")) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted or present:
        text = json.dumps(measure(name), ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(text, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
