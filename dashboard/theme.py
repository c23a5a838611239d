"""What the codes look like: symbol, CSS class and colour of every state that is shown.

Words for the codes stand in `text/*.yaml` under `assessment.*`, `trend.*`, `origin.*` and
`programme_status.*`. A state is never shown by colour alone: symbol, word, colour.
Goal colours come with the release (`catalogue.goal`); they tell a goal from another, nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How one state is drawn. `fill`, `ink` and `edge` are the CSS values of the light theme."""

    code: str
    symbol: str
    fill: str
    ink: str
    edge: str


# Colours that stay apart for colour-blind readers and in grey print (conventions 3.5).
_NAVY, _BLUE, _AMBER, _RUST = "#052561", "#346FB2", "#C78500", "#A32A0A"
_WHITE, _BLACK, _GREY_10, _GREY_50, _GREY_60, _GREY_70 = (
    "#FFFFFF",
    "#1E2124",
    "#E6E8EA",
    "#6D7882",
    "#58616A",
    "#464C53",
)

ASSESSMENTS: dict[str, Look] = {
    look.code: look
    for look in (
        Look("achieved", "●", _NAVY, _WHITE, _NAVY),
        Look("on_track", "▲", _BLUE, _WHITE, _BLUE),
        Look("delayed", "■", _AMBER, _BLACK, _AMBER),
        Look("worsening", "▼", _RUST, _WHITE, _RUST),
        Look("monitoring", "◇", _GREY_10, _BLACK, _GREY_50),
        Look("no_data", "…", _WHITE, _GREY_70, _GREY_50),
    )
}

PROGRAMME_STATUSES: dict[str, Look] = {
    look.code: look
    for look in (
        Look("completed", "●", _NAVY, _WHITE, _NAVY),
        Look("normal", "▲", _BLUE, _WHITE, _BLUE),
        Look("partial", "■", _AMBER, _BLACK, _AMBER),
        Look("lagging", "▼", _RUST, _WHITE, _RUST),
        Look("suspended", "—", _GREY_60, _WHITE, _GREY_60),
        Look("not_submitted", "!", _WHITE, _GREY_70, _RUST),
    )
}

# Plus and minus speak of better and worse whichever way the number itself moves.
TRENDS: dict[str, str] = {
    "improving": "＋",
    "steady": "＝",
    "worsening": "－",
    "rising": "↑",
    "falling": "↓",
}

ORIGINS: dict[str, str] = {
    "official": "",
    "derived": "ƒ",
    "proxy": "≈",
    "sample": "▨",
    "none": "…",
}

OFF_TRACK = ("worsening", "delayed")
JUDGED = ("achieved", "on_track", "delayed", "worsening")
