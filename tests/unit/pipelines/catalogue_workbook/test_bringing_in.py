"""The command: nothing is written when something is wrong; what is written can be taken back."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from indicators.catalogue import CARDS, Catalogue, load_catalogue
from indicators.catalogue.problems import CatalogueError
from pipelines.catalogue_workbook import folders, write_cards
from pipelines.catalogue_workbook.folders import FolderRefused, install, undo
from pipelines.catalogue_workbook.importing import propose
from pipelines.catalogue_workbook.write_cards import NotTheSame, dump, files
from pipelines.cli.catalogue import app
from pipelines.cli.telling import Refused
from pipelines.settings import Settings
from tests.unit.pipelines.catalogue_workbook.workbooks import Edited, small_catalogue

NOW = datetime(2026, 11, 22, 9, 30)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and the small catalogue as the one that ships."""
    shipped = tmp_path / "shipped"
    base = small_catalogue()
    content = files(base) | {f"sources/{card.id}.yaml": card for card in base.sources}
    for name, cards in content.items():
        path = shipped / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# 설명\n{dump(cards)}", encoding="utf-8")
    monkeypatch.setattr("pipelines.settings.CARDS", shipped)
    monkeypatch.setattr("pipelines.catalogue_workbook.folders.CARDS", shipped)
    monkeypatch.delenv("SDG_CARDS", raising=False)
    monkeypatch.setenv("SDG_HOME", str(tmp_path / "var"))
    return tmp_path / "var"


def run(*words: object, typed: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], input=typed)
    if isinstance(result.exception, Refused):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def report(*words: object) -> tuple[int, dict[str, Any]]:
    code, out, _ = run(*words, "--json")
    return code, json.loads(out)


def in_use() -> Catalogue:
    return load_catalogue(Settings.from_environment().cards)


