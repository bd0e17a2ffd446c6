import { start } from './palette.js';
import { takeLink } from './source.js';

/** Lets single keys do what buttons do; not while somebody types, and not with Ctrl, Alt or Meta. */
export function hearKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) {
      takeLink();
      press('#publish', '#approve', '#use');
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

function act({ key, target }) {
  if (/^[1-9]$/.test(key)) return chooseVerdict(Number(key));
  switch (key) {
    case 'j':
      return move(1);
    case 'k':
      return move(-1);
    case 'Enter':
      return target.closest('a, button, summary') ? false : open();
    case 'n':
      return press('#take-next');
    case 'c':
      return press('#take');
    case 'a':
      return press('.near .chosen .attach', '.near .attach'); // leads to a page that asks
    case 'x':
      return press('.near .chosen .unlike', '.near .unlike');
    case 'u':
      return press('#undo:not(:disabled)');
    case 't':
      return fold('ask');
    case 'm':
      return fold('note');
    case 'z':
      return fold('snooze');
    case 'b':
      return fold('merge');
    case 'e':
      return focus('#summary');
    case '/':
      return focus('#search') || focus('#library-text');
    case 'g':
      return press('#back') || go('/review/queue');
    case '?':
      return help();
    default:
      return false;
  }
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
