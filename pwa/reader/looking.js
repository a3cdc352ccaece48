// Shows an exhibit large without leaving the page: picture, sound, video or PDF.
// Laws: a type that isn't one of these is never shown, only said; the browser is told the type, so that bytes that lie
// about theirs can't become a page; the address of the bytes is taken back when it closes.
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

const dialog = document.querySelector('#r-viewer');
const title = document.querySelector('#r-viewer-title');
const state = document.querySelector('#r-viewer-state');
const place = document.querySelector('#r-viewer-place');
let address = '';

/** Opens the viewer on `blob`, as `type`; `name` is its heading. */
export function look(blob, type, name) {
  clear();
  title.textContent = name;
  address = URL.createObjectURL(blob.slice(0, blob.size, type));
  const shown = element(type, name);
  state.textContent = shown ? '' : dialog.dataset.none;
  if (shown) place.append(shown);
  if (!dialog.open) dialog.showModal();
  title.focus();
}

/** Closes it. */
export function closeViewer() {
  if (dialog.open) dialog.close();
  clear();
}

dialog.addEventListener('close', clear);

function clear() {
  place.replaceChildren();
  if (address) URL.revokeObjectURL(address);
  address = '';
}

function element(type, name) {
  if (PICTURES.includes(type)) return made('img', { alt: name });
  if (type.startsWith('audio/')) return made('audio', { controls: true, preload: 'metadata' });
  if (type.startsWith('video/')) return made('video', { controls: true, preload: 'metadata', playsInline: true });
  if (type === 'application/pdf' && navigator.pdfViewerEnabled !== false) return made('iframe', { title: name });
  return null;
}

function made(tag, properties) {
  const shown = Object.assign(document.createElement(tag), properties);
  shown.addEventListener('error', () => {
    shown.remove();
    state.textContent = dialog.dataset.failed;
  });
  shown.src = address;
  return shown;
}
