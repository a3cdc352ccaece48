"""Without a net: the first download, what is kept, a restart with the server dead, a bad file, and a new version."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Guard, Phone, Server
from .person import START, Person

ROOT = Path(__file__).resolve().parents[2]
STATE = "#offline-state"


def listed(folder: Path) -> dict[str, str]:
    """What the worker was told to keep: address → hash."""
    found = re.search(r"const FILES = (\[.*?\]);\n", (folder / "app/sw.js").read_text("utf-8"))
    assert found
    return {file["url"]: file["hash"] for file in json.loads(found[1])}


def is_ready(page: Page) -> None:
    expect(page.locator(STATE)).to_have_attribute("data-state", "ready", timeout=START)


# Every cached file of the app with the hash of the bytes that lie there, computed by the page itself.
KEPT = """async () => {
  const found = {};
  for (const name of (await caches.keys()).filter((n) => n.startsWith('noter-files-'))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const file = request.url.slice(new URL('./', location.href).href.length);
      found[file] = 'sha256-' + btoa(String.fromCharCode(...digest));
    }
  }
  return found;
}"""


def test_the_list_is_every_file_of_the_app_with_its_true_hash(built_site: Path) -> None:
    app = built_site / "app"
    files = {path.relative_to(app).as_posix(): path for path in app.rglob("*") if path.is_file() and path.name != "sw.js"}
    for name, path in files.items():
        digest = base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
        assert listed(built_site).get(name) == f"sha256-{digest}", name
    assert listed(built_site).keys() == files.keys()


def test_it_says_that_it_works_offline_when_exactly_the_listed_bytes_lie_there(page: Page, app: str, built_site: Path) -> None:
    page.goto(app)
    is_ready(page)
    expect(page.locator(STATE)).to_have_text("Virker uden net", use_inner_text=True)
    assert page.evaluate(KEPT) == listed(built_site)


def test_nothing_outside_the_app_is_ever_kept(page: Page, app: str, site: str, built_site: Path) -> None:
    page.goto(app)
    is_ready(page)
    page.goto(f"{app}?proeve")
    Person(page, app).sees_list()
    page.goto(site)
    page.goto(app)
    is_ready(page)
    assert page.evaluate(KEPT) == listed(built_site)
    assert {name.split("-")[1] for name in page.evaluate("caches.keys()")} == {"files", "record"}


def test_with_the_server_dead_and_the_browser_restarted_it_opens(app_server: Server, phone: Phone) -> None:
    app_server.start()
    page = phone.open()
    person = Person(page, app_server.app)
    person.arrive()
    person.first_run()
    page.reload()
    is_ready(page)
    phone.kill()
    app_server.stop()

    page = phone.open()
    person = Person(page, app_server.app)
    person.arrive()
    person.unlock()
    page.reload()
    is_ready(page)
    page.goto(f"{app_server.app}?proeve")
    person.sees_list()
    phone.close()


def test_a_file_that_was_altered_in_the_cache_is_found_and_fetched_again(page: Page, app: str, built_site: Path) -> None:
    page.goto(app)
    is_ready(page)
    page.evaluate("""async () => {
      const name = (await caches.keys()).find((n) => n.startsWith('noter-files-'));
      await (await caches.open(name)).put(new URL('licences.txt', location.href), new Response('altered'));
    }""")
    assert page.evaluate(KEPT) != listed(built_site)
    page.reload()
    is_ready(page)
    assert page.evaluate(KEPT) == listed(built_site)


@pytest.fixture
def own_site(built_site: Path, tmp_path: Path) -> Iterator[Server]:
    """A copy of the site that a test may change while it is served."""
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def test_a_broken_download_goes_on_where_it_stopped(browser: Browser, built_site: Path, own_site: Server) -> None:
    """One file has other bytes than its hash says: never "ready". When it is right again, only it is fetched."""
    folder = own_site.folder
    right = (folder / "app/licences.txt").read_bytes()
    (folder / "app/licences.txt").write_bytes(right + b"altered")
    context = browser.new_context(locale="da-DK")
    guard = Guard(context, own_site.base)
    guard.forgive("integrity|digest")
    page = context.new_page()
    page.goto(own_site.app)
    expect(page.locator(STATE)).to_have_attribute("data-state", "failed", timeout=START)
    (folder / "app/licences.txt").write_bytes(right)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(own_site.app)))
    page.locator("#offline-retry").click()
    is_ready(page)
    assert page.evaluate(KEPT) == listed(built_site)
    assert {name for name in asked if name.startswith("pyodide/")} == set()
    guard.check()
    context.close()


def publish(folder: Path, change: str) -> None:
    """A new version of the app, with one file changed and the worker's list made anew by the build itself."""
    with (folder / "app/app.css").open("a") as css:
        css.write(f"/* {change} */\n")
    (folder / "app/sw.js").unlink()
    code = f"import sys; sys.path.insert(0, 'pwa'); import build, pathlib; build.write_service_worker(pathlib.Path({str(folder / 'app')!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


