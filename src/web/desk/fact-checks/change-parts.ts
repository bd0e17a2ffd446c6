import { hasSecond } from '../../../services/fact-checks/has-second-reviewer.ts';
import {
  type ChangePreview,
  type PreviewItem,
  previewChange,
} from '../../../services/fact-checks/preview-change.ts';
import type { Wanted } from '../../../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../../../services/fact-checks/submit-change.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldNames, fieldsOf, type KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
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

export function toPath(id: string): string {
  return `/review/fact-checks/${encodeURIComponent(id)}`;
}

/** Asks once more before the change of a form is saved: both messages, whom it reaches, and whether somebody else has to agree. */
export async function askToConfirm(
  visit: KnownVisit,
  asked: { wanted: Extract<Wanted, { type: 'correct' | 'retract' }>; why: string; seen: number },
): Promise<void> {
  const { desk, request, words, reviewer } = visit;
  const { wanted, why, seen } = asked;
  const say = words.changes;
  const preview = await previewChange(desk.deps, wanted, why);
  const isLone = preview.needsTwo && !(await hasSecond(desk.gate.store, reviewer.name));
  const path = toPath(wanted.id);
  const names = fieldNames(request).filter((name) => name !== 'form');
  const typed = names.flatMap((name) => fieldsOf(request, name).map((value) => [name, value]));
  const hidden = [...typed, ['seen', String(seen)], ['confirmed', 'yes']];
  const body = html`<p class="crumb"><a id="back" href="${path}">${say.back}</a></p>
<h1>${say.confirm}</h1><section class="card"><h2>${say.kind[wanted.type]}</h2>
${previewOf(visit, preview, { why, type: wanted.type })}
${preview.needsTwo && html`<p class="second">${say.needsTwo}</p>`}
${isLone && html`<p class="alert">${say.noSecond}</p>`}
<form action="${path}/${wanted.type}" method="post">${formField(visit)}
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="actions"><button class="primary" id="confirm">${preview.needsTwo ? say.propose : say.submit}</button>
<a class="button" href="${path}">${say.back}</a></div></form></section>`;
  send(visit, { title: say.confirm, body, place: 'fact-checks', isWide: true });
}

/** Goes on to where a change can be seen, undone or approved; undefined where it holds already. */
export function whereItWaits({ type }: Submitted): string | undefined {
  if (type === 'held') return '/review/changes?done=held';
  return type === 'proposed' ? '/review/changes?done=change-proposed' : undefined;
}
