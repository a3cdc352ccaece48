// Argon2id: makes a passphrase slow to guess. The same file is the worker that does it and the way to ask for it.
// Laws: it runs beside the page so that the page stays alive, and in the page where no worker can start; the worker
// ends after one use, which gives back its memory and all that was in it.
import { argon2id } from './vendor/hash-wasm.js';
import { startBeside } from './beside.js';

const HASH_BYTES = 32;

const inWorker = typeof document === 'undefined';

/** 32 bytes from the secret's bytes, which are wiped. Rejects with a RangeError where the memory can't be had. */
export async function stretch(secret, { m, t, p, salt }) {
  const worker = await startBeside(new URL('./kdf.js', import.meta.url));
  if (!worker) return compute(secret, { m, t, p, salt });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.bytes ? resolve(data.bytes) : reject(new RangeError('memory')));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new RangeError('memory'));
      };
      worker.postMessage({ secret, m, t, p, salt }, [secret.buffer]);
    });
  } finally {
    worker.terminate();
  }
}

async function compute(secret, { m, t, p, salt }) {
  try {
    const cost = { memorySize: m, iterations: t, parallelism: p, hashLength: HASH_BYTES };
    return await argon2id({ password: secret, salt: new Uint8Array(salt), outputType: 'binary', ...cost });
  } finally {
    secret.fill(0);
  }
}

if (inWorker) {
  onmessage = async ({ data }) => {
    try {
      const bytes = await compute(data.secret, data);
      postMessage({ bytes }, [bytes.buffer]);
    } catch {
      postMessage({});
    }
  };
  postMessage('ready');
}
