import { may } from '../../../domain/accounts/permissions.ts';
import { closings } from '../../../domain/cases/case.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';

/** What is done to all ticked cases at once; shown as soon as one is ticked. */
export function bulkBar(visit: KnownVisit, colleagues: readonly string[]): Part {
  const { queue, case: say } = visit.words;
  const { name, role } = visit.reviewer;
  if (!may(role, 'claim')) return undefined;
  const others = colleagues.filter((each) => each !== name);
  return html`<form id="bulk" class="bulk" action="/review/bulk/tags" method="post" aria-label="${queue.bulk}">${formField(visit)}
<strong id="ticked" data-count="${queue.ticked(0).replace('0', '{n}')}">${queue.bulk}</strong>
${may(role, 'note') && html`<span class="pair"><label class="unseen" for="bulk-tag">${queue.tag}</label><input id="bulk-tag" name="tag" placeholder="${queue.tag}" maxlength="40" autocomplete="off"><button>${queue.addTag}</button></span>`}
${may(role, 'merge') && html`<button formaction="/review/bulk/merge" title="${queue.mergeHint}">${queue.merge}</button>`}
<button formaction="/review/bulk/snooze">${say.snooze}: ${say.snoozes.morning}</button>
${others.length === 0 && html`<button formaction="/review/bulk/assign">${queue.mine}</button>`}
${others.length > 0 && html`<span class="pair"><label class="unseen" for="bulk-to">${say.assignTo}</label><select id="bulk-to" name="to">${[name, ...others].map((each) => html`<option>${each}</option>`)}</select><button formaction="/review/bulk/assign">${say.assign}</button></span>`}
<span class="pair"><label class="unseen" for="bulk-closing">${say.close}</label><select id="bulk-closing" name="closing">${closings.map((closing) => html`<option value="${closing}">${say.closings[closing]}</option>`)}</select><button class="danger" formaction="/review/bulk/close">${say.close}</button></span>
<button type="reset" class="quiet">${queue.untick}</button></form>`;
}
