// For pages that ask for it: a button that prints, and a box that leaves only the contacts with a word in them.
// Laws: where no script runs neither is shown (noscript.css) and the page is whole; nothing that is typed leaves the page or is kept.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

const box = document.querySelector('[data-filter]');
if (box) {
  const input = box.querySelector('input');
  const status = box.querySelector('[role="status"]');
  const contacts = [...document.querySelectorAll('.contact')];
  const words = contacts.map((contact) => `${heading(contact)} ${contact.textContent}`.toLowerCase());
  const groups = [...document.querySelectorAll('[data-group]')];
  box.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', show);

  // The situation is a word to be found by too: it stands in the heading above.
  function heading(contact) {
    return contact.closest('[data-group]')?.querySelector('h2, h3')?.textContent ?? '';
  }

  function show() {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    contacts.forEach((contact, n) => {
      contact.hidden = !wanted.every((word) => words[n].includes(word));
    });
    const left = contacts.filter((contact) => !contact.hidden).length;
    for (const group of groups) group.hidden = wanted.length > 0 && !group.querySelector('.contact:not([hidden])');
    status.textContent = left ? box.dataset.found.replace('{n}', String(left)) : box.dataset.none;
    if (!wanted.length) status.textContent = '';
  }
}
