// When to lock by itself, and the cover that hides the page while it is put away.
// Laws: time is the wall clock, since timers stop while a phone sleeps; what is due is checked before anything shows;
// the cover is neutral and comes at once, so that the list of open apps shows nothing.
const CHECK_EVERY = 5000;
// Taking a picture or picking a file puts the page away too: then it waits at least this long.
const ERRAND = 300;

const seconds = { idle: 600, hidden: 120 };
let lastTouch = Date.now();
let hiddenSince = 0;
let errand = false;
let lock = () => false;

/** Seconds without a touch, and seconds out of sight, until the log locks. */
export function setTimes({ idle, hidden }) {
  if (idle > 0) seconds.idle = idle;
  if (hidden >= 0) seconds.hidden = hidden;
  lastTouch = Date.now();
}

/** Starts counting anew: the log was opened just now. */
export function openedNow() {
  lastTouch = Date.now();
  if (!document.hidden) hiddenSince = 0;
}

/** Starts watching; `whenDue(reason)` locks, or gives false when nothing is open. */
export function watch(whenDue) {
  lock = whenDue;
  for (const kind of ['pointerdown', 'keydown', 'input', 'wheel']) {
    document.addEventListener(kind, () => { if (!due()) lastTouch = Date.now(); }, { capture: true, passive: true });
  }
  document.addEventListener('click', (event) => {
    errand = event.target instanceof HTMLInputElement && event.target.type === 'file';
  }, true);
  document.addEventListener('visibilitychange', () => (document.hidden ? putAway() : comeBack()));
  addEventListener('pagehide', putAway);
  addEventListener('pageshow', comeBack);
  setInterval(lockIfDue, CHECK_EVERY);
}

/** Covers the page, or shows it again. */
export function cover(on) {
  document.querySelector('#cover').hidden = !on;
  document.body.classList.toggle('covered', on);
}

function putAway() {
  cover(true);
  hiddenSince ||= Date.now();
  // Fires late or never while hidden; comeBack() checks again.
  setTimeout(lockIfDue, allowed() * 1000 + 50);
}

function comeBack() {
  if (document.hidden) return;
  if (lockIfDue()) return;
  hiddenSince = 0;
  errand = false;
  cover(false);
}

function allowed() {
  return errand ? Math.max(seconds.hidden, ERRAND) : seconds.hidden;
}

function due() {
  if (hiddenSince && Date.now() - hiddenSince >= allowed() * 1000) return 'hidden';
  if (Date.now() - lastTouch >= seconds.idle * 1000) return 'idle';
  return '';
}

function lockIfDue() {
  const reason = due();
  return reason !== '' && lock(reason);
}
