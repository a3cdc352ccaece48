// The way out of the reader: finished files, saved by the person's own tap and nothing else.
// Law: a file is ready before the tap; nothing of it is kept once it is let go of.
const READ_WITHIN = 60000;

const ready = new Map();

/** Makes a file from `parts` (Uint8Array, string or Blob, in order) and keeps it until it is saved, replaced or let go of. */
export function offer(key, parts, name, type) {
  ready.set(key, new File(parts, name, { type }));
}

/** Puts the file of this key among the downloads. */
export function save(key) {
  const file = ready.get(key);
  if (!file) return;
  // A browser that would rather show a page than save it must not show it as one of ours.
  const saved = file.type.includes('html') ? new Blob([file], { type: 'application/octet-stream' }) : file;
  const url = URL.createObjectURL(saved);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN);
}

/** Lets go of the file of this key, or of every file. */
export function forgetSaved(key) {
  if (key === undefined) ready.clear();
  else ready.delete(key);
}
