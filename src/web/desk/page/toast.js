const SHOWN_MS = 10_000;

/** Says what has happened meanwhile over the page, so that nothing on it moves; for a while, or until something else is said. */
export function tell(text, { stays = false } = {}) {
  const line = Object.assign(document.createElement('p'), {
    className: 'news toast',
    textContent: text,
  });
  document.querySelector('#news').replaceChildren(line);
  if (!stays) setTimeout(() => line.remove(), SHOWN_MS);
}
