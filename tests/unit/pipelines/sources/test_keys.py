"""A key shows itself to nobody."""

from __future__ import annotations

import pickle

import pytest

from pipelines.sources.errors import Idle, shortened
from pipelines.sources.keys import KeyNeeded, Secret, find_key

NEEDED = KeyNeeded("OFFICE", "신청하세요.", "Apply.")


def test_a_key_does_not_print() -> None:
    secret = Secret("abcdefghij+/=")
    assert "abcdef" not in f"{secret} {secret!r} {[secret]}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_both_spellings_are_one_key() -> None:
    assert Secret("a%2Bb%3D%3D").opened() == Secret("a+b==").opened() == "a+b=="


def test_a_public_sample_key_is_no_secret() -> None:
    assert Secret("sample").forms() == ()


def test_the_environment_comes_first(tmp_path) -> None:
    (tmp_path / "secrets.env").write_text("OFFICE=from-the-file\n")
    (tmp_path / "secrets.env").chmod(0o600)
    assert find_key(NEEDED, "x", tmp_path, {}).opened() == "from-the-file"
    assert find_key(NEEDED, "x", tmp_path, {"SDG_KEY_OFFICE": " mine "}).opened() == "mine"


def test_no_key_says_how_to_get_one(tmp_path) -> None:
    with pytest.raises(Idle) as caught:
        find_key(NEEDED, "x", tmp_path, {})
    assert "신청하세요" in caught.value.mend_ko
    assert "SDG_KEY_OFFICE" in caught.value.mend_ko


def test_what_a_publisher_says_is_one_short_line() -> None:
    assert shortened("a\x1b[31m\nb" + "c" * 1000).startswith("a [31m bccc")
    assert len(shortened("c" * 1000)) == 400
