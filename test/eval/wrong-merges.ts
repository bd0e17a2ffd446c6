import type { Filing } from './file-tips.ts';

/** Every tip that was put to tips of another claim, under the reason that put it there. */
export function findWrongMerges(filings: readonly Filing[]): string[] {
  const opened = new Map<string, Filing>();
  const wrong = new Map<string, string[]>();
  for (const filing of filings) {
    const first = opened.get(filing.case) ?? filing;
    opened.set(filing.case, first);
    if (first.kin === filing.kin) continue;
    const lines = [filing, first].map(({ claim, text }) => `  ${claim}  ${shown(text)}\n`);
    wrong.set(filing.how, [...(wrong.get(filing.how) ?? []), `${lines.join('')}\n`]);
  }
  return [...wrong].flatMap(([how, merges]) => [
    `${merges.length} tips put to another claim by ${how}\n`,
    ...merges,
  ]);
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 220);
}
