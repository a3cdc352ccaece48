// Build step: starts the shipped Pyodide under Node and lets precompile.py compile zips.
// Arguments: directory, then source, target and prefix of each zip, relative to that directory.
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const [directory, ...jobs] = process.argv.slice(2);
// A fixed hash seed keeps the order of constants in sets, and so the bytes, the same in each build.
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
pyodide.mountNodeFS('/build', directory);
pyodide.runPython(readFileSync(new URL('./precompile.py', import.meta.url), 'utf8'));
const precompile = pyodide.globals.get('precompile');
for (let i = 0; i < jobs.length; i += 3) {
  precompile(`/build/${jobs[i]}`, `/build/${jobs[i + 1]}`, jobs[i + 2]);
}
