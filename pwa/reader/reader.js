// The page's half of the reader: tells the worker what is done here and puts what it draws in its place.
// Laws: nothing that was opened is kept or sent, and all of it is gone when the page is left; HTML comes from the worker
// alone, where every text is escaped; no rule about a log is known here; the page's own words stand in the page.
import { look, closeViewer } from './looking.js';
import { forgetPictures, give, watcher } from './pictures.js';
import { forgetSaved, offer, save } from './saving.js';

const START_WITHIN = 120000;

const door = document.querySelector('#r-door');
const engine = document.querySelector('#r-engine');
const failed = document.querySelector('#r-failed');
const input = document.querySelector('#r-files');
const over = document.querySelector('#r-over');
const progress = document.querySelector('#r-progress');
const room = document.querySelector('#r-room');
const screen = document.querySelector('#r-screen');
const toast = document.querySelector('#r-toast');

let worker = null;
let state = 'starting';
let unsaved = false;
let fading = 0;

// ── What is told to the worker ─────────────────────────────────────────────────────────────────────────────────────

function tell(what, about = '', fields = {}, files = []) {
  worker?.postMessage({ what, about, fields, files });
}

/** What stands in a form: the name of a field and its texts, in order. */
function fieldsOf(form) {
  const found = {};
  for (const control of form.elements) {
    if (!control.name || ['file', 'button', 'submit'].includes(control.type)) continue;
    found[control.name] ??= [];
    if (!['checkbox', 'radio'].includes(control.type) || control.checked) found[control.name].push(control.value);
  }
  return found;
}

function opens(files) {
  const given = Array.from(files);
  if (!given.length || state === 'failed') return;
  if (state === 'starting') engine.textContent = engine.dataset.waiting;
  tell('files', '', {}, given);
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const closes = target?.closest('[data-close]');
  if (closes) closeViewer();
  const picks = target?.closest('[data-picks]');
  if (picks) document.getElementById(picks.dataset.picks).click();
  const saves = target?.closest('[data-save]');
  if (saves) save(saves.dataset.save);
  const does = target?.closest('[data-do]');
  if (!does || does.disabled || !does.closest('.r, .r-progress')) return;
  event.preventDefault();
  tell(does.dataset.do, does.dataset.id ?? '');
});

document.addEventListener('submit', (event) => {
  const name = event.target.dataset.form;
  if (!name) return;
  event.preventDefault();
  tell(`submit-${name}`, event.target.dataset.id ?? '', fieldsOf(event.target));
});

document.addEventListener('input', (event) => {
  const form = event.target.closest('[data-form]');
  if (form && event.target.type !== 'file') tell(`input-${form.dataset.form}`, event.target.name ?? '', fieldsOf(form));
});

document.addEventListener('change', (event) => {
  const chosen = event.target;
  if (chosen.type !== 'file' || !chosen.dataset.files) return;
  if (chosen.dataset.files === 'files') opens(chosen.files);
  else tell(chosen.dataset.files, chosen.dataset.id ?? '', {}, Array.from(chosen.files));
  chosen.value = '';
});

// A file may be dropped anywhere. It leaves the page for another one if the browser is left to it.
for (const name of ['dragenter', 'dragover']) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    over.hidden = state === 'failed';
  });
}
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) over.hidden = true;
});
document.addEventListener('drop', (event) => {
  over.hidden = true;
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  const place = event.target instanceof Element ? event.target.closest('[data-drop]') : null;
  if (place) tell(place.dataset.drop, '', {}, Array.from(event.dataTransfer.files));
  else opens(event.dataTransfer.files);
});
document.addEventListener('paste', (event) => {
  const files = Array.from(event.clipboardData?.files ?? []);
  if (!files.length) return;
  event.preventDefault();
  tell('pasted', '', {}, files);
});

const watch = watcher(screen, (ids) => tell('input-pictures', '', { ids }));

// ── What the worker asks for ───────────────────────────────────────────────────────────────────────────────────────

