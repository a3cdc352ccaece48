"""What the browser tests stand on: the finished site on a server of its own, a real Chromium, and a guard.

Law: a test fails when any page it opened asked another origin for anything, broke the policy, or said an error on the
console. The one address outside our own is the target of the quick exit; here it is answered on this machine.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, Request, Route, expect

from .person import Person

ROOT = Path(__file__).resolve().parents[2]
EXIT_TARGET = "https://www.dmi.dk/"
# What is expected comes within a second; a machine that is busy with something else takes longer, and is not wrong.
expect.set_options(timeout=20_000)
# The flags keep Chromium's own services from asking anybody anything.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "da-DK",
    "timezone_id": "Europe/Copenhagen",
}


class Server:
    """The project's own server, in a process of its own so that a test can take it away; always on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # Browsers trust this address as they trust https, so the app works as it does on its host.
        self.base = f"http://127.0.0.1:{self.port}/"
        self.app = f"{self.base}app/"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve until stop(); a second call changes nothing."""
        if self.process:
            return
        command = [sys.executable, "pwa/serve.py", str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        assert self.process.stdout.readline().startswith("http://"), "the server did not start"

    def stop(self) -> None:
        """Gone, as when the host is down: connections are refused."""
        if self.process:
            self.process.terminate()
            self.process.wait()
            assert self.process.stdout
            self.process.stdout.close()
            self.process = None

    @property
    def up(self) -> bool:
        return self.process is not None

    def headers(self, path: str) -> dict[str, str]:
        """What the server says about a path."""
        with urllib.request.urlopen(self.base + path) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}


@pytest.fixture(scope="session")
def server(built_site: Path) -> Iterator[Server]:
    """One server that stays up for all tests that don't take it away."""
    server = Server(built_site)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def site(server: Server) -> str:
    """The address of the site."""
    return server.base


@pytest.fixture(scope="session")
def app(server: Server) -> str:
    """The address of the app."""
    return server.app


@pytest.fixture(scope="module")
def app_server(built_site: Path) -> Iterator[Server]:
    """A server that a module may stop and start again; not started yet."""
    server = Server(built_site)
    yield server
    server.stop()


class Guard:
    """Watches a context and remembers whatever must not happen."""

    # When the server is taken away on purpose, the browser may say that it is not there.
    GONE = re.compile(r"net::ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|FAILED|EMPTY_RESPONSE)")

    def __init__(self, context: BrowserContext, base: str, up: Callable[[], bool] = lambda: True) -> None:
        self.base, self.up, self.offline = base, up, False
        self.problems: list[str] = []
        self.forgiven: list[re.Pattern[str]] = []
        context.route(f"{EXIT_TARGET}**", self._answer_exit)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._add(f"uncaught: {error.error}"))

    def forgive(self, pattern: str) -> None:
        """A message that this test brings about on purpose."""
        self.forgiven.append(re.compile(pattern))

    def check(self) -> None:
        """Fail with everything that was seen."""
        problems, self.problems = self.problems, []
        assert not problems, "\n".join(problems)

    def _answer_exit(self, route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(content_type="text/html", body="<!doctype html><title>elsewhere</title>")
        else:
            route.abort()

    def _asked(self, request: Request) -> None:
        own = request.url.startswith((self.base, "blob:", "data:", "about:"))
        leaving = request.url.startswith(EXIT_TARGET) and request.is_navigation_request()
        if not own and not leaving:
            self._add(f"asked another origin: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (self.GONE.search(message.text) and (self.offline or not self.up())):
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _add(self, problem: str) -> None:
        if not any(pattern.search(problem) for pattern in self.forgiven):
            self.problems.append(problem)


def executable() -> str:
    """The Chromium that tools/chromium.py finds."""
    found = subprocess.run([sys.executable, "tools/chromium.py"], cwd=ROOT, check=True, capture_output=True, text=True)
    return found.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return executable()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium_path: str) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium_path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **PHONE}


@pytest.fixture
def guard(context: BrowserContext, site: str) -> Iterator[Guard]:
    """The guard of the ordinary page; checked when the test is over."""
    guard = Guard(context, site)
    yield guard
    guard.check()


@pytest.fixture
def page(context: BrowserContext, guard: Guard) -> Page:
    """A phone of 390 by 844 with nothing on it."""
    return context.new_page()


@pytest.fixture
def person(page: Page, app: str) -> Person:
    """Somebody who has just set the app up."""
    someone = Person(page, app)
    someone.arrive()
    someone.first_run()
    return someone


@pytest.fixture
def wide(browser: Browser, site: str) -> Iterator[Page]:
    """A caseworker's screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK", timezone_id="Europe/Copenhagen")
    guard = Guard(context, site)
    yield context.new_page()
    context.close()
    guard.check()


class Phone:
    """A browser with a profile on disk, which can be killed and opened again as a phone can."""

    def __init__(self, playwright: Playwright, path: str, profile: Path, server: Server) -> None:
        self.playwright, self.path, self.profile, self.server = playwright, path, profile, server
        self.context: BrowserContext | None = None
        self.guard: Guard | None = None

    def open(self, **more: Any) -> Page:
        """Start the browser on its profile; gives its one page."""
        assert not self.context, "the browser is open already"
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=self.path, args=FLAGS, accept_downloads=True, **{**PHONE, **more}
        )
        self.guard = Guard(self.context, self.server.base, lambda: self.server.up)
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def close(self) -> None:
        """Close it in good order."""
        if self.context:
            context, guard, self.context, self.guard = self.context, self.guard, None, None
            context.close()
            assert guard
            guard.check()

    def kill(self) -> None:
        """End all its processes at once, as when a phone runs out of memory or power."""
        if not self.context:
            return
        context, guard, self.context, self.guard = self.context, self.guard, None, None
        for process in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with contextlib.suppress(Error):
            context.close()
        self._wait_until_gone()
        assert guard
        guard.check()

    def _processes(self) -> list[int]:
        """Those that were started on this profile, found by the profile's path on their command line."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    command = (folder / "cmdline").read_bytes()
                except OSError:
                    continue
                if f"--user-data-dir={self.profile}".encode() in command:
                    found.append(int(folder.name))
        return found

    def _wait_until_gone(self) -> None:
        for _ in range(100):
            if not self._processes():
                break
            time.sleep(0.05)
        for lock in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.profile / lock).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def phone(
    playwright: Playwright, chromium_path: str, app_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Phone]:
    """One phone for a module; its profile stays on disk until the module is over."""
    phone = Phone(playwright, chromium_path, tmp_path_factory.mktemp("profile"), app_server)
    yield phone
    phone.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Every rule of axe-core on a page as it stands now: one line for each thing that is wrong."""
    source = (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text("utf-8")

    def run(page: Page) -> list[str]:
        page.evaluate(source)
        violations = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in violations for node in v["nodes"]]

    return run
