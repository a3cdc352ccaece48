// The vault: the key of the log, wrapped under a passphrase and under a recovery code.
// Laws: the key is made, wrapped and unwrapped by the browser and its bytes never stand in a variable; a passphrase is
// only ever stretched, never kept; wrong ones get slower and never wipe anything; in the clear lie the version, the
// cost of stretching and a count of wrong passphrases, and no date.
import * as db from './db.js';
import { stretch } from './kdf.js';
import * as recovery from './recovery.js';
import { Refused } from './refused.js';
import * as seal from './seal.js';
import * as tabs from './tabs.js';

const VERSION = 1;
// Memory in KiB and passes, from what a phone should manage down to the least that is worth calling a lock.
const COSTS = [{ m: 65536, t: 3, p: 1 }, { m: 32768, t: 3, p: 1 }, { m: 19456, t: 2, p: 1 }];
const LEAST = COSTS.at(-1);
const MOST = { m: 1048576, t: 16, p: 4 };
// Seconds to wait after the first, second, … wrong passphrase.
const WAITS = [0, 0, 0, 2, 5, 10, 20, 30, 60];
const AES = { name: 'AES-GCM', length: 256 };

// What opened the vault: needed to wrap its key anew. The key it holds can't be taken out either.
let opener = null;
let waitsFrom = performance.now();
// How many wrong ones this page knows of: when there are more, another tab has guessed, and the wait begins anew.
let counted = null;
const lockListeners = new Set();
const lockHere = () => lock();
tabs.listen('lock', lockHere);

/** Selects the database: "noter", or "noter-proeve" for the demo. Locks. */
export function use(database) {
  lock();
  db.use(database);
  counted = null;
  tabs.listen('lock', lockHere);
}

/** Whether there is a vault on this device. */
export async function exists() {
  counted ??= await readWrong();
  return (await readMeta('vault')) !== undefined;
}

/** Makes the vault and opens it; gives the recovery code, which is kept nowhere. */
export function create(passphrase) {
  return alone(async () => {
    const secret = normal(passphrase);
    if (!secret) throw new Refused('empty');
    const code = recovery.draw();
    const loose = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
    const first = await wrap('passphrase', secret, loose, COSTS);
    const second = await wrap('recovery', recovery.parse(code), loose, [LEAST]);
    const made = { v: VERSION, methods: { passphrase: first.method, recovery: second.method } };
    await db.write(['meta'], (tx, refuse) => {
      const meta = tx.objectStore('meta');
      meta.get('vault').onsuccess = ({ target }) => {
        if (target.result !== undefined) refuse('conflict');
        else meta.put(made, 'vault');
      };
    });
    seal.hold(await unwrap('passphrase', first.method, first.kek, false));
    opener = { name: 'passphrase', kek: first.kek };
    return code;
  });
}

/** Opens the vault, or rejects with "wrong" (and `waitSeconds`), "too_new" or "damaged". */
export function unlock(passphrase) {
  return openWith('passphrase', () => normal(passphrase));
}

/** The same with the recovery code; "mistyped" when the code can't be one. */
export function unlockWithRecovery(code) {
  return openWith('recovery', () => recovery.parse(code));
}

/** Rejects as `unlock` does when this isn't the passphrase: who finds an open log can't make it their own. */
export function prove(passphrase) {
  return alone(async () => {
    await proven('passphrase', normal(passphrase));
    await forgetWrong();
  });
}

/** Wraps the key under a new passphrase; the old one opens nothing from then on. */
export function setPassphrase(passphrase) {
  const secret = normal(passphrase);
  return rewrap('passphrase', secret, COSTS);
}

/** Wraps the key under a new recovery code and gives it. */
export async function newRecoveryCode() {
  const code = recovery.draw();
  await rewrap('recovery', recovery.parse(code), [LEAST]);
  return code;
}

/** Lets go of the keys at once, in the other tabs too when it is to be `everywhere`. */
export function lock(everywhere = false) {
  const was = seal.isOpen();
  seal.hold(null);
  opener = null;
  if (everywhere) tabs.tell('lock');
  if (was) lockListeners.forEach((heard) => heard());
}

/** Whether the log can be read now. */
export function isOpen() {
  return seal.isOpen();
}

/** Calls `heard()` each time the vault was locked, here or in another tab. */
export function onLock(heard) {
  lockListeners.add(heard);
}

// ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────

async function openWith(name, secretOf) {
  const secret = secretOf();
  return alone(async () => {
    const { key, kek } = await proven(name, secret);
    seal.hold(key);
    opener = { name, kek };
    await forgetWrong();
  });
}

async function proven(name, secret) {
  const method = methodOf(await readMeta('vault'), name);
  await ofWrong(await readWrong());
  const kek = await stretched(secret, method.kdf);
  try {
    return { kek, key: await unwrap(name, method, kek, false) };
  } catch {
    throw await countWrong();
  }
}

