"""The start of Python: under the strict policy, with nothing asked for in vain, and honest when it fails."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from .conftest import PHONE, Guard

START = 90_000
SECRET = "Zebrafinken sang i køkkenet"


@pytest.fixture
def unkept(browser: Browser, app: str) -> Iterator[tuple[Page, Guard]]:
    """A phone without a service worker, so that a test can answer for the server."""
    context = browser.new_context(**PHONE, service_workers="block")
    guard = Guard(context, app)
    yield context.new_page(), guard
    context.close()
    guard.check()


def test_python_starts_and_asks_only_for_what_is_there(page: Page, app: str) -> None:
    answers: list[tuple[int, str]] = []
    page.on("response", lambda response: answers.append((response.status, response.url.removeprefix(app))))
    page.goto(app)
    expect(page.locator("body[data-python='ready']")).to_be_attached(timeout=START)
    asked = {address for _, address in answers}

    assert [] == [address for status, address in answers if status >= 400]
    assert {"app.zip", "libs.zip", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip"} <= asked
    assert [] == [address for address in asked if "plugin" in address or "xterm" in address or "codemirror" in address]
    expect(page.locator("#python-failed")).to_be_hidden()


def test_a_browser_that_refuses_python_is_told_what_to_do(unkept: tuple[Page, Guard], app: str) -> None:
    page, guard = unkept
    guard.forgive("Failed to load resource|wasm|WebAssembly|expected magic word|TypeError")
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404))
    page.goto(app)

    expect(page.locator("#python-failed")).to_be_visible(timeout=START)
    expect(page.locator("#python-failed a[href='tel:112']")).to_be_attached()


def test_an_error_says_where_it_was_and_never_what_was_in_it(unkept: tuple[Page, Guard], app: str) -> None:
    page, guard = unkept
    guard.forgive("ValueError|File ")
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    page.route("**/main.py", lambda route: route.fulfill(body=f'def tell():\n    raise ValueError("{SECRET}")\ntell()\n'))
    page.goto(app)
    expect(page.locator("#python-failed")).to_be_visible(timeout=START)
    console = "\n".join(message.text for message in said)

    assert "ValueError" in console
    assert "in tell" in console
    assert SECRET not in console
    assert SECRET not in page.content()
