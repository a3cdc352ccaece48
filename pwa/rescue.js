// If Python can't start, or can't show a log of which something is damaged, what was written can still be got out,
// as text, with JavaScript alone; what doesn't open any more is counted.
// Law: only when the vault is open, and only when the person asks.
import { isOpen } from './vault.js';
import { readWhatOpens } from './store.js';

const failed = document.querySelector('#python-failed');
const way = document.querySelector('#rescue');

// The offer shows when both have happened, in whichever order.
function offer() {
  way.hidden = failed.hidden || !isOpen();
}

new MutationObserver(offer).observe(failed, { attributes: true, attributeFilter: ['hidden'] });
new MutationObserver(offer).observe(document.querySelector('#lock-state'), { childList: true, characterData: true, subtree: true });

async function rescue() {
  const found = { damaged: 0 };
  for (const store of ['records', 'drafts']) {
    const { texts, damaged } = await readWhatOpens(store);
    found[store] = texts.map((text) => JSON.parse(text));
    found.damaged += damaged;
  }
  const file = new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'noter.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

document.addEventListener('click', (event) => {
  if (event.target.closest('#rescue-now, [data-rescue]')) rescue();
});
