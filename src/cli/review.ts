import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { may } from '../domain/accounts/permissions.ts';
import type { Case } from '../domain/cases/case.ts';
import type { QueueFilter } from '../domain/cases/queue-filter.ts';
import { filled } from '../domain/text/filled.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import {
  type CaseActionName,
  caseActions,
  performCaseAction,
} from '../services/cases/case-actions.ts';
import { listWordings, type WordingChoice } from '../services/cases/choose-wordings.ts';
import { compareFactCheck, searchFactChecks } from '../services/cases/compare-fact-check.ts';
import { countThreats } from '../services/cases/count-threats.ts';
import { followQueue, listQueue, viewCase } from '../services/cases/queue.ts';
import { readReviewerStats } from '../services/cases/reviewer-stats.ts';
import { findFilter, listFilters } from '../services/cases/saved-filters.ts';
import { showCase, showFound, showQueue, showStats } from '../terminal/show-case.ts';
import { differencesInWords, wordingLines } from '../terminal/show-wordings.ts';
import usages from './case-usages.json' with { type: 'json' };
import {
  addDeskCommand,
  createDeskCommand,
  type DeskAct,
  type Help,
  type ReviewOptions,
} from './create-command.ts';
import { print, printAs, printJson, printList } from './output.ts';
import { problemOf } from './play-review.ts';
import refusals from './refusals.json' with { type: 'json' };

/** `posko review …`: the queue without a screen. */
export function reviewCommand(): Command {
  const review = createDeskCommand('review', {
    next: ['see-queue', nextCase],
    list: ['see-queue', list],
    'show <ticket>': ['see-case', show],
    'search <words...>': ['see-fact-checks', search],
    threats: ['see-dashboards', threatCounts],
    stats: ['see-queue', stats],
    'wordings <ticket>': ['see-case', wordings],
  });
  addCaseActions(review);
  return review;
}

type ListOptions = ReviewOptions & QueueFilter & { saved?: string };

async function threatCounts(deps: AppDeps, options: ReviewOptions): Promise<void> {
  printList(options, await countThreats(deps), {
    line: ({ guess, said, cases }) => `${guess} → ${said}: ${cases}`,
  });
}

async function nextCase(deps: AppDeps, options: ReviewOptions): Promise<void> {
  const [entry] = (await followQueue(deps)).list({ list: 'ready' }, options.as);
  if (entry) await show(deps, options, entry.case.ticket);
  else printAs(options, null, 'Antrean kosong.');
}

async function list(deps: AppDeps, options: ListOptions): Promise<void> {
  const { list: name, topic, threat, tag, text } = options;
  const asked = filled({ list: name, topic, threat, tag, text });
  const filter = { ...(await savedFilter(deps, options)), ...asked };
  const entries = await listQueue(deps, { filter, reviewer: options.as });
  printAs(options, entries, showQueue(entries));
}

async function savedFilter(deps: AppDeps, { as, saved }: ListOptions): Promise<QueueFilter> {
  if (saved === undefined) return {};
  const filters = await listFilters(deps, as);
  const found = findFilter(filters, saved);
  if (found) return found.filter;
  const names = filters.map(({ name }) => name).join(', ') || 'none yet';
  throw new Failure(`there is no filter ${saved}; there are: ${names}`);
}

async function show(deps: AppDeps, options: ReviewOptions, ticket = ''): Promise<void> {
  await deps.openCases.load();
  const found = await viewCase(deps, ticket);
  if (!found) throw new Failure(`there is no case ${ticket}; see "posko review list"`);
  const view = may(options.actor.role, 'see-media') ? found : { ...found, files: [] };
  const tips = view.tips.map(({ citizen: _, person: __, ...tip }) => tip);
  printAs(options, { ...view, tips }, showCase(view, deps.clock.now()));
}

async function search(deps: AppDeps, options: ReviewOptions, ...words: string[]): Promise<void> {
  const found = await searchFactChecks(deps, { text: words.join(' ') });
  printAs(options, found, showFound(found));
}

async function stats(deps: AppDeps, options: ReviewOptions): Promise<void> {
  const day = await readReviewerStats(deps, options.as);
  printAs(options, day, showStats(day, options.as));
}

/** What would lead to the verdict of a case. */
async function wordings(
  deps: AppDeps,
  options: ReviewOptions & { factCheck?: string; title?: string },
  ticket = '',
): Promise<void> {
  const found = await listWordings(deps, ticket, options);
  printAs(options, found, wordingLines(found).join('\n') || 'Tidak ada kata-kata baru.');
}

interface CaseOptions extends ReviewOptions {
  url?: string[];
  withoutSource?: string;
  title?: string;
  confirm?: string;
  /** Wordings by their numbers in `posko review wordings`. */
  takeWording?: number[];
  leaveWording?: number[];
}

/** How a case action is written at the command line; without one, it is not offered there. */
interface Usage extends Help {
  usage: string;
  /** Its input that stands after the ticket. */
  field?: string;
}

type NotOffered = 'exclude-file' | 'unlike' | 'wordings' | 'block' | 'unblock';
const USAGES: Readonly<
  Record<Exclude<CaseActionName, NotOffered>, Usage> & Partial<Record<NotOffered, undefined>>
> = usages;

/** Adds the commands that act on a case, one for each case action that has a usage. */
function addCaseActions(review: Command): void {
  for (const { name } of caseActions) {
    const offered = USAGES[name];
    if (!offered) continue;
    const { field = '', ...help } = offered;
    const isMany = help.usage.endsWith('...]');
    const act: DeskAct<CaseOptions> = (deps, options, ticket = '', ...words) =>
      run(deps, options, { name, ticket, field, words: isMany ? words : words[0] });
    addDeskCommand(review, help, ['reviewer', act]);
  }
}

