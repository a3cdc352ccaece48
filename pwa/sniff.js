// What a file is, by its first bytes: never by its name, and never by what the phone says.
// Law: only a type from here is ever put on an address that the page opens, so nothing that can run is opened as itself.
export const HEAD_BYTES = 1024;

const FTYP = {
  'image/heic': /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/,
  'image/avif': /^(avif|avis)/,
  'audio/mp4': /^(M4A |M4B )/,
  'video/quicktime': /^qt {2}/,
  'video/3gpp': /^3g[p2]/,
};

// Each line: how the file begins (one character is one byte), and what it then is.
const MAGIC = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^RIFF[^]{4}WAVE/, 'audio/wav'],
  [/^%PDF-/, 'application/pdf'],
  [/^OggS[^]{24,80}\x80theora/, 'video/ogg'],
  [/^OggS/, 'audio/ogg'],
  [/^\x1a\x45\xdf\xa3[^]{0,60}(webm|matroska)/, 'video/webm'],
  [/^fLaC/, 'audio/flac'],
  [/^#!AMR/, 'audio/amr'],
  [/^ID3/, 'audio/mpeg'],
  [/^\xff[\xf0\xf1\xf8\xf9]/, 'audio/aac'],
  [/^\xff[\xe2\xe3\xf2\xf3\xfa\xfb]/, 'audio/mpeg'],
];

/** The type that the first bytes of a file show, or "" when they show none that is known. */
export function sniff(head) {
  const text = Array.from(head.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join('');
  if (text.startsWith('ftyp', 4)) {
    const brand = text.slice(8, 12);
    return Object.keys(FTYP).find((type) => FTYP[type].test(brand)) ?? 'video/mp4';
  }
  return MAGIC.find(([magic]) => magic.test(text))?.[1] ?? '';
}

/** The type to put on bytes that the page opens: what they show, or one that every browser only ever saves. */
export function safe(type) {
  return /^(image\/(?!svg)|audio\/|video\/|application\/pdf$)/.test(type) ? type : 'application/octet-stream';
}
