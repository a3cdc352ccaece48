// The page's side of the service worker: says how far it is, and changes version only when the person agrees.
// Laws: "works offline" is said only when the worker has checked every hash; the page is never loaded anew over
// something unsaved; without a worker (a private window) the app says so and works.
import { ready, word } from './words.js';

const $ = (selector) => document.querySelector(selector);
const place = $('#offline-state');
const progress = $('#offline-progress');
// A worker may be ended at any moment; after this long without a word it is asked to go on.
const SILENCE = 20000;
const FIRST_START = 10000;

let now = { state: '', done: 0, total: 0, share: 0 };
let go = () => undefined;
let waiting = null;
let agreed = false;
let silence = 0;

/** JSON {state, done, total}: downloading (done of total files), ready, update, failed or unsupported; '' before any. */
export function state() {
  const told = now.state === 'ready' && waiting ? 'update' : now.state;
  return JSON.stringify({ state: told === 'full' ? 'failed' : told, done: now.done, total: now.total });
}

/** Downloads what is missing. */
export function retry() {
  go();
}

/** Takes the worker and the kept files away; the page that is open works until it is closed. */
export async function remove() {
  // Python's own, which hold nothing of anyone; the browser deletes them when this page lets go of them.
  for (const { name } of await indexedDB.databases?.() ?? []) if (name.startsWith('IDBMap/')) indexedDB.deleteDatabase(name);
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.scope !== new URL('./', location.href).href) continue;
    for (const worker of [registration.installing, registration.waiting, registration.active]) worker?.postMessage({ type: 'STOP' });
    await registration.unregister();
  }
  for (const name of await caches.keys()) if (name.startsWith('noter-')) await caches.delete(name);
}

async function tell(name, progressed = {}) {
  now = { ...now, ...progressed, state: name };
  await ready;
  place.hidden = false;
  place.dataset.state = name;
  progress.hidden = name !== 'downloading';
  progress.value = now.share;
  $('#offline-retry').hidden = name !== 'failed';
  const text = words(name);
  if ($('#offline-text').textContent !== text) $('#offline-text').textContent = text;
}

// Percent in steps of ten, so that a screen reader is not flooded.
function words(name) {
  switch (name) {
    case 'downloading': return word('offline.progress', { percent: Math.floor(now.share * 10) * 10 });
    case 'ready': return word('offline.ready');
    case 'full': return word('offline.full');
    case 'unsupported': return word('offline.unavailable');
    default: return word('offline.failed');
  }
}

function prepare(worker) {
  worker?.postMessage({ type: 'PREPARE' });
  prepareLater(worker);
}

function heard({ data, source }) {
  if (data?.type === 'PROGRESS') {
    if (now.state !== 'ready') tell('downloading', { done: data.files, total: data.of, share: data.done / data.total });
    prepareLater(source);
  } else if (data?.type === 'READY') {
    clearTimeout(silence);
    tell('ready');
    if (data.update) offer(source);
  } else if (data?.type === 'FAILED') {
    clearTimeout(silence);
    if (now.state !== 'ready') tell(data.full ? 'full' : 'failed');
  } else if (data?.type === 'CHANGED' && agreed) {
    location.reload();
  }
}

function prepareLater(worker) {
  clearTimeout(silence);
  silence = setTimeout(() => { if (now.state === 'downloading') prepare(worker); }, SILENCE);
}

function offer(worker) {
  waiting = worker;
  $('#update-ready').hidden = false;
}

const unsaved = () => ['unsaved', 'adding'].some((mark) => document.body.dataset[mark] === 'yes');

/** Puts the new version to use; only ever called when the person asks for it, and refuses while something is unsaved. */
export function applyUpdate() {
  $('#update-unsaved').hidden = !unsaved();
  if (unsaved()) $('#update-ready').hidden = false;
  if (unsaved() || !waiting) return;
  agreed = true;
  waiting.postMessage({ type: 'SKIP_WAITING' });
}

$('#update-now').addEventListener('click', applyUpdate);
$('#update-later').addEventListener('click', () => { $('#update-ready').hidden = true; });
document.addEventListener('noter:language', () => { if (now.state) tell(now.state); });

// The newest worker knows the newest list: it prepares; an older one goes on serving until the person agrees.
function newest(registration) {
  return registration.waiting ?? registration.active ?? registration.installing;
}

// The first download waits for the first start, so that the two don't fight for a slow line.
function pythonSettled() {
  return new Promise((resolve) => {
    const look = () => { if (document.body.dataset.python || !$('#python-failed').hidden) resolve(); };
    new MutationObserver(look).observe(document.body, { attributes: true, subtree: true, attributeFilter: ['data-python', 'hidden'] });
    setTimeout(resolve, FIRST_START);
    look();
  });
}

async function start() {
  navigator.serviceWorker.addEventListener('message', heard);
  navigator.serviceWorker.startMessages();
  const registration = await navigator.serviceWorker.register('./sw.js', { scope: './', updateViaCache: 'none' });
  go = () => prepare(newest(registration));
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', (event) => {
      if (event.target.state === 'installed' && registration.active) go();
    });
  });
  await navigator.serviceWorker.ready;
  await pythonSettled();
  go();
  $('#offline-retry').addEventListener('click', () => go());
  addEventListener('online', () => { if (now.state !== 'ready') go(); });
}

if ('serviceWorker' in navigator) start().catch(() => tell(navigator.onLine ? 'unsupported' : 'failed'));
else tell('unsupported');
