// The service worker: keeps the app's own files, so that it works without a net. Nothing else is ever kept.
// Laws: what is served is what the record `current` names, and the record moves only to a set of files of which each
// hash was checked as it lies in the cache; a newer set waits until the person agrees; nothing crosses the origin;
// it can be killed at any moment and go on where it stopped.
const FILES = __PRECACHE__;
const PREFIX = 'noter-files-';
const MINE = `${PREFIX}__VERSION__`;
const RECORD = 'noter-record';
const SCOPE = self.registration.scope;
const TOTAL = FILES.reduce((sum, file) => sum + file.bytes, 0);
let running = null;
let stopped = false;
const recordKey = new URL('current', SCOPE).href;
const addressOf = (file) => new URL(file.url, SCOPE).href;

async function current() {
  const kept = await (await caches.open(RECORD)).match(recordKey);
  return kept ? kept.text() : '';
}

const makeCurrent = async () => (await caches.open(RECORD)).put(recordKey, new Response(MINE));

async function tell(message) {
  for (const page of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) page.postMessage(message);
}

async function sameHash(response, wanted) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...digest))}` === wanted;
}

const lies = async (cache, file) => {
  const kept = await cache.match(addressOf(file));
  return kept !== undefined && sameHash(kept, file.hash);
};

// The same bytes from an older set, else from the net: first what the browser may just have loaded, then afresh.
async function obtain(file) {
  for (const name of await caches.keys()) {
    const cache = name.startsWith(PREFIX) && name !== MINE ? await caches.open(name) : null;
    if (cache && await lies(cache, file)) return cache.match(addressOf(file));
  }
  const fresh = (cache) => fetch(addressOf(file), { cache, integrity: file.hash, credentials: 'same-origin' });
  const answer = await fresh('default').catch(() => fresh('reload'));
  if (!answer.ok) throw new Error('missing');
  // A page that was redirected to may not be served as a page; its bytes may.
  return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
}

async function prepare() {
  const mine = await caches.open(MINE);
  let added = false;
  let missing = null;
  let done = 0;
  for (const [n, file] of FILES.entries()) {
    if (stopped) return;
    if (!await lies(mine, file)) {
      // One file that can't be had now holds up none of the others.
      const fresh = await obtain(file).catch((error) => { missing = error; });
      if (fresh) await mine.put(addressOf(file), fresh);
      added = true;
    }
    done += file.bytes;
    await tell({ type: 'PROGRESS', done, total: TOTAL, files: n + 1, of: FILES.length });
  }
  if (missing) throw missing;
  for (const file of added ? FILES : []) {
    if (!await lies(mine, file)) throw new Error('damaged');
  }
  const now = await current();
  // The first set needs no consent, nor does one that is served already.
  if (!now || !await caches.has(now)) await makeCurrent();
  const update = await current() !== MINE;
  if (!update) await tidy();
  await tell({ type: 'READY', update });
}

function prepareOnce() {
  running ??= prepare()
    .catch((error) => tell({ type: 'FAILED', full: error.name === 'QuotaExceededError' }))
    .finally(() => { running = null; });
  return running;
}

async function change() {
  await makeCurrent();
  await self.skipWaiting();
  await tell({ type: 'CHANGED' });
}

async function tidy() {
  const keep = [MINE, await current(), RECORD];
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !keep.includes(name)) await caches.delete(name);
  }
}

async function answer(request) {
  const name = await current();
  const whole = name !== '' && await caches.has(name);
  const cache = await caches.open(whole ? name : MINE);
  const page = request.mode === 'navigate';
  const address = new URL(request.url);
  address.hash = '';
  if (page) address.search = '';
  if (address.pathname.endsWith('/')) address.pathname += 'index.html';
  const kept = await cache.match(address.href);
  // Before the first set is whole it serves only where the net can't, so that no two versions mix.
  if (kept && whole) return kept;
  return fetch(request).catch((error) => kept ?? Promise.reject(error));
}

self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data?.type === 'PREPARE') event.waitUntil(prepareOnce());
  // Everything is being deleted: nothing more is kept.
  if (event.data?.type === 'STOP') stopped = true;
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(change());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE) || request.headers.has('range')) return;
  event.respondWith(answer(request));
});
