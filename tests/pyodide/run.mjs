// Runs the tests of the core inside the Pyodide that the app ships, under Node: the same files as CPython runs.
// Arguments: the root of the project, the site-packages of the virtual environment, then what pytest is told.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [root, sitePackages, ...told] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${root}/pwa/node_modules/pyodide/pyodide.mjs`));
const pyodide = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
pyodide.mountNodeFS('/project', root);
pyodide.mountNodeFS('/site-packages', sitePackages);
pyodide.globals.set('told', pyodide.toPy(told));
process.exitCode = pyodide.runPython(readFileSync(new URL('./inside.py', import.meta.url), 'utf8'));
