import { may, type Permission } from '../../domain/accounts/permissions.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import type { Visit } from './desk.ts';

/** A part of the desk that the navigation leads to. */
export type NavItem = (typeof places)[number][0] | 'account';

/** Which parts there are, where, for whom; those marked `seldom` share a fold, so that the daily ones stay in one line. */
const places = [
  ['queue', '/review/queue', 'see-queue'],
  ['reports', '/review/reports', 'refer'],
  ['board', '/review/board', 'see-board'],
  ['library', '/review/fact-checks', 'see-fact-checks'],
  ['voters', '/review/voter-answers', 'see-fact-checks'],
  ['roster', '/review/roster', 'see-roster'],
  ['dashboard', '/review/dashboard', 'see-dashboards'],
  ['flows', '/review/flows', 'see-dashboards', 'seldom'],
  ['reach', '/review/subscriptions', 'see-dashboards', 'seldom'],
  ['records', '/review/records', 'publish-record', 'seldom'],
  ['partners', '/review/partners', 'manage-partners', 'seldom'],
  ['reviewers', '/review/reviewers', 'manage-reviewers', 'seldom'],
  ['audit', '/review/audit', 'see-audit', 'seldom'],
  ['settings', '/review/settings', 'change-settings', 'seldom'],
] as const satisfies readonly (readonly [string, string, Permission, 'seldom'?])[];

/** The parts of the desk that a reviewer may see. */
export function navigation(visit: Visit, place: NavItem | undefined): Html {
  const { words, reviewer } = visit;
  const open = places.filter(([, , permission]) => reviewer && may(reviewer.role, permission));
  const seldom = open.filter(([, , , how]) => how === 'seldom');
  const isFolded = seldom.length > FEW;
  const plain = isFolded ? open.filter(([, , , how]) => how !== 'seldom') : open;
  const isWithin = seldom.some(([name]) => name === place);
  return html`<nav aria-label="${words.nav.label}"><ul>
${plain.map((each) => linkTo(each, visit, place))}
${isFolded && html`<li class="fold"><details><summary class="nav-link"${current(isWithin)}>${words.nav.more}</summary><ul>${seldom.map((each) => linkTo(each, visit, place))}</ul></details></li>`}
</ul></nav>`;
}

function linkTo([name, path]: (typeof places)[number], visit: Visit, place: NavItem | undefined) {
  const { words, waitingReports } = visit;
  const count = name === 'reports' && waitingReports > 0 && waitingReports;
  return html`<li><a class="nav-link" href="${path}"${current(name === place)}>${words.nav[name]}${count !== false && html` <span class="count" aria-label="${words.reports.waiting(count)}">${count}</span>`}</a></li>`;
}

/** What marks the link to the page that is open. */
export function current(isHere: boolean): Part {
  return isHere && html` aria-current="page"`;
}

const FEW = 1;
