"""Faults of the way and of keys: dead hosts, slow ones, certificates, keys that must not show."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from pathlib import Path

import pandas as pd
import pytest

from pipelines.sources import keys
from tests.faults.sources.conftest import refresh_one, staged
from tests.standin import faults
from tests.standin.project import LiveProject
from tests.standin.server import KEYS, Answer, Publisher, running


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unchanged(project: LiveProject, source: str, before: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(staged(project, source), before)


def test_nobody_there(live: LiveProject) -> None:
    before = staged(live, "residents")
    live.change_fetch("residents", params__base=f"http://127.0.0.1:{free_port()}/kosis")
    seen = refresh_one(live, "residents")
    assert seen.codes == ["UNREACHABLE"]
    assert "방화벽" in seen.told
    unchanged(live, "residents", before)


@pytest.mark.parametrize("fault", [faults.slow(1.0), faults.dripping(0.02)], ids=["slow", "drip"])
def test_too_slow(live: LiveProject, standin: Publisher, fault: faults.Fault) -> None:
    before = staged(live, "residents")
    standin.faults["kosis"] = fault
    fetching = live.fetching(SDG_FETCH_TIMEOUT="0.2", SDG_FETCH_ATTEMPTS="1")
    seen = refresh_one(live, "residents", fetching)
    assert seen.codes == ["TIMED_OUT"]
    assert "SDG_FETCH_TIMEOUT" in seen.told
    unchanged(live, "residents", before)


def test_too_large(live: LiveProject, standin: Publisher) -> None:
    before = staged(live, "residents")
    standin.faults["kosis"] = lambda answer, path: Answer(b" " * (2 * 2**20))
    seen = refresh_one(live, "residents", live.fetching(SDG_FETCH_MAX_MB="1"))
    assert seen.codes == ["TOO_LARGE"]
    assert "1 MB" in seen.told
    unchanged(live, "residents", before)


def test_a_small_answer_that_unpacks_to_a_large_one(live: LiveProject, standin: Publisher) -> None:
    import gzip

    packed = gzip.compress(b" " * (2 * 2**20))
    assert len(packed) < 10_000
    standin.faults["kosis"] = lambda answer, path: Answer(
        packed, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}
    )
    seen = refresh_one(live, "residents", live.fetching(SDG_FETCH_MAX_MB="1"))
    assert seen.codes == ["TOO_LARGE"]


def test_an_untrusted_certificate(live: LiveProject, tmp_path: Path) -> None:
    before = staged(live, "residents")
    with running(certificate=self_signed(tmp_path / "cert.pem")) as other:
        live.change_fetch("residents", params__base=f"{other.base}/kosis")
        seen = refresh_one(live, "residents")
        assert other.asked == []
    assert seen.codes == ["CERTIFICATE"]
    assert "인증서" in seen.told
    unchanged(live, "residents", before)


def self_signed(path: Path) -> Path:
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_an_address_without_encryption_is_not_asked(live: LiveProject) -> None:
    live.change_fetch("housing", params__url="http://publisher.example/housing.csv")
    seen = refresh_one(live, "housing")
    assert seen.codes == ["INSECURE"]
    assert "https" in seen.told


def test_a_redirect_on_the_same_host_is_followed(live: LiveProject, standin: Publisher) -> None:
    standin.faults["files"] = faults.first(1, faults.redirect("/files/housing.csv?moved=1"))
    assert refresh_one(live, "housing").codes == []
    assert standin.asked[-1] == "/files/housing.csv?moved=1"


def test_a_passing_failure_is_not_told(live: LiveProject, standin: Publisher) -> None:
    standin.faults["kosis"] = faults.first(1, faults.status(503))
    assert refresh_one(live, "residents").codes == []
    assert len(standin.asked) == 2


def test_a_dead_host_is_not_asked_again_in_the_same_run(
    live: LiveProject, standin: Publisher
) -> None:
    """The key was refused once: the other source of the portal is told so, not asked."""
    standin.faults["datago"] = faults.gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR")
    fetching = live.fetching()
    assert refresh_one(live, "air", fetching).codes == ["KEY_REFUSED"]
    asked = len(standin.asked)
    fetching = live.fetching()
    with_same_host = [("air", "KEY_REFUSED"), ("clinics", "SKIPPED")]
    from indicators.catalogue import load_catalogue
    from pipelines.refresh import refresh_source
    from pipelines.run import Run
    from warehouse.store import open_store

    catalogue = load_catalogue(live.cards)
    run = Run.now(live.settings, fetching=fetching)
    with open_store(live.home) as store:
        for name, _ in with_same_host:
            card = next(one for one in catalogue.sources if one.id == name)
            refresh_source(store, run, card, catalogue)
    fetching.close()
    assert [(one.source_id, one.rule) for one in run.refusals] == with_same_host
    assert "앞선 요청이 실패" in run.refusals[-1].reason_ko
    assert len(standin.asked) == asked + 1


# --- keys -----------------------------------------------------------------------------------------


def test_without_a_key_a_source_is_idle_and_says_how_to_get_one(
    live: LiveProject, standin: Publisher
) -> None:
    before = staged(live, "residents")
    seen = refresh_one(live, "residents", live.fetching(SDG_KEY_KOSIS=None))
    assert seen.codes == []
    assert seen.standing.error is None
    assert standin.asked == []
    unchanged(live, "residents", before)
    told = live.sdg("source", "list", "--json")
    assert told.returncode == 0, told.stderr


def test_a_key_from_the_file_of_secrets(live: LiveProject, standin: Publisher) -> None:
    path = live.home / keys.FILE
    path.write_text(f"# 인증키\nKOSIS={KEYS['kosis']}\n", encoding="utf-8")
    path.chmod(0o600)
    assert refresh_one(live, "residents", live.fetching(SDG_KEY_KOSIS=None)).codes == []
    assert len(standin.asked) == 1


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_file_of_secrets_that_others_can_read_is_not_used(live: LiveProject) -> None:
    path = live.home / keys.FILE
    path.write_text(f"KOSIS={KEYS['kosis']}\n", encoding="utf-8")
    path.chmod(0o644)
    seen = refresh_one(live, "residents", live.fetching(SDG_KEY_KOSIS=None))
    assert seen.codes == ["KEY_FILE_OPEN"]
    assert "chmod 600" in seen.told


def test_the_encoded_form_of_a_portal_key_will_do(live: LiveProject) -> None:
    from urllib.parse import quote

    fetching = live.fetching(SDG_KEY_DATAGO=quote(KEYS["datago"], safe=""))
    assert refresh_one(live, "air", fetching).codes == []


def test_a_publisher_that_repeats_the_key(live: LiveProject, standin: Publisher) -> None:
    """In an error, in a redirect, in good data: it is taken out before anything sees it."""
    key = KEYS["kosis"]
    standin.faults["kosis"] = faults.says({"err": "99", "errMsg": f"키 {key} 는 안 됩니다"})
    seen = refresh_one(live, "residents")
    assert seen.codes == ["REFUSED"]
    assert key not in seen.told
    assert "__KEY__" in seen.told
    standin.faults["kosis"] = faults.rows(lambda found: [row | {"REQ": key} for row in found])
    assert refresh_one(live, "residents").codes == []
    standin.faults["kosis"] = faults.redirect(f"https://elsewhere.example/?apiKey={key}")
    refresh_one(live, "residents")
    assert places_of_keys(live.home) == []


@pytest.mark.slow
def test_keys_appear_nowhere(live: LiveProject, standin: Publisher) -> None:
    """After good answers, refusals and crashes of every service, by the real command line."""
    standin.is_validating = True
    outputs = [live.sdg("refresh"), live.sdg("refresh", "--json")]
    for number, fault in enumerate(
        (
            faults.status(500),
            faults.page("점검"),
            faults.cut,
            faults.says({"err": "11", "errMsg": "x"}),
        )
    ):
        standin.faults = dict.fromkeys(("kosis", "seoul", "lofin", "datago", "odcloud"), fault)
        outputs.append(live.sdg("refresh", *(["--json"] if number % 2 else [])))
    standin.faults.clear()
    outputs += [live.sdg("source", "list"), live.sdg("source", "try", "accidents")]
    said = "\n".join(one.stdout + one.stderr for one in outputs)
    assert [name for name, key in KEYS.items() if any(form in said for form in forms(key))] == []
    assert places_of_keys(live.home) == []
    assert len(list((live.home / "http-cache").iterdir())) > 0


def forms(key: str) -> tuple[str, ...]:
    return keys.Secret(key).forms()


def places_of_keys(home: Path) -> list[str]:
    """Every file under SDG_HOME that has a key in any spelling, the file of secrets excepted."""
    found: list[str] = []
    for path in home.rglob("*"):
        if not path.is_file() or path.name == keys.FILE:
            continue
        content = path.read_bytes()
        found += [
            f"{path.relative_to(home)}: {name}"
            for name, key in KEYS.items()
            if any(form.encode() in content for form in forms(key))
        ]
    return found
