// How hard a passphrase is to guess, said honestly: a careful lower estimate, never flattery.
// Law: pure; a phrase is neither kept nor sent.
const LEAST = 10;

// What is guessed first: what stands here, alone or with digits and signs around it.
const COMMON = new Set(`
  password passwort passw0rd kodeord kodeordet adgangskode adgangskoden adgangsord hemmelig hemmeligt hemmelighed
  qwerty qwertyui qwertyuiop qwertyuiopå asdfgh asdfghjkl asdfghjklæø zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc
  qwer qwert azerty abcdef abcdefg abcdefgh abcdefghij abcabc aabbcc iloveyou ilovemyself jegelskerdig jegelsker elskerdig
  welcome velkommen letmein lukmigind login logind administrator admin bruger user test testtest tester default
  danmark denmark danmarkdanmark koebenhavn københavn kobenhavn aarhus århus odense aalborg ålborg esbjerg randers kolding
  horsens vejle roskilde herning silkeborg helsingør helsingoer næstved fredericia viborg skanderborg sønderborg jylland
  fyn sjælland bornholm grønland skagen brøndby broendby fckøbenhavn fcmidtjylland fcnordsjælland agf ob aab liverpool
  manchester manunited arsenal chelsea barcelona realmadrid juventus fodbold football haandbold håndbold superman batman
  spiderman starwars pokemon minecraft fortnite monkey dragon master shadow sunshine princess prinsesse flower blomst
  sommer summer vinter winter efteraar efterår foraar forår januar februar marts april juni juli august september oktober
  november december mandag tirsdag onsdag torsdag fredag loerdag lørdag soendag søndag familie familien mormor morfar
  farmor farfar mor far mamma pappa baby skat skatter skattemus lillemus musling kaereste kæreste elskede elsker
  computer internet google facebook instagram snapchat samsung iphone apple microsoft android windows netflix
  chokolade kaffe pizza slik kage banan appelsin sommerfugl regnbue hund hunden kat katten killing hest hesten
  tiger loeve løve bamse fido buster bella luna rocky simba molly charlie max
  anne mette kirsten hanne anna helle susanne lene maria marianne lone camilla pia louise charlotte julie laura emma
  ida sofie sofia alma freja clara karla nora peter michael jens lars thomas henrik søren soeren martin christian jan
  morten jesper anders mads rasmus mikkel jonas jacob jakob oliver william noah emil lucas oscar alfred carl malthe
  jeghaderdig haderdig fuckyou fuckoff ingenting ligemeget ligegyldigt passwordpassword kodeordkodeord hejhej hejhejhej hejmeddig
  trustno noter notes noterne log loggen minlog stalking dagbog
`.trim().split(/\s+/));

const RUNS = ['abcdefghijklmnopqrstuvwxyzæøå', '01234567890', 'qwertyuiopå', 'asdfghjklæø', 'zxcvbnm', '09876543210'];

/** What is typed, as the vault reads it. */
function normal(phrase) {
  return phrase.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function isCommon(text) {
  const bare = text.replaceAll(' ', '');
  const core = bare.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return core === '' ? isRun(bare) || new Set(bare).size <= 4 || isDate(bare) : COMMON.has(core) || isRun(core) || repeats(bare);
}

function isRun(text) {
  return RUNS.some((run) => (run + run).includes(text) || [...run + run].reverse().join('').includes(text));
}

function isDate(text) {
  return /^\d{1,4}\D?\d{1,2}\D?\d{1,4}$/.test(text) && text.replace(/\D/g, '').length <= 12;
}

function repeats(text) {
  return /^(.{1,5})\1+.{0,4}$/u.test(text);
}

/** Bits that a guesser who tries words first would need at least. */
function bits(text) {
  const words = [...new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2))];
  if (words.length > 2) return words.reduce((sum, word) => sum + (COMMON.has(word) ? 6 : 11), 0);
  const letters = [...text].length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N} ]/u].filter((kind) => kind.test(text)).length;
  return letters * (kinds > 2 ? 3 : 2) + kinds * 2;
}

/** {level: refused|weak|okay|strong, why: short|common|few|more|enough}. */
export function strength(phrase) {
  const text = normal(phrase);
  if ([...text].length < LEAST) return { level: 'refused', why: 'short' };
  if (isCommon(text)) return { level: 'refused', why: 'common' };
  const guessed = bits(phrase.normalize('NFKC').trim());
  if (guessed >= 52) return { level: 'strong', why: 'enough' };
  if (guessed >= 40) return { level: 'okay', why: 'more' };
  return { level: 'weak', why: 'few' };
}

/** Five words drawn evenly: 2048 is a power of two, so cutting off bits favours none. */
export function draw(list) {
  if (list.length !== 2048) throw new RangeError('2048 words');
  return [...crypto.getRandomValues(new Uint16Array(5))].map((n) => list[n & 2047]).join(' ');
}
