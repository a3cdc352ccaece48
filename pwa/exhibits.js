// Exhibits on this device: kept as they came, shown, and handed on. Their bytes stay in JavaScript.
// Laws: what was added opens as exactly the same bytes or not at all; one that could not be kept whole leaves nothing;
// an address that the page opens carries a type that can't run; every address is taken back.
import * as camera from './camera.js';
import * as chunks from './chunks.js';
import * as db from './db.js';
import * as drawing from './drawing.js';
import { withoutMetadata } from './picture.js';
import { Refused } from './refused.js';
import * as seal from './seal.js';
import { HEAD_BYTES, safe, sniff } from './sniff.js';
import { deleteExhibit, EXHIBIT } from './store.js';

const LIMIT = 200 * 1024 * 1024;
const THUMB = { longest: 320, quality: 0.8 };
const STRIPPABLE = ['image/jpeg', 'image/png', 'image/webp'];
// Of these alone the whole file is looked at, for what the camera wrote or for a small picture.
const LOOKED_AT = /^(image|video)\/|^audio\/mp4$/;
const FILMS = ['video/mp4', 'video/quicktime', 'video/3gpp', 'audio/mp4'];

const addresses = new Set();
// Added by this page: a log that was read before they were added doesn't know of them yet.
const added = new Set();

/**
 * Hashes, seals and keeps a File or Blob; gives JSON of its facts. `told(fraction)` hears how far it is and may return
 * false to stop. Rejects with "too_big", "empty", "full", "stopped", "locked", "closed" or "failed".
 */
export async function add(file, told = () => undefined, id = hex(crypto.getRandomValues(new Uint8Array(16)))) {
  if (file.size > LIMIT) throw new Refused('too_big');
  if (!file.size) throw new Refused('empty');
  if (!seal.isOpen()) throw new Refused('locked');
  added.add(id);
  try {
    const { sha256, ...kept } = await chunks.keep(id, file, told);
    const { sniffed, seen } = await finish(id, file, { sha256, size: file.size, ...kept });
    return JSON.stringify({
      id,
      sha256,
      size: file.size,
      name: (file.name ?? '').normalize('NFC'),
      type: sniffed || file.type || 'application/octet-stream',
      taken: seen.taken,
      has_place: seen.hasPlace,
      stripped_sha256: seen.stripped?.sha256 ?? null,
      stripped_size: seen.stripped?.size ?? null,
      width: seen.width,
      height: seen.height,
    });
  } catch (error) {
    await remove(JSON.stringify([id])).catch(() => undefined);
    added.delete(id);
    throw error instanceof Refused ? error : new Refused('failed');
  }
}

/** The same for bytes that the app made itself under an id that its records name (the demo log). */
export function addBytes(bytes, name, id) {
  return add(new File([bytes], name), () => undefined, id);
}

/**
 * Keeps an exhibit again under its id, from `file` (its size, and slices that are asked for in order), if its bytes are
 * those of `sha256`; "damaged" if not. Gives {sha256, crc32}.
 */
export async function restore(id, file, sha256, told) {
  if (!seal.isOpen()) throw new Refused('locked');
  const before = await get('exhibits', id);
  added.add(id);
  try {
    const kept = await chunks.keep(id, file, told);
    if (kept.sha256 !== sha256) throw new Refused('damaged');
    const { value: head } = await chunks.pieces(id, kept.count).next();
    const seen = LOOKED_AT.test(sniff(head)) ? (await chunks.open(id, kept.count)).blobs : [head];
    await finish(id, new Blob(seen), { ...kept, size: file.size });
    return kept;
  } catch (error) {
    // What was damaged before stays so, with all that is known of it.
    if (!before) await remove(JSON.stringify([id])).catch(() => undefined);
    throw error instanceof Refused ? error : new Refused('failed');
  }
}

/** The bytes of an exhibit as they came, piece by piece; "damaged" at the latest after the last one. */
export async function* pieces(id) {
  const facts = await factsOf(id);
  const sums = await chunks.summing();
  for await (const bytes of chunks.pieces(id, facts.chunks)) {
    sums.add(bytes);
    yield bytes;
  }
  const { sha256, crc32 } = sums.done();
  if (sha256 !== facts.sha256 || crc32 !== facts.crc32) throw new Refused('damaged');
}

/** {sha256, crc32, size} as noted when it was added; "damaged" when that can't be read any more. */
export async function noted(id) {
  const { sha256, crc32, size } = await factsOf(id);
  return { sha256, crc32, size };
}

/** Whether the exhibit is here and opens whole. */
export async function isWhole(id) {
  try {
    for await (const piece of pieces(id)) if (!piece.length) return false;
    return true;
  } catch (error) {
    if (error.name === 'damaged') return false;
    throw error;
  }
}

/** An address of the exhibit's small picture, or null. */
export async function thumb(id) {
  try {
    const row = await get('thumbs', id);
    return row ? address(await seal.open('thumbs', id, row), 'image/jpeg') : null;
  } catch {
    return null;
  }
}

