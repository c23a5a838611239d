"""Cards as YAML files in the house layout: block style, keys in the order of the model.

The same cards always give the same bytes. What is not said is left out, except where the model
wants it said (an area without an official code).
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from indicators.catalogue import Catalogue, load_catalogue

Content = BaseModel | Sequence[BaseModel]

# Written from the catalogue; everything else in a folder of cards is carried over as it is.
_OURS = ("plan.yaml", "goals.yaml", "areas.yaml", "units.yaml", "caveats.yaml")
_OUR_FOLDERS = ("targets", "indicators", "programmes")
_WHOLE = 1e15  # beyond this a float without a fraction is written as a float


class NotTheSame(RuntimeError):
    """The cards just written do not read as the catalogue; nothing was put in place."""


class _Dumper(yaml.SafeDumper):
    """Lists are set in under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _text)


def dump(content: Content) -> str:
    """The text of one file: a card, or a list of cards.

    >>> from indicators.catalogue.models import Bilingual, Caveat
    >>> print(dump([Caveat(id="survey", text=Bilingual(ko="표본조사", en="A survey"))]), end="")
    - id: survey
      text:
        ko: 표본조사
        en: A survey
    """
    plain = _plain(content) if isinstance(content, BaseModel) else [_plain(c) for c in content]
    return yaml.dump(
        plain,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=100,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        said = {name: getattr(value, name) for name in fields}
        return {
            name: plain
            for name, plain in ((name, _plain(item)) for name, item in said.items())
            if not _is_silent(plain, fields[name])
        }
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    return value


def _is_silent(plain: Any, field: FieldInfo) -> bool:
    """Whether leaving the field out says the same."""
    return not field.is_required() and (plain is None or plain in ([], {}))


def files(catalogue: Catalogue) -> dict[str, Content]:
    """The house layout: which file holds which cards."""
    by_goal: dict[str, list[BaseModel]] = defaultdict(list)
    for target in catalogue.targets:
        by_goal[f"targets/goal-{target.goal.removeprefix('G-')}.yaml"].append(target)
    return {
        "plan.yaml": catalogue.plan,
        "goals.yaml": catalogue.goals,
        "areas.yaml": catalogue.areas,
        "units.yaml": catalogue.units,
        "caveats.yaml": catalogue.caveats,
        **by_goal,
        **{f"indicators/{card.id}.yaml": card for card in catalogue.indicators},
        **{f"programmes/{card.id}.yaml": card for card in catalogue.programmes},
    }


def write_cards(catalogue: Catalogue, folder: Path, base: Path) -> None:
    """Write the catalogue into the new `folder`; the rest of the cards comes from `base`.

    A file whose cards are the same as in `base` is copied with its remarks.

    Raises:
        NotTheSame: if the folder does not read as the catalogue.
    """
    before = files(load_catalogue(base))
    folder.mkdir(parents=True)
    _carry_over(base, folder)
    for name, content in files(catalogue).items():
        path, old = folder / name, base / name
        path.parent.mkdir(exist_ok=True)
        if old.is_file() and before.get(name) == content:
            shutil.copyfile(old, path)
        else:
            path.write_text(dump(content), encoding="utf-8", newline="\n")
    if load_catalogue(folder) != catalogue:
        raise NotTheSame(str(folder))


def _carry_over(base: Path, folder: Path) -> None:
    for path in sorted(base.iterdir()):
        if path.name in (*_OURS, *_OUR_FOLDERS) or path.name.startswith((".", "__")):
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        else:
            shutil.copy2(path, folder / path.name)
