import { may } from '../../../domain/accounts/permissions.ts';
import { alertWords } from '../../../services/duty/alert-text.ts';
import { html, type Part } from '../../shared/html.ts';
import type { Visit } from '../desk.ts';
import { alertIcon } from './alert-icon.ts';

const MOST = 3;

/** What no one has acknowledged yet, above every page of the desk. */
export function alertBanner({ alarms, reviewer, words, language }: Visit): Part {
  const open = alarms.filter(({ acknowledged }) => !acknowledged);
  if (open.length === 0 || !reviewer || !may(reviewer.role, 'see-roster')) return false;
  const say = words.alarms;
  const names = open.slice(0, MOST).map(({ kind, of }) => {
    const name = alertWords[language].kind[kind];
    return of === '' ? name : `${name} (${of})`;
  });
  return html`<p class="alarm-banner" role="status">${alertIcon()} <strong>${say.open(open.length)}</strong>: ${names.join(', ')}${open.length > MOST && ', …'} <a href="/review/alarms">${say.look}</a></p>`;
}
