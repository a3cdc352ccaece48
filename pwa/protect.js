// Locks a finished file with a passphrase, as an age file (https://age-encryption.org/v1), which the reader page, the
// command and the stock age program open. The same file is the worker that does it and the way to ask for it.
// Laws: the file passes through in pieces, so its size doesn't matter; the passphrase is used as it was typed, in NFC,
// so that any other program opens the file with the same letters; the worker ends after one use; the library is
// fetched when it is asked for, since most files are handed over open.
import { startBeside } from './beside.js';

// 2 to the 16th: 64 MiB of memory for each guess, which a cheap phone can bear too.
const WORK_FACTOR = 16;

const inWorker = typeof document === 'undefined';

/** The Blob `plain` locked with the passphrase. Rejects where the memory for it can't be had. */
export async function protect(plain, passphrase) {
  const worker = await startBeside(new URL('./protect.js', import.meta.url));
  if (!worker) return lock(plain, passphrase);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.locked ? resolve(data.locked) : reject(new RangeError('memory')));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new RangeError('memory'));
      };
      worker.postMessage({ plain, passphrase });
    });
  } finally {
    worker.terminate();
  }
}

async function lock(plain, passphrase) {
  const { Encrypter } = await import('./vendor/age.js');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return new Response(await encrypter.encrypt(plain.stream())).blob();
}

if (inWorker) {
  onmessage = async ({ data }) => {
    try {
      postMessage({ locked: await lock(data.plain, data.passphrase) });
    } catch {
      postMessage({});
    }
  };
  postMessage('ready');
}
