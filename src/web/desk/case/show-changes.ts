import { compareWords } from '../../../ui-text/compare-words.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html } from '../../shared/html.ts';

/** A text with what was taken out and put in since an earlier one. */
export function showChanges({ library }: Words, before: string, after: string): Html {
  return html`<p class="wording">${compareWords(before, after).map(({ type, text }) =>
    type === 'same'
      ? text
      : type === 'gone'
        ? html`<del><span class="unseen">${library.before}: </span>${text}</del>`
        : html`<ins><span class="unseen">${library.after}: </span>${text}</ins>`,
  )}</p>`;
}
