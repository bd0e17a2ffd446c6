import { make, makeIcon } from './make.js';

const MAX_BUTTONS = 3;
const sheet = document.querySelector('.choice-sheet');
sheet.querySelector('.close-sheet').onclick = () => sheet.close();

/** Draws the answers a bot message offers, as WhatsApp does: up to three as buttons, more as a list behind one. */
export function renderChoices(choices, onChoose) {
  const group = make('div', { className: 'choice-group', role: 'group' });
  group.ariaLabel = 'Pilihan jawaban';
  if (choices.length <= MAX_BUTTONS) {
    group.append(...choices.map((each) => makeButton(() => onChoose(each), each.label)));
  } else {
    const open = () => openSheet(group.closest('.device'), choices, onChoose);
    group.append(makeButton(open, makeIcon('list'), 'Lihat pilihan'));
    group.firstChild.ariaHasPopup = 'dialog';
  }
  return make('li', { className: 'choices' }, group);
}

function makeButton(onPress, ...words) {
  const button = make('button', { type: 'button' }, ...words);
  button.addEventListener('click', onPress);
  return button;
}

/** Opens the list at the foot of a phone; nothing is sent before one row is chosen. */
function openSheet(device, choices, onChoose) {
  const form = sheet.querySelector('form');
  const rows = choices.map(({ id, label }, at) => {
    const radio = { type: 'radio', name: 'choice', value: id, autofocus: at === 0 };
    return make('label', {}, make('span', {}, label), make('input', radio));
  });
  form.querySelector('.rows').replaceChildren(...rows);
  form.elements.send.disabled = true;
  form.onchange = () => (form.elements.send.disabled = false);
  form.onsubmit = () => onChoose(choices.find(({ id }) => id === form.elements.choice.value));
  const { left, width, bottom } = device.getBoundingClientRect();
  Object.assign(sheet.style, { left: `${left}px`, width: `${width}px` });
  sheet.style.bottom = `${innerHeight - bottom}px`;
  sheet.showModal();
}
