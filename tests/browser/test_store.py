"""The sealed rows: kept whole or not at all, unreadable and unmovable on the device, written by one tab at a time."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .bare import PASSPHRASE, Bare, Refused, ask, change, counts, limit, on_disk, raw, refusal

WHAT = "Zebrafinken sang, og han stod ved døren"
MODULE = "(await import(new URL('./{}.js', document.baseURI)))"
STORE = MODULE.format("store")


@pytest.fixture
def bare(context: BrowserContext, guard: object, app: str) -> Bare:
    return Bare(context, app)


@pytest.fixture
def tab(bare: Bare) -> Page:
    """A tab with a vault of its own, open."""
    page = bare.open()
    ask(page, "vault.create", PASSPHRASE)
    return page


def row(number: int) -> str:
    return f"{number:032x}"


def put(number: int, text: str = WHAT, store: str = "records") -> dict[str, str]:
    return {"op": "put", "store": store, "id": row(number), "text": text}


def commit(page: Page, *ops: dict[str, str], epoch: int | None = None) -> Any:
    return ask(page, "store.commit", json.dumps(ops), epoch)


def as_soon_as_it_fits(page: Page, *ops: dict[str, str], epoch: int) -> Any:
    """The commit, tried again while the browser still counts what a write took that was taken back: it looks every half minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return commit(page, *ops, epoch=epoch)
        except Refused as refused:
            if refused.code != "full":
                raise
    raise AssertionError("what fits was never kept")


def rows(page: Page, store: str = "records") -> dict[str, str]:
    return {r["id"]: r["text"] for r in json.loads(ask(page, "store.readAll", store))}


def test_what_was_committed_is_there_after_the_page_is_gone(bare: Bare, tab: Page) -> None:
    """Texts come back letter for letter; the epoch counts commits."""
    assert 0 == ask(tab, "store.epoch")
    assert 1 == commit(tab, put(1), put(2, "💐 …"), put(3, '{"a": 1}', "drafts"), epoch=0)
    assert 2 == commit(tab, put(2, "rettet"), {"op": "delete", "store": "drafts", "id": row(3)}, epoch=1)
    tab.close(run_before_unload=False)
    again = bare.open()
    ask(again, "vault.unlock", PASSPHRASE)

    assert {row(1): WHAT, row(2): "rettet"} == rows(again)
    assert {} == rows(again, "drafts")
    assert WHAT == ask(again, "store.read", "records", row(1))
    assert ask(again, "store.read", "records", row(9)) is None
    assert 2 == ask(again, "store.epoch")


def test_nothing_that_was_written_can_be_read_on_the_device(tab: Page) -> None:
    """Not a word, in no coding of letters, and not the passphrase; the same text twice gives two different boxes."""
    commit(tab, put(1), put(2), put(3, WHAT, "drafts"), put(4, WHAT, "settings"))
    disk = on_disk(tab)
    boxes = raw(
        tab,
        """return new Promise((resolve) => { db.transaction('records').objectStore('records').getAll().onsuccess =
        ({ target }) => resolve(target.result.map((row) => [Object.keys(row), [...new Uint8Array(row.box)].join()])); });""",
    )

    assert row(1).encode() in disk
    for secret in ("Zebrafinken", "døren", PASSPHRASE):
        for coding in ("utf-8", "utf-16-le", "latin-1"):
            assert secret.encode(coding) not in disk
    assert [["id", "v", "box"]] * 2 == [keys for keys, _ in boxes]
    assert 2 == len({box for _, box in boxes})


@pytest.mark.parametrize(
    "spoil",
    [
        "const b = new Uint8Array(rows[0].box); b[b.length - 20] ^= 1; box.put(rows[0])",
        "const b = new Uint8Array(rows[0].box); b[0] ^= 1; box.put(rows[0])",
        "rows[0].box = rows[0].box.slice(0, 20); box.put(rows[0])",
        "rows[0].box = 'text'; box.put(rows[0])",
        "[rows[0].box, rows[1].box] = [rows[1].box, rows[0].box]; rows.forEach((row) => box.put(row))",
        "[rows[0].id, rows[1].id] = [rows[1].id, rows[0].id]; rows.forEach((row) => box.put(row))",
        "rows[0].id = 'f'.repeat(32); box.put(rows[0])",
        "rows[0].v = 0; box.put(rows[0])",
    ],
)
def test_a_row_that_was_changed_or_moved_does_not_open(tab: Page, spoil: str) -> None:
    """One changed bit, a cut, two rows swapped, a new id: all are seen, and nothing is shown as if it were whole."""
    commit(tab, put(1, "den første"), put(2, "den anden"))
    change(tab, "records", spoil)

    assert "damaged" == refusal(tab, "store.readAll", "records").code


