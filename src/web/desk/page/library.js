const PAUSE_MS = 250;

/** Searches the library while somebody types; Enter opens the comparison with the first that was found. */
export function searchLibrary() {
  const form = document.querySelector('#library');
  if (!form) return;
  const field = form.querySelector('#library-text');
  let timer;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(form), PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void search(form).then((found) => found?.querySelector('.actions a')?.click());
  });
}

/** What fits the words in the field, which may have been found already. */
async function search(form) {
  const text = form.querySelector('#library-text').value.trim();
  const old = document.querySelector('#library-found');
  if (old.dataset.text === text) return old;
  const address = `${form.getAttribute('action')}?${new URLSearchParams({ q: text })}`;
  const response = await fetch(address, { headers: { 'x-live': '1' } }).catch(() => undefined);
  if (!response?.ok || response.redirected) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const found = page.querySelector('#library-found');
  if (!found || form.querySelector('#library-text').value.trim() !== text) return undefined;
  document.querySelector('#library-found').replaceWith(found);
  return found;
}