const asked = {
  ready() {
    clearTimeout(starting);
    state = 'ready';
    engine.textContent = engine.dataset.ready;
    document.body.dataset.reader = 'ready';
  },
  failed: fail,
  draw({ html, focus }) {
    say('');
    forgetPictures();
    screen.innerHTML = html;
    watch();
    if (room.hidden) enter();
    scrollTo(0, 0);
    moveFocus(focus);
  },
  show({ html, focus }) {
    say('');
    forgetPictures();
    const view = screen.querySelector('#r-view');
    view.innerHTML = html;
    watch();
    if (view.getBoundingClientRect().top < 0) screen.querySelector('#r-tabs').scrollIntoView();
    moveFocus(focus);
  },
  patch({ selector, html }) {
    const place = screen.querySelector(selector);
    if (!place) return;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
    place.innerHTML = html;
    watch();
    // What has the focus is drawn anew under the same name, and whoever was there stays there.
    if (focused) document.getElementById(focused)?.focus();
  },
  append({ selector, html }) {
    screen.querySelector(selector)?.insertAdjacentHTML('beforeend', html);
    watch();
  },
  fill({ selector, values }) {
    const form = screen.querySelector(selector);
    for (const [name, value] of Object.entries(form ? values : {})) form.elements[name].value = value;
  },
  enter,
  home,
  focus: ({ selector }) => moveFocus(selector),
  say: ({ text }) => say(text),
  aloud({ text }) {
    const place = document.querySelector('#r-aloud');
    if (place.textContent !== text) place.textContent = text;
  },
  progress: showProgress,
  pictures: ({ blobs }) => give(screen, blobs),
  view: look,
  offer: ({ key, parts, name, type }) => offer(key, parts, name, type),
  save: ({ key }) => save(key),
  forget: ({ key }) => forgetSaved(key),
  unsaved({ is }) {
    unsaved = is;
  },
};

function say(text) {
  clearTimeout(fading);
  toast.hidden = !text;
  toast.textContent = text;
  // It stays for as long as it takes to read.
  if (text) fading = setTimeout(() => say(''), Math.max(6, text.length / 12) * 1000);
}

function showProgress({ fraction, text, stoppable }) {
  progress.hidden = !text;
  document.querySelector('#r-progress-text').textContent = text;
  progress.querySelector('button').hidden = !stoppable;
  const bar = document.querySelector('#r-progress-bar');
  if (fraction < 0) bar.removeAttribute('value');
  else bar.value = fraction;
}

function moveFocus(selector) {
  const place = selector && screen.querySelector(selector);
  if (!place) return;
  for (let fold = place.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  place.focus();
}

// ── Coming and going ───────────────────────────────────────────────────────────────────────────────────────────────

function enter() {
  if (!room.hidden) return;
  room.hidden = false;
  document.body.classList.add('r-reading');
  // The browser's own way back leads to the list, not out of the reader; its address says nothing of what is open.
  history.pushState({ reader: true }, '');
}

/** Back to the door, when nothing is open any more. */
function home() {
  room.hidden = true;
  document.body.classList.remove('r-reading');
  scrollTo(0, 0);
  input.focus();
}

addEventListener('popstate', () => {
  if (room.hidden) return;
  tell('back');
});

addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault();
});

function forget() {
  worker?.terminate();
  worker = null;
  forgetPictures();
  forgetSaved();
  closeViewer();
  screen.replaceChildren();
}

// A page that is left may be kept whole by the browser, and shown again to whoever presses "back" on this computer.
addEventListener('pagehide', forget);
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
document.querySelector('#r-close').addEventListener('click', () => location.reload());

function fail() {
  clearTimeout(starting);
  if (state === 'ready') return;
  state = 'failed';
  worker?.terminate();
  door.hidden = true;
  failed.hidden = false;
  document.body.dataset.reader = 'failed';
}

const starting = setTimeout(fail, START_WITHIN);
door.hidden = false;
input.value = '';
try {
  worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: document.documentElement.lang });
  worker.onmessage = ({ data }) => asked[data.do](data);
  worker.onerror = (event) => {
    event.preventDefault();
    fail();
  };
} catch {
  fail();
}
