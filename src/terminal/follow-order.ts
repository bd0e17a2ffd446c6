import type { Actor } from '../domain/accounts/reviewer.ts';
import { isUp } from '../domain/duty/alert.ts';
import { type CaseActionInput, performCaseAction } from '../services/cases/case-actions.ts';
import type { CaseDeps } from '../services/cases/case-deps.ts';
import { compareFactCheck, searchFactChecks } from '../services/cases/compare-fact-check.ts';
import { previewVerdict } from '../services/cases/publish-verdict.ts';
import { followQueue, listQueue, viewCase } from '../services/cases/queue.ts';
import { readReviewerStats } from '../services/cases/reviewer-stats.ts';
import { listFilters, saveFilter } from '../services/cases/saved-filters.ts';
import { follow } from '../services/conversation/refresh.ts';
import { acknowledge, listAlerts } from '../services/duty/alerts.ts';
import { readDutyBoard } from '../services/duty/duty-board.ts';
import type { DutyDeps } from '../services/duty/duty-deps.ts';
import { approveChange, takeBackChange } from '../services/fact-checks/decide-change.ts';
import { previewChange } from '../services/fact-checks/preview-change.ts';
import { listChanges } from '../services/fact-checks/proposed-change.ts';
import type { SettingsDeps } from '../services/settings/settings.ts';
import type { VoterDeps } from '../services/voters/voter-answers.ts';
import type { Order, OrderOf, SeenChange } from './desk-state.ts';
import type { News } from './hear-news.ts';
import type { TerminalWords } from './text.ts';
import { draftOf, type Form, toDecision } from './verdict-form.ts';
import viewable from './viewable.json' with { type: 'json' };

export interface ConsoleDeps extends CaseDeps, DutyDeps, SettingsDeps, VoterDeps {}

/** Shows a file in a program of the machine; false where it cannot be started. */
export type ShowFile = (name: string, bytes: Uint8Array) => Promise<boolean>;

export interface Desk {
  deps: ConsoleDeps;
  actor: Actor;
  words: TerminalWords;
  showFile: ShowFile;
  /** The fence of each lease that was given to this desk, by ticket; a lost lease keeps its old one. */
  fences: Map<string, number>;
}

/** Does what the screen ordered; tells what came of it. */
export async function followOrder(
  desk: Desk,
  order: Exclude<Order, { type: 'typed' }>,
): Promise<News[]> {
  const { deps } = desk;
  const reviewer = desk.actor.name;
  switch (order.type) {
    case 'open':
      return openCase(desk, order.ticket);
    case 'open-next': {
      const [next] = (await followQueue(deps)).list({ list: 'ready' }, reviewer);
      return next ? openCase(desk, next.case.ticket) : [{ type: 'nothing-ready' }];
    }
    case 'save-draft':
      return keepDraft(desk, order.ticket, order.form);
    case 'do':
      return doAction(desk, order.ticket, order.event);
    case 'do-all':
      return doToAll(desk, order);
    case 'view-file':
      return viewFile(desk, order);
    case 'search': {
      const found = await searchFactChecks(deps, { text: order.text });
      return [{ ...order, type: 'found', found }];
    }
    case 'compare':
      return compare(desk, order);
    case 'save-filter': {
      const change = await saveFilter(deps, reviewer, order);
      return [{ type: 'filter-saved', change, saved: await listFilters(deps, reviewer) }];
    }
    case 'figures':
      return [{ type: 'counted', figures: await readReviewerStats(deps, reviewer) }];
    case 'duty':
      return [{ type: 'duty', board: await readDutyBoard(deps, reviewer) }];
    case 'changes':
      return followChanges({ deps, reviewer }, order);
    case 'acknowledge':
      await acknowledge(deps, order.alarm, reviewer);
      return [{ type: 'duty', board: await readDutyBoard(deps, reviewer) }];
    case 'quit':
      for (const ticket of order.releases) await perform(desk, ticket, { name: 'release' });
      return [];
    case 'refresh':
      return readQueue(desk);
  }
}

/** The queue as it is now, and the open case with it. */
export async function readQueue(desk: Desk, open?: string): Promise<News[]> {
  const { deps } = desk;
  const reviewer = desk.actor.name;
  await follow(deps);
  const entries = await listQueue(deps, { reviewer });
  const view = open === undefined ? undefined : await viewCase(deps, open);
  const { undoMs } = deps.settings;
  const saved = await listFilters(deps, reviewer);
  const alarms = (await listAlerts(deps)).filter((each) => isUp(each) && !each.acknowledged);
  const now = deps.clock.now();
  const listed: News = { type: 'listed', entries, saved, alarms, undoMs, now };
  return view ? [listed, { type: 'viewed', view }] : [listed];
}

