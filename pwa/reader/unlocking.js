// Opens a file that is protected with a passphrase (https://age-encryption.org/v1).
// Laws: the file passes through in pieces into a Blob, so its size doesn't matter; how much work a guess costs is read
// first, since a stranger may have written a number that would keep this computer busy for hours.
import { Decrypter } from '../app/vendor/age.js';

// The library's own limit: a gigabyte of memory for each guess.
const MOST_WORK = 20;
const HEAD = 2048;
// The same file as letters, as mail wants it; that form is for small ones.
const ARMOUR = '-----BEGIN AGE';
const MOST_ARMOURED = 64 << 20;

async function bare(blob) {
  if (!(await blob.slice(0, ARMOUR.length).text()).startsWith(ARMOUR)) return blob;
  if (blob.size > MOST_ARMOURED) throw new RangeError('too large');
  const letters = atob((await blob.text()).replace(/-----[^-]+-----|\s+/g, ''));
  return new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))]);
}

/** Resolves {blob} or {refused: 'wrong' | 'no_passphrase' | 'too_much_work' | 'too_large' | 'damaged'}; `passed(bytes)` tells how far it is. */
export async function decrypt(given, passphrase, passed) {
  let blob = null;
  try {
    blob = await bare(given);
  } catch (error) {
    return { refused: error instanceof RangeError ? 'too_large' : 'damaged' };
  }
  const head = await blob.slice(0, HEAD).text();
  const stanza = /^-> scrypt \S+ (\d+)$/m.exec(head);
  if (!stanza) return { refused: 'no_passphrase' };
  if (Number(stanza[1]) > MOST_WORK) return { refused: 'too_much_work' };
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize('NFC'));
  let opened = null;
  try {
    opened = await decrypter.decrypt(blob.stream());
  } catch (error) {
    return { refused: /no identity matched/.test(error.message) ? 'wrong' : 'damaged' };
  }
  let done = 0;
  const counted = new TransformStream({
    transform(piece, controller) {
      done += piece.byteLength;
      passed(done);
      controller.enqueue(piece);
    },
  });
  try {
    return { blob: await new Response(opened.pipeThrough(counted)).blob() };
  } catch {
    return { refused: 'damaged' };
  }
}
