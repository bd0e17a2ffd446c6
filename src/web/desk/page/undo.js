import { hasChosen } from './choices.js';

/** Counts down how long a verdict can be undone; what is over is gone, and who has chosen so goes on to the next case. */
export function countDown() {
  const undo = document.querySelector('[data-left]');
  if (!undo) {
    if (window.location.search === '?done=published') goOn();
    return;
  }
  const end = Date.now() + Number(undo.dataset.left);
  const show = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      undo.remove();
      goOn();
      return;
    }
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    undo.querySelector('#undo-left').textContent = undo.dataset.text.replace('{time}', time);
    setTimeout(show, 250);
  };
  show();
}

function goOn() {
  if (hasChosen('advance')) document.querySelector('#take-next')?.click();
}
