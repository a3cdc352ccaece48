// The one way out: hands a finished file to another app or to the device's downloads.
// Laws: the file is ready before the tap, since a tap counts for a few seconds only; it leaves only by that tap;
// nothing of it is kept afterwards.
import { protect as locked } from './protect.js';
import { Refused } from './refused.js';

// Long enough for a slow phone to have read it.
const READ_WITHIN = 60000;

let ready = null;
// The file that is being locked piece by piece; another one, or letting go, takes its place.
let making = null;

/** Makes the file from `parts` (Uint8Array or Blob, in order) and keeps it for `share` or `download`. */
export function build(parts, name, type) {
  forget();
  ready = new File(Array.from(parts), name, { type });
}

/** Makes the file from `pieces` (an async iterable of Uint8Arrays), locked on the way. Resolves {name, size}, or rejects with "stopped" or "full". */
export async function lock(pieces, passphrase, name) {
  forget();
  const mine = {};
  making = mine;
  const blob = await locked(pieces, passphrase);
  // A browser that had no room for it says so only when it is read.
  await blob.slice(-1).arrayBuffer().catch(() => { throw new Refused('full'); });
  if (making !== mine) throw new Refused('stopped');
  ready = new File([blob], name, { type: 'application/octet-stream' });
  return { name, size: ready.size };
}

/** Puts the locked file in the place of the open one. Resolves {name, size}; the open one stays where it fails. */
export async function protect(passphrase) {
  const open = ready;
  if (!open) throw new Refused('failed');
  let file;
  try {
    file = new File([await locked(open, passphrase)], `${open.name}.age`, { type: 'application/octet-stream' });
  } catch {
    throw new Refused('failed');
  }
  // Another file may have been made while this one was locked.
  if (ready !== open) throw new Refused('failed');
  ready = file;
  return { name: file.name, size: file.size };
}

/** Whether this device can hand the file to another app. */
export function canShare() {
  return ready !== null && navigator.canShare?.({ files: [ready] }) === true;
}

/** Hands the file over; must be called within the tap. Resolves "shared" or "cancelled". */
export async function share() {
  if (!ready) throw new Refused('failed');
  return handOver({ files: [ready] });
}

/** Whether this device can hand a text to another app. */
export function canShareText() {
  return typeof navigator.share === 'function';
}

/** Hands a text over; must be called within the tap. Resolves "shared" or "cancelled". */
export function shareText(text) {
  return handOver({ text });
}

async function handOver(what) {
  try {
    await navigator.share(what);
    return 'shared';
  } catch (error) {
    if (error.name === 'AbortError') return 'cancelled';
    throw new Refused('failed');
  }
}

/** Puts the file among the device's downloads. */
export function download() {
  if (!ready) throw new Refused('failed');
  // A browser that would rather show a page than save it must not show it as one of ours.
  const saved = ready.type.includes('html') ? new Blob([ready], { type: 'application/octet-stream' }) : ready;
  const url = URL.createObjectURL(saved);
  const link = document.createElement('a');
  link.href = url;
  link.download = ready.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN);
}

/** Lets go of the file. */
export function forget() {
  ready = null;
  making = null;
}
