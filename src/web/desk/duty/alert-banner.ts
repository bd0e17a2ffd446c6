import { may } from '../../../domain/accounts/permissions.ts';
import { alertWords } from '../../../services/duty/alert-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { Visit } from '../desk.ts';

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

/** The sign before what is pressing; its words say the same. */
export function alertIcon(): Html {
  return html`<svg class="sign" width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3L22 20.5H2zM12 9.5v5M12 17.5v.2"/></svg>`;
}
