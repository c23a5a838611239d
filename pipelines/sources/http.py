"""The one thin way to a publisher: caching, retries, pauses, limits, TLS, and keys kept out.

A request is written with `KEY` where the key belongs. Cache, log, receipt and exception only ever
see it so; the transport below them all puts the real key in, and takes it out of what comes back.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import stamina
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from pipelines.sources.errors import PublisherError, SourceError, WayError
from pipelines.sources.family import KEY, Page, Tls
from pipelines.sources.keys import Secret
from pipelines.sources.limits import Limits

_AGENT = "seoul-sdg/0.1 (+statistics refresh; one request at a time)"
_KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "content-language")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REDIRECTS = 3
_AGAIN = (408, 429, 500, 502, 503, 504)
# a publisher that asked for patience for longer than this is asked again by the next run
_PATIENCE_SECONDS = 30.0
_FAULTS_UNTIL_SKIPPED = 3


class _Again(Exception):
    """Worth another try; `error` is what to tell when tries run out."""

    def __init__(self, error: SourceError, after: float | None = None) -> None:
        super().__init__(error.code)
        self.error = error
        self.after = after


class _Oversized(Exception):
    pass


class _Overdue(Exception):
    pass


class Http:
    """Fetches for one run. Hosts that failed are not asked again in the same run."""

    def __init__(self, limits: Limits, cache: Path | None = None) -> None:
        self._limits = limits
        self._cache = cache
        self._making = Lock()  # hosts are asked side by side, each by one thread
        self._clients: dict[tuple[Tls, int], httpx.Client] = {}
        self._last: dict[str, float] = {}
        self._faults: dict[str, int] = {}
        self._tripped: dict[str, SourceError] = {}

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        source: str,
        secret: Secret | None = None,
        tls: Tls = "modern",
        interval: float = 0.5,
        is_plain_allowed: bool = False,
    ) -> Page:
        """One answer of a publisher.

        Raises:
            WayError: it did not arrive. PublisherError: an earlier refusal of this host stands.
        """
        address = httpx.URL(url)
        if params:
            address = address.copy_merge_params(dict(params))
        host = address.host
        if host in self._tripped:
            raise _skipped(self._tripped[host], source)
        _require_tls(address, source, is_plain_allowed)
        try:
            response = self._retried(
                address, source, self._client(tls, secret), self._interval(interval)
            )
        except SourceError as error:
            self.note(host, error)
            raise
        self._faults.pop(host, None)
        headers = {
            name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
        }
        return Page(str(address), response.content, headers, response.status_code)

    def note(self, host: str, error: SourceError) -> None:
        """Remember a failure: a dead host, a refused key, a used-up quota are not tried again."""
        if error.code in ("UNREACHABLE", "TIMED_OUT", "KEY_REFUSED", "QUOTA", "THROTTLED"):
            self._tripped[host] = error
        elif error.code in ("SERVER_FAULT", "PUBLISHER_FAULT", "CUT_OFF"):
            self._faults[host] = self._faults.get(host, 0) + 1
            if self._faults[host] >= _FAULTS_UNTIL_SKIPPED:
                self._tripped[host] = error

    def _retried(
        self, address: httpx.URL, source: str, client: httpx.Client, interval: float
    ) -> httpx.Response:
        try:
            for attempt in stamina.retry_context(
                on=_is_worth_retrying,
                attempts=self._limits.attempts,
                timeout=self._limits.total_seconds,
                wait_initial=self._limits.wait_seconds,
                wait_max=_PATIENCE_SECONDS,
                wait_jitter=self._limits.wait_seconds,
            ):
                with attempt:
                    return self._followed(address, source, client, interval)
        except _Again as again:
            raise again.error from None
        raise AssertionError("unreachable")

    def _followed(
        self, address: httpx.URL, source: str, client: httpx.Client, interval: float
    ) -> httpx.Response:
        """Follow a few redirects on the same host; a key never travels to another one."""
        for _ in range(_REDIRECTS + 1):
            self._pause(address.host, interval)
            response = self._once(address, source, client)
            if not response.is_redirect:
                return response
            target = address.join(response.headers["location"])
            is_same = target.host == address.host and (
                target.port == address.port or target.scheme == "https"
            )
            if not is_same or (address.scheme == "https" and target.scheme != "https"):
                raise WayError("REDIRECTED", source, to=target.host or "?")
            address = target
        raise WayError("REDIRECTED", source, to=address.host)

    def _once(self, address: httpx.URL, source: str, client: httpx.Client) -> httpx.Response:
        host = address.host
        try:
            # always ask whether the copy at hand still holds: a stale figure is a wrong figure
            response = client.get(address, headers={"cache-control": "no-cache"})
        except _Oversized:
            raise WayError("TOO_LARGE", source, limit=self._limits.max_bytes // 2**20) from None
        except (_Overdue, httpx.TimeoutException):
            raise _Again(WayError("TIMED_OUT", source, host=host)) from None
        except (httpx.ConnectError, httpx.ProxyError) as error:
            if "CERTIFICATE" in str(error).upper() or "HOSTNAME" in str(error).upper():
                raise WayError("CERTIFICATE", source, host=host) from None
            raise _Again(WayError("UNREACHABLE", source, host=host)) from None
        except (httpx.TransportError, httpx.DecodingError):
            raise _Again(WayError("CUT_OFF", source, host=host)) from None
        status = response.status_code
        if status in _AGAIN:
            raise _Again(_server_error(status, source), _patience(response))
        if status >= 400 and status not in (400, 401, 403):
            raise WayError("NOT_FOUND", source, status=status)
        # 400, 401, 403: publishers say there, in their own words, what is wrong
        return response

    def _interval(self, wanted: float) -> float:
        return 0.0 if self._limits.is_impolite else max(wanted, self._limits.interval)

    def _pause(self, host: str, interval: float) -> None:
        wait = self._last.get(host, 0.0) + interval - time.monotonic()
        if host in self._last and wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _client(self, tls: Tls, secret: Secret | None) -> httpx.Client:
        place = (tls, id(secret))
        with self._making:
            if place in self._clients:
                return self._clients[place]
            self._clients[place] = httpx.Client(
                transport=self._cached(_KeyTransport(_contexts(tls), secret, self._limits)),
                timeout=httpx.Timeout(
                    self._limits.read_seconds, connect=self._limits.connect_seconds
                ),
                headers={"user-agent": _AGENT, "accept-encoding": "gzip"},
                follow_redirects=False,
            )
        return self._clients[place]

    def _cached(self, transport: httpx.BaseTransport) -> httpx.BaseTransport:
        if self._cache is None:
            return transport
        self._cache.mkdir(parents=True, exist_ok=True)
        storage = SqliteStorage(
            database_path=self._cache / "http.db", max_size=self._limits.cache_bytes
        )
        return CacheTransport(transport, storage=storage, rfc=CacheOptions(shared=False))


class _KeyTransport(httpx.BaseTransport):
    """Puts the key in at the last moment and takes it out of what comes back.

    It also reads the whole answer under a size and a time limit, so that nothing above it ever
    waits for a publisher that trickles or pours.
    """

    def __init__(
        self, context: Callable[[], ssl.SSLContext], secret: Secret | None, limits: Limits
    ) -> None:
        self._context = context
        self._secret = secret
        self._limits = limits
        self._ways: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        real = httpx.Request(
            request.method, self._with_key(str(request.url)), headers=request.headers
        )
        real.headers["host"] = request.headers["host"]
        real.extensions = request.extensions
        response = self._way(request.url).handle_request(real)
        response.request = request
        try:
            content = self._read(response)
        finally:
            response.close()
        headers = [
            (name, self._masked(value))
            for name, value in response.headers.raw
            if name.lower() not in (b"content-encoding", b"content-length", b"transfer-encoding")
        ]
        return httpx.Response(response.status_code, headers=headers, content=self._masked(content))

    def close(self) -> None:
        for way in self._ways.values():
            way.close()

    def _read(self, response: httpx.Response) -> bytes:
        until = time.monotonic() + self._limits.total_seconds
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self._limits.max_bytes:
                raise _Oversized
            if time.monotonic() > until:
                raise _Overdue
            parts.append(part)
        return b"".join(parts)

    def _with_key(self, url: str) -> str:
        key = quote(self._secret.opened(), safe="") if self._secret else ""
        return url.replace(KEY, key)

    def _masked(self, text: bytes) -> bytes:
        for form in self._secret.forms() if self._secret else ():
            text = text.replace(form.encode(), KEY.encode())
        return text

    def _way(self, url: httpx.URL) -> httpx.HTTPTransport:
        """The direct way, or through the proxy that the environment names for this host."""
        proxy = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
        if url.host in _LOOPBACK:
            proxy = None
        if proxy not in self._ways:
            verify = self._context() if url.scheme == "https" else False
            self._ways[proxy] = httpx.HTTPTransport(verify=verify, proxy=proxy, trust_env=False)
        return self._ways[proxy]


def _contexts(tls: Tls) -> Callable[[], ssl.SSLContext]:
    def context() -> ssl.SSLContext:
        # the environment's SSL_CERT_FILE if there is one, else the usual authorities
        made = httpx.create_ssl_context()
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        if tls == "legacy":  # certificates are still checked; only older ciphers are let in
            made.set_ciphers("DEFAULT@SECLEVEL=1")
        return made

    return context


def _require_tls(address: httpx.URL, source: str, is_plain_allowed: bool) -> None:
    is_plain = address.scheme == "http" and (is_plain_allowed or address.host in _LOOPBACK)
    if not address.host or not (address.scheme == "https" or is_plain):
        raise WayError("INSECURE", source, host=address.host or "?")


def _server_error(status: int, source: str) -> SourceError:
    if status == 429:
        return WayError("THROTTLED", source)
    return WayError("SERVER_FAULT", source, status=status)


def _patience(response: httpx.Response) -> float | None:
    """How long the publisher asks us to wait, in seconds; None if it does not say."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isdigit() else None


def _is_worth_retrying(error: Exception) -> bool | float:
    if not isinstance(error, _Again):
        return False
    if error.after is None:
        return True
    return error.after if error.after <= _PATIENCE_SECONDS else False


def _skipped(error: SourceError, source: str) -> SourceError:
    return PublisherError("SKIPPED", source, reason_ko=error.what_ko, reason_en=error.what_en)


def host_of(url: str) -> str:
    """The host of an address, for messages."""
    return urlsplit(url).hostname or "?"
