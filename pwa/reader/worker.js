// Starts Python beside the page, and is the way in and out of it.
// Laws: everything is fetched before it says that it is ready, so the net may be gone afterwards; nothing but these
// files of ours is ever asked for; of an error only its kind and its place in the code are written on the console.
import { loadPyodide } from '../app/pyodide/pyodide.mjs';
import * as parts from './parts.js';

const HOME = '/home/pyodide/';
const waiting = [];
let told = null;

onmessage = ({ data }) => {
  if (told) told(data.what, data.about, data.fields, data.files);
  else waiting.push(data);
};

// An error may quote what stands in a log.
function report(error) {
  for (const line of String(error?.message ?? error).split('\n')) {
    const safe = /^\s+File ".*/.exec(line) ?? /^[\w.]*(Error|Exception|Interrupt|CannotRead|TooNew)\b/.exec(line);
    if (safe) console.error(safe[0]);
  }
}

addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  report(event.reason);
});

// Where its WebAssembly is missing or refused, Pyodide only warns and then waits for ever; here both are heard.
const refused = new Promise((_, reject) => {
  const { instantiate, instantiateStreaming } = globalThis.WebAssembly ?? {};
  if (!instantiate) {
    reject(new TypeError('missing'));
    return;
  }
  WebAssembly.instantiate = (...given) => {
    const made = instantiate(...given);
    made.catch(reject);
    return made;
  };
  if (!instantiateStreaming) return;
  WebAssembly.instantiateStreaming = async (source, ...more) => {
    const answer = await source;
    if (!answer.ok) reject(new TypeError('missing'));
    return instantiateStreaming(answer, ...more);
  };
});
refused.catch(() => undefined);

async function bytes(address) {
  const answer = await fetch(new URL(address, import.meta.url));
  if (!answer.ok) throw new TypeError('missing');
  return answer.arrayBuffer();
}

try {
  const all = Promise.all([
    loadPyodide({
      indexURL: new URL('../app/pyodide/', import.meta.url).href,
      packageCacheDir: '',
      stdout: () => undefined,
      stderr: report,
    }),
    bytes('./reader.zip'),
    bytes('../app/libs.zip'),
    parts.fetched,
  ]);
  const [python, own, libraries] = await Promise.race([all, refused]);
  python.unpackArchive(own, 'zip', { extractDir: HOME });
  // The libraries that make reports stay packed until one is made.
  python.FS.writeFile(`${HOME}libs.zip`, new Uint8Array(libraries));
  python.runPython(`import sys; sys.path.append("${HOME}libs.zip")`);
  python.registerJsModule('reader_parts', { unlock: parts.unlock, scan: parts.scan, small: parts.small, sniff: parts.sniff });
  told = python.pyimport('logbog_web.reader.desk').start(self.name);
  postMessage({ do: 'ready' });
  for (const data of waiting.splice(0)) told(data.what, data.about, data.fields, data.files);
} catch (error) {
  report(error);
  postMessage({ do: 'failed' });
}
