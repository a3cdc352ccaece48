// The first steps, and a new passphrase after the recovery code: chosen, written down, checked.
// Laws: works without Python; a passphrase or a code is never kept in the page longer than its step;
// nothing is made until the person asks for it.
import * as vault from './vault.js';
import { draw, strength } from './strength.js';
import { word } from './words.js';

const STEPS = ['setup-1', 'setup-2', 'setup-3', 'setup-code', 'setup-install'];
const $ = (selector) => document.querySelector(selector);
const own = $('#new-passphrase');
const again = $('#again');

let finish = () => undefined;
let renewing = false;
let list = [];
let suggested = '';
let code = '';
let installPrompt = null;

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  installPrompt = event;
  $('#install-now').hidden = false;
  $('#install-menu').hidden = true;
});

/** The first run, from the beginning; `then()` is called with the vault open. */
export function begin(then) {
  finish = then;
  $('#setup-ios').hidden = standsAlone() || !('standalone' in navigator);
  step('setup-1');
}

/** A new passphrase for a vault that the recovery code opened. */
export function renew(then) {
  finish = then;
  renewing = true;
  $('#setup-3-title').dataset.word = 'setup.new_title';
  $('#create').dataset.word = 'setup.change';
  $('#setup-3 .step').remove();
  $('#choose-back').hidden = true;
  for (const place of [$('#setup-3-title'), $('#create')]) place.textContent = word(place.dataset.word);
  step('setup-3');
}

function step(name) {
  for (const id of STEPS) document.getElementById(id).hidden = id !== name;
  if (name === 'setup-1') wantBackup(false);
  if (name === 'setup-3') suggest();
  tellSteps();
  scrollTo(0, 0);
  $(`#${name} h1`).focus({ preventScroll: true });
}

function tellSteps() {
  for (const place of document.querySelectorAll('[data-step]')) place.textContent = word('setup.step', { n: place.dataset.step });
  if (!$('#strength').hidden) tellStrength();
}

function standsAlone() {
  return matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;
}

document.addEventListener('noter:language', tellSteps);
for (const button of document.querySelectorAll('[data-step-to]')) {
  button.addEventListener('click', () => step(`setup-${button.dataset.stepTo}`));
}

$('#setup-restore').addEventListener('click', () => {
  wantBackup(true);
  step('setup-2');
});

// Python reads the mark when the log opens, and asks for the backup then.
function wantBackup(wanted) {
  document.body.dataset.wants = wanted ? 'restore' : '';
  $('#setup-restore-text').hidden = !wanted;
}

$('#setup-unsure').addEventListener('click', (event) => {
  const advice = $('#setup-unsure-advice');
  advice.hidden = !advice.hidden;
  event.currentTarget.setAttribute('aria-expanded', String(!advice.hidden));
  if (!advice.hidden) advice.querySelector('h2').focus();
});

// ── Choosing ─────────────────────────────────────────────────────────────────────────────────────────────

async function suggest() {
  if (!list.length) list = await (await fetch('./words/passphrase-da.json')).json();
  suggested = draw(list);
  $('#suggestion').textContent = suggested;
}

$('#suggestion-another').addEventListener('click', suggest);

$('#suggestion-use').addEventListener('click', () => {
  own.value = suggested;
  again.value = suggested;
  const shows = $('[data-shows="new-passphrase again"]');
  if (shows.getAttribute('aria-pressed') !== 'true') shows.click();
  tellStrength();
  own.focus();
});

own.addEventListener('input', tellStrength);

function judge() {
  const drawn = own.value !== '' && own.value === suggested;
  return drawn ? { level: 'strong', why: 'drawn' } : strength(own.value);
}

const LEVELS = { refused: 'setup.strength_weak', weak: 'setup.strength_weak', okay: 'setup.strength_okay', strong: 'setup.strength_strong' };
const WHYS = {
  short: 'setup.why_short', common: 'setup.why_common', few: 'setup.why_few',
  more: 'setup.why_more', enough: 'setup.why_enough', drawn: 'setup.why_drawn',
};

function tellStrength() {
  const place = $('#strength');
  const { level, why } = judge();
  place.hidden = own.value === '';
  place.dataset.level = level === 'refused' ? 'weak' : level;
  place.querySelector('b').textContent = word(LEVELS[level]);
  place.querySelector('.why').textContent = word(WHYS[why]);
}

$('#choose').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = $('#create');
  if (button.classList.contains('busy')) return;
  const { level, why } = judge();
  const wrong = [];
  if (level === 'refused') wrong.push([own, word(WHYS[why])]);
  else if (own.value !== again.value) wrong.push([again, word('setup.error_confirm')]);
  if (tellErrors(wrong)) return;

  button.classList.add('busy');
  $('#choose-state').textContent = word('setup.creating');
  try {
    if (renewing) await vault.setPassphrase(own.value);
    code = renewing ? await vault.newRecoveryCode() : await vault.create(own.value);
    for (const field of [own, again]) field.value = '';
    suggested = '';
    $('#suggestion').textContent = '';
    showCode();
  } catch {
    tellErrors([[own, word('setup.error_failed')]]);
  } finally {
    button.classList.remove('busy');
    $('#choose-state').textContent = '';
  }
});

function tellErrors(wrong) {
  const summary = $('#choose-errors');
  const places = wrong.map(([field, text]) => {
    const line = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = text;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
    });
    line.append(link);
    return line;
  });
  summary.querySelector('ul').replaceChildren(...places);
  summary.hidden = wrong.length === 0;
  for (const field of [own, again]) {
    if (wrong.some(([at]) => at === field)) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
  if (wrong.length) summary.focus();
  return wrong.length > 0;
}

// ── Writing down ─────────────────────────────────────────────────────────────────────────────────────────

function showCode() {
  const groups = code.split(/[\s-]+/).map((group) => {
    const part = document.createElement('span');
    part.textContent = group;
    return part;
  });
  // The spaces between keep it one readable line for a screen reader and for copying.
  $('#recovery-shown').replaceChildren(...groups.flatMap((group, n) => (n ? [' ', group] : [group])));
  step('setup-code');
}

// Read as Crockford base32 is: O is 0, I and L are 1.
const asRead = (text) => text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

$('#code-check').addEventListener('submit', (event) => {
  event.preventDefault();
  const last = $('#code-last');
  const typed = asRead(last.value);
  const group = asRead(code.split(/[\s-]+/).at(-1));
  const right = typed === group || (typed.length > group.length && typed === asRead(code));
  $('#code-message').textContent = right ? '' : word('setup.code_wrong');
  last.toggleAttribute('aria-invalid', false);
  if (!right) {
    last.setAttribute('aria-invalid', 'true');
    last.focus();
    return;
  }
  code = '';
  last.value = '';
  $('#recovery-shown').replaceChildren();
  if (renewing || standsAlone()) done();
  else step('setup-install');
});

// ── Installing ───────────────────────────────────────────────────────────────────────────────────────────

$('#install-skip').addEventListener('click', () => done());

$('#install-now').addEventListener('click', async () => {
  const prompt = installPrompt;
  installPrompt = null;
  try {
    await prompt?.prompt();
  } catch {
    // Said no, or asked before: the way on is the same.
  }
  done();
});

function done() {
  finish();
}
