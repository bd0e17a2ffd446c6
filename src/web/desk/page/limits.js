/** From this part of what is allowed on, the count is shown. */
const NEAR = 0.9;

/** Lets a text be longer than allowed, says so, and does not send it, where a browser would cut it unsaid. */
export function warnOfLimits() {
  const { limit: text } = document.body.dataset;
  for (const field of document.querySelectorAll('textarea[maxlength]:not([readonly])')) {
    const most = field.maxLength;
    field.removeAttribute('maxlength');
    const note = document.createElement('p');
    note.className = 'hint limit';
    const isAlways = field.dataset.counts === 'always';
    if (!isAlways) note.setAttribute('role', 'status');
    field.after(note);
    const count = () => {
      const { length } = field.value;
      const said = text.replace('{n}', length).replace('{most}', most);
      note.textContent = isAlways || length > NEAR * most ? said : '';
      note.classList.toggle('over', length > most);
      field.setCustomValidity(length > most ? said : '');
    };
    field.addEventListener('input', count);
    count();
  }
}
