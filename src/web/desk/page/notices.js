const LOOK_MS = 30_000;
const KEY = 'posko-notices';

/** Shows a notice for each new referral on the partner's board, in a browser whose user asked for it. */
export function noticeReferrals() {
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
    const text = box.dataset.notices;
    localStorage.setItem(KEY, JSON.stringify({ text, seen: await readBoard() }));
    setTimeout(look, LOOK_MS);
  });
}

/** Pages that are open at once share what was seen, so that one of them tells. */
async function look() {
  const found = await readBoard();
  const kept = localStorage.getItem(KEY);
  if (kept === null || !found) return;
  const { text, seen } = JSON.parse(kept);
  localStorage.setItem(KEY, JSON.stringify({ text, seen: found }));
  for (const reference of found.filter((each) => !(seen ?? found).includes(each))) {
    const notice = new Notification(text.replace('{q}', reference), { tag: reference });
    notice.addEventListener('click', () => {
      window.focus();
      window.location.href = `/review/board/${reference}`;
    });
  }
  setTimeout(look, LOOK_MS);
}

/** The references on the board; undefined where it cannot be read, as after the login has ended. */
async function readBoard() {
  const response = await fetch('/review/board').catch(() => undefined);
  if (!response?.ok || response.redirected) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll('table.referrals td:first-child a')].map(
    (link) => link.textContent,
  );
}
