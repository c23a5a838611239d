"""Bytes into clean text: encodings, odd characters, separators, personal data."""

from __future__ import annotations

import unicodedata

import pytest

from pipelines.reading.clean import clean_text
from pipelines.reading.decoding import encoding_of
from pipelines.reading.errors import (
    BrokenQuotes,
    EmptyFile,
    OtherFileKind,
    ReadingError,
    UnreadableText,
)
from pipelines.reading.nearest import nearest
from pipelines.reading.personal import MASK, masked
from pipelines.reading.sheet import column_letter
from pipelines.reading.tabular import read_text_table
from pipelines.reading.trace import Trace

KOREAN = "자치구,시점,값\n종로구,2024,1\n"


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (KOREAN.encode("utf-8"), "utf-8-sig"),
        (KOREAN.encode("utf-8-sig"), "utf-8-sig"),
        (KOREAN.encode("cp949"), "cp949"),
        (KOREAN.encode("euc-kr"), "cp949"),
        (KOREAN.encode("utf-16"), "utf-16"),
        (KOREAN.encode("utf-16-le"), "utf-16-le"),
        (KOREAN.encode("utf-16-be"), "utf-16-be"),
        (b"area,period,value\n", "ascii"),
    ],
)
def test_an_encoding_is_told(content: bytes, codec: str) -> None:
    assert encoding_of(content, file="f", trace=Trace()) == codec
    sheet = read_text_table(content, file="f")
    assert "\ufeff" not in sheet.rows[0][0]


@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_an_encoding_other_than_utf8_is_noted(encoding: str) -> None:
    trace = Trace()
    encoding_of(KOREAN.encode(encoding), file="f", trace=trace)
    assert trace.rules() == {"encoding"}


@pytest.mark.parametrize(
    "content",
    [
        KOREAN.encode("utf-8") + "중구,2024,2\n".encode("cp949"),
        "Straße, Jörn, ÄÖÜ, é è à, ñ, ç".encode("latin-1"),
        "東京都,大阪府,京都府,神奈川県\n".encode("shift-jis"),
        KOREAN.encode("utf-8")[:-1] + b"\xff\xfe\xfd",
    ],
)
def test_another_encoding_is_refused_and_never_patched(content: bytes) -> None:
    with pytest.raises(UnreadableText) as refused:
        encoding_of(content, file="f", trace=Trace())
    assert "UTF-8" in refused.value.mend_ko


def test_the_line_of_the_first_bad_byte_is_told() -> None:
    content = KOREAN.encode("utf-8") + "중구".encode("cp949")
    with pytest.raises(UnreadableText) as refused:
        encoding_of(content, file="f", trace=Trace())
    assert refused.value.line == 3


@pytest.mark.parametrize("content", [b"", b"\n\n", b" \t\r\n", b"\0\0"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyFile):
        encoding_of(content, file="f", trace=Trace())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"<html><body>", "HTML/XML"),
        (b'<?xml version="1.0"?>\n<Workbook>', "HTML/XML"),
        (b"\x1f\x8b\x08", "gzip"),
        ("<html>".encode("utf-16-le"), "HTML/XML"),
    ],
)
def test_another_kind_of_file_is_named(content: bytes, kind: str) -> None:
    with pytest.raises(OtherFileKind) as refused:
        encoding_of(content, file="f", trace=Trace())
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("text", "clean", "rules"),
    [
        ("종로구", "종로구", ()),
        (unicodedata.normalize("NFD", "종로구"), "종로구", ("hangul_composed",)),
        ("１，２３４", "1,234", ("width_folded",)),
        ("중\u00a0구", "중 구", ("blanks_replaced",)),
        ("중\u200b구\ufeff", "중구", ("unseen_removed",)),
        ("무상\n(관사)", "무상 (관사)", ("line_breaks_joined",)),
        ("\u3000중구 ", "중구", ("blanks_replaced", "blanks_trimmed")),
        (" 12", "12", ("blanks_trimmed",)),
        ("5²", "5²", ()),
    ],
)
def test_cleaning_says_what_it_did(text: str, clean: str, rules: tuple[str, ...]) -> None:
    assert clean_text(text) == (clean, rules)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_told_by_the_lines(separator: str) -> None:
    lines = ["a,b;c".replace(",", separator) for _ in range(3)] if separator == ";" else []
    lines += [separator.join(("종로구", "2024", '"1,234"')) for _ in range(4)]
    sheet = read_text_table("\n".join(lines).encode(), file="f")
    assert sheet.rows[-1] == ["종로구", "2024", "1,234"]
    assert ("separator" in sheet.trace.rules()) == (separator != ",")


def test_a_row_keeps_its_line_also_after_a_cell_of_two_lines() -> None:
    sheet = read_text_table(b'a,b\n"x\ny",1\n\nz,2\n', file="f")
    assert list(zip(sheet.lines, sheet.rows, strict=True)) == [
        (1, ["a", "b"]),
        (2, ["x y", "1"]),
        (4, []),
        (5, ["z", "2"]),
    ]


@pytest.mark.parametrize("text", ['a,b\n"x,1\ny,2\n', 'a,b\n"x"y,1\n', "a,b\n" + "x" * 1_000_001])
def test_broken_quotes_are_refused_not_swallowed(text: str) -> None:
    with pytest.raises(BrokenQuotes) as refused:
        read_text_table(text.encode(), file="f")
    assert refused.value.line == 2
    assert isinstance(refused.value, ReadingError)


@pytest.mark.parametrize(
    "text",
    ["900101-1234567", "010-1234-5678", "02-2133-1234", "01012345678", "kim@seoul.go.kr"],
)
def test_personal_data_is_masked(text: str) -> None:
    assert masked(f"담당 {text}") == MASK


@pytest.mark.parametrize("text", ["2024-01-15", "1,234-5,678", "11110", "제2020-123호", "3.14"])
def test_other_numbers_are_not_personal_data(text: str) -> None:
    assert masked(text) == text


def test_the_nearest_word_is_compared_by_its_letters() -> None:
    assert nearest("노원귀", ["노원구", "강남구"]) == "노원구"
    assert nearest("percant", ["percent", "persons"]) == "percent"
    assert nearest("", ["percent"]) is None


def test_column_letters() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 702, 703)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip
