// The words of the shell in the language the person reads, from the same words files as Python's.
// Law: Danish stands in the page already, so nothing waits for this; a missing file leaves it as it is.
const LANGUAGES = ['da', 'en'];
// People who read these read Danish rather than English.
const NEAR_DANISH = ['da', 'fo', 'kl', 'nb', 'nn', 'no', 'sv'];
const KEPT = 'language';

let now = 'da';
let words = {};

/** The language that the page is in. */
export function language() {
  return now;
}

/** The text of a key, its {named} places filled in. */
export function word(key, values = {}) {
  return (words[key] ?? '').replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** Puts the whole shell in another language and remembers the choice, which says nothing about anyone. */
export async function setLanguage(wanted) {
  const chosen = LANGUAGES.includes(wanted) ? wanted : 'da';
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  if (chosen !== now) await use(chosen);
}

/** Forgets the choice. */
export function forgetLanguage() {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Without storage there is nothing to forget.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function preferred() {
  const kept = remembered();
  if (LANGUAGES.includes(kept)) return kept;
  const first = (navigator.languages?.[0] ?? navigator.language ?? 'da').toLowerCase().split('-')[0];
  return NEAR_DANISH.includes(first) ? 'da' : 'en';
}

async function use(chosen) {
  const answer = await fetch(`./words/${chosen}.json`);
  if (!answer.ok) return;
  words = await answer.json();
  now = chosen;
  document.documentElement.lang = chosen;
  document.title = word('app.name');
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = word(place.dataset.word);
  for (const place of document.querySelectorAll('[data-word-attrs]')) {
    for (const pair of place.dataset.wordAttrs.split(' ')) {
      const [attribute, key] = pair.split(':');
      place.setAttribute(attribute, word(key));
    }
  }
  for (const place of document.querySelectorAll('[data-lang]')) place.hidden = place.dataset.lang !== chosen;
  document.dispatchEvent(new CustomEvent('noter:language'));
}

/** Settles when the words are there; the page works before that. */
export const ready = use(preferred()).catch(() => undefined);
