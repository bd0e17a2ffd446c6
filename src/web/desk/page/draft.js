import { logInAgain, renewForms } from './door.js';
import { forgetHere, keepHere, restore } from './kept.js';

const PAUSE_MS = 700;
const RETRY_MS = 5000;
const RENEW_MS = 120_000;
/** A case that nobody has touched for so long goes back to the queue when its time is over. */
const AWAY_MS = 9 * 60_000;
let retry;
/** How often the form has changed, and how many of the changes are with the case. */
let [changes, saved] = [0, 0];

/** Keeps what is typed, shows the message that comes of it, and tells at once when the case is lost. */
export function keepDraft() {
  const form = document.querySelector('#decision');
  if (!form) return;
  const summary = form.querySelector('#summary');
  let timer;
  let touchedAt = Date.now();
  const changed = () => {
    touchedAt = Date.now();
    changes += 1;
    count(form, summary);
    clearTimeout(timer);
    timer = setTimeout(() => save(form), PAUSE_MS);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'verdict') choose(summary, target.dataset.example);
    changed();
  });
  form.addEventListener('click', ({ target }) => {
    const { fill: text } = target.dataset;
    if (!text) return;
    summary.value = text;
    summary.focus();
    changed();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void publish(form);
  });
  window.addEventListener('offline', () => setAside(form));
  window.addEventListener('online', () => save(form));
  window.addEventListener('pagehide', () => {
    if (saved < changes) keepHere(form);
  });
  setInterval(() => {
    if (Date.now() - touchedAt < AWAY_MS) void renew(form);
  }, RENEW_MS);
  if (restore(form)) {
    say(form, form.dataset.restored);
    changed();
  }
  count(form, summary);
  if (form.querySelector('.verdicts :checked')) void preview(form).catch(() => {});
}

/** An example gives way to the next verdict's; what somebody wrote stays. On a phone, the explanation comes into view. */
function choose(summary, example) {
  const examples = [...document.querySelectorAll('.verdicts input')].map(
    ({ dataset }) => dataset.example,
  );
  if (summary.value.trim() === '' || examples.includes(summary.value)) summary.value = example;
  if (window.matchMedia('(max-width: 61.99rem)').matches)
    summary.scrollIntoView({ block: 'center' });
}

function count(form, summary) {
  const length = [...summary.value].length;
  form.querySelector('#counter').textContent = form.dataset.count.replace('{n}', String(length));
}

async function save(form) {
  const sent = changes;
  try {
    const response = await send(form, 'draft');
    if (response.ok) {
      saved = sent;
      forgetHere(form);
      say(form, (await response.json()).saved);
    } else lose(form);
    await preview(form);
  } catch (error) {
    setAside(form);
    clearTimeout(retry);
    // Only a server that cannot be reached is tried again; nobody is asked for a login that they put aside.
    if (error instanceof TypeError) retry = setTimeout(() => save(form), RETRY_MS);
  }
}

/** Goes on to the page of the verdict only where there is a connection and a login; the server says all else. */
async function publish(form) {
  if (!agrees(form)) return;
  try {
    await send(form, 'renew');
    forgetHere(form);
    saved = changes;
    form.submit();
  } catch {
    setAside(form);
  }
}

/** Asks once about what is not ticked; it never stands in the way. */
function agrees(form) {
  const left = [...form.querySelectorAll('[name=checked]:not(:checked)')].map((each) => each.value);
  if (left.length === 0 || form.dataset.asked) return true;
  const isAgreed = window.confirm(form.dataset.unchecked.replace('{points}', left.join('; ')));
  if (isAgreed) form.dataset.asked = 'yes';
  return isAgreed;
}

/** Keeps what was typed in this browser, and says so at once. */
function setAside(form) {
  keepHere(form);
  say(form, form.dataset.offline);
}

function say(form, text) {
  form.querySelector('#saved').textContent = text;
}

async function preview(form) {
  const response = await send(form, 'preview');
  if (!response.ok) return;
  document.querySelector('#preview-body').innerHTML = await response.text(); // escaped by the server
  document.querySelector('#preview').hidden = false;
}

async function renew(form) {
  const response = await send(form, 'renew').catch(() => undefined);
  if (response && !response.ok) lose(form);
}

/** Sends the form as it stands; where the login is over, asks for it first. */
async function send(form, what) {
  const response = await post(form, what);
  if (response.status !== 401 && response.status !== 403) return response;
  if (!(await renewForms())) {
    keepHere(form);
    if (!(await logInAgain(form.dataset.again))) throw new Error('nobody is logged in');
    await renewForms();
  }
  return post(form, what);
}

function post(form, what) {
  const body = new URLSearchParams(new FormData(form));
  const headers = { 'x-form': document.body.dataset.form, 'x-live': '1' };
  return fetch(`${form.dataset.path}/${what}`, { method: 'POST', body, headers });
}

function lose(form) {
  const news = document.querySelector('#news');
  news.replaceChildren();
  const alert = document.createElement('p');
  alert.className = 'alert';
  alert.setAttribute('role', 'alert');
  alert.textContent = form.dataset.lost;
  news.append(alert);
}
