// Lossless copies of pictures without what the camera wrote into them: place, time, model, small copies.
// Laws: pure functions of bytes; what is left makes exactly the same pixels; only parts that are known to be needed
// for showing the picture are kept, so what nobody here has heard of goes out too; a file whose structure is not
// understood gives null and never half a picture.

/** The copy of a JPEG, PNG or WebP, or null. */
export function withoutMetadata(bytes) {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes);
    if (ascii(bytes, 1, 3) === 'PNG') return png(bytes);
    if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return webp(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

// ── JPEG: segments up to the end of the first image; what phones append after it (a film, a depth map) is left out ──

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP = { 0xe0: 'JFIF\0', 0xe2: 'ICC_PROFILE\0', 0xee: 'Adobe' };

function jpeg(bytes) {
  const kept = [];
  let turned = 1;
  let at = 2;
  while (bytes[at + 1] !== EOI) {
    if (bytes[at] !== 0xff) throw new RangeError();
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    let end = at + 2 + number(bytes, at + 2, 2);
    if (end > bytes.length || end < at + 4) throw new RangeError();
    if (marker === 0xe1 && ascii(bytes, at + 4, 6) === 'Exif\0\0') turned = orientation(bytes.subarray(at + 10, end));
    if (marker === SOS) end = endOfScan(bytes, end);
    if (needed(marker, bytes, at + 4)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  // How the picture was held stands among what was taken out; without it the picture would lie on its side.
  const jfif = kept[0]?.[1] === 0xe0 ? 1 : 0;
  if (turned !== 1) kept.splice(jfif, 0, orientationOnly(turned));
  return joined([Uint8Array.of(0xff, SOI), ...kept, Uint8Array.of(0xff, EOI)]);
}

function needed(marker, bytes, at) {
  if (marker === COM) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return marker in APP && ascii(bytes, at, APP[marker].length) === APP[marker];
}

// In a scan 0xff is followed by 0 or a restart mark; anything else is the next segment.
function endOfScan(bytes, from) {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(0xff, at);
    while (at >= 0 && bytes[at + 1] === 0xff) at += 1;
    if (at < 0 || at + 1 >= bytes.length) throw new RangeError();
    if (bytes[at + 1] !== 0 && (bytes[at + 1] < 0xd0 || bytes[at + 1] > 0xd7)) return at;
  }
}

// TIFF 6.0: byte order, 42, where the first directory is; each entry is tag, kind, count, value, twelve bytes in all.
function orientation(tiff) {
  const little = ascii(tiff, 0, 2) === 'II';
  const directory = number(tiff, 4, 4, little);
  const entries = number(tiff, directory, 2, little);
  for (let n = 0; n < entries; n += 1) {
    const entry = directory + 2 + n * 12;
    if (number(tiff, entry, 2, little) === 0x0112) {
      const value = number(tiff, entry + 8, 2, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

function orientationOnly(value) {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.of(0xff, 0xe1, 0, exif.length + 2, ...exif);
}

// ── PNG: length, name, content, checksum; the checksums of what is kept still hold ──────────────────────────

const PNG_KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
);

function png(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8, name = ''; name !== 'IEND';) {
    const end = at + 12 + number(bytes, at, 4);
    if (end > bytes.length) throw new RangeError();
    name = ascii(bytes, at + 4, 4);
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return joined(kept);
}

// ── WebP: RIFF chunks, each filled up to an even length; the first says what else there is ─────────────────

const WEBP_KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const SAYS_EXIF_OR_XMP = 0x08 | 0x04;

function webp(bytes) {
  const kept = [];
  const end = 8 + number(bytes, 4, 4, true);
  if (end > bytes.length) throw new RangeError();
  for (let at = 12; at < end;) {
    const size = number(bytes, at + 4, 4, true);
    const next = at + 8 + size + (size & 1);
    if (at + 8 + size > end) throw new RangeError();
    const name = ascii(bytes, at, 4);
    const chunk = bytes.slice(at, next);
    if (name === 'VP8X') chunk[8] &= ~SAYS_EXIF_OR_XMP;
    if (WEBP_KEPT.has(name)) kept.push(chunk);
    at = next;
  }
  const body = joined(kept);
  const head = bytes.slice(0, 12);
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  return joined([head, body]);
}

// ── Bytes ────────────────────────────────────────────────────────────────────────────────────────────────

function number(bytes, at, length, little = false) {
  if (at + length > bytes.length) throw new RangeError();
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
  return length === 2 ? view.getUint16(0, little) : view.getUint32(0, little);
}

function ascii(bytes, at, length) {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