/** The sources that were named, the one that citizens get first. */
function citedIn(urls: readonly string[] | undefined) {
  return urls && { url: urls[0], citations: urls.map((url) => ({ url })) };
}

interface Typed {
  name: CaseActionName;
  ticket: string;
  /** The input that the words after the ticket are. */
  field: string;
  words: string | string[] | undefined;
}

async function run(deps: AppDeps, options: CaseOptions, typed: Typed): Promise<void> {
  const { name, ticket, field, words } = typed;
  const raw = { ...options, [field]: words, ...(await read(deps, options, typed)) };
  const on = { ticket, actor: options.actor, fence: options.fence };
  const done = await performCaseAction(deps, on, { ...raw, name });
  if (done.type === 'done') return printResult(options, typed, done);
  throw new Failure((await explain(deps, typed, done)) ?? problemOf(on, done) ?? '');
}

/** What the options and words of a command mean, where they are not yet the input of its action. */
async function read(deps: AppDeps, options: CaseOptions, { name, ticket, words }: Typed) {
  switch (name) {
    case 'snooze':
      return { until: readUntil(String(words), deps.clock.now()) };
    case 'decide': {
      const named = await readNamed(deps, ticket, { options, title: options.title });
      const noSource = options.withoutSource || undefined;
      return { ...named, ...citedIn(options.url), noSource };
    }
    case 'draft':
      return citedIn(options.url) ?? {};
    case 'attach': {
      const named = await readNamed(deps, ticket, { options, factCheck: String(words) });
      return { ...named, confirmed: options.confirm };
    }
    default:
      return {};
  }
}

/** The keys of the wordings that were named by their numbers. */
async function readNamed(
  deps: AppDeps,
  ticket: string,
  of: { options: CaseOptions; title?: string | undefined; factCheck?: string },
): Promise<WordingChoice> {
  const { takeWording = [], leaveWording = [] } = of.options;
  if (takeWording.length + leaveWording.length === 0) return { take: [], leave: [] };
  const known = await listWordings(deps, ticket, of);
  const keys = (numbers: readonly number[]) =>
    numbers.map((number) => {
      const wording = known[number - 1];
      if (wording) return wording.key;
      throw new Failure(`there is no wording ${number}; see "posko review wordings ${ticket}"`);
    });
  return { take: keys(takeWording), leave: keys(leaveWording) };
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as typed: how long from now, or when. */
function readUntil(word: string, now: number): number {
  const [, count = '', unit = ''] = word.match(/^(\d{1,4})([mhd])$/) ?? [];
  const until = unit === '' ? Date.parse(word) : now + Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(until) || until <= now) {
    throw new Failure(`${word} is no time to come, such as 90m, 4h, 3d or a date`);
  }
  return until;
}

const STATUS = {
  open: 'tersimpan.',
  published: 'putusan terbit; warga yang bertanya segera dikabari.',
  closed: 'ditutup; warga yang bertanya segera dikabari.',
  merged: 'digabung.',
} as const;

function printResult(
  { json }: ReviewOptions,
  { name, ticket }: Typed,
  { case: found, referral }: Extract<CaseActionResult, { type: 'done' }>,
): void {
  if (json) {
    const { reference, organisation, threat } = referral ?? {};
    printJson(referral ? { reference, organisation, threat } : found);
  } else if (referral) {
    print(`${referral.reference}: diteruskan; warga yang bertanya segera dikabari.`);
  } else if (name === 'merge') print(`${ticket} digabung ke ${found.ticket}.`);
  else if (name === 'split') print(`Kasus baru: ${found.ticket}.`);
  else print(`${ticket}: ${STATUS[found.status]}${undoHint(found)}`);
}

function undoHint({ undo, decidedAt, ticket }: Case): string {
  if (!undo || decidedAt === undefined) return '';
  const seconds = Math.round((undo.until - decidedAt) / 1000);
  return ` Bisa dibatalkan dalam ${seconds} detik: posko review undo ${ticket}`;
}

/** What stands in the way, where the command line can say how to go on. */
async function explain(
  deps: AppDeps,
  { name, ticket, field: own, words }: Typed,
  done: Exclude<CaseActionResult, { type: 'done' }>,
): Promise<string | undefined> {
  if (done.type === 'invalid') {
    const problems = Object.entries(done.problems);
    const dashes = (field: string) => (field === own ? '' : '--');
    return problems.map(([field, message]) => `${dashes(field)}${field}: ${message}`).join('\n');
  }
  if (done.type !== 'refused') return undefined;
  const { why } = done;
  if (why === 'unlike' || why === 'differs')
    return describeDoubt(deps, ticket, { id: String(words), why });
  const isLack = why === 'gap' || why === 'template' || why === 'bare' || why === 'no-source';
  return name === 'decide' && isLack ? `${ticket}: ${refusals.lack[why]}` : undefined;
}

/** All that has to be looked at before a fact-check can be attached. */
async function describeDoubt(
  deps: AppDeps,
  ticket: string,
  { id, why }: { id: string; why: 'unlike' | 'differs' },
): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(ticket);
  const compared = found && (await compareFactCheck(deps, found, id));
  if (!compared) return undefined;
  const { factCheck, score, differences, isUnlike, key } = compared;
  const flags = [`--confirm ${key}`, ...(isUnlike ? ['--reason "…"'] : [])].join(' ');
  return [
    `${ticket}: ${factCheck.id} matches by ${Math.round(score * 100)} %${why === 'unlike' ? ', which is too little without a reason' : ''}`,
    `  ${factCheck.title}`,
    ...differencesInWords(differences).map((line) => `  ${line}`),
    `If it answers the case all the same: ${flags}`,
  ].join('\n');
}
