// IndexedDB as whole transactions.
// Laws: whatever a transaction writes was made ready before it opened, so nothing is awaited inside one;
// a write is strict and resolves only when the device says it is complete; a refusal leaves nothing half written;
// phones cut the connection of a page that was put away, so a lost one is opened again and the work tried once more;
// only ArrayBuffers go in, since WebKit loses Blobs.
import { Refused } from './refused.js';

const VERSION = 1;
// Each row carries its own key. `meta` is the one store with keys outside: "vault", "epoch", "wrong".
export const SEALED = ['records', 'drafts', 'settings', 'exhibits', 'thumbs', 'chunks'];
const BLOCKED_FOR = 3000;

let name = 'noter';
let opening = null;
let taken = false;

/** Selects the database that everything from now on is about. */
export function use(database) {
  close();
  name = database;
  taken = false;
}

/** The name of the selected database. */
export function current() {
  return name;
}

/** Runs `work(tx)` in one read transaction; what it returns is called for the result when everything was read. */
export function read(stores, work) {
  return whole('readonly', stores, work);
}

/**
 * Runs `work(tx, refuse)` in one strict transaction and resolves when it is complete.
 * `refuse(code)` takes everything back. All requests must be made synchronously or in each other's onsuccess.
 */
export function write(stores, work) {
  return whole('readwrite', stores, work);
}

/** Removes the keys, in a transaction of its own so that nothing else can ever be opened again, then everything. */
export async function destroy() {
  await write(['meta'], (tx) => { tx.objectStore('meta').clear(); });
  close();
  taken = true;
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = resolve;
    // Another tab is still letting go; the browser deletes the rest as soon as it has.
    request.onblocked = resolve;
    request.onerror = () => reject(new Refused('failed'));
  });
}

async function whole(mode, stores, work) {
  try {
    return await attempt(mode, stores, work);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
  }
  close();
  try {
    return await attempt(mode, stores, work);
  } catch (error) {
    throw error instanceof Lost ? new Refused('closed') : error;
  }
}

async function attempt(mode, stores, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    let tx;
    try {
      tx = database.transaction(stores, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
    } catch (error) {
      reject(error.name === 'InvalidStateError' ? new Lost() : new Refused('failed'));
      return;
    }
    let refused = null;
    let result;
    const refuse = (code) => {
      refused ??= new Refused(code);
      tx.abort();
    };
    tx.oncomplete = () => resolve(result?.());
    tx.onabort = () => reject(refused ?? reason(tx.error));
    try {
      result = work(tx, refuse);
    } catch (error) {
      refused = error instanceof Refused ? error : reason(error);
      tx.abort();
    }
  });
}

// An abort is always whole: nothing of the transaction was kept, so trying again can't write anything twice.
class Lost extends Error {}

function reason(error) {
  if (error?.name === 'QuotaExceededError') return new Refused('full');
  if (!error || ['AbortError', 'UnknownError', 'InvalidStateError'].includes(error.name)) return new Lost();
  return new Refused('failed');
}

function open() {
  if (taken) return Promise.reject(new Refused('closed'));
  opening ??= connect(name, VERSION).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

function connect(database, version) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, version);
    let late = false;
    request.onupgradeneeded = () => {
      request.result.createObjectStore('meta');
      for (const store of SEALED) request.result.createObjectStore(store, { keyPath: 'id' });
    };
    request.onblocked = () => setTimeout(() => {
      late = true;
      reject(new Refused('closed'));
    }, BLOCKED_FOR);
    request.onsuccess = () => (late ? request.result.close() : resolve(watched(request.result)));
    request.onerror = () => {
      // A later version of the app was here. Its rows say themselves whether they can be read.
      if (request.error?.name === 'VersionError' && version) resolve(connect(database));
      else reject(reason(request.error));
    };
  });
}

function watched(connection) {
  connection.onclose = () => { opening = null; };
  // Another tab deletes or renews the database: this one lets go, and never makes an empty one in its place.
  connection.onversionchange = () => {
    connection.close();
    opening = null;
    taken = true;
  };
  return connection;
}

function close() {
  opening?.then((connection) => connection.close(), () => undefined);
  opening = null;
}
