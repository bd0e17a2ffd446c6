import { may } from '../../../domain/accounts/permissions.ts';
import { closings } from '../../../domain/cases/case.ts';
import { threatLabels } from '../../../domain/cases/threats.ts';
import { readTicket } from '../../../domain/cases/ticket.ts';
import {
  addNote,
  assign,
  sayThreat,
  setTags,
  snooze,
  wakeCase,
} from '../../../services/cases/amend-case.ts';
import { askCitizens } from '../../../services/cases/ask-citizens.ts';
import type { Action } from '../../../services/cases/change-case.ts';
import { claim, close, handOver, release } from '../../../services/cases/decide-case.ts';
import { setApart } from '../../../services/cases/exclude-file.ts';
import { type Merged, mergeCases, splitCase } from '../../../services/cases/merge-cases.ts';
import { unmerge } from '../../../services/cases/undo.ts';
import type { KnownVisit } from '../desk.ts';
import { fenceOf, fieldOf, partOf } from '../read-form.ts';
import { finish, showCase } from './show-case.ts';

/** The case that a form speaks of, and who acts; with the lease that the form was made under. */
export function actionOf({ request, reviewer }: KnownVisit): Action {
  const action = { ticket: partOf(request, 'ticket'), reviewer: reviewer.name };
  const hasFence = fieldOf(request, 'fence') !== '';
  return hasFence ? { ...action, fence: fenceOf(request) } : action;
}

export async function takeCase(visit: KnownVisit): Promise<void> {
  const { ticket, reviewer } = actionOf(visit);
  await finish(visit, await claim(visit.desk.deps, { ticket, reviewer }), { news: 'taken' });
}

/** Tells a page that its lease holds for longer, or that it is over. */
export async function renewCase(visit: KnownVisit): Promise<void> {
  const action = { ...actionOf(visit), fence: fenceOf(visit.request) };
  const done = await claim(visit.desk.deps, action);
  visit.response.status(done.type === 'done' ? 204 : 409).end();
}

export async function returnCase(visit: KnownVisit): Promise<void> {
  const done = await release(visit.desk.deps, actionOf(visit));
  if (done.type === 'done') return visit.response.redirect(303, '/review/queue?done=released');
  await finish(visit, done, { news: 'released' });
}

export async function handOverCase(visit: KnownVisit): Promise<void> {
  const to = await colleague(visit);
  if (to === undefined) return lacksText(visit);
  const action = actionOf(visit);
  const done = await handOver(visit.desk.deps, action, to);
  await finish(visit, done, { news: 'assigned' });
}

/** To give a case to somebody else takes more than to give it to oneself. */
export async function assignCase(visit: KnownVisit): Promise<void> {
  const to = fieldOf(visit.request, 'to') === '' ? undefined : await colleague(visit);
  const isOwn = to === undefined || to === visit.reviewer.name;
  if (fieldOf(visit.request, 'to') !== '' && to === undefined) return lacksText(visit);
  if (!isOwn && !may(visit.reviewer.role, 'hand-over')) return lacksText(visit);
  await finish(visit, await assign(visit.desk.deps, actionOf(visit), to), { news: 'assigned' });
}

export async function snoozeCase(visit: KnownVisit): Promise<void> {
  const { desk, request } = visit;
  const until = wakeTime(fieldOf(request, 'for'), desk.deps.clock.now());
  await finish(visit, await snooze(desk.deps, actionOf(visit), until), { news: 'snoozed' });
}

export async function wake(visit: KnownVisit): Promise<void> {
  await finish(visit, await wakeCase(visit.desk.deps, actionOf(visit)), { news: 'woken' });
}

export async function tagCase(visit: KnownVisit): Promise<void> {
  const tags = fieldOf(visit.request, 'tags').slice(0, 400).split(/[,\n]/);
  await finish(visit, await setTags(visit.desk.deps, actionOf(visit), tags), { news: 'saved' });
}

