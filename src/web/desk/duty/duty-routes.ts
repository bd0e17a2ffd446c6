import { alertKinds } from '../../../domain/duty/alert.ts';
import { setRule } from '../../../services/duty/alert-rules.ts';
import { acknowledge } from '../../../services/duty/alerts.ts';
import { get, type KnownVisit, post, type Route } from '../desk.ts';
import { fieldOf } from '../read-form.ts';
import { sendAlertsPage } from './alerts-page.ts';
import * as roster from './roster-actions.ts';
import { sendRoster } from './roster-page.ts';

/** Pages and actions of the roster and of alerts, as part of the one table. */
export const dutyRoutes: readonly Route[] = [
  get('/roster', 'see-roster', sendRoster),
  get('/roster.ics', 'see-roster', roster.sendCalendar),
  post('/roster/shifts', 'manage-roster', roster.takeShift),
  post('/roster/changes', 'manage-roster', roster.takeChange),
  post('/roster/turns/:id/remove', 'manage-roster', roster.dropTurn),
  post('/roster/calls', 'manage-roster', roster.takeCallList),
  post('/roster/notes', 'note', roster.takeNote),
  post('/roster/me', 'acknowledge-alarm', roster.takeMe),
  get('/alarms', 'see-roster', sendAlertsPage),
  post('/alarms/acknowledge', 'acknowledge-alarm', takeAcknowledgement),
  post('/alarms/rules', 'change-settings', takeRule),
];

/** Acknowledges an alert; nobody else is called. */
async function takeAcknowledgement(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const done = await acknowledge(desk.deps, fieldOf(request, 'alarm'), reviewer.name);
  if (done === 'unknown') return sendAlertsPage(visit, words.alarms.gone);
  response.redirect(303, `/review/alarms?done=${done === 'already' ? 'same' : 'saved'}`);
}

async function takeRule(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const kind = alertKinds.find((each) => each === fieldOf(request, 'kind'));
  const number = (name: string) => Number(fieldOf(request, name).trim() || Number.NaN);
  const rule = {
    isOn: fieldOf(request, 'on') === 'yes',
    isGrave: fieldOf(request, 'grave') === 'yes',
    threshold: number('threshold'),
    minutes: number('minutes'),
  };
  const set = kind ? await setRule(desk.deps, { kind, rule, by: reviewer.name }) : 'bad';
  if (set === 'bad') return sendAlertsPage(visit, words.alarms.wrong);
  response.redirect(303, '/review/alarms?done=saved');
}
