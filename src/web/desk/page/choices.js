/** Keeps the choices of a person in this browser. */
export function keepChoices() {
  for (const box of document.querySelectorAll('[data-choice]')) {
    box.checked = hasChosen(box.dataset.choice);
    box.addEventListener('change', () =>
      localStorage.setItem(`posko ${box.dataset.choice}`, box.checked ? 'on' : 'off'),
    );
  }
}

export function hasChosen(name) {
  return localStorage.getItem(`posko ${name}`) === 'on';
}
