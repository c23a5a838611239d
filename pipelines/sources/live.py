"""A publisher's service, from its card: ask, keep the bytes, read them. No Dagster in here."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.fetch import Fetch
from indicators.catalogue.models import Source
from pipelines.reading.observations import read_observations
from pipelines.sources import raw
from pipelines.sources.errors import Idle, SetupError, SourceError
from pipelines.sources.family import Family, Page, Table, find_family
from pipelines.sources.keys import Secret, find_key
from pipelines.sources.limits import Limits
from pipelines.sources.mapping import map_records

if TYPE_CHECKING:
    from pipelines.sources.http import Http


class Mode(StrEnum):
    """What a run may do: read raw only, ask those that are due, ask all, or replay."""

    RAW = "raw"
    DUE = "due"
    ASK = "ask"
    REPLAY = "replay"


@dataclass
class Fetching:
    """What the sources of one run share: the mode, the limits, and the one way out.

    `answers` are those that were asked for ahead (see `asking`); they are not asked again.
    """

    mode: Mode = Mode.RAW
    is_fewer_accepted: bool = False
    is_cached: bool = True
    limits: Limits = field(default_factory=Limits.from_environment)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    answers: dict[str, Arrival | SourceError] = field(
        default_factory=dict[str, "Arrival | SourceError"]
    )
    _http: Http | None = None
    _secrets: dict[str, Secret] = field(default_factory=dict[str, Secret])

    @property
    def is_asking(self) -> bool:
        """Whether this run may speak to publishers at all."""
        return self.mode in (Mode.ASK, Mode.DUE)

    def http(self, home: Path) -> Http:
        """Made when first needed: most runs never speak to anybody."""
        if self._http is None:
            from pipelines.sources.http import Http

            self._http = Http(self.limits, home / "http-cache" if self.is_cached else None)
        return self._http

    def secret(self, family: Family, source: str, home: Path) -> Secret | None:
        """The family's key; None if it needs none. The same object for all its sources."""
        if family.key is None:
            return None
        if family.key.name not in self._secrets:
            self._secrets[family.key.name] = find_key(family.key, source, home, self.environment)
        return self._secrets[family.key.name]

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None


@dataclass(frozen=True)
class Arrival:
    """An answer in all its pages. `receipt.sha256` names them together."""

    receipt: raw.Receipt
    pages: tuple[Page, ...]
    is_new: bool


@dataclass(frozen=True)
class _Reach:
    """What a family may do: ask its publisher with its key, and look into its inbox."""

    source: str
    family: Family
    home: Path
    fetching: Fetching
    secret: Secret | None

    def get(self, url: str, params: Mapping[str, str] | None = None) -> Page:
        return self.fetching.http(self.home).get(
            url,
            params,
            source=self.source,
            secret=self.secret,
            tls=self.family.tls,
            interval=self.family.interval,
            is_plain_allowed=self.family.is_plain,
        )

    def inbox(self) -> Path:
        return inbox_of(self.home, self.source)


def inbox_of(home: Path, source_id: str) -> Path:
    """Where people put files for a source."""
    return home / "inbox" / source_id


def has_key(fetch: Fetch, source: str, home: Path, environment: Mapping[str, str]) -> bool:
    """Whether the source could be asked at all."""
    try:
        family = find_family(fetch.family, source)
        if family.key is not None:
            find_key(family.key, source, home, environment)
    except Idle:
        return False
    except SourceError:
        return True  # a fault is a fault, and told as one
    return True


def ask_pages(fetch: Fetch, source: str, home: Path, fetching: Fetching) -> list[Page]:
    """Every page of the publisher's answer; nothing is stored.

    Raises:
        SourceError: whatever went wrong; a host that is gone is not asked again in this run.
    """
    family = find_family(fetch.family, source)
    params = family.checked(fetch.params, source)
    secret = fetching.secret(family, source, home)
    reach = _Reach(source, family, home, fetching, secret)
    try:
        return list(family.pages(params, reach))
    except SourceError as error:
        host = _host(params)  # also a refusal inside a good answer closes the host
        if host is not None and error.code in ("KEY_REFUSED", "QUOTA", "PUBLISHER_FAULT"):
            fetching.http(home).note(host, error)
        raise


def host_of(fetch: Fetch, source: str) -> str | None:
    """The host that a source asks; None if the card is wrong or it asks none."""
    try:
        return _host(find_family(fetch.family, source).checked(fetch.params, source))
    except SourceError:
        return None


def _host(params: Any) -> str | None:
    from urllib.parse import urlsplit

    if hasattr(params, "address"):
        address = params.address()
    else:
        address = getattr(params, "base", None) or getattr(params, "url", None)
    return urlsplit(address).hostname if address else None


