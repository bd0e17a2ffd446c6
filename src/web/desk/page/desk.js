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
foldNavigation();

/** What was unfolded folds again when something else is touched, and by Escape. */
function foldNavigation() {
  const fold = document.querySelector('.fold details');
  if (!fold) return;
  document.addEventListener('click', ({ target }) => {
    if (!fold.contains(target)) fold.open = false;
  });
  fold.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !fold.open) return;
    fold.open = false;
    fold.querySelector('summary').focus();
  });
}

/** What went wrong is read out and stands in view. */
function showAlert() {
  const alert = document.querySelector('main > .alert');
  if (!alert) return;
  alert.setAttribute('tabindex', '-1');
  alert.focus();
}
