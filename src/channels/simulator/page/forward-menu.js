import { make } from './make.js';

const GAP = 6;
const EDGE = 8;

/** Asks to whom a message goes; `choices` are names with what to do, `anchor` is the button pressed. */
export function openForwardMenu(anchor, choices) {
  const menu = document.querySelector('.forward-menu');
  const buttons = choices.map(({ name, onPick }) => {
    const button = make('button', { type: 'button' }, name);
    button.addEventListener('click', () => {
      menu.hidePopover();
      onPick();
    });
    return button;
  });
  menu.querySelector('.forward-choices').replaceChildren(...buttons);
  menu.onkeydown = (event) => walk(buttons, event);
  anchor.focus({ preventScroll: true });
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  buttons[0].focus();
}

function walk(buttons, event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const next = step && buttons[buttons.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Below the button, or above it where there is no room, and never beyond the window. */
function place(menu, around) {
  const { width, height } = menu.getBoundingClientRect();
  const below = around.bottom + GAP;
  const top = below + height + EDGE > innerHeight ? around.top - GAP - height : below;
  const left = Math.min(around.left, innerWidth - width - EDGE);
  menu.style.top = `${Math.max(EDGE, top)}px`;
  menu.style.left = `${Math.max(EDGE, left)}px`;
}
