import { wilson } from '../triage/score.ts';
import { type Alarms, MOST_ALARMS } from './people-alarms.ts';
import { kinds, marks } from './people-dialogues.ts';
import type { Played } from './people-play.ts';

/** One line of the table: how many passed, and whether that is enough. */
export interface Row {
  name: string;
  n: number;
  passed: number;
  /** The share that has to pass; none where it is only shown. */
  mark?: number;
  /** Messages that Posko sent in a dialogue, on the average. */
  sent?: number;
}

/** A line for each kind that was played, one for refusals that were taken as a yes, and one for all. */
export function rowsOf(played: readonly Played[]): Row[] {
  const rows = kinds.flatMap((kind) => {
    const those = played.filter(({ dialogue }) => dialogue.kind === kind);
    if (those.length === 0) return [];
    if (kind !== 'refusal') return [rowOf(kind, those, marks[kind])];
    const never = { name: 'refusal, never a yes', n: those.length, mark: marks[kind] };
    const passed = those.filter((each) => !isTakenAsYes(each)).length;
    return [{ ...never, passed }, rowOf('refusal, as expected', those)];
  });
  return [...rows, rowOf('all', played)];
}

/** A line for each expectation that was played, in the order of the alphabet. */
export function rowsByExpectation(played: readonly Played[]): Row[] {
  const those = Map.groupBy(played, ({ dialogue }) => dialogue.expect);
  return [...those]
    .map(([name, some]) => rowOf(name, some))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function rowOf(name: string, played: readonly Played[], mark?: number): Row {
  const n = played.length;
  const passed = played.filter(({ fault }) => fault === undefined).length;
  const sent = n === 0 ? 0 : played.reduce((sum, each) => sum + each.sent, 0) / n;
  return { name, n, passed, sent, ...(mark !== undefined && { mark }) };
}

function isTakenAsYes({ done }: Played): boolean {
  const isConfirmed = done.passed.includes('tip/confirmed');
  return done.isConsented || done.tickets.length > 0 || done.isErased || isConfirmed;
}

/** Whether a line reaches its mark. */
export function isMet({ n, passed, mark }: Row): boolean {
  return mark === undefined || n === 0 || passed / n >= mark;
}

/** The table as text. */
export function drawTable(title: string, rows: readonly Row[]): string {
  const head = `${'kind'.padEnd(22)}${['n', 'passed', 'share'].map(column).join('')}${'95 %'.padStart(14)}`;
  const lines = rows.map((row) => {
    const { name, n, passed, mark, sent } = row;
    const [low, high] = n === 0 ? [0, 1] : wilson(passed, n);
    const share = n === 0 ? '–' : (passed / n).toFixed(3);
    const [interval, ...counts] = [`${short(low)}–${short(high)}`, n, passed, share];
    const cells = `${counts.map(column).join('')}${interval.padStart(14)}`;
    const marked = mark === undefined ? '' : `≥ ${short(mark)} ${isMet(row) ? 'ok' : 'MISSED'}`;
    return `${name.padEnd(22)}${cells}  ${marked.padEnd(15)} ${sent?.toFixed(2) ?? ''}`.trimEnd();
  });
  return `${[title, `${head}  ${'mark'.padEnd(15)} messages`, ...lines].join('\n')}\n`;
}

const column = (cell: string | number) => String(cell).padStart(9);
const short = (share: number) => share.toFixed(3);

/** How often messages of nobody in danger were taken for it, as text. */
export function drawAlarms(alarms: readonly Alarms[]): string {
  const lines = alarms.map(({ name, all, alarms: { length } }) => {
    const [low, high] = all === 0 ? [0, 1] : wilson(length, all);
    const share = all === 0 ? 0 : length / all;
    const verdict = share <= MOST_ALARMS ? 'ok' : 'MISSED';
    const interval = `${low.toFixed(4)}–${high.toFixed(4)}`;
    return `${name.padEnd(22)}${column(all)}${column(length)}${column(share.toFixed(4))}  ${interval}  ≤ ${MOST_ALARMS} ${verdict}`;
  });
  return `${['false alarms of danger', ...lines].join('\n')}\n`;
}

/** A dialogue that failed, with what is wrong and the last reply. */
export function drawFail({ dialogue, done, fault }: Played, width: number): string {
  const { kind, voice, after, says, expect, file } = dialogue;
  const last = done.last.replaceAll(/\s*\n\s*/g, ' / ');
  const shown = last.length > width ? `${last.slice(0, width - 1)}…` : last;
  return [
    `${kind} · ${voice} · after ${after} · expect ${expect} · ${file}`,
    ...says.map((bubble) => `  > ${bubble}`),
    `  < ${shown}`,
    `  ! ${fault}`,
    '',
  ].join('\n');
}
