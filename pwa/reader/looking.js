// Shows an exhibit large without leaving the page: picture, sound, video, PDF or text.
// Laws: the worker decides by the bytes what a file is, and what isn't one of these is never shown, only said; the browser
// is told the type, so that bytes that lie about theirs can't become a page; a text is set as text; the address of the
// bytes is taken back when it closes.
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'];
const MOST_TEXT = 200000;
const SETTLED = 3000;

const dialog = document.querySelector('#r-viewer');
const title = document.querySelector('#r-viewer-title');
const state = document.querySelector('#r-viewer-state');
const place = document.querySelector('#r-viewer-place');
const about = document.querySelector('#r-viewer-about');
let address = '';
let turn = 0;
let shownAt = -SETTLED;

/** Opens the viewer on `blob`, as `type` (empty when it can't be shown); `said` is HTML of what is said beside it. */
export async function look({ blob, type, name, said }) {
  const mine = ++turn;
  const focused = about.contains(document.activeElement) ? document.activeElement.id : '';
  clear();
  title.textContent = name;
  about.innerHTML = said;
  const shown = type ? await element(blob, type, name) : null;
  if (mine !== turn) return;
  if (shown) place.append(shown);
  shownAt = performance.now();
  if (!dialog.open) dialog.showModal();
  // Whoever goes from one exhibit to the next keeps pressing the same button.
  ((focused && document.getElementById(focused)) || title).focus();
}

/** Closes it. */
export function closeViewer() {
  if (dialog.open) dialog.close();
  clear();
}

// A browser's viewer of PDFs may take the focus when it has loaded, and with it the key that closes; it gives it back once.
addEventListener('blur', () => {
  if (!place.contains(document.activeElement) || performance.now() - shownAt > SETTLED) return;
  shownAt = -SETTLED;
  setTimeout(() => {
    window.focus();
    title.focus();
  });
});

dialog.addEventListener('close', () => {
  turn += 1;
  clear();
  about.replaceChildren();
});

function clear() {
  for (const player of place.querySelectorAll('audio, video')) player.pause();
  place.replaceChildren();
  state.textContent = '';
  if (address) URL.revokeObjectURL(address);
  address = '';
}

async function element(blob, type, name) {
  if (type === 'text/plain') return text(blob);
  address = URL.createObjectURL(blob.slice(0, blob.size, type));
  if (PICTURES.includes(type)) return picture(name);
  if (type.startsWith('audio/')) return made('audio', { controls: true, preload: 'metadata' }, name);
  if (type.startsWith('video/')) return made('video', { controls: true, preload: 'metadata', playsInline: true }, name);
  // Chromium refuses to show a PDF in a sandboxed frame. Bytes that begin as one, on an address that says so, can be
  // nothing else to a browser, and its viewer is a sandbox of its own.
  if (type === 'application/pdf' && navigator.pdfViewerEnabled !== false) return made('iframe', { title: name }, name);
  state.textContent = dialog.dataset.noViewer;
  return null;
}

function made(tag, properties, name) {
  const shown = Object.assign(document.createElement(tag), properties);
  if (tag !== 'iframe') shown.setAttribute('aria-label', name);
  shown.addEventListener('error', () => fail(shown));
  shown.src = address;
  return shown;
}

function fail(shown) {
  shown.remove();
  state.textContent = dialog.dataset.failed;
}

// A picture fits the window at first, and is as large as it is when it is pressed.
function picture(name) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'r-large';
  button.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-label', `${name}. ${dialog.dataset.enlarge}`);
  button.addEventListener('click', () => button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true')));
  const image = document.createElement('img');
  image.alt = '';
  image.addEventListener('error', () => fail(button));
  image.src = address;
  button.append(image);
  return button;
}

async function text(blob) {
  const bytes = await blob.slice(0, MOST_TEXT).arrayBuffer();
  const shown = document.createElement('pre');
  shown.tabIndex = 0;
  shown.textContent = decoded(new Uint8Array(bytes));
  if (blob.size > MOST_TEXT) state.textContent = dialog.dataset.cut;
  return shown;
}

function decoded(bytes) {
  const coding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // The last letter may be cut in two.
    return new TextDecoder(coding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
