"""The server sends what a production host must send."""

import gzip
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


@pytest.mark.parametrize("path", ["", "en/loggen/", "assets/site.css", "search/search_index.json", "app/", "app/sw.js"])
def test_a_text_is_packed_for_whoever_takes_it(address: str, path: str) -> None:
    plain = urllib.request.urlopen(address + path)
    asked = urllib.request.Request(address + path, headers={"Accept-Encoding": "gzip, deflate"})
    with plain, urllib.request.urlopen(asked) as answer:
        assert "content-encoding" not in {name.lower() for name in plain.headers}
        assert "gzip" == answer.headers["Content-Encoding"]
        assert "Accept-Encoding" == answer.headers["Vary"]
        assert plain.headers["Content-Type"] == answer.headers["Content-Type"]
        assert plain.headers["Content-Security-Policy"] == answer.headers["Content-Security-Policy"]
        body = answer.read()
        assert len(body) == int(answer.headers["Content-Length"])
        assert gzip.decompress(body) == plain.read()


@pytest.mark.parametrize("path", ["app/app.zip", "assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"])
def test_what_is_packed_already_goes_as_it_is(address: str, path: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(address + path, headers={"Accept-Encoding": "gzip"})) as answer:
        assert "Content-Encoding" not in answer.headers


def test_a_file_that_did_not_change_is_not_sent_again(address: str) -> None:
    headers = {"Accept-Encoding": "gzip"}
    with urllib.request.urlopen(urllib.request.Request(address + "assets/site.css", headers=headers)) as answer:
        changed = answer.headers["Last-Modified"]
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(
            urllib.request.Request(address + "assets/site.css", headers={**headers, "If-Modified-Since": changed})
        )
    with caught.value as answer:
        assert 304 == answer.code


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
