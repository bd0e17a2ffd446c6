import type { ReportThreat } from '../../src/domain/reports/report.ts';
import { partsOf } from '../../src/domain/stats/counter.ts';
import type { TurnChange, TurnCommit } from '../../src/ports/commit.ts';

/** What the turns of a dialogue's last breath did, as far as it can be checked without reading words. */
export interface Done {
  /** Why the dialogue could not be played. */
  problem?: string | undefined;
  /** How many replies there were, all of them as one text, and the last. */
  replies: number;
  text: string;
  last: string;
  /** States that were entered, and those that wait then, each as "flow/state". */
  passed: readonly string[];
  open: readonly string[];
  /** Whether it was consented to keep a message, and not taken back. */
  isConsented: boolean;
  isErased: boolean;
  /** Whether an answer was kept with a tip. */
  isNoted: boolean;
  /** Whether something was forwarded in it. */
  isForwarded: boolean;
  /** Tickets of the cases that were opened or joined. */
  tickets: readonly string[];
  /** Fact-checks that were told. */
  told: readonly string[];
  /** Reports that were begun. */
  begun: readonly ReportThreat[];
}

/** Gathers it from the turns, and from the one before them. */
export function gatherDone(
  turns: readonly TurnCommit[],
  before: TurnCommit | undefined,
  { isForwarded, problem }: Pick<Done, 'isForwarded' | 'problem'>,
): Done {
  const texts = turns.flatMap(({ replies }) => replies.map(({ text }) => text));
  const changes = turns.flatMap((turn) => turn.changes);
  const consent = changes.findLast(isConsent);
  const last = turns.at(-1) ?? before;
  const known = new Set(before?.profile.reports?.map(({ id }) => id));
  const reports = turns.flatMap(({ profile }) => profile.reports ?? []);
  const begun = reports.filter(({ id }) => !known.has(id)).map(({ threat }) => threat);
  return {
    problem,
    replies: texts.length,
    text: texts.join('\n\n'),
    last: texts.at(-1) ?? '',
    passed: turns.flatMap(({ tallies }) => enteredOf(tallies)),
    open: (last?.conversation.frames ?? []).map(({ flow, state }) => `${flow}/${state}`),
    isConsented: consent?.entry.deed === 'given',
    isErased: changes.some(({ type }) => type === 'forget'),
    isNoted: changes.some(isNote),
    isForwarded,
    tickets: consent?.entry.deed === 'withdrawn' ? [] : changes.flatMap(ticketsOf),
    told: changes.flatMap((change) => (change.type === 'told' ? change.told.factCheck : [])),
    begun: [...new Set(begun)],
  };
}

/** The states among the counters of a turn, in the order in which they were first entered. */
function enteredOf(tallies: TurnCommit['tallies']): string[] {
  return Object.keys(tallies).flatMap((name) => {
    const [subject, ...place] = partsOf(name);
    return subject === 'entered' ? place.join('/') : [];
  });
}

function isConsent(change: TurnChange): change is Extract<TurnChange, { type: 'consent' }> {
  return change.type === 'consent' && change.entry.purpose === 'check';
}

function isNote(change: TurnChange): boolean {
  if (change.type !== 'note-tips') return false;
  const { source, region, link, saved, answers } = change.notes; // the worry is also guessed
  return [source, region, link, saved, answers].some((note) => note !== undefined);
}

function ticketsOf(change: TurnChange): string[] {
  if (change.type === 'add-tips') return change.tips.flatMap(({ ticket }) => ticket ?? []);
  if (change.type !== 'open-case') return [];
  return [change.case.ticket, ...change.tips.flatMap(({ ticket }) => ticket ?? [])];
}
