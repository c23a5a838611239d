"""Figures that ship with the project under `data/`."""

from __future__ import annotations

from pathlib import Path

from indicators.catalogue.models import Source
from pipelines.reading.errors import ReadingError


def fetch(source: Source, data: Path) -> bytes:
    """The bytes of a shipped file.

    Raises:
        ReadingError: the file is missing or cannot be opened.
    """
    try:
        return (data / Path(source.file).name).read_bytes()
    except OSError as error:
        raise ReadingError(
            source.file,
            0,
            f"파일을 열 수 없습니다: {error.strerror}",
            f"The file cannot be opened: {error.strerror}",
            f"data 폴더에 {source.file}이(가) 있는지 확인하세요.",
            f"Check that {source.file} is in the data folder.",
        ) from error
