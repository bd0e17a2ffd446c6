import type { ChangePreview, PreviewItem } from '../../../services/fact-checks/preview-change.ts';
import type { StoredChange, Wanted } from '../../../services/fact-checks/proposed-change.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showText } from '../show-text.ts';

/** Shows the old and the new message side by side, with how many were told the old one. */
export function previewOf(
  { words }: Pick<KnownVisit, 'words'>,
  preview: ChangePreview,
  { why, type }: { why: string | undefined; type: Wanted['type'] },
): Html {
  const say = words.changes;
  const left = preview.total - preview.items.length;
  return html`<p id="told"><strong>${say.told(preview.citizens)}</strong></p>
${why && html`<p>${say.reason}: ${showText(why)}</p>`}
${type === 'import' && html`<p>${say.rows(preview.total)}</p>`}
${preview.items.map((item) => sides(words, item, type === 'import'))}
${left > 0 && html`<p class="soft">${say.more(left)}</p>`}`;
}

/** What a change is, in a word. */
export function kindOf(
  { words }: Pick<KnownVisit, 'words'>,
  { wanted }: Pick<StoredChange, 'wanted'>,
): string {
  return words.changes.kind[wanted.type];
}

function sides(words: KnownVisit['words'], item: PreviewItem, isFolded: boolean): Html {
  const say = words.changes;
  const bubble = (text: string | undefined): Part =>
    text === undefined
      ? html`<p class="soft">${say.nothingYet}</p>`
      : html`<p class="bubble" lang="id" dir="auto">${showText(text)}</p>`;
  const both = html`<div class="sides"><section><h3>${say.now}</h3>${bubble(item.before)}</section>
<section><h3>${say.later}</h3>${bubble(item.after)}</section></div>`;
  if (!isFolded) return both;
  const told = item.told > 0 ? ` · ${words.imports.told(item.told)}` : '';
  return html`<details><summary>${showText(item.title)} <span class="soft">${item.org}${told}</span></summary>${both}</details>`;
}

/** Where a fact-check lies in the desk's library. */
export function toPath(id: string): string {
  return `/review/fact-checks/${encodeURIComponent(id)}`;
}
