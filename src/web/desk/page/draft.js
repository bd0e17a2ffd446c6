const PAUSE_MS = 700;
const RENEW_MS = 120_000;
/** A case that nobody has touched for so long goes back to the queue when its time is over. */
const AWAY_MS = 9 * 60_000;

/** Keeps what is typed, shows the message that comes of it, and tells at once when the case is lost. */
export function keepDraft(token) {
  const form = document.querySelector('#decision');
  if (!form) return;
  const summary = form.querySelector('#summary');
  let timer;
  let touchedAt = Date.now();
  const changed = () => {
    touchedAt = Date.now();
    count(form, summary);
    clearTimeout(timer);
    timer = setTimeout(() => save(form, token), PAUSE_MS);
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
  form.addEventListener('submit', () => clearTimeout(timer));
  setInterval(() => {
    if (Date.now() - touchedAt < AWAY_MS) void renew(form, token);
  }, RENEW_MS);
  count(form, summary);
  if (form.querySelector('.verdicts :checked')) void preview(form, token).catch(() => {});
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

async function save(form, token) {
  const saved = form.querySelector('#saved');
  try {
    const response = await send(form, token, 'draft');
    if (response.ok) saved.textContent = (await response.json()).saved;
    else lose(form);
    await preview(form, token);
  } catch {
    saved.textContent = ''; // offline: the words stay in the form, and the next stroke tries again
  }
}

async function preview(form, token) {
  const response = await send(form, token, 'preview');
  if (!response.ok) return;
  document.querySelector('#preview-body').innerHTML = await response.text(); // escaped by the server
  document.querySelector('#preview').hidden = false;
}

async function renew(form, token) {
  const response = await send(form, token, 'renew').catch(() => undefined);
  if (response && !response.ok) lose(form);
}

function send(form, token, what) {
  const body = new URLSearchParams(new FormData(form));
  const headers = { 'x-form': token, 'x-live': '1' };
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
