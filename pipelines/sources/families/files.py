"""Plain files at an https address: CSV, XLSX, JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.sources.family import Family, Page, Reach, Table
from pipelines.sources.sheets import TableParams, read_table


class FileParams(TableParams):
    """`url` is the file's address."""

    url: str


def _pages(params: FileParams, reach: Reach) -> Iterator[Page]:
    page = reach.get(params.url)
    read_table(page, params, params.url, reach.source)
    yield page


def _table(params: FileParams, pages: Sequence[Page], source: str) -> Table:
    return read_table(pages[0], params, params.url, source)


FAMILY = Family(
    name="files",
    title_ko="인터넷의 파일(CSV, XLSX, JSON)",
    title_en="Files at an address (CSV, XLSX, JSON)",
    params=FileParams,
    pages=_pages,
    table=_table,
    table_param="url",
)