export async function takeApart(visit: KnownVisit): Promise<void> {
  const [sha256, apart] = [fieldOf(visit.request, 'file'), fieldOf(visit.request, 'apart')];
  if (!/^[0-9a-f]{64}$/.test(sha256)) return lacksText(visit);
  const what = { sha256, isApart: apart === 'yes' };
  await finish(visit, await setApart(visit.desk.deps, actionOf(visit), what), { news: 'saved' });
}

export async function sayThreatOfCase(visit: KnownVisit): Promise<void> {
  const threat = threatLabels.find((each) => each === fieldOf(visit.request, 'threat'));
  if (!threat) return lacksText(visit);
  const done = await sayThreat(visit.desk.deps, actionOf(visit), threat);
  await finish(visit, done, { news: 'saved' });
}

export async function noteCase(visit: KnownVisit): Promise<void> {
  const note = fieldOf(visit.request, 'note').trim().slice(0, 1000);
  if (note === '') return lacksText(visit);
  await finish(visit, await addNote(visit.desk.deps, actionOf(visit), note), { news: 'saved' });
}

export async function askCase(visit: KnownVisit): Promise<void> {
  const question = fieldOf(visit.request, 'question').trim().slice(0, 500);
  if (question === '') return lacksText(visit);
  const done = await askCitizens(visit.desk.deps, actionOf(visit), question);
  await finish(visit, done, { news: 'asked' });
}

export async function closeCase(visit: KnownVisit): Promise<void> {
  const closing = closings.find((each) => each === fieldOf(visit.request, 'closing'));
  if (!closing) return lacksText(visit);
  await finish(visit, await close(visit.desk.deps, actionOf(visit), closing), {
    news: 'closed',
  });
}

export async function mergeCase(visit: KnownVisit): Promise<void> {
  const { ticket, reviewer } = actionOf(visit);
  const into = readTicket(fieldOf(visit.request, 'into')) ?? '';
  const merged = await mergeCases(visit.desk.deps, { from: ticket, into, reviewer });
  await move(visit, merged, { news: 'merged', alert: visit.words.refusal.merge });
}

export async function splitTip(visit: KnownVisit): Promise<void> {
  const { ticket, reviewer } = actionOf(visit);
  const tip = fieldOf(visit.request, 'tip');
  const split = await splitCase(visit.desk.deps, { ticket, tip, reviewer });
  await move(visit, split, { news: 'split', alert: visit.words.refusal.split });
}

export async function unmergeCase(visit: KnownVisit): Promise<void> {
  await finish(visit, await unmerge(visit.desk.deps, actionOf(visit)), { news: 'unmerged' });
}

async function move(
  visit: KnownVisit,
  merged: Merged,
  { news, alert }: { news: string; alert: string },
): Promise<void> {
  if (merged.type === 'problem') return showCase(visit, { alert, status: 409 });
  visit.response.redirect(303, `/review/cases/${merged.case.ticket}?done=${news}`);
}

/** The name of somebody who can work on cases, if the form has one. */
async function colleague({ desk, request }: KnownVisit): Promise<string | undefined> {
  const found = await desk.gate.store.reviewers.byName(fieldOf(request, 'to').slice(0, 100));
  return found && !found.isDisabled && may(found.role, 'claim') ? found.name : undefined;
}

function lacksText(visit: KnownVisit): Promise<void> {
  return showCase(visit, { alert: visit.words.problem.text, status: 400 });
}

const HOUR = 3_600_000;
const JAKARTA_MS = 7 * HOUR;

/** When a case wakes: in an hour, tomorrow morning, or in three days. */
function wakeTime(span: string, now: number): number {
  if (span === 'hour') return now + HOUR;
  if (span === 'days') return now + 72 * HOUR;
  return nextMorning(now);
}

/** Seven tomorrow morning in Jakarta. */
export function nextMorning(now: number): number {
  return now - ((now + JAKARTA_MS) % (24 * HOUR)) + 31 * HOUR;
}
