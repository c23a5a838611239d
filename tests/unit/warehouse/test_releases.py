"""Releases: frozen folders, one of them served; readers are never in the way of a builder."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.project import ROOT
from tests.small import SmallProject
from warehouse import releases
from warehouse.queries import Releases
from warehouse.releases import Facts, Manifest, NoRelease, UnknownRelease
from warehouse.store import Store, open_store

NOON = datetime(2030, 1, 1, 12)


class Press:
    """Publishes a copy of the small project's warehouse, a second later each time."""

    def __init__(self, store: Store, home: Path) -> None:
        self.store, self.home, self.clock = store, home, NOON

    def publish(self, *, keep: int = 20, after: int = 1) -> tuple[Manifest, bool]:
        self.clock += timedelta(seconds=after)
        facts = Facts(
            self.clock, "2030-01-01", revision=None, is_sample_allowed=True, counts={"goals": 17}
        )
        return releases.publish(self.store, self.home, facts, keep=keep)

    def edit(self, text: str) -> None:
        """Change something that a reader sees."""
        self.store.execute("update catalogue.plan set name_en = $text", {"text": text})

    def edition(self, text: str, **how: int) -> str:
        self.edit(text)
        manifest, is_new = self.publish(**how)
        assert is_new
        return manifest.version


@pytest.fixture
def press(my_small: SmallProject) -> Iterator[Press]:
    with open_store(my_small.home) as store:
        yield Press(store, my_small.home)


def title(home: Path) -> str:
    return str(Releases(home).current().plan()["name_en"][0])


# --- publishing -----------------------------------------------------------------------------------


def test_each_edition_has_a_folder_of_its_own(press: Press) -> None:
    first, second = press.edition("First"), press.edition("Second")
    assert first != second
    assert title(press.home) == "Second"
    frozen = press.home / "releases" / first
    assert {file.name for file in frozen.iterdir()} == {"sdg.duckdb", "manifest.json"}
    assert str(Releases(press.home).named(first).plan()["name_en"][0]) == "First"


def test_two_editions_in_one_second_do_not_meet(press: Press) -> None:
    first, second = press.edition("First"), press.edition("Second", after=0)
    assert second == f"{first}-2"
    assert title(press.home) == "Second"


def test_what_looks_the_same_to_a_reader_is_no_new_release(press: Press) -> None:
    before = press.edition("First")
    press.store.execute("update quality.source_state set read_at = read_at + interval 1 day")
    press.store.execute("create or replace table core.staffing as from core.staffing")
    manifest, is_new = press.publish()
    assert (manifest.version, is_new) == (before, False)


def test_content_does_not_depend_on_the_order_of_rows(press: Press) -> None:
    before = releases.content_digest(press.store)
    table = "core.observation"
    press.store.execute(f"create or replace table {table} as from {table} order by value")
    assert releases.content_digest(press.store) == before
    press.store.execute(f"update {table} set value = value + 1 where area = 'seoul'")
    assert releases.content_digest(press.store) != before


def test_the_manifest_says_what_is_inside(press: Press) -> None:
    version = press.edition("First")
    manifest = releases.read_manifest(press.home, version)
    assert manifest.counts == {"goals": 17}
    assert set(manifest.rows) == set(releases.released_tables())
    assert manifest.rows["core.observation"] == sum(manifest.origins.values()) + _holes(press.store)
    assert sum(manifest.indicators_by_best_origin.values()) == manifest.rows["catalogue.indicator"]
    assert manifest.built_at == "2030-01-01T12:00:01Z"
    assert releases.served_manifest(press.home) == manifest


def _holes(store: Store) -> int:
    return len(store.query("select 1 from core.observation where value is null"))


def test_working_tables_stay_in_the_workshop(press: Press) -> None:
    release = Releases(press.home).named(press.edition("First"))
    for key in ("staging.figure", "raw.receipt", "raw.fingerprint"):
        with pytest.raises(KeyError):
            release.table(key)


def test_leftovers_of_a_killed_build_are_swept(press: Press) -> None:
    leftover = press.home / "releases" / ".building-20290101-000000"
    leftover.mkdir()
    (leftover / "sdg.duckdb").write_bytes(b"half")
    assert all(found.version != leftover.name for found in releases.list_releases(press.home))
    press.edition("First")
    assert not leftover.exists()


def test_a_quote_in_the_path_does_no_harm(my_small: SmallProject, tmp_path: Path) -> None:
    home = tmp_path / "the mayor's"
    my_small.home.rename(home)
    with open_store(home) as store:
        Press(store, home).edition("First")
    assert title(home) == "First"


# --- serving --------------------------------------------------------------------------------------


def test_switching_back_and_forth(press: Press) -> None:
    first, second = press.edition("First"), press.edition("Second")
    releases.switch(press.home, first)
    assert title(press.home) == "First"
    releases.switch(press.home, second)
    assert title(press.home) == "Second"


def test_an_unknown_release_is_refused_and_the_served_one_stays(press: Press) -> None:
    press.edition("First")
    with pytest.raises(UnknownRelease, match=r"그런 판이 없습니다.* / There is no such release"):
        releases.switch(press.home, "20000101-000000")
    assert title(press.home) == "First"


