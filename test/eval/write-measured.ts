import { writeFileSync } from 'node:fs';
import type { Row } from './score-rows.ts';

const FILE = 'src/web/public/method/measured.json';

/** The rows that the public page of methods shows, and what it calls them. */
const SHOWN: Readonly<Record<string, string>> = {
  right: 'forward answered right',
  precise: 'forward precision of answers',
  retold: 'retold answered or offered, right',
  other: 'retold answered with another',
  alike: 'headline look-alike answered',
  ordinary: 'ordinary answered',
};

/** Writes what was measured for the public page of methods, with its day and whether a model helped. */
export function writeMeasured(
  rows: readonly Row[],
  about: { factChecks: number; hasModel: boolean; on: string },
): void {
  const shown = Object.entries(SHOWN).map(([name, wanted]) => {
    const found = rows.find((row) => row.name === wanted);
    if (!found) throw new Error(`nothing was measured for ${wanted}`);
    const { share, low, high, count } = found;
    return { name, share: round(share), low: round(low), high: round(high), count };
  });
  writeFileSync(FILE, `${JSON.stringify({ ...about, rows: shown }, null, 2)}\n`);
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
