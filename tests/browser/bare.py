"""A page of the app's own origin, under the app's own policy, with nothing on it: the storage modules can be tried alone.

What the modules are asked goes through ``ask``; what lies on the device in the clear is seen, and spoiled, through ``raw``.
"""

import base64
import re
import urllib.request
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

PASSPHRASE = "granit lampe torvet sejlskib mandag"
OTHER = "kanel bænk havregryn fløjte tirsdag"

ASK = """async ([module, name, args]) => {
  const asked = await import(new URL(`./${module}.js`, document.baseURI));
  try {
    return { value: await asked[name](...args) ?? null };
  } catch (error) {
    return { refused: error.name, wait: error.waitSeconds ?? null };
  }
}"""
OPEN = """async (database) => new Promise((resolve, reject) => {
  const request = indexedDB.open(database);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
})"""
BYTES = """const base64 = async (blob) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(',')[1] ?? '');
  reader.readAsDataURL(blob);
});"""


class Refused(Exception):
    """A module said no; ``code`` is the name of its error."""

    def __init__(self, code: str, wait: float | None) -> None:
        super().__init__(code)
        self.code, self.wait = code, wait


class Bare:
    """Opens bare pages in a context and asks the modules of the app for things."""

    def __init__(self, context: BrowserContext, app: str) -> None:
        self.context, self.address = context, f"{app}bare.html"
        with urllib.request.urlopen(f"{app}index.html") as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            policy = re.search(r'Content-Security-Policy" content="([^"]*)"', answer.read().decode())
        assert policy, "the app states its policy"
        self.headers = {name: headers[name] for name in ("content-type", "content-security-policy")}
        self.body = (
            '<!doctype html><html lang="da"><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{policy[1]}">'
            '<title>bare</title><input type="file" multiple>'
        )
        context.route(self.address, self._answer)

    def _answer(self, route: Route) -> None:
        route.fulfill(body=self.body, headers=self.headers)

    def open(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.goto(self.address)
        return page


def ask(page: Page, what: str, *args: Any) -> Any:
    """Calls ``module.function`` with values; gives its value or raises Refused."""
    module, name = what.split(".")
    answer = page.evaluate(ASK, [module, name, list(args)])
    if "refused" in answer:
        raise Refused(answer["refused"], answer["wait"])
    return answer["value"]


def refusal(page: Page, what: str, *args: Any) -> Refused:
    """The refusal that must come."""
    try:
        value = ask(page, what, *args)
    except Refused as refused:
        return refused
    raise AssertionError(f"{what} was not refused: {value!r}")


def raw(page: Page, work: str, argument: Any = None, *, database: str = "noter") -> Any:
    """Runs ``work(db, argument)`` on a connection of its own, past the modules."""
    return page.evaluate(
        f"async ([database, argument]) => {{ {BYTES} const db = await ({OPEN})(database);"
        f"try {{ return await (async (db, argument) => {{ {work} }})(db, argument); }} finally {{ db.close(); }} }}",
        [database, argument],
    )


def change(page: Page, store: str, script: str, argument: Any = None) -> None:
    """Runs ``script`` over ``rows`` (all rows of a store, in key order) and ``box`` (its object store) in one transaction."""
    raw(
        page,
        f"""const tx = db.transaction('{store}', 'readwrite');
        const box = tx.objectStore('{store}');
        box.getAll().onsuccess = ({{ target }}) => {{ const rows = target.result; {script} }};
        return new Promise((resolve) => {{ tx.oncomplete = () => resolve(null); }});""",
        argument,
    )


def on_disk(page: Page, *, database: str = "noter") -> bytes:
    """Everything that lies in the database, keys and values, as bytes one after the other."""
    dumped = raw(
        page,
        """const parts = [];
        const take = (value) => {
          if (value instanceof ArrayBuffer) parts.push(value);
          else if (value && typeof value === 'object') Object.entries(value).forEach(([key, inner]) => { take(key); take(inner); });
          else parts.push(`\\n${String(value)}\\n`);
        };
        for (const store of db.objectStoreNames) {
          parts.push(`\\n${store}\\n`);
          const all = db.transaction(store).objectStore(store);
          for (const method of ['getAllKeys', 'getAll']) {
            await new Promise((resolve) => { all[method]().onsuccess = ({ target }) => { take(target.result); resolve(); }; });
          }
        }
        return base64(new Blob(parts));""",
        database=database,
    )
    return base64.b64decode(dumped)


def counts(page: Page) -> dict[str, int]:
    """How many rows each store has."""
    found: dict[str, int] = raw(
        page,
        """const tx = db.transaction(db.objectStoreNames);
        return Object.fromEntries(await Promise.all([...db.objectStoreNames].map((store) => new Promise((resolve) => {
          tx.objectStore(store).count().onsuccess = ({ target }) => resolve([store, target.result]);
        }))));""",
    )
    return found


def limit(page: Page, total: int) -> None:
    """Gives the app so many bytes of the device. Must come before the first write: Chromium looks every half minute only."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": page.evaluate("location.origin"), "quotaSize": total})
