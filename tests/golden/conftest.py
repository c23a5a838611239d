"""Published results; they are no part of the project and may be absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def published(shared: Path) -> Callable[[str], pd.DataFrame]:
    """Read one published table, or skip the test and say why."""

    def read(name: str) -> pd.DataFrame:
        path = shared / "golden" / name
        if not path.is_file():
            pytest.skip(f"SDG_SHARED holds no published results named {name}")
        return pd.read_csv(path)

    return read