def ask(source: Source, home: Path, fetching: Fetching, at: datetime) -> Arrival:
    """Ask the publisher and keep what came.

    Raises:
        SourceError: whatever went wrong; nothing was kept.
    """
    ahead = fetching.answers.get(source.id)
    if isinstance(ahead, SourceError):
        raise ahead
    if ahead is not None:
        return ahead
    pages = ask_pages(_fetch_of(source), source.id, home, fetching)
    for page in pages:
        raw.keep(
            home,
            source.id,
            page.content,
            request=page.request,
            licence=source.licence,
            at=at,
            headers=page.headers,
        )
    whole = _bundle(pages)
    known = {arrival["sha256"] for arrival in _log(home, source.id)}
    receipt = raw.keep(
        home, source.id, whole, request=pages[0].request, licence=source.licence, at=at
    )
    note(home, source.id, "arrived", receipt.sha256, at)
    return Arrival(receipt, tuple(pages), receipt.sha256 not in known)


def _fetch_of(source: Source) -> Fetch:
    if source.fetch is None:
        raise ValueError(f"{source.id} is not fetched")
    return source.fetch


def _bundle(pages: Sequence[Page]) -> bytes:
    """The list of pages: the same bytes from the same requests make the same list."""
    listed = [
        {
            "request": page.request,
            "sha256": page.sha256,
            "content_type": page.headers.get("content-type", ""),
        }
        for page in pages
    ]
    return json.dumps({"pages": listed}, ensure_ascii=False, indent=1).encode()


# --- from raw -------------------------------------------------------------------------------------


def kept(source: Source, home: Path) -> Arrival | None:
    """What arrived last; None if nothing ever did.

    Raises:
        SetupError: it is not whole any more.
    """
    arrived = [entry["sha256"] for entry in _log(home, source.id) if entry["event"] == "arrived"]
    return opened(source, home, arrived[-1]) if arrived else None


def accepted_ids(source: Source, home: Path) -> list[str]:
    """What was taken over, oldest first: all of it where history is kept, else the last."""
    found = [entry["sha256"] for entry in _log(home, source.id) if entry["event"] == "accepted"]
    return found if _fetch_of(source).history == "extend" else found[-1:]


def opened(source: Source, home: Path, sha256: str) -> Arrival:
    """An answer from raw.

    Raises:
        SetupError: its bytes are not what they were.
    """
    try:
        whole = raw.read(home, source.id, sha256)
        receipt = raw.keep(
            home, source.id, whole, request="", licence=source.licence, at=datetime.min
        )
        pages = tuple(
            Page(
                entry["request"],
                raw.read(home, source.id, entry["sha256"]),
                {"content-type": entry["content_type"]},
            )
            for entry in json.loads(whole)["pages"]
        )
        is_whole = receipt.sha256 == sha256 and all(
            page.sha256 == entry["sha256"]
            for page, entry in zip(pages, json.loads(whole)["pages"], strict=True)
        )
    except (OSError, ValueError, KeyError):
        is_whole = False
    if not is_whole:
        raise SetupError("NO_RAW", source.id)
    return Arrival(receipt, pages, False)


def note(home: Path, source_id: str, event: str, sha256: str, at: datetime) -> None:
    """Add a line to the source's log, unless its last line of this kind says the same."""
    same = [entry for entry in _log(home, source_id) if entry["event"] == event]
    if same and same[-1]["sha256"] == sha256:
        return
    line = json.dumps({"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "event": event, "sha256": sha256})
    path = _log_file(home, source_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        # a kill may have left half a line: start on a new one
        file.write(("\n" if _ends_open(path) else "") + line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_open(path: Path) -> bool:
    content = path.read_bytes()[-1:]
    return content not in (b"", b"\n")


def _log(home: Path, source_id: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    with suppress(FileNotFoundError):
        for line in _log_file(home, source_id).read_text(encoding="utf-8").splitlines():
            with suppress(ValueError):
                found.append(json.loads(line))
    return found


def _log_file(home: Path, source_id: str) -> Path:
    return home / "raw" / source_id / "arrivals.jsonl"


# --- what it says ---------------------------------------------------------------------------------


def table_of(fetch: Fetch, pages: Sequence[Page], source: str) -> Table:
    """The publisher's records; pure, so that raw can be read again."""
    family = find_family(fetch.family, source)
    return family.table(family.checked(fetch.params, source), pages, source)


def rows_of(arrival: Arrival, source: Source, catalogue: Catalogue) -> pd.DataFrame:
    """Figures in the shape of `read_observations`.

    Raises:
        ReadingError: the answer is not what the card says.
    """
    fetch = _fetch_of(source)
    if fetch.map is None:
        return read_observations(arrival.pages[0].content, file=source.file)
    table = table_of(fetch, arrival.pages, source.id)
    return map_records(table, source, catalogue.areas)
