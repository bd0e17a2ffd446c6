import { type Urgency, urgencies } from '../../../domain/cases/urgency.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';

/** What stands beside something urgent; nothing beside the rest. */
export function urgencyMark({ urgency: say }: Pick<Words, 'urgency'>, urgency: Urgency): Part {
  return urgency !== 'usual' && html` <span class="badge hot">${say.name[urgency]}</span>`;
}

/** One button for each urgency; the present one is marked. */
export function urgencyButtons({ urgency: say }: Pick<Words, 'urgency'>, present: Urgency): Html {
  return html`<fieldset class="plain"><legend class="hint">${say.change}</legend><div class="actions">${urgencies.map(
    (urgency) =>
      html`<button class="small" name="urgency" value="${urgency}"${urgency === present && html` aria-current="true"`}>${say.name[urgency]}</button>`,
  )}</div></fieldset>`;
}
