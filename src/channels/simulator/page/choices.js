import { make, makeIcon } from './make.js';

const MAX_BUTTONS = 3;

/** Draws the answers a bot message offers: up to three as buttons, more as a list. */
export function renderChoices(choices, onChoose) {
  const isList = choices.length > MAX_BUTTONS;
  const group = make('div', { className: 'choice-group', role: 'group' });
  group.ariaLabel = 'Pilihan jawaban';
  if (isList) group.append(make('p', {}, makeIcon('list'), 'Pilih salah satu'));
  for (const choice of choices) {
    const button = make('button', { type: 'button' }, choice.label);
    button.addEventListener('click', () => onChoose(choice));
    group.append(button);
  }
  return make('li', { className: isList ? 'choices list' : 'choices' }, group);
}
