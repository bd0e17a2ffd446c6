import { html } from '../shared/html.ts';
import type { KnownVisit } from './desk.ts';
import { send } from './layout.ts';

/** Says that something is not there. */
export function sendMissing(visit: KnownVisit, title = visit.words.error.missing): void {
  const body = html`<h1>${title}</h1><p><a class="button" href="/review/queue">${visit.words.error.home}</a></p>`;
  send(visit, { title, body, status: 404 });
}
