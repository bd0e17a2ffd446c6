const PAUSE_MS = 1000;
const LOOK_MS = 30_000;
/** What may change on the page while somebody works on it; nothing that anybody types in. */
const PARTS = ['.head', '.why', '.history', '.wordings', '#tips > summary', '#tips > .tips'];

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
    const { type, ticket } = JSON.parse(data);
    if (ticket === shown.dataset.ticket || type === 'reset') soon();
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
  const fresh = page.querySelector('#case');
  const before = new Set(doneOn(shown));
  const news = doneOn(fresh).filter((each) => !before.has(each));
  for (const part of PARTS) {
    const [old, next] = [shown.querySelector(part), fresh.querySelector(part)];
    const isHeld = old?.contains(document.activeElement); // nothing goes from under a finger
    if (old && next && !isHeld && !old.isEqualNode(next)) old.replaceWith(next);
  }
  if (news.length > 0) say(news.join(' '));
}

function doneOn(shown) {
  return [...shown.querySelectorAll('.history li')].map((each) => each.textContent);
}

function say(text) {
  const line = Object.assign(document.createElement('p'), { className: 'news', textContent: text });
  document.querySelector('#news').replaceChildren(line);
}
