import { type Case, readTicket, type Tip, ticketOf } from '../../domain/cases/case.ts';
import { heldLease, isHeldBack, LEASE_MS } from '../../domain/cases/lifecycle.ts';
import type { BotContent } from '../../domain/content/bot-content.ts';
import { say } from '../../i18n/say.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { readServiceStatus } from '../duty/service-status.ts';
import { statusWords } from '../duty/status-text.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { reportLines } from './prepare-report.ts';
import { casePassedOn } from './referral-status.ts';

type StatusDeps = Pick<ActionDeps, 'store' | 'script' | 'settings' | 'signLink'>;
type ServiceDeps = Pick<
  ActionDeps,
  'store' | 'clock' | 'script' | 'settings' | 'channels' | 'writes'
>;

const ENOUGH_DECISIONS = 10;

/** How a ticket, or everything the citizen has reported, is getting on. */
export const findStatus = action(
  ['one', 'several', 'none', 'unknown'],
  async (deps: StatusDeps, turn, values) => {
    const asked = textOf(values.query).trim();
    const reports = await reportLines(deps, turn);
    const report = reports.find(({ id }) => id === readTicket(asked));
    if (report) return { outcome: 'several', values: { list: report.line } };
    if (asked !== '') return oneTicket(deps, turn, asked);
    const tips = await deps.store.cases.tipsBy(turn.citizen, 50);
    const own = [...Map.groupBy(tips, (tip) => tip.case).values()].slice(0, 10);
    const found = await Promise.all(own.map((each) => findAsked(deps, each)));
    const all = found.filter((each) => each !== undefined);
    const lines: string[] = [];
    for (const each of all) {
      const { ticket, age, state } = await describe(deps, turn, each);
      lines.push(`• *${ticket}* (${age}): ${state}`);
    }
    lines.push(...reports.map(({ line }) => line));
    const [first] = all;
    if (lines.length === 0) return { outcome: 'none' };
    if (lines.length === 1 && first)
      return { outcome: 'one', values: await describe(deps, turn, first) };
    return { outcome: 'several', values: { list: lines.join('\n') } };
  },
);

/** When an answer may be expected, measured on past cases; unmeasured while there are too few. */
export const expectAnswer = action(
  ['measured', 'unmeasured'],
  async (deps: StatusDeps, turn, { hosts }) => {
    // What leads to official sites only is not to be held back.
    const wait = hosts ? '' : wordsFor(deps, turn)('submit.wait');
    const decided = await deps.store.figures.decided(0, 50);
    const times = decided.map(({ decidedAt, openedAt }) => decidedAt - openedAt);
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    if (times.length < ENOUGH_DECISIONS || median === undefined) {
      return { outcome: 'unmeasured', values: { wait } };
    }
    const time = formatSpan(deps.script, turn.profile.language, Math.max(median, 60_000));
    return { outcome: 'measured', values: { time, wait } };
  },
);

/** A stranger's ticket is as unknown as one that was never given. */
async function oneTicket(
  deps: StatusDeps,
  turn: Turn,
  typed: string,
): Promise<ActionResult<'one' | 'unknown'>> {
  const ticket = readTicket(typed);
  const asked = ticket === undefined ? undefined : await findOwn(deps, turn, ticket);
  if (!asked) return { outcome: 'unknown', values: { ticket: typed.slice(0, 20).toUpperCase() } };
  return { outcome: 'one', values: await describe(deps, turn, asked) };
}

/** What a citizen has asked in one case, and the ticket under which they know it. */
interface Asked {
  found: Case;
  ticket: string;
  /** When they asked, which is all that its age may tell: others may have asked before. */
  at: number;
}

/** What a citizen asked under a ticket of their own, or before there were such ones, of its case. */
async function findOwn(deps: StatusDeps, { citizen }: Turn, ticket: string) {
  const { cases } = deps.store;
  const own = (await cases.tipsWithTicket(ticket)).filter((tip) => tip.citizen === citizen);
  if (own.length > 0) return findAsked(deps, own);
  const named = await cases.byTicket(ticket);
  const found = named?.ticket === ticket ? await findCase(deps, named.id) : undefined;
  const old = (await cases.tipsBy(citizen, MOST_TIPS)).filter((tip) => tip.ticket === undefined);
  const ofCase = old.filter((tip) => tip.case === found?.id);
  const asked = await findAsked(deps, ofCase);
  return asked && { ...asked, ticket };
}

/** More tips than a citizen has. */
const MOST_TIPS = 5000;

/** The case that tips of one citizen are in, as they know it. */
async function findAsked(deps: StatusDeps, tips: readonly Tip[]): Promise<Asked | undefined> {
  const first = tips.toSorted((a, b) => a.at - b.at)[0];
  const found = first && (await findCase(deps, first.case));
  return found && { found, ticket: ticketOf(first, found), at: first.at };
}

/** A case by id, or the one it was merged into. */
async function findCase(deps: StatusDeps, id: string): Promise<Case | undefined> {
  const found = await deps.store.cases.get(id);
  return found?.mergedInto === undefined ? found : deps.store.cases.get(found.mergedInto);
}

async function describe(deps: StatusDeps, turn: Turn, { found, ticket, at }: Asked) {
  const words = wordsFor(deps, turn);
  const span = formatSpan(deps.script, turn.profile.language, turn.now - at);
  const isNew = turn.now - at < 60_000;
  const age = isNew ? span : words('time.ago', { time: span });
  const passedOn = await casePassedOn(deps, turn, { found, since: at });
  const state = [await stateOf(deps, turn, { found, at }), ...passedOn].join(' ');
  return { ticket, age, state };
}

/** Who works on it, and to whom it was passed on, is told as far as it happened since the citizen asked. */
async function stateOf(deps: StatusDeps, turn: Turn, { found, at }: Pick<Asked, 'found' | 'at'>) {
  const words = wordsFor(deps, turn);
  if (isHeldBack(found, turn.now)) return words('state.claimed');
  if (found.status === 'open') {
    const lease = heldLease(found, turn.now);
    const isSince = lease !== undefined && lease.until - LEASE_MS >= at;
    return words(isSince ? 'state.claimed' : 'state.open');
  }
  const factCheck = found.factCheck && (await deps.store.factChecks.get(found.factCheck));
  if (!factCheck || factCheck.retracted !== undefined) return words('state.closed');
  return words('state.published', { mark: words(`verdict.mark.${factCheck.verdict}`) });
}

/** How the whole post is doing, in words; nothing in it is about the citizen who asks. */
export const findServiceStatus = action(['seen'], async (deps: ServiceDeps, turn) => {
  const status = await readServiceStatus(deps);
  const words = statusWords(deps.script, turn.profile.language, status);
  return { outcome: 'seen', values: { ...words } };
});

/** A span in the largest unit that fits: "baru saja", "40 menit", "3 jam", "2 hari". */
export function formatSpan({ locales }: BotContent, language: string, ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return say(locales, language, 'time.just-now');
  if (minutes < 90) return say(locales, language, 'time.minutes', { n: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return say(locales, language, 'time.hours', { n: hours });
  return say(locales, language, 'time.days', { n: Math.round(hours / 24) });
}
