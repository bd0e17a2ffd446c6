import { keepDraft } from './draft.js';
import { followFigures } from './figures.js';
import { hearKeys } from './keys.js';
import { followQueue } from './live.js';

document.documentElement.classList.add('js');
const form = document.body.dataset.form ?? '';

followQueue();
followFigures();
keepDraft(form);
if (document.body.dataset.keys === 'on') hearKeys();
showAlert();

/** What went wrong is read out and stands in view. */
function showAlert() {
  const alert = document.querySelector('main > .alert');
  if (!alert) return;
  alert.setAttribute('tabindex', '-1');
  alert.focus();
}
