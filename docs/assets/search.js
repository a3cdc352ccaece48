// The box that finds pages: it loads what it needs when somebody comes to it, and shows what was found as links under it.
// Laws: what is typed leaves this page for nowhere, stands in no address, is not kept, and is wiped when the page is left.
const box = document.querySelector('.search');
const input = box.querySelector('input');
const found = box.querySelector('.found');
const status = found.querySelector('[role="status"]');
const list = found.querySelector('ol');
const root = new URL(box.dataset.root, document.baseURI);
const language = document.documentElement.lang;
let loading;

input.addEventListener('focus', () => {
  load().catch(() => {});
  if (input.value.trim()) show();
});
input.addEventListener('input', show);
box.addEventListener('submit', (event) => {
  event.preventDefault();
  list.querySelector('a')?.focus();
});
box.addEventListener('focusout', ({relatedTarget}) => {
  if (!box.contains(relatedTarget)) found.hidden = true;
});
box.addEventListener('keydown', move);
addEventListener('pagehide', () => {
  input.value = '';
  clear();
});

function load() {
  loading ??= Promise.all([import('./finding.js'), import(`./forms/${language}.js`), texts()]).then(([finding, forms, documents]) => {
    // In Danish words are joined to longer ones.
    const index = finding.indexed(documents, {...forms, joined: language === 'da'});
    return (question) => finding.find(index, question);
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function texts() {
  const answer = await fetch(new URL(box.dataset.index, document.baseURI));
  if (!answer.ok) throw new Error('the texts of the site are not there');
  return (await answer.json()).docs;
}

async function show() {
  const question = input.value.trim();
  if (!question) return clear();
  try {
    const find = await load();
    // Somebody who types on wants an answer to the latest only.
    if (question === input.value.trim()) fill(find(question));
  } catch {
    fill({pages: [], near: false}, box.dataset.failed);
  }
}

function clear() {
  found.hidden = true;
  status.textContent = '';
  list.replaceChildren();
}

function fill({pages, near}, trouble) {
  const many = pages.length === 1 ? box.dataset.one : box.dataset.many.replace('{n}', String(pages.length));
  list.replaceChildren(...pages.map(entry));
  found.hidden = false;
  found.scrollTop = 0;
  status.textContent = trouble ?? (pages.length ? (near ? box.dataset.near : many) : box.dataset.none);
}

function entry({location, title, heading, excerpt}) {
  const link = document.createElement('a');
  link.href = new URL(location, root).href;
  link.append(element('strong', title));
  if (heading) link.append(element('span', heading, 'part'));
  const text = document.createElement('span');
  text.append(...excerpt.map((piece) => (piece.marked ? element('mark', piece.text) : piece.text)));
  link.append(text);
  const row = document.createElement('li');
  row.append(link);
  return row;
}

function element(name, text, part = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (part) made.className = part;
  return made;
}

// The arrows go through what was found and back to the box; Escape closes it.
function move(event) {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (event.key === 'Escape' && !found.hidden) {
    input.focus();
    found.hidden = true;
  } else if (event.key === 'ArrowDown' && !found.hidden) {
    links[Math.min(at + 1, links.length - 1)]?.focus();
  } else if (event.key === 'ArrowUp' && at >= 0) {
    (links[at - 1] ?? input).focus();
  } else {
    return;
  }
  event.preventDefault();
}
