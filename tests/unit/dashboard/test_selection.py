"""Addresses: what a URL says, and the URL that says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection import Address, chosen

WORDS = st.text("abcz가나%&=?/ ", min_size=1, max_size=8).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("pathname", "search", "address"),
    [
        ("/", "", Address("/")),
        ("/en", "", Address("/", "en")),
        ("/en/", "?", Address("/", "en")),
        ("/goals/11/", "", Address("/goals/11")),
        ("/indicators", "?goal=3&q=", Address("/indicators", query={"goal": "3"})),
        ("/english", "", Address("/english")),
        ("", "", Address("/")),
    ],
)
def test_an_address_is_read(pathname: str, search: str, address: Address) -> None:
    assert Address.parse(pathname, search) == address


@given(st.sampled_from(["ko", "en"]), st.dictionaries(st.sampled_from("abc"), WORDS))
def test_an_address_survives_its_url(lang: str, query: dict[str, str]) -> None:
    address = Address("/indicators", lang, query)
    assert Address.parse(*address.href.split("?", 1)) == address


def test_another_language_keeps_the_page() -> None:
    address = Address.parse("/indicators", "?goal=3")
    assert address.in_language("en").href == "/en/indicators?goal=3"
    assert address.in_language("en").in_language("ko") == address


def test_an_unknown_choice_counts_as_none() -> None:
    assert chosen({"goal": "99"}, "goal", ("1", "2")) == ""
    assert chosen({}, "goal", ("1", "2")) == ""
