"""Cards from YAML into a checked `Catalogue`.

All problems are gathered and reported together, each with its file and line, so that a person
mends a workbook or a folder of cards in one go. Nothing is guessed and nothing is defaulted
where a card is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from indicators.catalogue import references
from indicators.catalogue.catalogue import Catalogue
from indicators.catalogue.documents import OfficeDocument
from indicators.catalogue.models import (
    Area,
    Caveat,
    Correction,
    Goal,
    Indicator,
    Plan,
    Programme,
    Source,
    Target,
    Unit,
)
from indicators.catalogue.overrides import Override
from indicators.catalogue.problems import CatalogueError, Problem

CARDS = Path(__file__).resolve().parents[1] / "cards"

# libyaml is ten times faster; the pure Python loader gives the same values.
_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FastLoader):
    """Refuses a key that is written twice; YAML would silently take the last one."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"항목이 두 번 적혔습니다 / {key.value} is written twice",
                    key.start_mark,
                )
            seen.add(key.value)
        base: Any = super()
        return base.construct_mapping(node, deep=deep)


ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass
class _Reading:
    """The problems met so far, and the file of each card."""

    problems: list[Problem] = field(default_factory=list[Problem])
    places: dict[str, str] = field(default_factory=dict[str, str])


def load_catalogue(folder: Path = CARDS) -> Catalogue:
    """Read every card under `folder`.

    Raises:
        CatalogueError: with every problem found, each naming file and line.
    """
    reading = _Reading()
    plan = _one(folder / "plan.yaml", Plan, reading, folder)
    goals = tuple(_listed(folder / "goals.yaml", Goal, reading, folder))
    targets = tuple(_folder_of_lists(folder / "targets", Target, reading, folder))
    indicators = tuple(_folder(folder / "indicators", Indicator, reading, folder))
    programmes = tuple(_folder(folder / "programmes", Programme, reading, folder))
    areas = tuple(_listed(folder / "areas.yaml", Area, reading, folder))
    units = tuple(_listed(folder / "units.yaml", Unit, reading, folder))
    caveats = tuple(_listed(folder / "caveats.yaml", Caveat, reading, folder))
    sources = tuple(_folder(folder / "sources", Source, reading, folder))
    documents = tuple(_folder(folder / "documents", OfficeDocument, reading, folder))
    corrections = tuple(_folder(folder / "corrections", Correction, reading, folder))
    overrides = tuple(_folder(folder / "overrides", Override, reading, folder))
    if plan is None or reading.problems:
        raise CatalogueError(reading.problems)
    catalogue = Catalogue(
        plan=plan,
        goals=goals,
        targets=targets,
        indicators=indicators,
        programmes=programmes,
        areas=areas,
        units=units,
        caveats=caveats,
        sources=sources,
        documents=documents,
        corrections=corrections,
        overrides=overrides,
    )
    reading.problems.extend(
        _placed(broken, reading, folder) for broken in references.check(catalogue)
    )
    if reading.problems:
        raise CatalogueError(reading.problems)
    return catalogue.sorted()


def _folder(folder: Path, model: type[ModelT], reading: _Reading, root: Path) -> Iterator[ModelT]:
    for path in sorted(folder.glob("*.yaml")):
        card = _one(path, model, reading, root)
        if card is None:
            continue
        if getattr(card, "id", path.stem) != path.stem:
            name = path.relative_to(root).as_posix()
            card_id = getattr(card, "id", "")
            reading.problems.append(
                Problem(
                    name,
                    1,
                    f"파일 이름과 id({card_id})가 다릅니다.",
                    f"file name and id ({card_id}) differ.",
                )
            )
        yield card


def _folder_of_lists(
    folder: Path, model: type[ModelT], reading: _Reading, root: Path
) -> Iterator[ModelT]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _listed(path, model, reading, root)


def _one(path: Path, model: type[ModelT], reading: _Reading, root: Path) -> ModelT | None:
    raw = _parse(path, reading, root)
    if raw is None:
        return None
    return _validated(raw, model, path, (), reading, root)


def _listed(path: Path, model: type[ModelT], reading: _Reading, root: Path) -> Iterator[ModelT]:
    raw = _parse(path, reading, root)
    if raw is None:
        return
    name = path.relative_to(root).as_posix()
    if not isinstance(raw, list):
        reading.problems.append(
            Problem(
                name,
                1,
                "목록(- 로 시작하는 항목들)이어야 합니다.",
                "must be a list of cards.",
            )
        )
        return
    for index, item in enumerate(cast("list[object]", raw)):
        card = _validated(item, model, path, (index,), reading, root)
        if card is not None:
            yield card


