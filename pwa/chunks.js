// The sealed bytes of exhibits, one mebibyte in each box.
// Laws: a file passes through a few boxes at a time, never whole; each box is sealed with its number and with how many
// there are, so none can be changed, moved, left out or added unseen.
import { createCRC32, createSHA256 } from './vendor/hash-wasm.js';
import * as db from './db.js';
import { Refused } from './refused.js';
import * as seal from './seal.js';

const SIZE = 1024 * 1024;
const AT_ONCE = 8;

/** Seals the bytes of `file` (or of whatever has its size and slices, which are asked for in order) under `id`; gives {count, sha256, crc32}. `told(fraction)` may return false to stop. */
export async function keep(id, file, told) {
  const count = Math.ceil(file.size / SIZE);
  const sums = await summing();
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = [];
    for (let n = from; n < Math.min(count, from + AT_ONCE); n += 1) {
      const bytes = await slice(file, n);
      sums.add(bytes);
      rows.push(await seal.seal('chunks', [id, n], bytes, count));
    }
    await db.write(['chunks'], (tx) => { for (const row of rows) tx.objectStore('chunks').put(row); });
    if (told((from + rows.length) / count) === false) throw new Refused('stopped');
  }
  return { count, ...sums.done() };
}

/** The opened bytes of `id` as Blobs in order, with {sha256, crc32, size} of what was opened. */
export async function open(id, count) {
  const sums = await summing();
  const blobs = [];
  let size = 0;
  for await (const bytes of pieces(id, count)) {
    sums.add(bytes);
    size += bytes.length;
    blobs.push(new Blob([bytes]));
  }
  return { blobs, size, ...sums.done() };
}

/** The same, box by box; only a few are opened at a time. */
export async function* pieces(id, count) {
  for (let from = 0; from < count; from += AT_ONCE) {
    const to = Math.min(count, from + AT_ONCE) - 1;
    const rows = await db.read(['chunks'], (tx) => {
      const request = tx.objectStore('chunks').getAll(IDBKeyRange.bound([id, from], [id, to]));
      return () => request.result;
    });
    for (let n = from; n <= to; n += 1) yield new Uint8Array(await seal.open('chunks', [id, n], rows[n - from], count));
  }
}

/** {sha256, crc32} of bytes that are all here. */
export async function sumsOf(bytes) {
  const sums = await summing();
  sums.add(bytes);
  return sums.done();
}

async function slice(file, n) {
  try {
    return new Uint8Array(await file.slice(n * SIZE, (n + 1) * SIZE).arrayBuffer());
  } catch (error) {
    // The phone took the file away while it was read.
    throw error instanceof Refused ? error : new Refused('failed');
  }
}

/** {add(bytes), done()}: the sums of bytes that come one after the other; done() gives {sha256, crc32}. */
export async function summing() {
  const [sha256, crc32] = await Promise.all([createSHA256(), createCRC32()]);
  sha256.init();
  crc32.init();
  return {
    add(bytes) {
      sha256.update(bytes);
      crc32.update(bytes);
    },
    done: () => ({ sha256: sha256.digest('hex'), crc32: parseInt(crc32.digest('hex'), 16) }),
  };
}
