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

let state = { name: '', percent: 0 };
let waiting = null;
let agreed = false;
let silence = 0;

/** What is so now: '' | progress | ready | failed | full | unavailable. */
export function offlineState() {
  return state.name;
}

async function tell(name, percent = 0) {
  state = { name, percent };
  await ready;
  place.hidden = false;
  place.dataset.state = name;
  progress.hidden = name !== 'progress';
  progress.value = percent / 100;
  $('#offline-retry').hidden = name !== 'failed';
  $('#offline-text').textContent = text(name, percent);
}

// Said in steps of ten, so that a screen reader is not flooded.
function text(name, percent) {
  switch (name) {
    case 'progress': return word('offline.progress', { percent: Math.floor(percent / 10) * 10 });
    case 'ready': return word('offline.ready');
    case 'full': return word('offline.full');
    case 'unavailable': return word('offline.unavailable');
    default: return word('offline.failed');
  }
}

function prepare(worker) {
  worker?.postMessage({ type: 'PREPARE' });
  prepareLater(worker);
}

function heard({ data, source }) {
  if (data?.type === 'PROGRESS') {
    if (state.name !== 'ready') tell('progress', (data.done / data.total) * 100);
    prepareLater(source);
  } else if (data?.type === 'READY') {
    clearTimeout(silence);
    tell('ready');
    if (data.update) offer(source);
  } else if (data?.type === 'FAILED') {
    clearTimeout(silence);
    if (state.name !== 'ready') tell(data.full ? 'full' : 'failed');
  } else if (data?.type === 'CHANGED' && agreed) {
    location.reload();
  }
}

function prepareLater(worker) {
  clearTimeout(silence);
  silence = setTimeout(() => { if (state.name === 'progress') prepare(worker); }, SILENCE);
}

function offer(worker) {
  waiting = worker;
  $('#update-ready').hidden = false;
}

const unsaved = () => document.body.dataset.unsaved === 'yes';

$('#update-now').addEventListener('click', () => {
  $('#update-unsaved').hidden = !unsaved();
  if (unsaved()) return;
  agreed = true;
  waiting?.postMessage({ type: 'SKIP_WAITING' });
});
$('#update-later').addEventListener('click', () => { $('#update-ready').hidden = true; });
document.addEventListener('noter:language', () => { if (state.name) tell(state.name, state.percent); });

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
  const go = () => prepare(newest(registration));
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', (event) => {
      if (event.target.state === 'installed' && registration.active) go();
    });
  });
  await navigator.serviceWorker.ready;
  await pythonSettled();
  go();
  $('#offline-retry').addEventListener('click', go);
  addEventListener('online', () => { if (state.name !== 'ready') go(); });
}

if ('serviceWorker' in navigator) start().catch(() => tell(navigator.onLine ? 'unavailable' : 'failed'));
else tell('unavailable');
