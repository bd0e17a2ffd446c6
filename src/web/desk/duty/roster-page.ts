import { may } from '../../../domain/accounts/permissions.ts';
import { fromLocal, toLocal } from '../../../domain/time/clock-zone.ts';
import { isEmpty, viewDuty } from '../../../services/duty/on-duty.ts';
import { readPerson } from '../../../services/duty/people.ts';
import { dutyNames } from '../../../services/duty/roster.ts';
import { listNotes } from '../../../services/duty/shift-notes.ts';
import { html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { send } from '../layout.ts';
import { addPart, callPart, mePart, notesPart } from './roster-forms.ts';
import { nowPart, turnsPart, weekPart } from './roster-week.ts';

const DAY = 86_400_000;
const NOTES = 20;

/** Shows who is on duty now and in the week ahead, the pattern, and the shift notes. */
export async function sendRoster(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, reviewer } = visit;
  const { deps } = desk;
  const say = words.roster;
  const person = await readPerson(deps, reviewer.name);
  const { zone } = person;
  const now = deps.clock.now();
  const midnight = fromLocal({ day: toLocal(now, zone).day, minute: 0 }, zone);
  const view = await viewDuty(deps, { start: midnight, end: midnight + 7 * DAY });
  const seen = { visit, view, zone, now };
  const names = (await dutyNames(deps)) ?? [];
  const canManage = may(reviewer.role, 'manage-roster');
  const body = html`<div class="head"><h1>${say.title}</h1><div class="actions"><a class="button" href="/review/alarms">${words.alarms.title} <span class="count">${visit.alarms.length}</span></a><a class="button" href="/review/roster.ics">${say.calendar}</a></div></div>
<p class="hint">${say.zoneHint(zone)}</p>
${isEmpty(view.plan) ? html`<div class="empty"><p>${say.none}</p></div>` : html`${nowPart(seen)}${weekPart(seen)}`}
${notesPart(visit, { notes: await listNotes(deps, NOTES), zone })}
${turnsPart(seen)}
${canManage && html`${addPart(visit, { names, zone })}${callPart(visit, view.plan.callList)}`}
${may(reviewer.role, 'acknowledge-alarm') && mePart(visit, person)}`;
  send(visit, { title: say.title, body, alert, status: alert ? 400 : 200, place: 'roster' });
}
