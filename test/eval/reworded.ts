import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { openDictionaries } from '../../src/app/open-dictionaries.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { offeredOf } from '../../src/matching/choose-tier.ts';
import type { MatchResult } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

/** Plays the sample hoaxes in other words, by kind; with --fails also lists what was not answered. */
const { values: options } = parseArgs({
  options: {
    'held-out': { type: 'boolean', default: false },
    fails: { type: 'boolean', default: false },
    bare: { type: 'boolean', default: false }, // without the installed dictionaries
  },
});

interface Reworded {
  id: string;
  kind: string;
  text: string;
}

interface Counts {
  all: number;
  answered: number;
  offered: number;
  wrong: number;
}

const name = options['held-out'] ? 'samples-held-out.yaml' : 'samples-dev.yaml';
const messages: Reworded[] = parse(
  readFileSync(join(import.meta.dirname, 'reworded', name), 'utf8'),
);
const dictionaries = options.bare
  ? undefined
  : openDictionaries({ dictionaries: undefined }, console.warn);
const samples = loadSamples();
const matcher = createMatcher(samples, { truthOf, dictionaries, retells: true });
const titles = new Map(samples.map(({ id, title }) => [id, title]));
const rows = new Map<string, Counts>();

for (const message of messages) {
  const isSame = message.kind !== 'changed' && message.kind !== 'about';
  const found = matcher.match({ text: message.text });
  for (const kind of isSame ? [message.kind, 'same claim'] : [message.kind]) {
    const row = rows.get(kind) ?? { all: 0, answered: 0, offered: 0, wrong: 0 };
    rows.set(kind, row);
    count(row, message, found, isSame);
  }
  const isFail = isSame ? found.tier !== 'answer' : found.tier === 'answer';
  if (options.fails && isFail) tell(message, found);
}
for (const [kind, { all, answered, offered, wrong }] of rows) {
  const share = (part: number) => (part / all).toFixed(3);
  process.stdout.write(
    `${kind.padEnd(12)} n=${String(all).padEnd(4)} answered ${share(answered)}  answered or offered ${share(offered)}  wrong ${wrong}\n`,
  );
}

/** Of a changed claim or a mere topic any answer is wrong; of the same claim one with another fact-check. */
function count(row: Counts, { id }: Reworded, found: MatchResult, isSame: boolean): void {
  const isFirst = found.matches[0]?.id === id;
  const isAnswered = found.tier === 'answer';
  row.all += 1;
  if (isAnswered && (isSame ? isFirst : true)) row.answered += 1;
  if (isAnswered && !(isSame && isFirst)) row.wrong += 1;
  if (offeredOf(found).some((match) => match.id === id)) row.offered += 1;
}

function tell({ id, kind, text }: Reworded, { tier, matches: [best] }: MatchResult): void {
  const first = best ? `${best.id} ${best.score.toFixed(2)}` : 'nothing';
  process.stdout.write(
    `${kind}: ${text.replaceAll('\n', ' / ')}\n  wants ${id} “${titles.get(id)}”, ${tier} ${first} ${JSON.stringify(best?.telling ?? '')}\n`,
  );
}
