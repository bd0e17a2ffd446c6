import type { DeskState } from './desk-state.ts';
import { blank, bold, dim, type Line, line } from './line.ts';
import { namedStats } from './named-stats.ts';

/** How the reviewer's day goes, and how the queue stands. */
export function drawStats({ figures, reviewer, words }: DeskState): Line[] {
  if (!figures) return [blank, line(`  ${words.figures.counting}`, dim)];
  const rows = namedStats(figures, reviewer, words);
  return [
    blank,
    ...rows.map(([name, value]) => [...line(`  ${name.padEnd(52)}`), ...line(value, bold)]),
  ];
}
