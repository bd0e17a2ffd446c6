import { replyItems } from './canned.js';

const MOST = 12;
const MOST_FACT_CHECKS = 5;
const PAUSE_MS = 250;
const TICKET = /^(?=.*\d)[a-z0-9]{4,8}$/i;
const ACTIONS = '#case .lease button, main .primary, main .actions :is(a, button), .others summary';

/** Opens on Ctrl+K a search over what can be done on this page, its replies, the pages of the desk, people, cases and fact-checks. */
export function openPalette() {
  const dialog = document.querySelector('#palette');
  if (!dialog) return;
  const [field, list] = [dialog.querySelector('input'), dialog.querySelector('ul')];
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.value = '';
    if (!dialog.open) dialog.showModal();
    show(dialog, list, '');
    void readPeople(dialog, list);
  });
  let timer;
  field.addEventListener('input', () => {
    show(dialog, list, field.value);
    clearTimeout(timer);
    timer = setTimeout(() => void addFactChecks(field, list), PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(field, list, step);
    else if (event.key === 'Enter') list.querySelector('[aria-selected=true]')?.click();
    else return;
    event.preventDefault();
  });
}

/** Who may hold a case, read once where the user may know. */
let people;

async function readPeople(dialog, list) {
  const text = dialog.dataset.people;
  if (people || !text) return;
  people = [];
  const response = await fetch('/review/people', { headers: { 'x-live': '1' } }).catch(
    () => undefined,
  );
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  people = [...page.querySelectorAll('a')].map((link) => ({
    label: text.replace('{q}', link.textContent),
    run: () => window.location.assign(link.getAttribute('href')),
  }));
  show(dialog, list, dialog.querySelector('input').value);
}

function show(dialog, list, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label }) => words.every((word) => label.toLowerCase().includes(word));
  const found = [
    ...[...here(), ...replyItems(), ...(people ?? [])].filter(fits),
    ...named(dialog, typed.trim()),
  ].slice(0, MOST);
  const items = found.map((each, at) => itemOf(dialog, each, at));
  list.replaceChildren(...items);
  choose(dialog.querySelector('input'), items, 0);
}

function itemOf(dialog, { label, run }, at) {
  const item = document.createElement('li');
  Object.assign(item, { id: `palette-${at}`, role: 'option', textContent: label });
  item.addEventListener('click', () => {
    dialog.close();
    run();
  });
  return item;
}

/** Fact-checks that the words find, below all else, unless something else was typed meanwhile. */
async function addFactChecks(field, list) {
  const typed = field.value.trim();
  if (typed === '') return;
  const address = `/review/fact-checks?${new URLSearchParams({ q: typed })}`;
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (field.value.trim() !== typed) return;
  const found = [...page.querySelectorAll('main li.case a.go')].slice(0, MOST_FACT_CHECKS);
  for (const link of found) {
    const run = () => window.location.assign(link.getAttribute('href'));
    list.append(
      itemOf(list.closest('dialog'), { label: labelOf(link), run }, list.children.length),
    );
  }
}

/** What the words themselves may name: a case by its number, and searches. */
function named({ dataset }, typed) {
  if (typed === '') return [];
  const to = (text, path, q = typed) => ({
    label: text.replace('{q}', q),
    run: () => window.location.assign(`/review/${path}${encodeURIComponent(q)}`),
  });
  const searches = [
    to(dataset.library, 'fact-checks?q='),
    to(dataset.queue, 'queue?list=all&text='),
  ];
  return TICKET.test(typed)
    ? [to(dataset.case, 'cases/', typed.toUpperCase()), ...searches]
    : searches;
}

/** What can be pressed or opened on this page. */
function here() {
  const all = [...document.querySelectorAll(`${ACTIONS}, .top nav a`)];
  const shown = all.filter((each) => each.matches('nav a') || each.checkVisibility());
  return shown.map((each) => ({ label: labelOf(each), run: () => start(each) }));
}

function labelOf(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll('kbd')) key.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

/** Presses a button, or opens a fold and goes to its first field. */
export function start(element) {
  if (!element) return false;
  if (!element.matches('summary')) element.click();
  else {
    element.parentElement.open = true;
    element.parentElement.querySelector('textarea, select, input:not([type=hidden])')?.focus();
  }
  return true;
}

function move(field, list, step) {
  const items = [...list.children];
  const at = items.findIndex((item) => item.ariaSelected === 'true');
  choose(field, items, (at + step + items.length) % items.length);
}

function choose(field, items, chosen) {
  for (const [at, item] of items.entries()) item.ariaSelected = String(at === chosen);
  items[chosen]?.scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', items[chosen]?.id ?? '');
}
