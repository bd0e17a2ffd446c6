import { tell } from './toast.js';

const REFRESH_MS = 2000;
const LOOK_MS = 15_000;
/** The title of the page, and how many cases came while its tab was out of sight. */
let [title, unseen] = [document.title, 0];

/** Keeps the queue on the page as it is at the post; a stream tells when to look, and the title of a tab out of sight counts what is new. */
export function followQueue() {
  const live = document.querySelector('#live');
  if (!live) return;
  let isComing = false;
  const later = (text) => {
    if (text) tell(text);
    if (isComing) return;
    isComing = true;
    setTimeout(async () => {
      isComing = false;
      await refresh();
    }, REFRESH_MS);
  };
  window.addEventListener('offline', () => tell(live.dataset.offline, { stays: true }));
  document.addEventListener('visibilitychange', () => {
    unseen = 0;
    showTitle();
  });
  const source = new EventSource('/review/events');
  source.addEventListener('queue', ({ data }) => {
    const { changes } = JSON.parse(data);
    const fresh = changes.filter(({ type }) => type === 'new').length;
    later(fresh > 0 ? live.dataset.new : undefined);
    if (fresh === 0 || !document.hidden) return;
    unseen += fresh;
    showTitle();
  });
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return;
    setInterval(() => later(), LOOK_MS); // enough streams are open elsewhere
  });
}

function showTitle() {
  document.title = unseen > 0 ? `(${unseen}) ${title}` : title;
}

/** Shows how many mentions there are by a page that was loaded again. */
export function showMentions(page) {
  const [old, next] = [document.querySelector('#mine'), page.querySelector('#mine')];
  if (old && next && !old.isEqualNode(next)) old.replaceWith(next);
  title = page.title;
  showTitle();
}

/** Puts the queue of this moment in the place of the one shown, and keeps the chosen case chosen. */
async function refresh() {
  if (document.querySelector('.pick :checked')) {
    tell(document.querySelector('#live').dataset.changed); // what somebody has marked stays
    return;
  }
  const response = await fetch(window.location.href, { headers: { 'x-live': '1' } }).catch(
    () => undefined,
  );
  if (!response?.ok || response.redirected) {
    tell(document.querySelector('#live').dataset.offline, { stays: true });
    return;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  showMentions(fresh);
  const chosen = document.querySelector('.case.chosen')?.dataset.ticket;
  const hadFocus = document.activeElement?.closest('#queue') !== null;
  for (const { id } of document.querySelectorAll('.alike [open]')) {
    fresh.getElementById(id)?.setAttribute('open', '');
  }
  for (const selector of ['#queue', '.alarms', '.tabs', '.toolbar h1']) {
    const [old, next] = [document.querySelector(selector), fresh.querySelector(selector)];
    // What is the same stays, and keeps the focus.
    if (old && next && !old.isEqualNode(next)) old.replaceWith(next);
  }
  const row = chosen && document.querySelector(`.case[data-ticket="${CSS.escape(chosen)}"]`);
  if (!row) return;
  row.classList.add('chosen');
  if (hadFocus) row.querySelector('a').focus({ preventScroll: true });
}
