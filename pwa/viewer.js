// Shows an exhibit large without leaving the app: picture, sound, video or PDF.
// Laws: the opened bytes live behind one address of this page, taken back when it closes; nothing is loaded from
// anywhere else; a type that can't be shown is said, never guessed at.
import { view } from './exhibits.js';
import { ready, word } from './words.js';

const dialog = document.querySelector('#viewer');
const place = document.querySelector('#viewer-place');
const state = document.querySelector('#viewer-state');
let address = '';
let turn = 0;

/** Opens the exhibit `id`; `name` is its heading. */
export async function show(id, name) {
  const mine = ++turn;
  await ready;
  clear();
  document.querySelector('#viewer-title').textContent = name;
  state.textContent = word('viewer.opening');
  if (!dialog.open) dialog.showModal();
  document.querySelector('#viewer-title').focus();
  try {
    const { url, type } = await view(id);
    if (mine !== turn || !dialog.open) {
      URL.revokeObjectURL(url);
      return;
    }
    address = url;
    const shown = element(url, type, name);
    state.textContent = shown ? '' : word('viewer.no_preview');
    if (shown) place.append(shown);
  } catch {
    if (mine === turn) state.textContent = word('viewer.failed');
  }
}

/** Closes it and takes its address back. */
export function close() {
  if (dialog.open) dialog.close();
}

function clear() {
  place.replaceChildren();
  if (address) URL.revokeObjectURL(address);
  address = '';
}

function element(url, type, name) {
  if (type.startsWith('image/') && type !== 'image/svg+xml') return picture(url, name);
  if (type.startsWith('audio/')) return media('audio', url, name);
  if (type.startsWith('video/')) return media('video', url, name);
  if (type === 'application/pdf' && navigator.pdfViewerEnabled !== false) {
    const frame = document.createElement('iframe');
    frame.title = name;
    frame.src = url;
    return frame;
  }
  return null;
}

function picture(url, name) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'large';
  button.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-label', `${name}. ${word('viewer.enlarge')}`);
  button.addEventListener('click', () => button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true')));
  const image = document.createElement('img');
  image.alt = '';
  image.src = url;
  image.addEventListener('error', () => {
    button.remove();
    state.textContent = word('viewer.no_preview');
  });
  button.append(image);
  return button;
}

function media(kind, url, name) {
  const player = document.createElement(kind);
  player.controls = true;
  player.playsInline = true;
  player.setAttribute('aria-label', name);
  player.src = url;
  player.addEventListener('error', () => {
    player.remove();
    state.textContent = word('viewer.no_preview');
  });
  return player;
}

dialog.addEventListener('close', () => {
  turn += 1;
  clear();
});
document.addEventListener('noter:lock', close);
