import { type Experiment, missedMarks, type Result } from './experiment.ts';

const HEAD = [
  'experiment',
  'what was done',
  'messages',
  'lost',
  'out of order',
  'visible repeats',
  'recovery, s',
  'result',
];

/** One line of the table: what was done, what came of it, and whether it kept its marks. */
export function rowOf({ id, title }: Experiment, result: Result, isSmall: boolean): string[] {
  const { did, messages, lost, misordered, repeats, recoveryS } = result;
  const missed = missedMarks(result, isSmall).map(
    ({ what, value, most }) => `${what} ${value} > ${most}`,
  );
  return [
    `${id} ${title}`,
    did,
    `${messages}`,
    `${lost}`,
    `${misordered}`,
    `${repeats}`,
    recoveryS === undefined ? '' : recoveryS.toFixed(1),
    missed.length === 0 ? 'pass' : `FAIL: ${missed.join('; ')}`,
  ];
}

/** Rows as a Markdown table with columns of equal width. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, n) => Math.max(...all.map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEAD), rule, ...rows.map(line)].join('\n');
}
