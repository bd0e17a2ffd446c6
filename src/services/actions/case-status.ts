import type { Tipline } from '../../app/context.ts';
import type { Case, Tip } from '../../domain/cases/case.ts';
import { heldLease, isHeldBack, LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { readTicket, ticketOf } from '../../domain/cases/ticket.ts';
import { type Call, type CallResult, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { formatSpan } from '../responses/format-time.ts';
import { reportLines } from './prepare-report.ts';
import { casePassedOn } from './referral-status.ts';

const ENOUGH_DECISIONS = 10;

/** How a ticket, or everything the citizen has reported, is getting on. */
export const findStatus: Call<'one' | 'several' | 'none' | 'unknown'> = async ({
  tipline,
  turn,
  values,
}) => {
  const asked = textOf(values.query).trim();
  const reports = await reportLines({ tipline, turn });
  const report = reports.find(({ id }) => id === readTicket(asked));
  if (report) return { outcome: 'several', values: { list: report.line } };
  if (asked !== '') return oneTicket(tipline, turn, asked);
  const tips = await tipline.store.cases.tipsBy(turn.citizen, 50);
  const own = [...Map.groupBy(tips, (tip) => tip.case).values()].slice(0, 10);
  const all = (await Promise.all(own.map((each) => findAsked(tipline, each)))).filter(isThere);
  const lines: string[] = [];
  for (const each of all) {
    const { ticket, age, state } = await describe(tipline, turn, each);
    lines.push(`• *${ticket}* (${age}): ${state}`);
  }
  lines.push(...reports.map(({ line }) => line));
  const [first] = all;
  if (lines.length === 0) return { outcome: 'none' };
  if (lines.length === 1 && first)
    return { outcome: 'one', values: await describe(tipline, turn, first) };
  return { outcome: 'several', values: { list: lines.join('\n') } };
};

/** When an answer may be expected, measured on past cases; unmeasured while there are too few. */
export const expectAnswer: Call<'measured' | 'unmeasured'> = async ({ tipline, turn }) => {
  const times = await tipline.store.cases.decisionTimes(50);
  const median = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
  if (times.length < ENOUGH_DECISIONS || median === undefined) return { outcome: 'unmeasured' };
  const time = formatSpan(tipline.script, turn.profile.language, Math.max(median, 60_000));
  return { outcome: 'measured', values: { time } };
};

/** A stranger's ticket is as unknown as one that was never given. */
async function oneTicket(
  tipline: Tipline,
  turn: Turn,
  typed: string,
): Promise<CallResult<'one' | 'unknown'>> {
  const ticket = readTicket(typed);
  const asked = ticket === undefined ? undefined : await findOwn(tipline, turn, ticket);
  if (!asked) return { outcome: 'unknown', values: { ticket: typed.slice(0, 20).toUpperCase() } };
  return { outcome: 'one', values: await describe(tipline, turn, asked) };
}

/** What a citizen has asked in one case, and the ticket under which they know it. */
interface Asked {
  found: Case;
  ticket: string;
  /** When they asked, which is all that its age may tell: others may have asked before. */
  at: number;
}

/** What a citizen asked under a ticket of their own, or before there were such ones, of its case. */
async function findOwn(
  tipline: Tipline,
  { citizen }: Turn,
  ticket: string,
): Promise<Asked | undefined> {
  const { cases } = tipline.store;
  const own = (await cases.tipsWithTicket(ticket)).filter((tip) => tip.citizen === citizen);
  if (own.length > 0) return findAsked(tipline, own);
  const named = await cases.byTicket(ticket);
  const found = named?.ticket === ticket ? await findCase(tipline, named.id) : undefined;
  const old = (await cases.tipsBy(citizen, MOST_TIPS)).filter((tip) => tip.ticket === undefined);
  const asked = await findAsked(
    tipline,
    old.filter((tip) => tip.case === found?.id),
  );
  return asked && { ...asked, ticket };
}

/** More tips than a citizen has. */
const MOST_TIPS = 5000;

/** The case that tips of one citizen are in, as they know it. */
async function findAsked(tipline: Tipline, tips: readonly Tip[]): Promise<Asked | undefined> {
  const first = tips.toSorted((a, b) => a.at - b.at)[0];
  const found = first && (await findCase(tipline, first.case));
  return found && { found, ticket: ticketOf(first, found), at: first.at };
}

/** A case by id, or the one it was merged into. */
async function findCase(tipline: Tipline, id: string): Promise<Case | undefined> {
  const found = await tipline.store.cases.get(id);
  return found?.mergedInto === undefined ? found : tipline.store.cases.get(found.mergedInto);
}

function isThere(asked: Asked | undefined): asked is Asked {
  return asked !== undefined;
}

async function describe(tipline: Tipline, turn: Turn, { found, ticket, at }: Asked) {
  const words = wordsFor(tipline, turn);
  const span = formatSpan(tipline.script, turn.profile.language, turn.now - at);
  const isNew = turn.now - at < 60_000;
  const age = isNew ? span : words('time.ago', { time: span });
  const passedOn = await casePassedOn(tipline, turn, { found, since: at });
  const state = [await stateOf(tipline, turn, { found, at }), ...passedOn].join(' ');
  return { ticket, age, state };
}

/** Who works on it, and to whom it was passed on, is told as far as it happened since the citizen asked. */
async function stateOf(
  tipline: Tipline,
  turn: Turn,
  { found, at }: Pick<Asked, 'found' | 'at'>,
): Promise<string> {
  const words = wordsFor(tipline, turn);
  if (isHeldBack(found, turn.now)) return words('state.claimed');
  if (found.status === 'open') {
    const lease = heldLease(found, turn.now);
    const isSince = lease !== undefined && lease.until - LEASE_MS >= at;
    return words(isSince ? 'state.claimed' : 'state.open');
  }
  const factCheck = found.factCheck && (await tipline.store.factChecks.get(found.factCheck));
  if (!factCheck || factCheck.retracted !== undefined) return words('state.closed');
  return words('state.published', { mark: words(`verdict.mark.${factCheck.verdict}`) });
}
