import { insertReplies } from './canned.js';
import { keepChoices } from './choices.js';
import { copyShown } from './copy.js';
import { keepDraft } from './draft.js';
import { followFigures } from './figures.js';
import { showFrames } from './frames.js';
import { hearKeys } from './keys.js';
import { searchLibrary } from './library.js';
import { warnOfLimits } from './limits.js';
import { followQueue } from './live.js';
import { showNotices } from './notices.js';
import { sendOnce } from './once.js';
import { outlineParts } from './outline.js';
import { openPalette } from './palette.js';
import { peekAtCases } from './peek.js';
import { saveAll } from './save-all.js';
import { drawSounds } from './sounds.js';
import { watchLinks } from './source.js';
import { countTicked } from './ticked.js';
import { countDown } from './undo.js';
import { viewPictures } from './viewer.js';
import { watchCase } from './watch-case.js';

document.documentElement.classList.add('js');

followQueue();
watchCase();
peekAtCases();
countTicked();
followFigures();
sendOnce();
keepDraft();
insertReplies();
countDown();
searchLibrary();
viewPictures();
showFrames();
drawSounds();
outlineParts();
openPalette();
keepChoices();
showNotices();
copyShown();
saveAll();
watchLinks();
if (document.body.dataset.keys === 'on') hearKeys();
warnOfLimits();
focusQuestion();
showAlert();
foldNavigation();

/** What was unfolded folds again when something else is touched, and by Escape. */
function foldNavigation() {
  const folds = () => document.querySelectorAll('.fold details[open], details.pop[open]');
  document.addEventListener('click', ({ target }) => {
    for (const fold of folds()) if (!fold.contains(target)) fold.open = false;
  });
  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape') return;
    for (const fold of folds()) {
      fold.open = false;
      if (fold.contains(target)) fold.querySelector('summary').focus();
    }
  });
}

/** Where both texts are in view with the question below them, its answer can be typed at once. */
function focusQuestion() {
  if (!window.matchMedia('(min-width: 62rem)').matches) return;
  document.querySelector('.use :required')?.focus({ preventScroll: true });
}

/** What went wrong is read out and stands in view. */
function showAlert() {
  const alert = document.querySelector('main > .alert');
  if (!alert) return;
  alert.setAttribute('tabindex', '-1');
  alert.focus();
}
