/** Keeps in this browser what could not be saved with the case. */
export function keepHere(form) {
  const written = writtenIn(form).map(({ id, value }) => [id, value]);
  const verdict = form.elements.verdict.value;
  const checked = pointsOf(form).flatMap((point) => (point.checked ? [point.value] : []));
  localStorage.setItem(
    form.dataset.kept,
    JSON.stringify({ verdict, checked, written: Object.fromEntries(written) }),
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
  const { verdict, checked, written = {} } = JSON.parse(kept);
  form.elements.verdict.value = verdict;
  for (const field of writtenIn(form)) field.value = written[field.id] ?? field.value;
  for (const point of pointsOf(form))
    point.checked = checked?.includes(point.value) ?? point.checked;
  return true;
}

function pointsOf(form) {
  return [...form.querySelectorAll('[name=checked]')];
}

function writtenIn(form) {
  return [
    ...form.querySelectorAll('textarea, input:not([type=hidden], [type=radio], [type=checkbox])'),
  ];
}
