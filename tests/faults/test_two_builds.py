"""Two builds at once: the second is refused clearly, the first is not disturbed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.small import SmallProject
from warehouse.store import open_store


def test_the_second_is_refused_in_both_languages(my_small: SmallProject) -> None:
    before = my_small.release().version
    with open_store(my_small.home):
        told = my_small.sdg("build", "--json")
    assert told.returncode == 1
    assert "다른 작업이 창고 파일을 쓰고 있습니다" in told.stderr
    assert "Another run is writing" in told.stderr
    assert "Traceback" not in told.stderr
    assert "Another run is writing" in json.loads(told.stdout)["error"]
    assert my_small.release().version == before


def test_when_the_first_has_ended_the_second_may(my_small: SmallProject) -> None:
    with open_store(my_small.home):
        pass
    assert my_small.build().is_released


def test_a_state_folder_that_cannot_be_made_is_not_passed_over(
    my_small: SmallProject, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OSError):
        my_small.build(home=tmp_path / "file" / "home")
