const FIELDS = ['summary', 'url', 'noSource', 'title'];

/** Keeps in this browser what could not be saved with the case. */
export function keepHere(form) {
  const fields = FIELDS.map((name) => [name, form.elements[name].value]);
  const verdict = form.elements.verdict.value;
  localStorage.setItem(
    form.dataset.kept,
    JSON.stringify({ verdict, ...Object.fromEntries(fields) }),
  );
}

/** Forgets it once it is saved. */
export function forgetHere(form) {
  localStorage.removeItem(form.dataset.kept);
}

/** Puts back what was kept here; whether there was anything. */
export function restore(form) {
  const kept = localStorage.getItem(form.dataset.kept);
  if (!kept) return false;
  for (const [name, value] of Object.entries(JSON.parse(kept))) form.elements[name].value = value;
  return true;
}
