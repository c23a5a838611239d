"""Text files of cells: comma, semicolon or tab. Strict: a stray quote is refused, not swallowed."""

from __future__ import annotations

import csv
import io

from pipelines.reading.decoding import encoding_of
from pipelines.reading.errors import BrokenQuotes, TooLarge, UnreadableText
from pipelines.reading.sheet import Cleaner, Sheet
from pipelines.reading.trace import Trace

LARGEST_BYTES = 400 * 2**20
_LARGEST_CELL = 1_000_000
_SEPARATORS = (",", "\t", ";", "|")
_NAMES = {"\t": "탭(tab)", ";": ";", "|": "|"}
# How many lines are looked at to tell the separator.
_LOOKED_AT = 40
_HEAD = 50_000


def read_text_table(content: bytes, *, file: str) -> Sheet:
    """The one sheet of a text file.

    Raises:
        ReadingError: it cannot be decoded, is too large, or its quotes do not close.
    """
    if len(content) > LARGEST_BYTES:
        raise TooLarge(file, len(content))
    trace = Trace()
    codec = encoding_of(content, file=file, trace=trace)
    separator = _separator(_head(content, codec))
    if separator != ",":
        trace.note("separator", read=_NAMES[separator], separator=_NAMES[separator])
    cleaner = Cleaner(trace)
    rows: list[list[str]] = []
    lines: list[int] = []
    usual_limit = csv.field_size_limit(_LARGEST_CELL)
    # decoded piece by piece: the whole text at once would take several times the file's size
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")
    reader = csv.reader(stream, delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            rows.append([cleaner.clean(cell, line, column) for column, cell in enumerate(cells, 1)])
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenQuotes(file, line) from error
    except UnicodeDecodeError as error:
        raise UnreadableText(file, line) from error
    finally:
        csv.field_size_limit(usual_limit)  # the limit is the whole process's, not this reader's
    return Sheet(file, "", rows, lines, trace)


def _head(content: bytes, codec: str) -> str:
    """The first lines, as far as they can be decoded without the rest."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")
    return stream.read(_HEAD)


def _separator(text: str) -> str:
    """The separator that most lines agree on; a comma where nothing tells."""
    head = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        counts = [_outside_quotes(line).count(separator) for line in head]
        present = [count for count in counts if count]
        if not present:
            continue
        usual = max(set(present), key=present.count)
        score = present.count(usual) / len(head) * (1 + min(usual, 20) / 100)
        if score > best_score + 1e-9:
            best, best_score = separator, score
    return best


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
