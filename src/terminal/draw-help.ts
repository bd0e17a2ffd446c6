import { blank, bold, type Line, line } from './line.ts';
import type { TerminalWords } from './text.ts';

/** Every key there is. */
export function drawHelp({ keys }: Pick<TerminalWords, 'keys'>): Line[] {
  return keys.help.flatMap(([title, rows]) => [
    line(` ${title}`, bold),
    ...rows.map((row) => line(`  ${row}`)),
    blank,
  ]);
}
