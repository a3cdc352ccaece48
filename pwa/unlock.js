// Opens a file that is locked with a passphrase (https://age-encryption.org/v1), piece by piece, and keeps nothing of it.
// The same file is the worker that does it and the way to ask for it.
// Laws: what was opened lies nowhere but in the few pieces that are asked for; how much work a guess costs is read first,
// since a stranger may have written a number that would keep a phone busy for hours.
import { startBeside } from './beside.js';
import { Refused } from './refused.js';

// A quarter of a gigabyte of memory for each guess; ours is a quarter of that.
const MOST_WORK = 18;
const HEAD = 2048;
const PIECE = 1 << 20;

const inWorker = typeof document === 'undefined';

/**
 * {next, close}: `next()` resolves to the next Uint8Array, or null at the end. Rejects with "wrong_passphrase",
 * "not_backup", "damaged", or "failed" where the file can't be read.
 */
export async function unlock(file, passphrase) {
  const worker = await startBeside(new URL('./unlock.js', import.meta.url));
  if (!worker) return open(file, passphrase);
  let settle = null;
  const asked = (message) => new Promise((resolve, reject) => {
    settle = { resolve, reject };
    worker.postMessage(message);
  });
  worker.onmessage = ({ data }) => (data.refused ? settle.reject(new Refused(data.refused)) : settle.resolve(data.piece));
  worker.onerror = (event) => {
    event.preventDefault();
    settle?.reject(new Refused('failed'));
  };
  try {
    await asked({ file, passphrase });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { next: () => asked({}), close: () => worker.terminate() };
}

async function open(file, passphrase) {
  const { Decrypter } = await import('./vendor/age.js');
  const head = await textOf(file.slice(0, HEAD));
  const stanza = /^age-encryption\.org\/v1\n-> scrypt \S+ (\d+)$/m.exec(head);
  if (!stanza) throw new Refused('not_backup');
  if (Number(stanza[1]) > MOST_WORK) throw new Refused('damaged');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize('NFC'));
  let reader;
  try {
    reader = (await decrypter.decrypt(file.stream())).getReader();
  } catch (error) {
    throw new Refused(/no identity matched/.test(error.message) ? 'wrong_passphrase' : why(error));
  }
  const next = async () => {
    const found = [];
    let size = 0;
    while (size < PIECE) {
      const { value, done } = await reader.read().catch((error) => { throw new Refused(why(error)); });
      if (done) break;
      found.push(value);
      size += value.length;
    }
    return size ? joined(found, size) : null;
  };
  return { next, close: () => reader.cancel().catch(() => undefined) };
}

async function textOf(blob) {
  try {
    return await blob.text();
  } catch (error) {
    throw new Refused(why(error));
  }
}

// The phone may take a file away while it is read; that says nothing of the file.
function why(error) {
  return ['NotReadableError', 'NotFoundError'].includes(error?.name) ? 'failed' : 'damaged';
}

function joined(pieces, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

if (inWorker) {
  let opened = null;
  onmessage = async ({ data }) => {
    try {
      if (data.file) {
        opened = await open(data.file, data.passphrase);
        postMessage({ piece: null });
        return;
      }
      const piece = await opened.next();
      postMessage({ piece }, piece ? [piece.buffer] : []);
    } catch (error) {
      postMessage({ refused: error instanceof Refused ? error.name : 'failed' });
    }
  };
  postMessage('ready');
}
