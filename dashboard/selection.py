"""Where a reader is, as a value: language, path and query <-> URL. Nothing else holds state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dashboard.texts import LANGUAGES

DEFAULT = LANGUAGES[0]


@dataclass(frozen=True)
class Address:
    """A place on the site.

    `path` carries no language (``/goals/11``); `query` holds one value a name, blanks left out.
    """

    path: str
    lang: str = DEFAULT
    query: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, pathname: str, search: str = "") -> Address:
        """The address of a URL's path (as written in the URL, or decoded) and query.

        >>> Address.parse("/en/goals/11", "?assessment=delayed")
        Address(path='/goals/11', lang='en', query={'assessment': 'delayed'})
        >>> Address.parse("/en"), Address.parse("/english")
        (Address(path='/', lang='en', query={}), Address(path='/english', lang='ko', query={}))
        """
        lang, path = DEFAULT, unquote(pathname) or "/"
        for other in LANGUAGES:
            if other != DEFAULT and (path == f"/{other}" or path.startswith(f"/{other}/")):
                lang, path = other, path[len(other) + 1 :] or "/"
        if len(path) > 1:
            path = path.rstrip("/") or "/"
        pairs = parse_qsl(search.removeprefix("?"))
        return cls(path, lang, {name: value.strip() for name, value in pairs if value.strip()})

    @property
    def href(self) -> str:
        """The URL: path and query, without host.

        >>> Address("/", "en").href, Address("/goals/11", query={"q": "대기"}).href
        ('/en/', '/goals/11?q=%EB%8C%80%EA%B8%B0')
        """
        prefix = "" if self.lang == DEFAULT else f"/{self.lang}"
        search = urlencode({name: value for name, value in self.query.items() if value})
        return prefix + quote(self.path) + (f"?{search}" if search else "")

    def to(self, path: str, **query: str) -> Address:
        """Another place in the same language."""
        return Address(path, self.lang, query)

    def in_language(self, lang: str) -> Address:
        """The same place in another language."""
        return replace(self, lang=lang)


def chosen(
    query: Mapping[str, str], name: str, allowed: Mapping[str, object] | tuple[str, ...]
) -> str:
    """A query value if it is one of the allowed ones, else blank: a bad link shows everything.

    >>> chosen({"origin": "proxy"}, "origin", ("official", "proxy"))
    'proxy'
    >>> chosen({"origin": "nonsense"}, "origin", ("official", "proxy"))
    ''
    """
    value = query.get(name, "")
    return value if value in allowed else ""
