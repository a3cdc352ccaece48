// If Python can't start, what was written can still be got out, as text, with JavaScript alone.
// Law: only when the vault is open, and only when the person asks.
import { isOpen } from './vault.js';
import { readAll } from './store.js';

const failed = document.querySelector('#python-failed');
const way = document.querySelector('#rescue');

// The offer shows when both have happened, in whichever order.
function offer() {
  way.hidden = failed.hidden || !isOpen();
}

new MutationObserver(offer).observe(failed, { attributes: true, attributeFilter: ['hidden'] });
new MutationObserver(offer).observe(document.querySelector('#lock-state'), { childList: true, characterData: true, subtree: true });

document.querySelector('#rescue-now').addEventListener('click', async () => {
  const rows = await Promise.all(['records', 'drafts'].map(async (store) => [store, JSON.parse(await readAll(store)).map((row) => JSON.parse(row.text))]));
  const file = new Blob([JSON.stringify(Object.fromEntries(rows), null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'noter.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
