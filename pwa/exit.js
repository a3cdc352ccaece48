// The quick exit, on every page of the site and of the app: locks first, blanks the page, then leaves.
// Laws: the link works as it stands when this file never arrives; the address it leads to stands in the link alone;
// nothing here asks, waits or can fail on the way out. The way it listens for Shift is GOV.UK's "exit this page":
// Shift as a modifier does not count, any other key starts over, and five seconds pass between presses at most.
(() => {
  const WAIT = 5000;
  const PRESSES = 3;
  const link = document.querySelector('a[data-exit]');
  if (!link) return;

  const status = document.createElement('span');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  link.after(status);

  const dots = document.createElement('span');
  dots.className = 'exit-dots';
  dots.setAttribute('aria-hidden', 'true');
  dots.hidden = true;
  for (let n = 0; n < PRESSES; n += 1) dots.append(document.createElement('span'));
  link.append(dots);

  let pressed = 0;
  let timer = 0;
  let modifier = false;

  function show(text) {
    dots.hidden = pressed === 0;
    [...dots.children].forEach((dot, n) => dot.classList.toggle('on', n < pressed));
    status.textContent = text ?? '';
  }

  function forget(text) {
    clearTimeout(timer);
    pressed = 0;
    show(text);
  }

  // Where to: the link's own target, or our own neutral page when there is no net, and when the app stands alone
  // on a phone, where an outside page would only open on top of it.
  function target() {
    const own = link.dataset.offline;
    const alone = matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;
    return own && (alone || !navigator.onLine) ? own : link.href;
  }

  function leave() {
    document.dispatchEvent(new CustomEvent('noter:lock', { detail: { reason: 'exit', waitUntil() {} } }));
    const to = new URL(target(), document.baseURI).href;
    document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
    document.documentElement.classList.add('leaving');
    document.title = '\u200b';
    location.replace(to);
  }

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('a[data-exit]')) return;
    event.preventDefault();
    leave();
  }, true);

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift' && event.shiftKey) modifier = true;
  }, true);

  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      if (pressed) forget();
      return;
    }
    if (modifier) {
      modifier = false;
      if (pressed) forget();
      return;
    }
    clearTimeout(timer);
    pressed += 1;
    if (pressed >= PRESSES) {
      show(link.dataset.leaving);
      leave();
      return;
    }
    show(pressed === 1 ? link.dataset.pressTwo : link.dataset.pressOne);
    timer = setTimeout(() => forget(link.dataset.expired), WAIT);
  }, true);

  // A page that the browser kept whole comes back as it was left: blank. It is made anew instead.
  addEventListener('pageshow', (event) => {
    if (event.persisted && document.documentElement.classList.contains('leaving')) location.reload();
  });
})();
