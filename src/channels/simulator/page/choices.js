import { make, makeIcon } from './make.js';
import { openSheet } from './sheet.js';

const MAX_BUTTONS = 3;
/** Draws the answers a bot message offers, as WhatsApp does: up to three as buttons, more as a list behind one. */
export function renderChoices(choices, onChoose) {
  const group = make('div', { className: 'choice-group', role: 'group' });
  group.ariaLabel = 'Pilihan jawaban';
  if (choices.length <= MAX_BUTTONS) {
    group.append(...choices.map((each) => makeButton(() => onChoose(each), each.label)));
  } else {
    const title = 'Lihat pilihan';
    const open = () => openSheet(group.closest('.phone'), { title, choices, onChoose });
    group.append(makeButton(open, makeIcon('list'), title));
    group.firstChild.ariaHasPopup = 'dialog';
  }
  return make('li', { className: 'choices' }, group);
}

function makeButton(onPress, ...words) {
  const button = make('button', { type: 'button' }, ...words);
  button.addEventListener('click', onPress);
  return button;
}
