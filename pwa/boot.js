// Starts Python and says so, in words that stand in the page, when it can't be started.
// Law: PyScript core turns its default worker hook into code with Function(), which the page's policy forbids;
// emptying that set before core looks at it is what lets the policy stay strict. No worker of ours needs the hook.
const failed = document.querySelector('#python-failed');
let state = 'starting';

function fail() {
  if (state !== 'running' && failed) failed.hidden = false;
}

// An error may quote what a person wrote: only its kind and the places in the code reach the console.
function report(error) {
  for (const line of String(error?.message ?? error).split('\n')) {
    const safe = /^\s+File ".*/.exec(line) ?? /^[\w.]*(Error|Exception|Interrupt)\b/.exec(line);
    if (safe) console.error(safe[0]);
  }
}

// Python's own errors come here after core caught them; core then goes on as if all were well.
function heard(error) {
  report(error);
  if (error instanceof Error && state === 'starting') state = 'broken';
  if (state === 'broken') fail();
}

function uncaught(event) {
  const error = event.reason ?? event.error;
  if (error?.name === 'PythonError') {
    event.preventDefault();
    report(error);
  }
  fail();
}

addEventListener('unhandledrejection', uncaught);
addEventListener('error', uncaught);
document.addEventListener('py:done', () => {
  if (state === 'broken') return;
  state = 'running';
  if (failed) failed.hidden = true;
});

// When the browser refuses its WebAssembly, Pyodide only warns and then waits for ever; here the refusal is heard.
const way = globalThis.WebAssembly?.instantiateStreaming ? 'instantiateStreaming' : 'instantiate';
const instantiate = globalThis.WebAssembly?.[way];
if (instantiate) {
  WebAssembly[way] = (...given) => {
    const made = instantiate.apply(WebAssembly, given);
    made.catch(fail);
    return made;
  };
} else {
  fail();
}

// Core loads its plugins for each of its two Pythons; this keeps those of the one we don't use away.
const micropython = document.createElement('mpy-config');
micropython.hidden = true;
micropython.textContent = JSON.stringify({
  plugins: ['!deprecations-manager', '!donkey', '!error', '!py-editor', '!py-game', '!py-terminal'],
});
document.head.append(micropython);

import('./pyscript/core.js').then(({ hooks }) => {
  hooks.worker.onBeforeRunAsync.clear();
  hooks.main.onReady.add((wrap) => { wrap.io.stderr = heard; });
}).catch(fail);
