// The lock: the form that opens the vault, the demo, and closing everything again.
// Laws: the form takes a passphrase before Python is ready; locking always ends in a fresh page, so that nothing
// that was read stays in memory; a wrong passphrase costs time and never the log.
import * as vault from './vault.js';
import { facts } from './store.js';
import { cover, openedNow, setTimes, watch } from './autolock.js';
import { begin, renew } from './setup.js';
import { language, ready, setLanguage, word } from './words.js';

export { setTimes, openedNow as stillHere };

const DEMO = new URLSearchParams(location.search).has('proeve');
// The demo holds invented incidents only; its passphrase keeps nothing from anyone.
const DEMO_PASSPHRASE = 'opdigtet log til at prøve med';
const DRAFT_MAY_TAKE = 300;
// Fetching pen and paper takes a while, and the recovery code is shown only once.
const WRITING_DOWN = { idle: 1800, hidden: 900 };
const SAYS = { damaged: 'lock.damaged', mistyped: 'lock.mistyped', too_new: 'lock.too_new' };

const body = document.body;
const $ = (selector) => document.querySelector(selector);
let wanted = false;
let told = false;
let locking = false;
let waitUntil = 0;

// ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────

/** Python listens now; it hears `noter:open` as soon as the vault is open, which may be already. */
export function pythonIsReady() {
  body.dataset.python = 'ready';
  tellPython();
}

function enter() {
  wanted = true;
  openedNow();
  $('#lock-state').textContent = word('lock.starting');
  tellPython();
}

function tellPython() {
  if (!wanted || told || body.dataset.python !== 'ready') return;
  told = true;
  show('app');
  document.dispatchEvent(new CustomEvent('noter:open', { detail: { demo: DEMO } }));
}

function show(screen) {
  body.dataset.screen = screen;
  scrollTo(0, 0);
}

async function start() {
  await vault.use(DEMO ? 'noter-proeve' : 'noter');
  if (DEMO) return openDemo();
  warnAboutStorage();
  if (await vault.exists()) {
    if (!document.activeElement || document.activeElement === body) $('#passphrase').focus();
  } else {
    await ready;
    setUp(begin);
  }
}

// The times that the person has chosen come with the log itself.
function setUp(steps) {
  setTimes(WRITING_DOWN);
  show('setup');
  steps(enter);
}

async function openDemo() {
  $('#demo-mark').hidden = false;
  $('#lock-form').hidden = true;
  $('.lock-ways').hidden = true;
  try {
    await ((await vault.exists()) ? vault.unlock(DEMO_PASSPHRASE) : vault.create(DEMO_PASSPHRASE));
    enter();
  } catch {
    await ready;
    warn(word('demo.failed'));
  }
}

async function warnAboutStorage() {
  try {
    const { private_window_suspected: suspected } = JSON.parse(await facts());
    await ready;
    if (suspected) warn(word('app.private_window'));
  } catch {
    // What the browser won't tell is no reason to stop.
  }
}

function warn(text) {
  $('#storage-warning').hidden = false;
  $('#storage-warning p').textContent = text;
}

// ── The two forms ────────────────────────────────────────────────────────────────────────────────────────

$('#lock-form').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt($('#passphrase'), $('#lock-message'), $('#unlock'), 'lock.empty', vault.unlock, enter);
});

$('#recovery').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt($('#recovery-code'), $('#recovery-message'), $('#recover'), 'lock.empty_code', vault.unlockWithRecovery, () => {
    setUp(renew);
  });
});

async function attempt(field, message, button, whenEmpty, open, then) {
  if (button.classList.contains('busy') || Date.now() < waitUntil) return;
  await ready;
  message.textContent = '';
  field.removeAttribute('aria-invalid');
  if (!field.value.trim()) return refuse(field, message, word(whenEmpty));
  button.classList.add('busy');
  $('#lock-state').textContent = word('lock.opening');
  try {
    await open(field.value);
    field.value = '';
    then();
  } catch (error) {
    $('#lock-state').textContent = '';
    const seconds = Math.ceil(error.waitSeconds ?? 0);
    if (error.name === 'wrong') refuse(field, message, wrong(seconds));
    else refuse(field, message, word(SAYS[error.name] ?? 'lock.failed'));
    if (seconds > 0) countDown(seconds);
  } finally {
    button.classList.remove('busy');
  }
}

