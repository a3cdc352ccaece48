// Finds the text of a QR code in a picture: a photo, a screenshot or a scan of the paper it was printed on.
// Laws: the library is fetched with everything else, so that the net may be gone when it is needed, and started only
// when it is asked for; it is given its WebAssembly here, so it looks for none of its own.
import { prepareZXingModule, readBarcodes } from './vendor/zxing.js';

// A phone's photo is larger than any code needs; the small squares must still be some pixels wide.
const MOST_PIXELS = 4096;

/** Settles with the WebAssembly when it has been fetched. */
export const fetched = fetch(new URL('./vendor/zxing_reader.wasm', import.meta.url)).then((answer) => {
  if (!answer.ok) throw new TypeError('missing');
  return answer.arrayBuffer();
});
fetched.catch(() => undefined);

let starting = null;

function start() {
  starting ??= fetched.then((wasmBinary) =>
    prepareZXingModule({ overrides: { wasmBinary, locateFile: (name) => `./vendor/${name}` }, fireImmediately: true }));
  return starting;
}

async function pixels(blob) {
  const whole = await createImageBitmap(blob);
  const scale = Math.min(1, MOST_PIXELS / Math.max(whole.width, whole.height));
  const canvas = new OffscreenCanvas(Math.ceil(whole.width * scale), Math.ceil(whole.height * scale));
  const drawing = canvas.getContext('2d');
  // A code with nothing behind it is black on nothing; paper is white.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}

/** The text of the first code in the picture; empty when there is none, or the file is no picture. */
export async function find(blob) {
  try {
    const picture = await pixels(blob);
    await start();
    const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, tryInvert: true, maxNumberOfSymbols: 1 });
    return found[0]?.text ?? '';
  } catch {
    return '';
  }
}
