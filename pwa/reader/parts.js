// What the worker asks the browser for: opening a protected file, finding the code in a picture, telling what a file is by
// its first bytes, and making a picture small.
import { find, fetched as finder } from './scanning.js';
import { decrypt } from './unlocking.js';

/** Settles when everything that these parts may need later has been fetched. */
export const fetched = finder;

export { sniff } from '../app/sniff.js';
export { decrypt as unlock, find as scan };

/** A small JPEG of a picture, at most `side` pixels each way; null when the browser can't read it. */
export async function small(blob, side) {
  try {
    const whole = await createImageBitmap(blob);
    const scale = Math.min(1, side / Math.max(whole.width, whole.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(whole.width * scale)), Math.max(1, Math.round(whole.height * scale)));
    canvas.getContext('2d').drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  } catch {
    return null;
  }
}
