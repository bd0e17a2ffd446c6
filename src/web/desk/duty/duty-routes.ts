import { alertKinds } from '../../../domain/duty/alert.ts';
import { setRule } from '../../../services/duty/alert-rules.ts';
import { acknowledge } from '../../../services/duty/alerts.ts';
import type { KnownVisit, Route } from '../desk.ts';
import { fieldOf } from '../read-form.ts';
import { sendAlertsPage } from './alerts-page.ts';
import {
  dropTurn,
  sendCalendar,
  takeCallList,
  takeChange,
  takeMe,
  takeNote,
  takeShift,
} from './roster-actions.ts';
import { sendRoster } from './roster-page.ts';

/** Pages and actions of the roster and of alerts, as part of the one table. */
export const dutyRoutes: readonly Route[] = [
  { method: 'get', path: '/roster', needs: 'see-roster', run: sendRoster },
  { method: 'get', path: '/roster.ics', needs: 'see-roster', run: sendCalendar },
  { method: 'post', path: '/roster/shifts', needs: 'manage-roster', run: takeShift },
  { method: 'post', path: '/roster/changes', needs: 'manage-roster', run: takeChange },
  { method: 'post', path: '/roster/turns/:id/remove', needs: 'manage-roster', run: dropTurn },
  { method: 'post', path: '/roster/calls', needs: 'manage-roster', run: takeCallList },
  { method: 'post', path: '/roster/notes', needs: 'note', run: takeNote },
  { method: 'post', path: '/roster/me', needs: 'acknowledge-alarm', run: takeMe },
  { method: 'get', path: '/alarms', needs: 'see-roster', run: sendAlertsPage },
  {
    method: 'post',
    path: '/alarms/acknowledge',
    needs: 'acknowledge-alarm',
    run: takeAcknowledgement,
  },
  { method: 'post', path: '/alarms/rules', needs: 'change-settings', run: takeRule },
];

/** Acknowledges an alert; nobody else is called. */
async function takeAcknowledgement(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const done = await acknowledge(desk.deps, fieldOf(request, 'alarm'), reviewer.name);
  if (done === 'unknown') return sendAlertsPage(visit, words.alarms.gone);
  response.redirect(303, `/review/alarms?done=${done === 'already' ? 'same' : 'saved'}`);
}

/** Sets one rule as it was typed. */
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
