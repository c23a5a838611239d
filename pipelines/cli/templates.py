"""`sdg template`: a form for those who send figures, to a file or to the output."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.checking.templates import TEMPLATES
from pipelines.cli.telling import Refused
from pipelines.settings import Settings


def run_template(settings: Settings, name: str, out: Path | None) -> int:
    """Write a form; the suffix of `out` says which kind. Without it, CSV goes to the output."""
    from indicators.catalogue import load_catalogue

    makers = TEMPLATES[name]
    suffix = out.suffix.lower() if out is not None else ".csv"
    if suffix not in makers:
        kinds = ", ".join(makers)
        raise Refused(
            f"{suffix} 형식의 서식은 없습니다. 파일 이름을 {kinds} 가운데 하나로 끝내 주세요."
            f" / There is no form of kind {suffix}; end the file's name in one of {kinds}."
        )
    content = makers[suffix](load_catalogue(settings.cards))
    if out is None:
        sys.stdout.buffer.write(content)
        return 0
    if out.exists():
        raise Refused(
            f"이미 있는 파일입니다: {out}. 다른 이름을 적어 주세요."
            f" / {out} exists; name another file."
        )
    out.write_bytes(content)
    print(out)
    return 0
