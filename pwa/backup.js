// The bytes of a backup, on their way into a locked file and out of one.
// Laws: never more than a few pieces of it are open at a time; an exhibit that is put away is the one that was asked for,
// or nothing; one that is here and whole is left as it is.
import { summing } from './chunks.js';
import * as exhibits from './exhibits.js';
import * as outlet from './outlet.js';
import { Refused } from './refused.js';
import { unlock } from './unlock.js';

/** JSON of {id: crc32} of those exhibits that are noted here as what is asked for; takes JSON of [{id, sha256, size}]. */
export async function noted(askedJson) {
  const found = {};
  for (const { id, sha256, size } of JSON.parse(askedJson)) {
    try {
      const facts = await exhibits.noted(id);
      if (facts.sha256 === sha256 && facts.size === size) found[id] = facts.crc32;
    } catch (error) {
      if (error.name !== 'damaged') throw error;
    }
  }
  return JSON.stringify(found);
}

/**
 * Makes the locked file ready in the outlet, from `parts` in order: bytes, and ids of exhibits. `told(bytes)` hears how far
 * it is and may return false to stop. Resolves {name, size}; rejects with "stopped", "failed", or "damaged" (and `exhibit`).
 */
export async function make(parts, passphrase, name, told) {
  try {
    return await outlet.lock(laidOut(Array.from(parts), told), passphrase, name);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('failed');
  }
}

async function* laidOut(parts, told) {
  let done = 0;
  const passed = (bytes) => {
    done += bytes.length;
    if (told(done) === false) throw new Refused('stopped');
    return bytes;
  };
  for (const part of parts) {
    if (typeof part === 'string') yield* ofExhibit(part, passed);
    else yield passed(part);
  }
}

async function* ofExhibit(id, passed) {
  try {
    for await (const bytes of exhibits.pieces(id)) yield passed(bytes);
  } catch (error) {
    throw error.name === 'damaged' ? new Refused('damaged', { exhibit: id }) : error;
  }
}

/** Opens a locked file; rejects as unlock() does. `told(bytes)` hears how far it is and may return false to stop. */
export async function open(file, passphrase, told) {
  return new Reading(await unlock(file, passphrase), told);
}

/** An opened backup, read from its first byte to its last. */
class Reading {
  constructor(source, told) {
    this.source = source;
    this.told = told;
    this.left = new Uint8Array(0);
    this.done = 0;
  }

  /** The next bytes; fewer than asked for at the end. */
  async take(size) {
    const whole = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const piece = await this.some(size - at);
      if (!piece) break;
      whole.set(piece, at);
      at += piece.length;
    }
    return at < size ? whole.slice(0, at) : whole;
  }

  /** {crc32, sha256} of the next bytes, which are kept nowhere. */
  async skip(size) {
    const sums = await summing();
    let at = 0;
    while (at < size) {
      const piece = await this.some(size - at);
      if (!piece) throw new Refused('damaged');
      sums.add(piece);
      at += piece.length;
    }
    return sums.done();
  }

  /** The same of an exhibit, which is kept under its id; `kept` says whether it wasn't here yet. */
  async keep(id, size, sha256) {
    if (await exhibits.isWhole(id)) return { ...await this.skip(size), kept: false };
    const slice = (from, to) => ({ arrayBuffer: async () => (await this.take(Math.min(to, size) - from)).buffer });
    return { ...await exhibits.restore(id, { size, slice }, sha256, () => true), kept: true };
  }

  close() {
    this.source.close();
  }

  async some(most) {
    if (!this.left.length) {
      const piece = await this.source.next();
      if (!piece) return null;
      this.done += piece.length;
      if (this.told(this.done) === false) throw new Refused('stopped');
      this.left = piece;
    }
    const piece = this.left.subarray(0, most);
    this.left = this.left.subarray(piece.length);
    return piece;
  }
}