def test_nothing_released_yet(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match=r"아직 판이 없습니다.* / No release yet; run `sdg build`"):
        Releases(tmp_path).current()
    assert releases.served_manifest(tmp_path) is None
    assert releases.list_releases(tmp_path) == []


def test_a_reader_never_sees_half_a_switch(press: Press) -> None:
    versions = {press.edition("First"), press.edition("Second")}
    seen: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(releases.current_version(press.home))

    reader = threading.Thread(target=read)
    reader.start()
    for version in sorted(versions) * 50:
        releases.switch(press.home, version)
    stop.set()
    reader.join()
    assert set(seen) <= versions


def test_readers_follow_without_a_restart(press: Press) -> None:
    served = Releases(press.home)
    first = press.edition("First")
    assert served.current().version == first
    second = press.edition("Second")
    assert served.current().version == second
    assert [manifest.version for manifest in served.versions()][:2] == [second, first]


def test_an_open_reader_goes_on_answering_from_its_release(press: Press) -> None:
    press.edition("First")
    reader = Releases(press.home).current()
    press.edition("Second", keep=1)
    assert str(reader.plan()["name_en"][0]) == "First"
    assert len(reader.goals()) == reader.manifest.rows["catalogue.goal"]


def test_open_releases_are_few(press: Press) -> None:
    served = Releases(press.home, keep_open=1)
    versions = [press.edition(str(number)) for number in range(3)]
    answers = {version: served.named(version) for version in versions}
    for number, version in enumerate(versions):
        # also one that is no longer kept open: somebody may still be reading from it
        assert str(answers[version].plan()["name_en"][0]) == str(number)


def test_many_readers_one_file(press: Press) -> None:
    """Read-only: twice in this process, once in another, and nobody can write."""
    version = press.edition("First")
    file = press.home / "releases" / version / releases.DATABASE
    one, other = (Releases(press.home).current() for _ in range(2))
    assert len(one.goals()) == len(other.goals())
    elsewhere = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from warehouse.queries import Releases\n"
            "print(Releases(Path(sys.argv[1])).current().plan()['name_en'][0])",
            str(press.home),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout == "First\n"
    with duckdb.connect(str(file), read_only=True) as connection, pytest.raises(duckdb.Error):
        connection.execute("delete from catalogue.plan")


def test_threads_may_share_a_release(press: Press) -> None:
    press.edition("First")
    release = Releases(press.home).current()
    counts: list[int] = []

    def ask() -> None:
        for _ in range(5):
            counts.append(len(release.indicators()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [release.manifest.rows["catalogue.indicator"]] * 40


# --- keeping and verifying ------------------------------------------------------------------------


def test_old_releases_go_but_never_the_served_one(press: Press) -> None:
    press.edition("first")
    press.edition("last", keep=2)  # with the small project's own there are three
    kept = [manifest.version for manifest in releases.list_releases(press.home)]
    assert len(kept) == 2
    assert kept[0] == releases.current_version(press.home)


def test_the_served_release_is_kept_even_if_old(press: Press) -> None:
    oldest = press.edition("oldest")
    press.clock -= timedelta(days=1)  # the next one bears an older date: the clock was wrong
    latest = press.edition("latest", keep=1)
    assert latest < oldest
    assert {manifest.version for manifest in releases.list_releases(press.home)} == {
        oldest,
        latest,
    }
    assert title(press.home) == "latest"


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [flip_a_byte, Path.unlink], ids=["one bit", "gone"])
def test_damage_is_found(press: Press, damage: Callable[[Path], None]) -> None:
    version = press.edition("First")
    assert releases.damaged_files(press.home, version) == []
    damage(press.home / "releases" / version / releases.DATABASE)
    assert releases.damaged_files(press.home, version) == [releases.DATABASE]


def test_a_release_with_a_broken_manifest_is_no_release(press: Press) -> None:
    broken, whole = press.edition("broken"), press.edition("whole")
    for manifest in ("", "{", "{}", "[]", '{"version": "x"}'):
        (press.home / "releases" / broken / releases.MANIFEST).write_text(manifest)
        with pytest.raises(UnknownRelease):
            releases.read_manifest(press.home, broken)
        with pytest.raises(UnknownRelease):
            releases.switch(press.home, broken)
        listed = {found.version for found in releases.list_releases(press.home)}
        assert whole in listed and broken not in listed
    press.edition("next")
    assert title(press.home) == "next"


def test_manifests_of_newer_versions_may_say_more(press: Press) -> None:
    version = press.edition("First")
    file = press.home / "releases" / version / releases.MANIFEST
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "said_later": 1}))
    assert releases.read_manifest(press.home, version).version == version


@pytest.mark.parametrize("current", ["", "20000101-000000", "../elsewhere"])
def test_a_broken_pointer_serves_nothing_and_the_next_build_mends_it(
    press: Press, current: str
) -> None:
    (press.home / "CURRENT").write_text(current)
    with pytest.raises(UnknownRelease):
        Releases(press.home).current()
    press.edition("First")
    assert title(press.home) == "First"