def _parse(path: Path, reading: _Reading, root: Path) -> object | None:
    name = path.relative_to(root).as_posix()
    try:
        raw: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        reading.problems.append(Problem(name, 0, "파일이 없습니다.", "the file is missing."))
    except UnicodeDecodeError as error:
        reading.problems.append(
            Problem(name, 0, f"UTF-8이 아닙니다: {error}", f"not UTF-8: {error}")
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        reading.problems.append(
            Problem(name, line, f"YAML 문법 오류: {error}", f"not valid YAML: {error}")
        )
    else:
        if raw is None:
            reading.problems.append(Problem(name, 1, "빈 파일입니다.", "the file is empty."))
        return raw
    return None


def _validated(
    raw: object,
    model: type[ModelT],
    path: Path,
    prefix: tuple[int, ...],
    reading: _Reading,
    root: Path,
) -> ModelT | None:
    name = path.relative_to(root).as_posix()
    try:
        card = model.model_validate(raw)
    except ValidationError as error:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        for detail in error.errors():
            place = (*prefix, *detail["loc"])
            key = ".".join(str(part) for part in detail["loc"]) or model.__name__
            ko, en = _words(detail)
            reading.problems.append(
                Problem(name, _line_of(tree, place), f"{key}: {ko}", f"{key}: {en}")
            )
        return None
    for key in ("id", "code", "slug"):
        value = getattr(card, key, None)
        if value is not None:
            reading.places[f"{model.__name__}:{value}"] = name
    return card


def _placed(broken: references.Broken, reading: _Reading, root: Path) -> Problem:
    """Give a broken rule its file and line: the first line with the word as a value."""
    name = reading.places.get(broken.card, "?")
    path = root / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    word = re.escape(broken.word.rpartition("/")[2])
    as_value = re.compile(rf"[:\[,-]\s*['\"]?{word}['\"]?\s*([,}}\]#]|$)")
    line = next((number for number, text in enumerate(lines, 1) if as_value.search(text)), 0)
    card = broken.card.partition(":")[2]
    return Problem(name, line, f"{card}: {broken.message_ko}", f"{card}: {broken.message_en}")


_KO = {
    "missing": "값이 빠졌습니다",
    "extra_forbidden": "모르는 항목입니다(철자를 확인하세요)",
    "enum": "허용된 값이 아닙니다",
    "literal_error": "허용된 값이 아닙니다",
    "string_pattern_mismatch": "형식이 맞지 않습니다",
    "string_type": "글자여야 합니다(따옴표로 묶으세요)",
    "string_too_short": "내용이 비어 있습니다",
    "string_too_long": "너무 깁니다",
    "int_parsing": "정수여야 합니다",
    "int_type": "정수여야 합니다",
    "int_from_float": "정수여야 합니다",
    "float_parsing": "숫자여야 합니다",
    "float_type": "숫자여야 합니다",
    "bool_parsing": "true나 false여야 합니다",
    "greater_than_equal": "허용된 범위보다 작습니다",
    "less_than_equal": "허용된 범위보다 큽니다",
    "list_type": "목록이어야 합니다",
    "too_short": "목록이 비어 있습니다",
    "dict_type": "'이름: 값' 꼴이어야 합니다",
    "model_type": "'이름: 값' 꼴이어야 합니다",
    "date_from_datetime_parsing": "날짜여야 합니다(예 2026-01-31)",
    "date_type": "날짜여야 합니다(예 2026-01-31)",
}


def _words(detail: Any) -> tuple[str, str]:
    """What is wrong, in Korean and English; a validator of ours says both (see `models`)."""
    message = str(detail["msg"])
    if detail["type"] == "value_error":
        ko, _, en = message.removeprefix("Value error, ").partition(" / ")
        return ko, en
    given = detail.get("input")
    shown = "" if isinstance(given, dict | list) or detail["type"] == "missing" else f": {given!r}"
    return _KO.get(detail["type"], "값이 맞지 않습니다") + shown, message


def _line_of(node: Any, loc: tuple[Any, ...]) -> int:
    """The line (from 1) of the deepest node on the way to `loc`."""
    line = node.start_mark.line + 1
    for part in loc:
        child = _child(node, part)
        if child is None:
            break
        node, line = child
    return line


def _child(node: Any, part: Any) -> tuple[Any, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            if key.value == str(part):
                return value, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        child = node.value[part]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        return child, child.start_mark.line + 1
    return None