function wrong(seconds) {
  if (seconds < 1) return word('lock.wrong');
  return seconds === 1 ? word('lock.wrong_wait.one') : word('lock.wrong_wait.many', { n: seconds });
}

function refuse(field, message, text) {
  message.textContent = text;
  field.setAttribute('aria-invalid', 'true');
  field.focus();
  field.select();
}

// The seconds are shown on the button; a screen reader hears the first sentence and the last, not each number.
function countDown(seconds) {
  waitUntil = Date.now() + seconds * 1000;
  const buttons = [[$('#unlock'), 'lock.unlock'], [$('#recover'), 'lock.recover']];
  const tick = () => {
    const left = Math.ceil((waitUntil - Date.now()) / 1000);
    for (const [button, key] of buttons) {
      button.textContent = left > 0 ? word('lock.countdown', { n: left }) : word(key);
      button.setAttribute('aria-disabled', String(left > 0));
    }
    if (left > 0) setTimeout(tick, 250);
    else $('#lock-state').textContent = word('lock.try_again');
  };
  tick();
}

$('#use-recovery').addEventListener('click', () => swap(true));
$('#recover-back').addEventListener('click', () => swap(false));

function swap(recovering) {
  $('#lock-form').hidden = recovering;
  $('#use-recovery').hidden = recovering;
  $('#recovery').hidden = !recovering;
  $(recovering ? '#recovery-code' : '#passphrase').focus();
}

for (const button of document.querySelectorAll('[data-shows]')) {
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    for (const id of button.dataset.shows.split(' ')) document.getElementById(id).type = on ? 'text' : 'password';
  });
}

for (const button of [$('#other-language'), $('#setup-language')]) {
  button.addEventListener('click', () => setLanguage(language() === 'da' ? 'en' : 'da'));
}

// ── Help ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Shows the numbers to call; works locked and open. */
export function openHelp() {
  if (!$('#help').open) $('#help').showModal();
  $('#help').scrollTop = 0;
  $('#help-title').focus();
}

for (const button of document.querySelectorAll('[data-help]')) button.addEventListener('click', openHelp);
for (const button of document.querySelectorAll('dialog [data-close]')) {
  button.addEventListener('click', () => button.closest('dialog').close());
}

// ── Locking ──────────────────────────────────────────────────────────────────────────────────────────────

/** Locks because the person asked. */
export function lockNow() {
  return lock('asked');
}

/** Covers the page, lets drafts be kept for a moment, drops the key and loads the page anew. */
export async function lock(reason) {
  if (locking || (!vault.isOpen() && reason !== 'elsewhere')) return;
  locking = true;
  cover(true);
  const waits = [];
  const detail = { reason, waitUntil: (promise) => waits.push(promise) };
  document.dispatchEvent(new CustomEvent('noter:lock', { detail }));
  const enough = new Promise((resolve) => { setTimeout(resolve, DRAFT_MAY_TAKE); });
  await Promise.race([Promise.allSettled(waits), enough]);
  vault.lock(reason === 'asked');
  location.replace(location.pathname);
}

// The quick exit waits for nothing: the key goes at once. Should the page be seen again, it is a fresh, locked one.
document.addEventListener('noter:lock', (event) => {
  if (event.detail.reason !== 'exit') return;
  locking = true;
  vault.lock(true);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) location.replace(location.pathname); });
});

// Another tab was left or locked by hand: this one follows. A tab that locks by itself leaves the others alone.
vault.onLock(() => { if (!locking) lock('elsewhere'); });

// The demo has nothing to hide and opens without asking; it is covered like the rest but never locks by itself.
watch((reason) => {
  if (DEMO || !vault.isOpen()) return false;
  lock(reason);
  return true;
});

start().catch(async () => {
  await ready;
  warn(word('app.storage_hidden'));
});
