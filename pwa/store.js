// The sealed rows of the log, as texts.
// Laws: everything is sealed before a transaction opens; a commit is one strict transaction, whole or not at all;
// who writes says which epoch they saw, and is refused when someone else has written since.
import * as db from './db.js';
import { Refused } from './refused.js';
import * as seal from './seal.js';
import * as tabs from './tabs.js';

export { claimWriter, onWriter } from './tabs.js';

const TEXTS = ['records', 'drafts', 'settings'];
export const EXHIBIT = ['exhibits', 'thumbs', 'chunks'];
const ID = /^[0-9a-f]{32}$/;
const PERSIST_WITHIN = 1000;

/** Every row of a store, opened: JSON of [{id, text}, …], in no order that means anything. */
export async function readAll(store) {
  const rows = await sealedRows(store);
  return JSON.stringify(await Promise.all(rows.map(async (row) => ({ id: row.id, text: await seal.openText(store, row.id, row) }))));
}

/** The same of the rows that open, and how many do not: {texts, damaged}. For getting out what is left of a spoilt log. */
export async function readWhatOpens(store) {
  const rows = await sealedRows(store);
  const tried = await Promise.allSettled(rows.map((row) => seal.openText(store, row.id, row)));
  const texts = tried.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : []));
  return { texts, damaged: tried.length - texts.length };
}

function sealedRows(store) {
  return db.read([known(store)], (tx) => {
    const request = tx.objectStore(store).getAll();
    return () => request.result;
  });
}

/** The text of one row, or null. */
export async function read(store, id) {
  const row = await db.read([known(store)], (tx) => {
    const request = tx.objectStore(store).get(id);
    return () => request.result;
  });
  return row === undefined ? null : seal.openText(store, id, row);
}

/**
 * Does all of `opsJson` or nothing; gives the new epoch. With `expected` it is refused ("conflict") when the epoch is
 * another: someone else has written. Ops: put (store, id, text), delete (store, id), delete_exhibit (id).
 */
export async function commit(opsJson, expected = null) {
  if (!seal.isOpen()) throw new Refused('locked');
  const ops = await Promise.all(JSON.parse(opsJson).map(ready));
  const stores = new Set(['meta', ...ops.flatMap((op) => op.stores)]);
  const epoch = await db.write([...stores], (tx, refuse) => {
    const meta = tx.objectStore('meta');
    let next;
    meta.get('epoch').onsuccess = ({ target }) => {
      const now = target.result ?? 0;
      if (typeof expected === 'number' && expected !== now) {
        refuse('conflict');
        return;
      }
      next = now + 1;
      meta.put(next, 'epoch');
      for (const op of ops) op.apply(tx);
    };
    return () => next;
  });
  tabs.tell('commit');
  return epoch;
}

async function ready({ op, store, id, text }) {
  if (!ID.test(id)) throw new Refused('failed');
  if (op === 'put') {
    const row = await seal.seal(known(store), id, text);
    return { stores: [store], apply: (tx) => tx.objectStore(store).put(row) };
  }
  if (op === 'delete') return { stores: [known(store)], apply: (tx) => tx.objectStore(store).delete(id) };
  if (op === 'delete_exhibit') return { stores: EXHIBIT, apply: (tx) => deleteExhibit(tx, id) };
  throw new Refused('failed');
}

/** Removes all of an exhibit within a transaction over the EXHIBIT stores. */
export function deleteExhibit(tx, id) {
  tx.objectStore('exhibits').delete(id);
  tx.objectStore('thumbs').delete(id);
  tx.objectStore('chunks').delete(IDBKeyRange.bound([id], [id, []]));
}

function known(store) {
  if (!TEXTS.includes(store)) throw new Refused('failed');
  return store;
}

/** How many commits there have been. */
export function epoch() {
  return db.read(['meta'], (tx) => {
    const request = tx.objectStore('meta').get('epoch');
    return () => request.result ?? 0;
  });
}

/** Calls `heard()` after another tab has written. */
export function watch(heard) {
  tabs.listen('commit', heard);
}

/** Removes everything, the keys first, and tells the other tabs to lock. */
export async function destroy() {
  seal.hold(null);
  tabs.tell('lock');
  await db.destroy();
}

/** What the browser says of its storage: JSON of {usage, quota, persisted, private_window_suspected}. */
export async function facts() {
  const storage = navigator.storage;
  const [estimate, persisted] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
  return JSON.stringify({
    usage: estimate?.usage ?? 0,
    quota: estimate?.quota ?? 0,
    persisted: persisted === true,
    private_window_suspected: await suspectsPrivateWindow(),
  });
}

// Safari and Firefox refuse a private window files of its own. Chromium lets nobody tell its private windows apart.
async function suspectsPrivateWindow() {
  try {
    await navigator.storage?.getDirectory?.();
    return false;
  } catch {
    return true;
  }
}

/** Asks the browser to keep the log when it clears up, and gives its answer; "no" when there is none within a second. */
export function persist() {
  const late = new Promise((resolve) => { setTimeout(resolve, PERSIST_WITHIN, false); });
  const asked = (async () => (await navigator.storage?.persist?.()) === true)().catch(() => false);
  return Promise.race([asked, late]);
}
