import { make } from './make.js';

const sheet = document.querySelector('.sheet');
const form = sheet.querySelector('form');
sheet.querySelector('.close-sheet').onclick = () => sheet.close();

/** Opens a list at the foot of a phone; one row is chosen first, and then sent. */
export function openSheet(phone, { title, choices, onChoose }) {
  const rows = choices.map(({ id, label }, at) => {
    const radio = { type: 'radio', name: 'choice', value: id, autofocus: at === 0 };
    return make('label', {}, label, make('input', radio));
  });
  sheet.querySelector('h2').textContent = title;
  sheet.querySelector('.rows').replaceChildren(...rows);
  form.elements.send.disabled = true;
  form.onchange = () => (form.elements.send.disabled = false);
  form.onsubmit = () => onChoose(choices.find(({ id }) => id === form.elements.choice.value));
  const { left, right, bottom } = phone.getBoundingClientRect();
  sheet.style.inset = `auto ${innerWidth - right}px ${innerHeight - bottom}px ${left}px`;
  sheet.showModal();
}
