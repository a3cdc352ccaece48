"""The server sends what a production host must send."""

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "pwa/serve.py", str(built_site), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait()
    process.stdout.close()


def headers(address: str) -> dict[str, str]:
    with urllib.request.urlopen(address) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("app/", "text/html; charset=utf-8"),
        ("app/sw.js", "text/javascript; charset=utf-8"),
        ("app/pyodide/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("app/pyodide/pyodide.asm.wasm", "application/wasm"),
        ("app/manifest.webmanifest", "application/manifest+json"),
        ("app/app.zip", "application/zip"),
        ("app/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2", "font/woff2"),
    ],
)
def test_each_file_says_what_it_is(address: str, path: str, kind: str) -> None:
    assert kind == headers(address + path)["content-type"]


@pytest.mark.parametrize("path", ["", "en/loggen/", "app/", "app/sw.js", "app/kdf.js"])
def test_the_protecting_headers_are_on_everything(address: str, path: str) -> None:
    said = headers(address + path)

    assert "nosniff" == said["x-content-type-options"]
    assert "no-referrer" == said["referrer-policy"]
    assert "same-origin" == said["cross-origin-opener-policy"]
    assert "no-cache" == said["cache-control"]
    assert "microphone=()" in said["permissions-policy"]
    assert "set-cookie" not in said


def test_the_policy_forbids_frames_foreign_addresses_and_code_from_text(address: str) -> None:
    policy = dict(part.strip().split(" ", 1) for part in headers(address)["content-security-policy"].split(";"))

    assert "'none'" == policy["frame-ancestors"] == policy["default-src"] == policy["object-src"] == policy["base-uri"]
    assert "'self'" == policy["connect-src"] == policy["style-src"]
    assert "unsafe-eval" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert "unsafe-inline" not in str(policy)
    assert "http" not in str(policy)


def test_a_missing_page_and_a_folder_show_the_page_for_that(address: str) -> None:
    for path in ("findes-ikke", "app/vendor/"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(address + path)
        with caught.value as answer:
            assert 404 == answer.code
            assert "Siden findes ikke" in answer.read().decode()
