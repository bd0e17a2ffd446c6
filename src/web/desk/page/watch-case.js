import { showMentions } from './live.js';
import { tell } from './toast.js';

const PAUSE_MS = 1000;
const LOOK_MS = 30_000;
/** What may change on the page while somebody works on it; never the form of a verdict. */
const PARTS = [
  '.head',
  '.why',
  '.wordings',
  '#tips > summary',
  '#tips > .tips',
  '.zones > .zone:last-child:not(:has(#decision))',
  '.history',
];

/** Keeps an open case as it is at the post: who holds it, who looks at it, what came and what was done. */
export function watchCase() {
  const shown = document.querySelector('#case');
  if (!shown) return;
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(shown), PAUSE_MS);
  };
  const source = new EventSource('/review/events');
  source.addEventListener('queue', ({ data }) => {
    const { changes } = JSON.parse(data);
    const { ticket } = shown.dataset;
    if (changes.some((each) => each.ticket === ticket || each.type === 'reset')) soon();
  });
  setInterval(() => {
    if (!document.hidden) void refresh(shown);
  }, LOOK_MS);
}

async function refresh(shown) {
  const address = `/review/cases/${shown.dataset.ticket}`;
  const response = await fetch(address, { headers: { 'x-live': '1' } }).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  showMentions(page);
  const fresh = page.querySelector('#case');
  const before = new Set(doneOn(shown));
  const news = doneOn(fresh).filter((each) => !before.has(each));
  for (const part of PARTS) {
    const [old, next] = [shown.querySelector(part), fresh.querySelector(part)];
    if (old && next && !isInUse(old) && !old.isEqualNode(next)) old.replaceWith(next);
  }
  if (news.length > 0) tell(news.join(' '));
}

/** Nothing goes from under a finger, and nothing typed or unfolded is lost. */
function isInUse(part) {
  const fields = [...part.querySelectorAll('textarea, input:not([type=checkbox], [type=radio])')];
  return (
    part.contains(document.activeElement) ||
    part.querySelector('details[open]') !== null ||
    fields.some((field) => field.value !== field.defaultValue)
  );
}

function doneOn(shown) {
  return [...shown.querySelectorAll('.history li')].map((each) => each.textContent);
}