/** {url, type} of the whole exhibit, the type one that may be shown. */
export async function view(id) {
  const { blob } = await opened(id);
  return { url: address(blob, blob.type), type: blob.type };
}

/** Takes back every address that was given out. */
export function release() {
  for (const url of addresses) URL.revokeObjectURL(url);
  addresses.clear();
}

/** The picture, upright, its longest edge at most `longest`, as the bytes of a plain JPEG; null if it can't be shown. */
export async function scaled(id, longest, quality) {
  const { blob } = await opened(id);
  return (await draw(blob, longest, quality))?.jpeg ?? null;
}

/** {blob, crc32, sha256, size} of the exhibit as it came, or of its copy without what the camera wrote. */
export async function file(id, { stripped = false } = {}) {
  const { blob, facts } = await opened(id);
  if (!stripped) return { blob, crc32: facts.crc32, sha256: facts.sha256, size: facts.size };
  const copy = withoutMetadata(await bytesOf(blob));
  const sums = copy && await chunks.sumsOf(copy);
  if (!sums || sums.sha256 !== facts.stripped_sha256) throw new Refused('damaged');
  return { blob: new Blob([copy], { type: blob.type }), size: copy.length, ...sums };
}

/** JSON of the ids of all exhibits that are kept here. */
export async function ids() {
  return JSON.stringify(await keys('exhibits'));
}

/** Removes exhibits; takes JSON of their ids. */
export async function remove(idsJson) {
  const gone = JSON.parse(idsJson);
  await db.write(EXHIBIT, (tx) => { for (const id of gone) deleteExhibit(tx, id); });
}

/** Removes everything of exhibits that are not among the ids in the JSON and that this page did not add. */
export async function sweep(keepIdsJson) {
  const kept = new Set(JSON.parse(keepIdsJson));
  const found = new Set([...await keys('exhibits'), ...await keys('thumbs'), ...(await keys('chunks')).map(([id]) => id)]);
  const gone = [...found].filter((id) => !kept.has(id) && !added.has(id));
  if (gone.length) await remove(JSON.stringify(gone));
}

// ── Looking at a file that is being added ────────────────────────────────────────────────────────────────

async function look(file, type) {
  const seen = { taken: null, hasPlace: false, stripped: null, width: null, height: null, thumb: null };
  if (type.startsWith('image/')) {
    const bytes = await bytesOf(file);
    Object.assign(seen, await camera.ofPicture(bytes));
    if (seen.hasPlace && STRIPPABLE.includes(type)) seen.stripped = await strip(bytes);
  } else if (FILMS.includes(type)) {
    seen.hasPlace = await camera.filmHasPlace(file);
  }
  const small = await draw(file.slice(0, file.size, safe(type)), THUMB.longest, THUMB.quality);
  if (small) Object.assign(seen, { thumb: small.jpeg, width: small.width, height: small.height });
  return seen;
}

// A copy counts only when reading it finds no place any more.
async function strip(bytes) {
  const copy = withoutMetadata(bytes);
  if (!copy || (await camera.ofPicture(copy)).hasPlace) return null;
  return { sha256: (await chunks.sumsOf(copy)).sha256, size: copy.length };
}

function draw(blob, longest, quality) {
  if (blob.type.startsWith('image/')) return drawing.picture(blob, longest, quality);
  if (blob.type.startsWith('video/')) return drawing.film(blob, longest, quality);
  return null;
}

// ── Keeping and opening ──────────────────────────────────────────────────────────────────────────────────

async function finish(id, file, { count, crc32, sha256, size }) {
  const sniffed = sniff(await bytesOf(file.slice(0, HEAD_BYTES)));
  const seen = await look(file, sniffed);
  const facts = { chunks: count, crc32, sha256, size, type: sniffed, stripped_sha256: seen.stripped?.sha256 ?? null };
  await keepFacts(id, facts, seen.thumb);
  return { sniffed, seen };
}

async function keepFacts(id, facts, small) {
  const rows = { exhibits: await seal.seal('exhibits', id, JSON.stringify(facts)) };
  if (small) rows.thumbs = await seal.seal('thumbs', id, small);
  await db.write(Object.keys(rows), (tx) => {
    for (const [store, row] of Object.entries(rows)) tx.objectStore(store).put(row);
  });
}

async function factsOf(id) {
  const row = await get('exhibits', id);
  if (!row) throw new Refused('damaged');
  return JSON.parse(await seal.openText('exhibits', id, row));
}

async function opened(id) {
  const facts = await factsOf(id);
  const { blobs, sha256, crc32, size } = await chunks.open(id, facts.chunks);
  if (sha256 !== facts.sha256 || crc32 !== facts.crc32 || size !== facts.size) throw new Refused('damaged');
  return { facts, blob: new Blob(blobs, { type: safe(facts.type) }) };
}

function get(store, id) {
  return db.read([store], (tx) => {
    const request = tx.objectStore(store).get(id);
    return () => request.result;
  });
}

function keys(store) {
  return db.read([store], (tx) => {
    const request = tx.objectStore(store).getAllKeys();
    return () => request.result;
  });
}

function address(content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  addresses.add(url);
  return url;
}

async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
