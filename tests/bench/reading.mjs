// Reads log.json in the Pyodide that the app ships, and parses and hashes the same bytes in JavaScript, in turns.
// Arguments: the root of the project, the file, how many times. Answers with the medians in seconds, as JSON.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [root, file, times] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${root}/pwa/node_modules/pyodide/pyodide.mjs`));
const pyodide = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
pyodide.mountNodeFS('/project', root);
const bytes = readFileSync(file);
pyodide.FS.writeFile('/log.json', bytes);
const read = pyodide.runPython(`
import sys
sys.path.insert(0, "/project/py")
from logbog import casefile
def read():
    with open("/log.json", "rb") as file:
        return len(casefile.read(file).histories)
read
`);

async function peer() {
  JSON.parse(new TextDecoder().decode(bytes));
  await crypto.subtle.digest('SHA-256', bytes);
}

async function seconds(run) {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
}

const median = (taken) => taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)];
const ours = [], theirs = [];
// The first round warms up and doesn't count.
for (let n = 0; n <= Number(times); n += 1) {
  const taken = [await seconds(read), await seconds(peer)];
  if (n) {
    ours.push(taken[0]);
    theirs.push(taken[1]);
  }
}
console.log(JSON.stringify({ ours: median(ours), theirs: median(theirs) }));
