"""One run: its moment, what it refused, and how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pipelines.settings import Settings
from pipelines.sources.live import Fetching
from warehouse.releases import Manifest

_SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True)
class Refusal:
    """Something that was not let through: what, where, why, how to mend it."""

    source_id: str
    where: str
    rule: str
    reason_ko: str
    reason_en: str


@dataclass
class Run:
    """What the steps of one run share: the settings, the moment, and their findings."""

    settings: Settings
    started_at: datetime
    as_of: date
    report: Callable[[str, str], None] = lambda stage, what: None
    fetching: Fetching = field(default_factory=Fetching)
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    manifest: Manifest | None = None
    is_new_release: bool = False

    @classmethod
    def now(
        cls,
        settings: Settings,
        report: Callable[[str, str], None] = lambda stage, what: None,
        fetching: Fetching | None = None,
    ) -> Run:
        """A run that starts now; its as-of date is today's in Seoul.

        Without `fetching` no publisher is asked: what is in raw and in `data/` is read.
        """
        moment = datetime.now(UTC).replace(microsecond=0)
        return cls(
            settings,
            moment.replace(tzinfo=None),
            moment.astimezone(_SEOUL).date(),
            report,
            fetching or Fetching(),
        )

    @contextmanager
    def stage(self, name: str, what: str = "") -> Iterator[None]:
        """Measure a piece of work under its stage's name and tell whoever watches."""
        self.report(name, what)
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
