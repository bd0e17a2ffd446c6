import type { Case } from '../../review/case.ts';
import { heldLease, isHeldBack } from '../../review/case-life.ts';
import { readTicket } from '../../review/ticket.ts';
import { formatSpan } from '../format-time.ts';
import type { Tipline } from '../tipline.ts';
import { type Call, type CallResult, type Turn, textOf, wordsFor } from '../turns/turn.ts';
import { casePassedOn } from './passed-on.ts';
import { reportLines } from './report.ts';

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
  const ids = [...new Set(tips.map((tip) => tip.case))].slice(0, 10);
  const cases = await Promise.all(ids.map((id) => findCase(tipline, id)));
  const lines: string[] = [];
  for (const found of cases) {
    if (!found) continue;
    const { ticket, age, state } = await describe(tipline, turn, found);
    lines.push(`• *${ticket}* (${age}): ${state}`);
  }
  lines.push(...reports.map(({ line }) => line));
  const [first] = cases;
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

async function oneTicket(
  tipline: Tipline,
  turn: Turn,
  typed: string,
): Promise<CallResult<'one' | 'unknown'>> {
  const ticket = readTicket(typed);
  const asked = ticket === undefined ? undefined : await tipline.store.cases.byTicket(ticket);
  const found = asked && (await findCase(tipline, asked.id));
  if (!found) return { outcome: 'unknown', values: { ticket: typed.slice(0, 20).toUpperCase() } };
  return { outcome: 'one', values: await describe(tipline, turn, found) };
}

/** A case by id, or the one it was merged into. */
async function findCase(tipline: Tipline, id: string): Promise<Case | undefined> {
  const found = await tipline.store.cases.get(id);
  return found?.mergedInto === undefined ? found : tipline.store.cases.get(found.mergedInto);
}

async function describe(tipline: Tipline, turn: Turn, found: Case) {
  const words = wordsFor(tipline, turn);
  const span = formatSpan(tipline.script, turn.profile.language, turn.now - found.openedAt);
  const isNew = turn.now - found.openedAt < 60_000;
  const age = isNew ? span : words('time.ago', { time: span });
  const passedOn = await casePassedOn(tipline, turn, found);
  const state = [await stateOf(tipline, turn, found), ...passedOn].join(' ');
  return { ticket: found.ticket, age, state };
}

async function stateOf(tipline: Tipline, turn: Turn, found: Case): Promise<string> {
  const words = wordsFor(tipline, turn);
  if (found.status === 'open' || isHeldBack(found, turn.now)) {
    const isHeld = found.status !== 'open' || heldLease(found, turn.now);
    return words(isHeld ? 'state.claimed' : 'state.open');
  }
  const factCheck = found.factCheck && (await tipline.store.factChecks.get(found.factCheck));
  if (!factCheck || factCheck.retracted !== undefined) return words('state.closed');
  return words('state.published', { mark: words(`verdict.mark.${factCheck.verdict}`) });
}
