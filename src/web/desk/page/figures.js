const EVERY_MS = 5000;
const LOOKS = ['class', 'x', 'y'];

/** Keeps the counts on a page as they are at the post, as long as somebody looks at it. */
export function followFigures() {
  const live = document.querySelector('[data-live-figures]');
  if (!live) return;
  const again = () => setTimeout(look, EVERY_MS);
  const look = async () => {
    if (!document.hidden) await refresh(live);
    again();
  };
  again();
}

/** Puts the words and looks of this moment in the place of each; what is open or in focus stays so. */
async function refresh(live) {
  const response = await fetch(window.location.href, { headers: { 'x-live': '1' } }).catch(
    () => undefined,
  );
  if (!response?.ok || response.redirected) {
    live.textContent = live.dataset.liveFigures;
    return;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const shown = new Map(
    [...document.querySelectorAll('[data-figure]')].map((each) => [each.dataset.figure, each]),
  );
  for (const next of fresh.querySelectorAll('[data-figure]')) {
    const old = shown.get(next.dataset.figure);
    if (!old) continue;
    if (old.textContent !== next.textContent && old.childElementCount === 0) {
      old.textContent = next.textContent;
    }
    for (const name of LOOKS) {
      const look = next.getAttribute(name);
      if (look !== null && old.getAttribute(name) !== look) old.setAttribute(name, look);
    }
  }
}