def tree(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.fixture
def renumbered(home: Path, tmp_path: Path) -> Path:
    edited = Edited(tmp_path)
    edited.put_row("indicators", 4, code="I-01-1-2", target="T-01-1")
    return edited.save()


def test_out_and_in_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "목록.xlsx"
    assert run("export", path)[0] == 0
    code, found = report("import", path, "--yes")
    assert (code, found["status"], found["changes"]["changed"]) == (0, "unchanged", 0)
    assert tree(home) == []


def test_an_existing_file_is_replaced_only_if_asked(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "목록.xlsx"
    path.write_text("어제 고친 것", encoding="utf-8")
    with pytest.raises(Refused, match="이미 있는 파일입니다"):
        run("export", path)
    assert path.read_text(encoding="utf-8") == "어제 고친 것"
    assert run("export", path, "--overwrite")[0] == 0
    assert tree(tmp_path) == ["shipped", "목록.xlsx"]


def test_other_names_and_folders_are_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="must end with"):
        run("export", tmp_path / "목록.xls")
    with pytest.raises(Refused, match="쓸 수 없습니다"):
        run("export", tmp_path / "없는 폴더" / "목록.xlsx")


def test_what_is_wrong_is_told_and_nothing_is_written(home: Path, tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.put("indicators", 3, "unit", "furlong")
    edited.put("milestones", 3, "value", "많이")
    path = edited.save()
    code, _, told = run("import", path, "--yes")
    assert code == 1
    assert "3행 K열(단위): '단위' 시트에 없는 값입니다: furlong." in told
    assert "잘못된 곳 2곳. 아무것도 바꾸지 않았습니다." in told
    assert tree(home) == []
    code, found = report("import", path, "--yes")
    assert (code, found["status"]) == (1, "refused")
    first = found["problems"][0]
    assert first["sheet"] == "지표"
    assert (first["row"], first["column"], first["key"]) == (3, "K", "unit")
    assert first["rule"] == "unknown"
    assert all(first[key] for key in ("message_ko", "message_en", "mend_ko", "mend_en"))


def test_a_dry_run_only_shows(home: Path, renumbered: Path) -> None:
    code, shown, _ = run("import", renumbered, "--dry-run")
    assert code == 0
    assert "~ I-01-1-2 지원율 (support_rate)" in shown
    assert "번호: I-01-2-1 → I-01-1-2" in shown
    assert "바뀜 1 (번호 바뀜 1)" in shown
    assert tree(home) == []


def test_it_asks_before_it_changes(home: Path, renumbered: Path) -> None:
    code, _, told = run("import", renumbered, typed="n\n")
    assert code == 1
    assert "바꾸지 않았습니다" in told
    assert tree(home) == []
    assert run("import", renumbered, typed="")[0] == 1  # nobody there to answer
    assert run("import", renumbered, typed="y\n")[0] == 0
    assert in_use().indicator("I-01-1-2").id == "support_rate"


def test_json_cannot_ask(home: Path, renumbered: Path) -> None:
    code, _, told = run("import", renumbered, "--json")
    assert code == 2
    assert "--yes" in told


def test_the_new_catalogue_is_used_and_can_be_taken_back(
    home: Path, renumbered: Path, tmp_path: Path
) -> None:
    code, found = report("import", renumbered, "--yes")
    assert (code, found["status"], found["is_in_use"]) == (0, "written", True)
    assert found["previous"] is None
    folder = Path(found["folder"])
    assert folder == home / "catalogue" == Settings.from_environment().cards
    receipt = json.loads((folder / "imported.json").read_text(encoding="utf-8"))
    assert receipt["workbook"] == "목록.xlsx"
    assert len(receipt["sha256"]) == 64
    # A file whose cards did not change keeps its remarks; a changed one is written anew.
    assert (folder / "units.yaml").read_text(encoding="utf-8").startswith("# 설명\n")
    changed = (folder / "indicators" / "support_rate.yaml").read_text(encoding="utf-8")
    assert changed.startswith("id: support_rate\ncode: I-01-1-2\ntarget: T-01-1\n")

    edited = Edited(tmp_path)
    edited.put("plan", 3, "catalogue_status", "공식")
    code, found = report("import", edited.save(), "--yes")
    assert in_use().plan.catalogue_status == "official"
    assert in_use().indicator("support_rate").code == "I-01-2-1"
    assert Path(found["previous"]).name.startswith("catalogue.previous-")

    assert report("undo")[1]["is_restored"] is True
    assert in_use().indicator("support_rate").code == "I-01-1-2"
    code, out, _ = run("undo")
    assert "함께 배포된 목록으로 되돌렸습니다." in out
    assert in_use() == small_catalogue()
    with pytest.raises(Refused, match="되돌릴 것이 없습니다"):
        run("undo")
    assert [name.split("-")[0] for name in tree(home)] == ["catalogue.undone"] * 2


def test_removed_cards_lose_their_files(home: Path, tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.page("indicators").delete_rows(5)
    code, _, told = run("import", edited.save(), "--yes")
    assert code == 0
    assert "계획이 약속한 수는 3개입니다" in told
    names = tree(home / "catalogue" / "indicators")
    assert names == ["poverty_rate.yaml", "support_rate.yaml"]


def test_cards_elsewhere_are_said_to_be_in_use(
    home: Path, renumbered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDG_CARDS", str(Settings.from_environment().cards))
    code, _, told = run("import", renumbered, "--yes")
    assert code == 0
    assert "SDG_CARDS가" in told
    assert "not in use yet" in told


def test_a_folder_of_ones_own(home: Path, renumbered: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    code, found = report("import", renumbered, "--yes", "--to", mine)
    assert (code, found["previous"], found["is_in_use"]) == (0, None, False)
    assert load_catalogue(mine).indicator("I-01-1-2").id == "support_rate"
    assert report("undo", "--to", mine)[1]["is_restored"] is False


def test_what_must_stay_is_not_replaced(home: Path, renumbered: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="함께 배포된 목록 폴더"):
        run("import", renumbered, "--yes", "--to", tmp_path / "shipped")
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "편지.txt").touch()
    with pytest.raises(Refused, match="목록 폴더가 아닌 것"):
        run("import", renumbered, "--yes", "--to", letters)
    assert tree(letters) == ["편지.txt"]


def test_cards_that_do_not_read_as_written_are_not_put_in_place(
    home: Path, renumbered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = in_use()
    found = propose(renumbered, base)
    cards = Settings.from_environment().cards
    faulty = write_cards.dump
    monkeypatch.setattr(
        write_cards, "dump", lambda content: faulty(content).replace("I-01-1-2", "I-01-1-3")
    )
    with pytest.raises(NotTheSame):
        install(found.catalogue, home / "catalogue", cards, renumbered, NOW)
    assert tree(home) == []
    monkeypatch.setattr(write_cards, "dump", lambda content: "id: [")
    with pytest.raises(CatalogueError):
        install(found.catalogue, home / "catalogue", cards, renumbered, NOW)
    assert tree(home) == []


def test_a_failed_switch_leaves_the_old_catalogue(
    home: Path, renumbered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = propose(renumbered, in_use())
    shipped = Settings.from_environment().cards
    first = install(small_catalogue(), home / "catalogue", shipped, renumbered, NOW)
    rename = Path.rename

    def stubborn(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise PermissionError("잠겨 있음")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(PermissionError):
        install(found.catalogue, first.folder, shipped, renumbered, NOW)
    assert tree(home) == ["catalogue"]
    assert in_use() == small_catalogue()


def test_two_imports_in_a_second_are_both_kept(home: Path, renumbered: Path) -> None:
    folder = home / "catalogue"
    shipped = Settings.from_environment().cards
    kept = [install(small_catalogue(), folder, shipped, renumbered, NOW).previous for _ in range(3)]
    assert [path.name if path else None for path in kept] == [
        None,
        "catalogue.previous-20261122-093000",
        "catalogue.previous-20261122-093000-02",
    ]
    undone = undo(folder, NOW)
    assert undone is not None
    assert tree(home) == [
        "catalogue",
        "catalogue.previous-20261122-093000",
        "catalogue.undone-20261122-093000",
    ]


def test_the_shipped_folder_is_known() -> None:
    assert folders.CARDS == CARDS
    with pytest.raises(FolderRefused):
        folders.check_folder(CARDS)


def test_settings_take_the_imported_catalogue_unless_told_otherwise(
    home: Path, renumbered: Path
) -> None:
    environment = {"SDG_HOME": str(home)}
    shipped = Settings.from_environment(environment).cards
    (home / "catalogue").mkdir(parents=True)
    assert Settings.from_environment(environment).cards == shipped, "a folder without cards"
    install(small_catalogue(), home / "catalogue", shipped, renumbered, NOW)
    assert Settings.from_environment(environment).cards == home / "catalogue"
    told = Settings.from_environment(environment | {"SDG_CARDS": str(home / "mine")})
    assert told.cards == home / "mine"
    assert Settings.from_environment(environment | {"SDG_CARDS": ""}).cards == home / "catalogue"
