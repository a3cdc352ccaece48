// The recovery code: 125 random bits in Crockford's base32 (https://www.crockford.com/base32.html) and his check
// symbol, in groups of four, to be written on paper.
// Laws: read forgivingly, as it was meant; a slip of the pen is told at once, before any slow work.
import { Refused } from './refused.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 25;
const CHECK = 37n;

/** A new code. It is drawn again until its check symbol is a letter or digit too: nobody has to write "~". */
export function draw() {
  for (;;) {
    const body = Array.from(crypto.getRandomValues(new Uint8Array(SYMBOLS)), (byte) => ALPHABET[byte & 31]).join('');
    const check = ALPHABET[checkOf(body)];
    if (check) return `${body}${check}`.match(/.{1,4}/g).join('-');
  }
}

/** The code without spaces and dashes, in capitals, with O, I and L as the digits they were meant to be. */
export function parse(code) {
  const symbols = code.toUpperCase().replace(/[\s\p{Pd}]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const whole = symbols.length === SYMBOLS + 1 && [...symbols].every((symbol) => ALPHABET.includes(symbol));
  if (!whole || ALPHABET[checkOf(symbols.slice(0, SYMBOLS))] !== symbols[SYMBOLS]) throw new Refused('mistyped');
  return symbols;
}

function checkOf(body) {
  let number = 0n;
  for (const symbol of body) number = number * 32n + BigInt(ALPHABET.indexOf(symbol));
  return Number(number % CHECK);
}
