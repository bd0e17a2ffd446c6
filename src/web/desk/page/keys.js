import { start } from './palette.js';
import { takeLink } from './source.js';

/** Lets single keys do what buttons do; not while somebody types, and not with Ctrl, Alt or Meta. */
export function hearKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey && (event.key === 'Enter' || event.key === 's')) {
      takeLink();
      if (press('#publish', '#approve', '#use') || event.key === 's') event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === 'Escape' && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (act(event)) event.preventDefault();
  });
}

/** What each key does, the same as in the terminal console wherever both can do it; false where the page has nothing for it. */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  g: () => move(Number.NEGATIVE_INFINITY),
  G: () => move(Number.POSITIVE_INFINITY),
  Enter: (target) => !target.closest('a, button, summary') && (open() || press('#take')),
  ' ': (target) => !target.closest('button, summary') && press('.cases > .chosen .pick input'),
  n: () => press('#take-next'),
  l: () => press('.near .chosen .attach', '.near .attach'), // leads to a page that asks
  '-': () => press('.near .chosen .unlike', '.near .unlike'),
  e: () => focus('#summary'),
  y: () => press('#approve', '#use'),
  b: () => focus('#why'),
  u: () => press('#undo:not(:disabled)'),
  U: () => press('[action$="/unmerge"] button'),
  r: () => press('[action$="/release"] button'),
  w: () => press('[action$="/wake"] button'),
  i: () => fold('ask'),
  c: () => fold('note'),
  z: () => fold('snooze'),
  m: () => fold('merge'),
  x: () => fold('close'),
  t: () => fold('tags'),
  a: () => fold('assign'),
  o: () => fold('assign') || focus('#search'),
  L: () => press('[action$="/urgency"] [value=life]'),
  H: () => press('[action$="/urgency"] [value=hour]'),
  N: () => press('[action$="/urgency"] [value=usual]'),
  d: () => focus('[action$="/threat"] button') || onQueue('/review/roster'),
  p: () => onQueue('/review/changes'),
  f: () => focus('#library-text') || go('/review/fact-checks'),
  '/': () => focus('#search') || focus('#library-text'),
  q: () => press('#back') || go('/review/queue'),
  '?': () => help(),
};

function act({ key, target }) {
  if (/^[1-9]$/.test(key)) return chooseVerdict(Number(key));
  if (/^[A-E]$/.test(key)) return compare(key.charCodeAt(0) - 'A'.charCodeAt(0));
  return Object.hasOwn(KEYS, key) && KEYS[key](target);
}

/** Lays one of the fact-checks that come near beside the case. */
function compare(at) {
  const near = document.querySelectorAll('[aria-labelledby=candidates] .near > .card')[at];
  return start(near?.querySelector('.actions a'));
}

function onQueue(path) {
  return Boolean(document.querySelector('#queue')) && go(path);
}

function isTyping(target) {
  return (
    target instanceof Element &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, select')
  );
}

function rows() {
  return [...document.querySelectorAll('.cases > .case, .near > .card')];
}

function move(step) {
  const all = rows();
  if (all.length === 0) return false;
  const at = all.findIndex((row) => row.classList.contains('chosen'));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  for (const row of all) row.classList.toggle('chosen', row === next);
  next.querySelector('a')?.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function open() {
  const chosen = rows().find((row) => row.classList.contains('chosen'));
  return chosen ? press('.chosen a') : false;
}

function chooseVerdict(number) {
  const choice = document.querySelectorAll('.verdicts input')[number - 1];
  if (!choice) return false;
  choice.focus();
  choice.click();
  return true;
}

function press(...selectors) {
  const found = selectors.map((selector) => document.querySelector(selector)).find(Boolean);
  found?.click();
  return Boolean(found);
}

function fold(name) {
  return start(document.querySelector(`#fold-${name}`));
}

function focus(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  return Boolean(found);
}

function go(path) {
  window.location.assign(path);
  return true;
}

function help() {
  document.querySelector('#help')?.showModal();
  return true;
}