/** Renews the lease of the open case. */
export async function renewLease(desk: Desk, ticket: string): Promise<News[]> {
  const done = await perform(desk, ticket, { name: 'claim' });
  return [{ type: 'renewed', ticket, done }];
}

/** Keeps what is written of a verdict. */
export async function keepDraft(desk: Desk, ticket: string, form: Form): Promise<News[]> {
  const done = await perform(desk, ticket, { name: 'draft', ...draftOf(form) });
  return [{ type: 'kept', ticket, form, done }];
}

/** Words the message that the form amounts to. */
export async function wordMessage(desk: Desk, ticket: string, form: Form): Promise<News[]> {
  const found = await desk.deps.store.cases.byTicket(ticket);
  if (!found) return [];
  const preview = await previewVerdict(desk.deps, found, { decision: toDecision(form) });
  return [{ type: 'previewed', ticket, preview }];
}

async function openCase(desk: Desk, ticket: string): Promise<News[]> {
  const { deps, actor } = desk;
  const done = await performCaseAction(deps, { ticket, actor }, { name: 'claim' });
  const view = await viewCase(deps, ticket);
  if (!view) return [{ type: 'problem', text: desk.words.refused.unknown(ticket) }];
  const fence = done.type === 'done' ? done.case.lease?.fence : undefined;
  if (fence !== undefined) desk.fences.set(view.case.ticket, fence);
  const opened: News = { type: 'opened', view, done, fence };
  const { proposal } = view.case;
  const preview = proposal && (await previewVerdict(deps, view.case, proposal));
  return preview ? [opened, { type: 'previewed', ticket: view.case.ticket, preview }] : [opened];
}

/** Shows a file of the case, if it is of a kind that nothing can be started by. */
async function viewFile(
  { deps, showFile, words }: Desk,
  { sha256 }: OrderOf<'view-file'>,
): Promise<News[]> {
  const file = await deps.store.media.read(sha256);
  const ending = new Map(Object.entries(viewable)).get(file?.mime.split(';')[0] ?? '');
  const { viewing, gone, closed, noViewer } = words.view;
  if (!file || !ending) return [{ type: 'problem', text: file ? closed : gone }];
  const isShown = await showFile(`berkas-${sha256.slice(0, 6)}.${ending}`, file.bytes);
  return [isShown ? { type: 'told', text: viewing } : { type: 'problem', text: noViewer }];
}

/** Lays a case beside a fact-check, as both are now. */
async function compare({ deps }: Desk, { ticket, id }: OrderOf<'compare'>): Promise<News[]> {
  const found = await deps.store.cases.byTicket(ticket);
  const compared = found && (await compareFactCheck(deps, found, id));
  return [{ type: 'compared', ticket, compared }];
}

async function doAction(desk: Desk, ticket: string, event: CaseActionInput): Promise<News[]> {
  const done = await perform(desk, ticket, event);
  const news: News[] = [{ type: 'done', ticket, event, done }];
  const reopens = event.name === 'take-back' && done.type === 'done';
  if (reopens) news.push(...(await openCase(desk, ticket)));
  if (event.name === 'release') desk.fences.delete(ticket);
  return [...news, ...(await readQueue(desk, ticket))];
}

/** Does the same to many cases; those that somebody else holds stay as they are. */
async function doToAll(desk: Desk, { tickets, event }: OrderOf<'do-all'>): Promise<News[]> {
  const news: News[] = [];
  let count = 0;
  for (const ticket of tickets) {
    const done = await perform(desk, ticket, event);
    news.push({ type: 'done', ticket, event, done });
    if (done.type === 'done') count += 1;
  }
  return [...news, { type: 'done-to-all', count, of: tickets.length }, ...(await readQueue(desk))];
}

/** Performs an action under the lease that was given to this desk. */
function perform({ deps, actor, fences }: Desk, ticket: string, event: CaseActionInput) {
  return performCaseAction(deps, { ticket, actor, fence: fences.get(ticket) }, event);
}

/** Approves a change or takes it back, if that was ordered, and reads all that wait. */
async function followChanges(
  { deps, reviewer }: { deps: ConsoleDeps; reviewer: string },
  { decide }: OrderOf<'changes'>,
): Promise<News[]> {
  const doing = decide?.event === 'approve' ? approveChange : takeBackChange;
  const decided = decide && (await doing(deps, { id: decide.id, by: reviewer }));
  const changes: SeenChange[] = [];
  for (const change of await listChanges(deps)) {
    changes.push({ change, preview: await previewChange(deps, change.wanted, change.why) });
  }
  const refused = decided?.type === 'refused' ? decided.why : undefined;
  return [{ type: 'changes', changes, refused }];
}
