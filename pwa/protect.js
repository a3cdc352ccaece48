// Locks a file with a passphrase, as an age file (https://age-encryption.org/v1), which the reader page, the
// command and the stock age program open. The same file is the worker that does it and the way to ask for it.
// Laws: the file passes through in pieces, so its size doesn't matter; the passphrase is used as it was typed, in NFC,
// so that any other program opens the file with the same letters; the worker ends after one use; the library is
// fetched when it is asked for, since most files are handed over open.
import { startBeside } from './beside.js';

// 2 to the 16th: 64 MiB of memory for each guess, which a cheap phone can bear too.
const WORK_FACTOR = 16;
const GATHERED = 4 << 20;

const inWorker = typeof document === 'undefined';

/**
 * `plain` locked with the passphrase, as a Blob: a Blob, or an async iterable of Uint8Arrays, which are taken over one by
 * one when there is room for the next. Rejects where the memory for it can't be had, and with what the iterable rejects with.
 */
export async function protect(plain, passphrase) {
  const worker = await startBeside(new URL('./protect.js', import.meta.url));
  const pieces = plain instanceof Blob ? null : plain[Symbol.asyncIterator]();
  if (!worker) return lock(pieces ? streamOf(async () => (await pieces.next()).value) : plain.stream(), passphrase);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.locked) resolve(data.locked);
        else if (data.more) pieces.next().then(({ value }) => worker.postMessage({ piece: value ?? null })).catch(reject);
        else reject(new RangeError('memory'));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new RangeError('memory'));
      };
      worker.postMessage({ plain: pieces ? null : plain, passphrase });
    });
  } finally {
    worker.terminate();
    pieces?.return?.().catch(() => undefined);
  }
}

/** A stream of what `next()` resolves to, until that is nothing. */
function streamOf(next) {
  const pull = async (controller) => {
    const piece = await next();
    if (piece) controller.enqueue(piece);
    else controller.close();
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

async function lock(stream, passphrase) {
  const { Encrypter } = await import('./vendor/age.js');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return gathered((await encrypter.encrypt(stream)).getReader());
}

// A Blob of many small Blobs lies where the browser has room for it; one of loose bytes would lie in memory.
async function gathered(reader) {
  const blobs = [];
  let loose = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (value) {
      loose.push(value);
      size += value.length;
    }
    if (done || size > GATHERED) {
      blobs.push(new Blob(loose));
      loose = [];
      size = 0;
    }
    if (done) return new Blob(blobs);
  }
}

if (inWorker) {
  let arrived = () => undefined;
  const asked = () => new Promise((resolve) => {
    arrived = resolve;
    postMessage({ more: true });
  });
  onmessage = async ({ data }) => {
    if ('piece' in data) {
      arrived(data.piece);
      return;
    }
    try {
      postMessage({ locked: await lock(data.plain?.stream() ?? streamOf(asked), data.passphrase) });
    } catch {
      postMessage({});
    }
  };
  postMessage('ready');
}
