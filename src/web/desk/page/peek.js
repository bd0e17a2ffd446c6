const PAUSE_MS = 200;
const PARTS = ['.why', '.asked', '[aria-labelledby=wordings]', '[aria-labelledby=candidates]'];
/** What would do something, or be named twice, on another page than its own. */
const UNFIT = 'form, .actions, input, button, details, script';

/** Shows beside the queue what the chosen case asks and what comes near it, before it is opened. */
export function peekAtCases() {
  const queue = document.querySelector('table.queue');
  if (!queue || !window.matchMedia('(min-width: 84rem)').matches) return;
  const pane = Object.assign(document.createElement('aside'), { id: 'peek', className: 'card' });
  pane.hidden = true;
  document.querySelector('main').append(pane);
  let timer;
  document.addEventListener('focusin', ({ target }) => {
    const row = target.closest('#queue tr.case');
    clearTimeout(timer);
    if (row) timer = setTimeout(() => void show(pane, row), PAUSE_MS);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide(pane);
  });
}

function hide(pane) {
  pane.hidden = true;
  document.body.classList.remove('peeking');
}

async function show(pane, row) {
  const { ticket } = row.dataset;
  pane.dataset.ticket = ticket;
  const address = row.querySelector('.go').getAttribute('href');
  const response = await fetch(address, { headers: { 'x-live': '1' } }).catch(() => undefined);
  if (!response?.ok || response.redirected || pane.dataset.ticket !== ticket) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const parts = PARTS.flatMap((part) => page.querySelector(part) ?? []);
  for (const part of parts) {
    for (const each of part.querySelectorAll(UNFIT)) each.remove();
    for (const each of [part, ...part.querySelectorAll('[id], [aria-labelledby]')]) {
      each.removeAttribute('id');
      each.removeAttribute('aria-labelledby');
    }
  }
  const title = page.querySelector('h1');
  pane.setAttribute('aria-label', title.textContent);
  pane.replaceChildren(
    Object.assign(document.createElement('h2'), { textContent: ticket }),
    ...parts,
  );
  pane.hidden = false;
  document.body.classList.add('peeking');
}
