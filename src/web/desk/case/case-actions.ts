import { HOUR, jakartaDay, startOfDay } from '../../../domain/time/jakarta-day.ts';
import type { CaseActionResult } from '../../../services/cases/case-action.ts';
import {
  type CaseActionName,
  caseActions,
  performCaseAction,
} from '../../../services/cases/case-actions.ts';
import { describeRefusal, newsOf } from '../../../ui-text/describe-result.ts';
import { fenceOf, fieldOf, formIn, type KnownVisit, partOf, type Route } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { refuseAs } from '../serve-route.ts';
import type { Typed } from '../typed.ts';
import { showCase } from './case-page.ts';
import { citizenPath } from './citizen-page.ts';
import { choiceIn } from './wordings-part.ts';

const CASE = '/cases/:ticket';
const CITIZEN = `${CASE}/tips/:tip/citizen`;

/** Addresses that are not the name of their action. */
const PATHS: Readonly<Partial<Record<CaseActionName, string>>> = {
  'exclude-file': `${CASE}/apart`,
  decide: `${CASE}/verdict`,
  block: `${CITIZEN}/block`,
  unblock: `${CITIZEN}/unblock`,
};

type Run = (visit: KnownVisit) => Promise<void>;

/** One route for each case action; `runs` are those that answer in their own way. */
export function caseRoutes(runs: Readonly<Partial<Record<CaseActionName, Run>>>): readonly Route[] {
  return caseActions.map(({ name, permission }) => ({
    method: 'post' as const,
    path: PATHS[name] ?? `${CASE}/${name}`,
    // The least that an action on a case takes, where the rest depends on what is asked.
    needs: typeof permission === 'string' ? permission : 'claim',
    run:
      runs[name] ?? (async (visit: KnownVisit) => finish(visit, name, await perform(visit, name))),
  }));
}

/** Performs an action on the case of the address with what its form says, and with `more` where a form is read otherwise. */
export function perform(visit: KnownVisit, name: CaseActionName, more: object = {}) {
  const { desk, request, reviewer: actor } = visit;
  const hasFence = fieldOf(request, 'fence') !== '' || name === 'decide' || name === 'draft';
  const fence = hasFence && name !== 'claim' ? fenceOf(request) : undefined;
  const on = { ticket: partOf(request, 'ticket'), actor, fence };
  const said = { ...formIn(request), ...choiceIn(request), ...more };
  return performCaseAction(desk.deps, on, { ...said, name });
}

/** Goes on after an action, or shows the case with why the action came to nothing; nothing typed is lost. */
export async function finish(
  visit: KnownVisit,
  name: CaseActionName,
  done: CaseActionResult,
  { typed, path }: { typed?: Typed; path?: string } = {},
): Promise<void> {
  const { request, response, words } = visit;
  if (done.type === 'forbidden') return refuseAs(visit, done.needs);
  if (done.type !== 'done') {
    const status = done.type === 'invalid' ? 400 : 409;
    const alert = describeRefusal(words, done, name);
    return showCase(visit, { alert, status, ...(typed && { typed }) });
  }
  const isOther = name === 'merge' || name === 'split';
  const ticket = encodeURIComponent(isOther ? done.case.ticket : partOf(request, 'ticket'));
  const news = newsOf(name, done.case);
  response.redirect(303, `${path ?? `/review/cases/${ticket}`}?done=${news}`);
}

/** Gives a case back, and goes on to the queue. */
export async function returnCase(visit: KnownVisit): Promise<void> {
  const done = await perform(visit, 'release');
  await finish(visit, 'release', done, { path: '/review/queue' });
}

/** Tells a page that its lease holds for longer, or that it is over. */
export async function renewCase({ desk, request, response, reviewer }: KnownVisit): Promise<void> {
  const on = { ticket: partOf(request, 'ticket'), actor: reviewer, fence: fenceOf(request) };
  const done = await performCaseAction(desk.deps, on, { name: 'claim' });
  response.status(done.type === 'done' ? 204 : 409).end();
}

export async function snoozeCase(visit: KnownVisit): Promise<void> {
  const { request, desk, words } = visit;
  const until = wakeTime(request, desk.deps.clock.now());
  if (until === undefined) return showCase(visit, { alert: words.case.snoozePast });
  await finish(visit, 'snooze', await perform(visit, 'snooze', { until }));
}

/** Blocks the citizen of the address or lifts the block, and shows them again. */
export async function blockAs(visit: KnownVisit, name: 'block' | 'unblock'): Promise<void> {
  const done = await perform(visit, name, { tip: partOf(visit.request, 'tip') });
  if (done.type !== 'done' && done.type !== 'forbidden') return sendMissing(visit);
  await finish(visit, name, done, { path: citizenPath(visit) });
}

/** When a case wakes: at a time in Jakarta, in an hour, at seven tomorrow morning, or in three days; undefined for a time that is no more. */
export function wakeTime(request: KnownVisit['request'], now: number): number | undefined {
  const [span, named] = [fieldOf(request, 'for'), fieldOf(request, 'until')];
  const until = Date.parse(`${named}+07:00`);
  if (named !== '') return until > now ? until : undefined;
  if (span === 'hour') return now + HOUR;
  if (span === 'days') return now + 72 * HOUR;
  return startOfDay(jakartaDay(now)) + 31 * HOUR;
}