def test_a_row_moved_to_another_store_does_not_open(tab: Page) -> None:
    """A draft can't be passed off as a record."""
    commit(tab, put(1, WHAT, "drafts"))
    raw(
        tab,
        """const tx = db.transaction(['drafts', 'records'], 'readwrite');
        tx.objectStore('drafts').getAll().onsuccess = ({ target }) => tx.objectStore('records').put(target.result[0]);
        return new Promise((resolve) => { tx.oncomplete = () => resolve(null); });""",
    )

    assert {row(1): WHAT} == rows(tab, "drafts")
    assert "damaged" == refusal(tab, "store.readAll", "records").code


def test_a_row_of_a_later_version_is_left_alone(tab: Page) -> None:
    commit(tab, put(1))
    change(tab, "records", "rows[0].v = 2; box.put(rows[0])")

    assert "too_new" == refusal(tab, "store.readAll", "records").code
    assert 1 == counts(tab)["records"]


def test_a_commit_on_an_old_epoch_is_refused_and_writes_nothing(bare: Bare, tab: Page) -> None:
    """Who has not seen the last commit can't write over it; who says no epoch may."""
    other = bare.open()
    ask(other, "vault.unlock", PASSPHRASE)
    commit(tab, put(1), epoch=0)

    assert "conflict" == refusal(other, "store.commit", json.dumps([put(2), put(1, "overskrevet")]), 0).code
    assert {row(1): WHAT} == rows(other)
    assert 1 == ask(other, "store.epoch")
    assert 2 == commit(other, put(2), epoch=1)
    assert 3 == commit(tab, put(3, "kladde", "drafts"))


def test_a_full_device_says_so_and_keeps_nothing_half(bare: Bare) -> None:
    """The commit that does not fit is gone whole, what was there stays, and what does fit can still be kept."""
    tab = bare.open()
    limit(tab, 4_000_000)
    ask(tab, "vault.create", PASSPHRASE)
    commit(tab, put(1))
    big = [put(2, "lille"), put(3, "x" * 6_000_000), put(4, "lille")]

    assert "full" == refusal(tab, "store.commit", json.dumps(big), 1).code
    assert {row(1): WHAT} == rows(tab)
    assert 1 == ask(tab, "store.epoch")
    assert 2 == as_soon_as_it_fits(tab, put(2, "lille"), epoch=1)
    assert {row(1): WHAT, row(2): "lille"} == rows(tab)


def test_a_failure_in_the_middle_takes_everything_back(tab: Page) -> None:
    """One of three rows fails as a disk can: none of the three is there, and the next commit works."""
    tab.evaluate(
        """() => {
          const { put, add } = IDBObjectStore.prototype;
          let calls = 0;
          IDBObjectStore.prototype.put = function (...given) {
            calls += 1;
            // Adding the epoch a second time is what makes the device refuse.
            return calls === 4 ? add.call(this.transaction.objectStore('meta'), 0, 'epoch') : put.apply(this, given);
          };
        }"""
    )

    assert "failed" == refusal(tab, "store.commit", json.dumps([put(1), put(2), put(3)]), 0).code
    assert {} == rows(tab)
    assert 1 == commit(tab, put(1), put(2), put(3), epoch=0)


def test_writes_are_strict(tab: Page) -> None:
    """A save is told of only when it is on the disk, so each write asks for that."""
    tab.evaluate(
        """() => {
          const transaction = IDBDatabase.prototype.transaction;
          globalThis.seen = [];
          IDBDatabase.prototype.transaction = function (...given) {
            const made = transaction.apply(this, given);
            globalThis.seen.push([made.mode, made.durability]);
            return made;
          };
        }"""
    )
    commit(tab, put(1))
    rows(tab)

    assert [["readwrite", "strict"], ["readonly", "default"]] == tab.evaluate("seen")


