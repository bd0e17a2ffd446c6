import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { changeFactCheck } from '../../src/domain/fact-checks/change-fact-check.ts';
import { type FactCheck, factCheckSchema } from '../../src/domain/fact-checks/fact-check.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { aFactCheck } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const LATER = MORNING + 1000;

test('a fact-check nobody knows is new, in its first version', () => {
  const change = changeFactCheck(undefined, aDraft(), MORNING);
  expect(change).toMatchObject({ type: 'new', factCheck: { version: 1, changedAt: MORNING } });
  expect(change.announcement).toBeUndefined();
});

test('the same fact-check again changes nothing', () => {
  const known = aFactCheck({ id: 'f1' });
  const change = changeFactCheck(known, aDraft(), LATER);
  expect(change).toEqual({ type: 'same', factCheck: known });
});

test('an id that comes twice in a batch is one fact-check, corrected by the later row', async () => {
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  const rows = [aDraft(), { ...aDraft(), verdict: 'benar' as const }];
  const counts = await saveFactChecks({ store, now: MORNING }, rows);
  expect(counts).toEqual({ new: 1, same: 0, changed: 0, corrected: 1 });
  expect(await store.factChecks.get('f1')).toMatchObject({ version: 2, verdict: 'benar' });
});

test('the order of fields and missing values make no difference', () => {
  const known = aFactCheck({ id: 'f1' });
  const fields = Object.entries({ ...aDraft(), url: undefined }).reverse();
  expect(changeFactCheck(known, Object.fromEntries(fields) as FactCheck, LATER).type).toBe('same');
});

test.each([
  ['title', { title: 'Judul lain' }],
  ['narratives', { narratives: ['Cerita lain'] }],
  ['url', { url: 'https://contoh.example' }],
])('another %s is a change that nobody needs to be told', (_, changes) => {
  const change = changeFactCheck(aFactCheck({ id: 'f1' }), { ...aDraft(), ...changes }, LATER);
  expect(change).toMatchObject({ type: 'changed', factCheck: { version: 1, changedAt: LATER } });
  expect(change.announcement).toBeUndefined();
});

test.each([
  ['verdict', { verdict: 'benar' as const }],
  ['summary', { summary: 'Ternyata tiga bank memang tutup.' }],
])('another %s is a correction, in the next version', (_, changes) => {
  const known = aFactCheck({ id: 'f1', version: 4 });
  const change = changeFactCheck(known, { ...aDraft(), ...changes }, LATER);
  expect(change).toMatchObject({
    type: 'corrected',
    factCheck: { version: 5, changedAt: LATER, ...changes },
    announcement: { id: 'f1:5', news: 'correction', factCheck: 'f1', version: 5 },
  });
});

test('saving tells how many fact-checks were new, the same, changed and corrected', async () => {
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  const drafts = ['a', 'b', 'c'].map((id) => aDraft({ id }));
  const first = await saveFactChecks({ store, now: MORNING }, drafts);
  expect(first).toEqual({ new: 3, same: 0, changed: 0, corrected: 0 });
  const next = [
    aDraft({ id: 'a' }),
    aDraft({ id: 'b', title: 'Judul lain' }),
    aDraft({ id: 'c', verdict: 'benar' }),
    aDraft({ id: 'd' }),
  ];
  const second = await saveFactChecks({ store, now: LATER }, next);
  expect(second).toEqual({ new: 1, same: 1, changed: 1, corrected: 1 });
  const open = await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10);
  expect(open.map(({ id }) => id)).toEqual(['c:2']);
  const third = await saveFactChecks({ store, now: LATER }, next);
  expect(third).toEqual({ new: 0, same: 4, changed: 0, corrected: 0 });
});

test('a feed that names one fact-check twice keeps the last, and its version counts on', async () => {
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  await saveFactChecks({ store, now: MORNING }, [aDraft()]);
  const rows = [aDraft({ verdict: 'benar' }), aDraft({ verdict: 'satire' })];
  await saveFactChecks({ store, now: LATER }, rows);
  expect(await store.factChecks.get('f1')).toMatchObject({ verdict: 'satire' });
});

function aDraft(changes: Partial<FactCheck> = {}): FactCheck {
  const { version: _, changedAt: __, ...draft } = aFactCheck({ id: 'f1' });
  return factCheckSchema.parse({ ...draft, ...changes });
}
