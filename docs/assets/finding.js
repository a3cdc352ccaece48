// Finds the pages in which words stand, in one language: whole, in another form, begun, within a longer word, or misspelt.
// Laws: no page, no network and no memory of what was asked; the same question to the same texts gives the same answer.

// How good each way of finding a word is, the best first. In Danish a word is often the end of a longer one.
const WHOLE = 1;
const FORM = 0.9;
const BEGUN = 0.6;
const SAME = 0.5;
const WITHIN = 0.3;
const PART = 0.2;
const LIKE = 0.15;
// Shorter than this, a piece of a word says too little.
const PIECE = 4;
// A word that stands oftener than this in a part of a page says no more for it.
const OFTEN = 8;
// How much of a question a page must answer, when none answers all of it.
const MOST = 0.75;
const BEFORE = 60;
const AFTER = 120;

// For keyboards without the Danish letters, and for words with an accent.
const LETTERS = {æ: 'ae', ø: 'oe', å: 'aa', ä: 'ae', ö: 'oe', ß: 'ss'};
const WORD = /[\p{L}\p{N}]+/gu;

export function fold(word) {
  const spelt = word.replace(/[æøåäöß]/g, (letter) => LETTERS[letter]);
  return spelt.normalize('NFD').replace(/\p{M}/gu, '');
}

function wordsOf(text) {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? [];
}

// The words of all texts, each with its forms and the places where it stands.
// A document is what MkDocs writes of one part of a page: {location, title, text}.
// Of the language it needs {stem, same, joined}: its stemmer, its groups of words that mean the same, and whether it joins words.
export function indexed(documents, {stem, same, joined}) {
  const words = new Map();
  const titles = new Map();
  const parts = documents.map(({location, title, text}, n) => {
    const [page, heading] = location.split('#');
    const part = {location, page, title: plain(title), text: plain(text), heading};
    if (!heading) titles.set(page, part.title);
    for (const [field, weight] of [[part.title, heading ? 3 : 6], [part.text, 1]]) {
      for (const word of wordsOf(field)) {
        if (!words.has(word)) words.set(word, {folded: fold(word), stem: fold(stem(word)), places: new Map()});
        const {places} = words.get(word);
        places.set(n, (places.get(n) ?? 0) + weight);
      }
    }
    return part;
  });
  const groups = same.map((group) => new Set(group.map((word) => fold(stem(word)))));
  return {words, parts, titles, stem, groups, joined};
}

function plain(html) {
  const signs = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&'};
  const text = html.replace(/<[^>]*>/g, ' ').replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (sign) => signs[sign]);
  return text.replace(/\s+/g, ' ').replace(/ ([.,:;?!])/g, '$1').trim();
}

// The pages, the best first; `near` says that some word was only found misspelt.
export function find(index, question) {
  const asked = [...new Set(wordsOf(question))].map((word) => meant(index, word));
  const pages = new Map();
  for (const {found} of asked) {
    const places = placesOf(index, found);
    const on = new Set([...places.keys()].map((place) => index.parts[place].page));
    // A word that few pages hold says more about what is looked for.
    const weight = Math.log(1 + index.titles.size / (on.size || 1));
    for (const page of on) {
      if (!pages.has(page)) pages.set(page, {covered: 0, words: 0, parts: new Map()});
      pages.get(page).covered += weight;
      pages.get(page).words += 1;
    }
    for (const [place, points] of places) {
      const {parts} = pages.get(index.parts[place].page);
      parts.set(place, (parts.get(place) ?? 0) + points);
    }
  }
  const words = new Set(asked.flatMap(({found}) => [...found.keys()]));
  const found = [...enough(pages, asked)].map(([page, seen]) => best(index, page, seen, words));
  found.sort((one, other) => other.points - one.points || (one.page < other.page ? -1 : 1));
  return {near: asked.some((word) => word.near), pages: found};
}

// The pages with every word that was asked for; where there is none, those with most of what matters.
function enough(pages, asked) {
  const every = [...pages].filter(([, {words}]) => words === asked.length);
  if (every.length) return every;
  const most = Math.max(0, ...[...pages.values()].map(({covered}) => covered));
  return [...pages].filter(([, {covered}]) => covered >= MOST * most);
}

// Which words of the texts a typed word may mean, and how surely.
function meant(index, typed) {
  const word = fold(typed);
  const stem = fold(index.stem(typed));
  const group = index.groups.find((each) => each.has(stem));
  const found = new Map();
  for (const [each, {folded, stem: other}] of index.words) {
    const sure = Math.max(sureness(word, stem, folded, other, index.joined), group?.has(other) ? SAME : 0);
    if (sure) found.set(each, sure);
  }
  if (found.size || word.length < PIECE) return {found, near: false};
  const slips = word.length < 8 ? 1 : 2;
  for (const [each, {folded}] of index.words) {
    // The word may not be typed to its end yet.
    if (distance(word, folded, slips) <= slips || distance(word, folded.slice(0, word.length), slips) <= slips) found.set(each, LIKE);
  }
  if (found.size || !index.joined) return {found, near: found.size > 0};
  for (const [each, {stem: other}] of index.words) {
    if (other.length > PIECE && stem.endsWith(other)) found.set(each, PART);
  }
  return {found, near: false};
}

function sureness(word, stem, folded, other, joined) {
  if (folded === word) return WHOLE;
  if (other === stem) return FORM;
  if (folded.startsWith(word)) return BEGUN;
  if (stem.length < PIECE) return 0;
  if (folded.startsWith(stem)) return BEGUN;
  return joined && folded.includes(stem) ? WITHIN : 0;
}

// How many slips of the finger lie between two words: a letter more, less, other, or two that changed places.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let above = Array.from({length: other.length + 1}, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, above] = [above, row];
  }
  return above[other.length];
}

// The places of a word's forms with their points: a form that few parts of the site hold says more.
function placesOf(index, found) {
  const points = new Map();
  for (const [word, sure] of found) {
    const {places} = index.words.get(word);
    const rare = Math.log(1 + index.parts.length / places.size);
    for (const [place, times] of places) {
      points.set(place, Math.max(points.get(place) ?? 0, sure * rare * (1 + Math.log(Math.min(times, OFTEN)))));
    }
  }
  return points;
}

function best(index, page, {parts}, words) {
  const ranked = [...parts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const rest = ranked.slice(1).reduce((sum, [, points]) => sum + points, 0);
  const part = index.parts[ranked[0][0]];
  return {
    page,
    location: part.location,
    title: index.titles.get(page) ?? part.title,
    heading: part.heading ? part.title : '',
    excerpt: excerpt(part.text, words),
    points: ranked[0][1] + 0.1 * rest,
  };
}

// The first place where a word stands, with some text around it: pieces with and without a mark.
function excerpt(text, words) {
  const hits = [...text.matchAll(WORD)].filter(([word]) => words.has(word.normalize('NFC').toLowerCase()));
  const first = hits[0]?.index ?? 0;
  const start = first > BEFORE ? text.indexOf(' ', first - BEFORE) + 1 : 0;
  const end = first + AFTER < text.length ? text.lastIndexOf(' ', first + AFTER) : text.length;
  const pieces = [{text: start ? '… ' : '', marked: false}];
  let at = start;
  for (const {0: word, index} of hits) {
    if (index + word.length > end) break;
    pieces.push({text: text.slice(at, index), marked: false}, {text: word, marked: true});
    at = index + word.length;
  }
  pieces.push({text: text.slice(at, Math.max(at, end)) + (end < text.length ? ' …' : ''), marked: false});
  return pieces.filter((piece) => piece.text);
}