SWAPPED = """async () => {
  const now = await navigator.serviceWorker.getRegistration('app/');
  const worker = now.waiting ?? now.active;
  await new Promise((resolve) => {
    const look = () => { if (worker.state === 'activated') resolve(); };
    worker.addEventListener('statechange', look);
    look();
  });
}"""


def style_is(page: Page, change: str) -> bool:
    return bool(page.evaluate("async (c) => (await (await fetch('./app.css')).text()).includes(c)", change))


def test_a_new_version_waits_for_consent_and_never_goes_over_something_unsaved(browser: Browser, own_site: Server) -> None:
    context = browser.new_context(locale="da-DK")
    guard = Guard(context, own_site.base)
    page = context.new_page()
    page.goto(own_site.app)
    is_ready(page)
    before = page.evaluate("caches.keys()")
    publish(own_site.folder, "the new version")

    page.reload()
    expect(page.locator("#update-ready")).to_be_visible(timeout=START)
    assert not style_is(page, "the new version")
    page.reload()
    expect(page.locator("#update-ready")).to_be_visible(timeout=START)
    assert not style_is(page, "the new version")

    page.evaluate("document.body.dataset.unsaved = 'yes'; window.here = true")
    page.locator("#update-now").click()
    expect(page.locator("#update-unsaved")).to_be_visible()
    assert page.evaluate("window.here")
    assert not style_is(page, "the new version")

    page.evaluate("document.body.dataset.unsaved = 'no'")
    with page.expect_navigation():
        page.locator("#update-now").click()
    is_ready(page)
    expect(page.locator("#update-ready")).to_be_hidden()
    assert style_is(page, "the new version")
    assert page.evaluate(KEPT) == listed(own_site.folder)
    assert page.evaluate("caches.keys()") != before
    guard.check()
    context.close()


def test_a_new_version_that_the_browser_took_by_itself_still_waits_for_consent(browser: Browser, own_site: Server) -> None:
    """With no page open a browser swaps workers unasked: the files that are served must stay the old ones."""
    context = browser.new_context(locale="da-DK")
    guard = Guard(context, own_site.base)
    page = context.new_page()
    page.goto(own_site.app)
    is_ready(page)
    publish(own_site.folder, "the new version")
    page.reload()
    expect(page.locator("#update-ready")).to_be_visible(timeout=START)
    # A page beside the app, from where it can be seen that the browser has swapped them.
    page.goto(own_site.base)
    page.evaluate(SWAPPED)
    page.goto(own_site.app)
    expect(page.locator("#update-ready")).to_be_visible(timeout=START)
    assert not style_is(page, "the new version")
    with page.expect_navigation():
        page.locator("#update-now").click()
    is_ready(page)
    assert style_is(page, "the new version")
    guard.check()
    context.close()


def test_without_a_worker_it_says_so_and_works(browser: Browser, app: str) -> None:
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    person = Person(page, app)
    person.arrive()
    expect(page.locator(STATE)).to_have_attribute("data-state", "unsupported")
    person.first_run()
    context.close()
