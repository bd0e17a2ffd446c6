import { Readable } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { matchJsonLines } from '../../src/cli/match.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';

test('a line of several matches says how many of them are offered', async () => {
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  const index = await FactCheckIndex.open(store.factChecks);
  const matches = ['a', 'b', 'c'].map((id) => ({ id, score: 0.3, differences: [] }));
  vi.spyOn(index, 'match').mockResolvedValue({ tier: 'several', offered: 2, matches });
  const printed: unknown[] = [];
  const failed = await matchJsonLines(index, Readable.from(['{"id":1,"text":"vaksin"}']), {
    print: (line) => printed.push(JSON.parse(line)),
    complain: (message) => expect(message).toBe(''),
  });
  expect(failed).toBe(0);
  expect(printed).toMatchObject([
    { id: 1, tier: 'several', offered: 2, matches: [{ id: 'a' }, {}, {}] },
  ]);
});