// No time is written on the device, so after a reload the wait is counted from the reload.
async function ofWrong(count) {
  if (counted !== null && counted !== count) waitsFrom = performance.now();
  counted = count;
  const left = waitsFrom + waitAfter(count) * 1000 - performance.now();
  if (left > 0) await new Promise((resolve) => { setTimeout(resolve, left); });
}

function waitAfter(count) {
  return count ? WAITS[Math.min(count, WAITS.length) - 1] : 0;
}

async function countWrong() {
  const count = await db.write(['meta'], (tx) => {
    const meta = tx.objectStore('meta');
    let now = 1;
    meta.get('wrong').onsuccess = ({ target }) => {
      now = (target.result ?? 0) + 1;
      meta.put(now, 'wrong');
    };
    return () => now;
  });
  waitsFrom = performance.now();
  counted = count;
  return new Refused('wrong', { waitSeconds: waitAfter(count) });
}

// A device so full that a count can't be taken away still opens.
async function forgetWrong() {
  try {
    await db.write(['meta'], (tx) => { tx.objectStore('meta').delete('wrong'); });
    counted = 0;
  } catch {
    waitsFrom = performance.now();
  }
}

function methodOf(vault, name) {
  if (vault?.v > VERSION) throw new Refused('too_new');
  const method = vault?.methods?.[name];
  const { m, t, p, salt } = method?.kdf ?? {};
  const buffers = [salt, method?.nonce, method?.wrapped].every((part) => part instanceof ArrayBuffer);
  const within = [[m, LEAST.m, MOST.m], [t, LEAST.t, MOST.t], [p, LEAST.p, MOST.p]]
    .every(([value, least, most]) => Number.isInteger(value) && value >= least && value <= most);
  if (vault?.v !== VERSION || method?.kdf?.name !== 'argon2id' || !buffers || !within) throw new Refused('damaged');
  return method;
}

// ── Wrapping ─────────────────────────────────────────────────────────────────────────────────────────────

function rewrap(name, secret, costs) {
  return alone(async () => {
    if (!secret) throw new Refused('empty');
    if (!opener) throw new Refused('locked');
    const vault = await readMeta('vault');
    let loose;
    try {
      loose = await unwrap(opener.name, methodOf(vault, opener.name), opener.kek, true);
    } catch {
      // Another tab has changed what opened this one.
      throw new Refused('conflict');
    }
    const made = await wrap(name, secret, loose, costs);
    const changed = { ...vault, methods: { ...vault.methods, [name]: made.method } };
    await db.write(['meta'], (tx) => { tx.objectStore('meta').put(changed, 'vault'); });
    if (opener?.name === name) opener = { name, kek: made.kek };
  });
}

async function wrap(name, secret, loose, costs) {
  const salt = crypto.getRandomValues(new Uint8Array(16)).buffer;
  const { kdf, kek } = await costliest(secret, salt, costs);
  const nonce = crypto.getRandomValues(new Uint8Array(12)).buffer;
  const wrapped = await crypto.subtle.wrapKey('raw', loose, kek, sealing(name, kdf, nonce));
  return { method: { kdf, nonce, wrapped }, kek };
}

function unwrap(name, { kdf, nonce, wrapped }, kek, extractable) {
  return crypto.subtle.unwrapKey('raw', wrapped, kek, sealing(name, kdf, nonce), AES, extractable, ['encrypt', 'decrypt']);
}

// What it costs to guess is authenticated too: it can't be made cheaper behind the person's back.
function sealing(name, { m, t, p, salt }, nonce) {
  const place = ['meta', 'vault', name, VERSION, 'argon2id', m, t, p, hex(salt)].join('|');
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
}

async function costliest(secret, salt, costs) {
  const [cost, ...cheaper] = costs;
  const kdf = { name: 'argon2id', ...cost, salt };
  try {
    return { kdf, kek: await stretched(secret, kdf) };
  } catch (error) {
    if (!cheaper.length) throw error;
    return costliest(secret, salt, cheaper);
  }
}

async function stretched(secret, kdf) {
  let raw;
  try {
    raw = await stretch(new TextEncoder().encode(secret), kdf);
  } catch {
    throw new Refused('failed');
  }
  const kek = await crypto.subtle.importKey('raw', raw, AES.name, false, ['wrapKey', 'unwrapKey']);
  raw.fill(0);
  return kek;
}

// ── Small things ─────────────────────────────────────────────────────────────────────────────────────────

/** A passphrase as it was meant: however the keyboard composed its letters and spaced its words. */
function normal(passphrase) {
  return passphrase.normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

async function readWrong() {
  return (await readMeta('wrong')) ?? 0;
}

function readMeta(key) {
  return db.read(['meta'], (tx) => {
    const request = tx.objectStore('meta').get(key);
    return () => request.result;
  });
}

// One guess, or one change of the keys, at a time in all tabs together.
function alone(work) {
  return navigator.locks.request(`${db.current()}-vault`, work);
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
