const LOOK_MS = 30_000;
const KEY = 'posko-notices';
const BOARD = '/review/board';
const LINKS = 'table.referrals td:first-child a, #mentions a';

/** Shows a notice for each new referral on the partner's board, or note that mentions somebody, in a browser whose user asked for it. */
export function showNotices() {
  if (!('Notification' in window)) return;
  const box = document.querySelector('[data-notices]');
  if (box) offer(box);
  if (localStorage.getItem(KEY) !== null) void look();
}

/** The permission of the browser is asked for when the box is ticked, never before. */
function offer(box) {
  box.checked = localStorage.getItem(KEY) !== null && Notification.permission === 'granted';
  box.addEventListener('change', async () => {
    localStorage.removeItem(KEY);
    if (!box.checked) return;
    box.checked = (await Notification.requestPermission()) === 'granted';
    if (!box.checked) return;
    const { notices: text, path = BOARD } = box.dataset;
    const seen = (await readNews(path))?.map(({ key }) => key);
    localStorage.setItem(KEY, JSON.stringify({ text, path, seen }));
    setTimeout(look, LOOK_MS);
  });
}

/** Pages that are open at once share what was seen, so that one of them tells. */
async function look() {
  const { path = BOARD } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
  const found = await readNews(path);
  const kept = localStorage.getItem(KEY);
  if (kept === null || !found) return;
  const { text, seen } = JSON.parse(kept);
  const keys = found.map(({ key }) => key);
  localStorage.setItem(KEY, JSON.stringify({ text, path, seen: keys }));
  for (const { key, name, href } of found.filter((each) => !(seen ?? keys).includes(each.key))) {
    const notice = new Notification(text.replace('{q}', name), { tag: key });
    notice.addEventListener('click', () => {
      window.focus();
      window.location.href = href;
    });
  }
  setTimeout(look, LOOK_MS);
}

/** What there is to tell of; undefined where it cannot be read, as after the login has ended. */
async function readNews(path) {
  const response = await fetch(path, { headers: { 'x-live': '1' } }).catch(() => undefined);
  if (!response?.ok || response.redirected) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll(LINKS)].map((link) => {
    const name = link.textContent;
    return { key: link.dataset.notice ?? name, name, href: link.getAttribute('href') };
  });
}
