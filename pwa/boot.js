// Starts Python and says so, in words that stand in the page, when it can't be started.
// Law: PyScript core turns its default worker hook into code with Function(), which the page's policy forbids;
// emptying that set before core looks at it is what lets the policy stay strict. No worker of ours needs the hook.
const failed = document.querySelector('#python-failed');
let started = false;

function fail() {
  if (!started && failed) failed.hidden = false;
}

// An error message may hold what a person wrote: only its kind and the places in the code reach the console.
function report(text) {
  for (const line of String(text).split('\n')) {
    const place = /^\s+File ".*/.exec(line) ?? /^[\w.]*(Error|Exception|Interrupt)\b/.exec(line);
    if (place) console.error(place[0]);
  }
}

function caught(event) {
  const reason = event.reason ?? event.error;
  if (reason?.name === 'PythonError') {
    event.preventDefault();
    report(reason.message);
  }
  fail();
}

addEventListener('unhandledrejection', caught);
addEventListener('error', caught);
document.addEventListener('py:done', () => {
  started = true;
  if (failed) failed.hidden = true;
});

// Core loads its plugins for each of its two Pythons; this keeps those of the one we don't use away.
const micropython = document.createElement('mpy-config');
micropython.hidden = true;
micropython.textContent = JSON.stringify({
  plugins: ['!deprecations-manager', '!donkey', '!error', '!py-editor', '!py-game', '!py-terminal'],
});
document.head.append(micropython);

import('./pyscript/core.js').then(({ hooks }) => {
  hooks.worker.onBeforeRunAsync.clear();
  hooks.main.onReady.add((wrap) => { wrap.io.stderr = (line) => report(line); });
}).catch(fail);
