// Sealing with AES-256-GCM: the only place that holds the key of the log, and only while it is unlocked.
// Laws: the key can be used but never taken out; each box has a fresh random nonce; where a box belongs (store, id,
// version) is authenticated with it, so a box that was changed or moved does not open.
import { Refused } from './refused.js';

export const VERSION = 1;
const NONCE = 12;
const TAG = 16;

let key = null;

/** Takes the key into use, or lets go of it with null. */
export function hold(dataKey) {
  key = dataKey;
}

/** Whether there is a key. */
export function isOpen() {
  return key !== null;
}

/** A row for the store: `plain` (ArrayBuffer, bytes or text) in a box that opens only under this store and id. */
export async function seal(store, id, plain, ...more) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const bytes = typeof plain === 'string' ? new TextEncoder().encode(plain) : plain;
  const how = { name: 'AES-GCM', iv: nonce, additionalData: place(store, id, more) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, held(), bytes));
  const box = new Uint8Array(NONCE + sealed.length);
  box.set(nonce);
  box.set(sealed, NONCE);
  return { id, v: VERSION, box: box.buffer };
}

/** The bytes in a row that was found under `store` and `id`. */
export async function open(store, id, row, ...more) {
  if (row?.v > VERSION) throw new Refused('too_new');
  if (row?.v !== VERSION || !(row.box instanceof ArrayBuffer) || row.box.byteLength < NONCE + TAG) throw new Refused('damaged');
  const how = { name: 'AES-GCM', iv: new Uint8Array(row.box, 0, NONCE), additionalData: place(store, id, more) };
  const using = held();
  try {
    return await crypto.subtle.decrypt(how, using, new Uint8Array(row.box, NONCE));
  } catch {
    throw new Refused('damaged');
  }
}

/** The text in a row. */
export async function openText(store, id, row) {
  return new TextDecoder().decode(await open(store, id, row));
}

function held() {
  if (!key) throw new Refused('locked');
  return key;
}

function place(store, id, more) {
  return new TextEncoder().encode([store].concat(id, more, VERSION).join('|'));
}