@pytest.mark.parametrize(("losses", "ends"), [(1, "kept"), (2, "closed")])
def test_a_connection_that_was_cut_is_opened_again_once(tab: Page, losses: int, ends: str) -> None:
    """A phone cuts the connection of a page it put away: the save goes through, or says that it did not."""
    tab.evaluate(
        """(losses) => {
          const transaction = IDBDatabase.prototype.transaction;
          let left = losses;
          IDBDatabase.prototype.transaction = function (...given) {
            if (left-- > 0) throw new DOMException('', 'InvalidStateError');
            return transaction.apply(this, given);
          };
        }""",
        losses,
    )

    if ends == "kept":
        assert 1 == commit(tab, put(1), epoch=0)
    else:
        assert ends == refusal(tab, "store.commit", json.dumps([put(1)]), 0).code
    assert ({row(1): WHAT} if ends == "kept" else {}) == rows(tab)


def test_an_abort_from_the_device_is_tried_again_without_writing_twice(tab: Page) -> None:
    """The device takes a transaction back; the second attempt is the only one that counts."""
    tab.evaluate(
        """() => {
          const transaction = IDBDatabase.prototype.transaction;
          let left = 1;
          IDBDatabase.prototype.transaction = function (...given) {
            const made = transaction.apply(this, given);
            if (left-- > 0) setTimeout(() => made.abort());
            return made;
          };
        }"""
    )

    assert 1 == commit(tab, put(1), epoch=0)
    assert {row(1): WHAT} == rows(tab)


def test_only_known_ops_stores_and_ids_are_taken(tab: Page) -> None:
    """Meta and exhibits can't be written this way, and an id is 32 hex digits."""
    for op in (
        {"op": "put", "store": "meta", "id": row(1), "text": ""},
        {"op": "delete", "store": "exhibits", "id": row(1)},
        {"op": "put", "store": "records", "id": "2026-11-19", "text": ""},
        {"op": "empty", "store": "records", "id": row(1)},
    ):
        assert "failed" == refusal(tab, "store.commit", json.dumps([put(2), op])).code
    assert "failed" == refusal(tab, "store.readAll", "meta").code
    assert {} == rows(tab)


def test_one_tab_writes_and_the_next_in_line_takes_over(bare: Bare, tab: Page) -> None:
    """The second tab is told that it may not, and is told when it may."""
    second, third = bare.open(), bare.open()
    assert ask(tab, "store.claimWriter") is True
    assert ask(tab, "store.claimWriter") is True
    assert ask(second, "store.claimWriter") is False
    assert ask(third, "store.claimWriter") is False
    for page in (second, third):
        page.evaluate(f"async () => {STORE}.onWriter(() => {{ document.title = 'writer'; }})")

    tab.close()
    expect(second).to_have_title("writer")
    expect(third).to_have_title("bare")
    assert ask(second, "store.claimWriter") is True
    assert ask(third, "store.claimWriter") is False


def test_the_other_tab_hears_of_a_commit_and_of_nothing_in_it(bare: Bare, tab: Page) -> None:
    other = bare.open()
    ask(other, "vault.unlock", PASSPHRASE)
    other.evaluate(
        f"""async () => {{
          globalThis.heard = [];
          new BroadcastChannel('noter').onmessage = ({{ data }}) => heard.push(data);
          {STORE}.watch(() => {{ document.title = 'changed'; }});
        }}"""
    )
    commit(tab, put(1))

    expect(other).to_have_title("changed")
    assert ["commit"] == other.evaluate("heard")
    assert {row(1): WHAT} == rows(other)


def test_storage_is_told_of_as_the_browser_sees_it(tab: Page) -> None:
    """Use, room, and whether it is kept; nothing is suspected of an ordinary window."""
    facts = json.loads(ask(tab, "store.facts"))

    assert {"usage", "quota", "persisted", "private_window_suspected"} == set(facts)
    assert facts["quota"] > facts["usage"] > 0
    assert facts["persisted"] is False
    assert facts["private_window_suspected"] is False


def test_a_window_that_keeps_no_files_is_suspected(tab: Page) -> None:
    """Safari and Firefox refuse a private window files of its own: all would be lost when it closes."""
    tab.evaluate("() => { StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('', 'SecurityError')); }")

    assert json.loads(ask(tab, "store.facts"))["private_window_suspected"] is True


def test_asking_to_persist_never_hangs(tab: Page) -> None:
    """Firefox waits for a prompt that may never be answered: after a second the answer is no."""
    assert ask(tab, "store.persist") in (True, False)
    tab.evaluate("() => { StorageManager.prototype.persist = () => new Promise(() => undefined); }")
    began = tab.evaluate("performance.now()")

    assert ask(tab, "store.persist") is False
    assert tab.evaluate("performance.now()") - began < 5000
