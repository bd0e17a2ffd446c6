/** Says how many cases are ticked, and ticks all at once. */
export function countTicked() {
  document.addEventListener('change', ({ target }) => {
    if (target.id === 'pick-all') {
      for (const box of boxes()) box.checked = target.checked;
    }
    if (target.closest?.('.pick')) count();
  });
  document.addEventListener('reset', () => setTimeout(count));
}

function boxes() {
  return [...document.querySelectorAll('tbody .pick input')];
}

function count() {
  const label = document.querySelector('#ticked');
  const ticked = boxes().filter(({ checked }) => checked).length;
  label.textContent = label.dataset.count.replace('{n}', String(ticked));
  const all = document.querySelector('#pick-all');
  if (all) all.checked = ticked === boxes().length;
}
