import type { Route } from '../desk.ts';
import { takeAcknowledgement, takeRule } from './alert-actions.ts';
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
  { method: 'get', path: '/roster', needs: 'see-roster', run: (visit) => sendRoster(visit) },
  { method: 'get', path: '/roster.ics', needs: 'see-roster', run: sendCalendar },
  { method: 'post', path: '/roster/shifts', needs: 'manage-roster', run: takeShift },
  { method: 'post', path: '/roster/changes', needs: 'manage-roster', run: takeChange },
  { method: 'post', path: '/roster/turns/:id/remove', needs: 'manage-roster', run: dropTurn },
  { method: 'post', path: '/roster/calls', needs: 'manage-roster', run: takeCallList },
  { method: 'post', path: '/roster/notes', needs: 'note', run: takeNote },
  { method: 'post', path: '/roster/me', needs: 'acknowledge-alarm', run: takeMe },
  { method: 'get', path: '/alarms', needs: 'see-roster', run: (visit) => sendAlertsPage(visit) },
  {
    method: 'post',
    path: '/alarms/acknowledge',
    needs: 'acknowledge-alarm',
    run: takeAcknowledgement,
  },
  { method: 'post', path: '/alarms/rules', needs: 'change-settings', run: takeRule },
];
