import { hasSecond } from '../../../services/fact-checks/has-second-reviewer.ts';
import { previewChange } from '../../../services/fact-checks/preview-change.ts';
import type { Wanted } from '../../../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../../../services/fact-checks/submit-change.ts';
import { html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { previewOf, toPath } from './change-parts.ts';

/** Asks once more before a change is saved: both messages, whom it reaches, and whether somebody else has to agree. */
export async function askToConfirm(
  visit: KnownVisit,
  asked: {
    wanted: Extract<Wanted, { type: 'correct' | 'retract' }>;
    why: string;
    /** The version that was looked at. */
    seen: number;
    /** The fields of the form, to be sent again. */
    fields: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { desk, words, reviewer } = visit;
  const { wanted, why, seen, fields } = asked;
  const say = words.changes;
  const preview = await previewChange(desk.deps, wanted, why);
  const isLone = preview.needsTwo && !(await hasSecond(desk.gate.store, reviewer.name));
  const path = toPath(wanted.id);
  const hidden = Object.entries({ ...fields, seen: String(seen), confirmed: 'yes' });
  const body = html`<p class="crumb"><a id="back" href="${path}">${say.back}</a></p>
<h1>${say.confirm}</h1><section class="card"><h2>${say.kind[wanted.type]}</h2>
${previewOf(visit, preview, { why, type: wanted.type })}
${preview.needsTwo && html`<p class="second">${say.needsTwo}</p>`}
${isLone && html`<p class="alert">${say.noSecond}</p>`}
<form action="${path}/${wanted.type}" method="post">${formField(visit)}
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="actions"><button class="primary" id="confirm">${preview.needsTwo ? say.propose : say.submit}</button>
<a class="button" href="${path}">${say.back}</a></div></form></section>`;
  send(visit, { title: say.confirm, body, place: 'library', isWide: true });
}

/** Goes on to where a change can be seen, undone or approved; undefined where it holds already. */
export function whereItWaits({ type }: Submitted): string | undefined {
  if (type === 'held') return '/review/changes?done=held';
  return type === 'proposed' ? '/review/changes?done=change-proposed' : undefined;
}
