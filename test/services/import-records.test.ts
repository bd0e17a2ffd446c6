import { expect, test, vi } from 'vitest';
import { topics } from '../../src/domain/cases/topic-words.ts';
import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';
import { sourceMemoryId } from '../../src/ports/fact-check-source.ts';
import { approveChange } from '../../src/services/fact-checks/decide-change.ts';
import { hasSecond } from '../../src/services/fact-checks/has-second-reviewer.ts';
import { importBatch } from '../../src/services/fact-checks/import-fact-checks.ts';
import { idsOf } from '../../src/services/fact-checks/proposed-change.ts';
import {
  confirmDraft,
  refuseUnknownOrganisations,
  saveDraft,
  submitImport,
} from '../../src/services/fact-checks/submit-import.ts';
import { aReviewer } from '../support/gate.ts';
import { openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const row = (id: string, changes: Partial<FactCheck> = {}): FactCheck => ({
  ...{ id, title: `Toko ${id} buka`, verdict: 'salah', org: 'Posko', language: 'id' },
  ...{ narratives: [`Toko ${id} tutup`], summary: 'Toko itu buka.', ...changes },
});
const batch = (...factChecks: FactCheck[]) => ({
  ...{ source: 'file.csv', factChecks, same: 0, refused: [] },
});

test('an import is on record with what it did, and each verdict that it turned; one that did nothing is not', async () => {
  const { store, audited, get } = await openChanges({}, [row('a'), row('b'), row('c')]);
  const gathered = {
    ...batch(row('new'), row('a', { verdict: 'benar' }), row('b', { title: 'Lain' }), row('c')),
    ...{ same: 2, refused: [{ line: 9, reason: 'x' }], source: `f${'x'.repeat(3000)}` },
  };
  const report = await importBatch({ store, now: MORNING, by: 'rina', seconded: 'budi' }, gathered);
  expect(report).toEqual({
    ...{ new: 1, same: 3, changed: 1, corrected: 1, refused: gathered.refused },
  });
  expect(await audited()).toEqual([
    {
      ...{ what: 'corrected', by: 'rina', of: 'a' },
      details: { before: 'salah', after: 'benar', seconded: 'budi' },
    },
    {
      ...{ what: 'imported', by: 'rina', of: gathered.source.slice(0, 200) },
      details: { new: 1, changed: 1, corrected: 1, refused: 1 },
    },
  ]);
  expect((await get('new'))?.from?.source).toBe(gathered.source.slice(0, 2000));
  await importBatch({ store, now: MORNING }, batch(row('c')));
  expect(await audited()).toHaveLength(2);
  await importBatch({ store, now: MORNING }, batch(row('c', { verdict: 'benar' })));
  expect((await audited()).slice(2)).toMatchObject([
    { what: 'corrected', by: 'posko', details: { before: 'salah', after: 'benar' } },
    { what: 'imported', by: 'posko' },
  ]);
});

test('what was taken of a source is remembered with it, again and again', async () => {
  const { store } = await openChanges();
  const remembered = async () =>
    (await store.documents.get('import-memory', sourceMemoryId('file.csv')))?.value;
  for (const etag of ['one', 'two']) {
    const memory = { rows: {}, etag };
    await importBatch({ store, now: MORNING }, { ...batch(), memory });
    expect(await remembered()).toEqual({ rows: {}, etag });
  }
});

test('an import that somebody was faster than is compared again, and counts once', async () => {
  const { store, get } = await openChanges({}, [row('a')]);
  vi.spyOn(store.cases, 'commit').mockResolvedValueOnce('stale');
  const report = await importBatch({ store, now: MORNING }, batch(row('a', { verdict: 'benar' })));
  expect(report).toMatchObject({ new: 0, corrected: 1 });
  expect(await get('a')).toMatchObject({ verdict: 'benar', version: 2 });
});

test('what is confirmed can be undone, and what is held that way waits for nobody', async () => {
  const { deps, waiting, get } = await openChanges({ secondPerson: topics, undoMs: 60_000 });
  await saveDraft(deps, 'rina', batch(row('a')));
  const done = await confirmDraft(deps, { reviewer: 'rina', by: 'Rina', at: MORNING });
  expect(done?.held).toHaveLength(1);
  expect(await get('a')).toBeUndefined();
  const hasToWait = () => true;
  const gathered = batch(row('a'));
  const order = { by: 'sari', proposer: 'sari', gathered };
  expect((await submitImport(deps, { ...order, hasToWait })).proposed).toHaveLength(1);
  const [held, proposed] = await waiting();
  expect([held?.until, proposed?.until].filter((each) => each === undefined)).toHaveLength(1);
  expect(held && idsOf(held.wanted)).toEqual(['a']);
  expect((await submitImport(deps, order)).held).toEqual([]);
  expect(await get('a')).toBeDefined();
});

test('what waits is listed in the order in which it was asked for', async () => {
  const { deps, waiting, time } = await openChanges({ secondPerson: topics });
  const hasToWait = () => true;
  const at = [5, 1, 3, 1, 2, 4, 1].map((minute) => MORNING + minute * 60_000);
  for (const [index, now] of at.entries()) {
    time.now = now;
    const gathered = batch(row(`r${index}`));
    await submitImport(deps, { by: 'rina', proposer: 'rina', gathered, hasToWait });
  }
  const listed = await waiting();
  expect(listed.map((each) => each.at)).toEqual(at.toSorted((a, b) => a - b));
  const first = listed.slice(0, 3).map(({ id }) => id);
  expect(first).toEqual(first.toSorted());
  expect(await approveChange(deps, { id: first[0] ?? '', by: 'budi' })).toMatchObject({
    type: 'done',
  });
});

test('rows that were refused before stay refused beside those of unknown organisations', async () => {
  const { deps } = await openChanges();
  const refused = [{ line: 7, reason: 'no title' }];
  const gathered = { ...batch(row('a', { org: 'X' }), row('b', { org: 'X' })), refused };
  const lines = (await refuseUnknownOrganisations(deps, gathered)).refused.map(({ line }) => line);
  expect(lines).toEqual([7, 1, 2]);
});

test('a second person is somebody else who may approve and whose account can be used', async () => {
  const has = async (...accounts: Parameters<typeof aReviewer>[0][]) => {
    const { store } = await openChanges();
    for (const account of [{ name: 'rina', role: 'editor' as const }, ...accounts]) {
      await store.reviewers.add(aReviewer(account));
    }
    return hasSecond(store, 'rina');
  };
  expect(await has()).toBe(false);
  expect(await has({ name: 'budi', role: 'editor' })).toBe(true);
  expect(await has({ name: 'budi', role: 'editor', isDisabled: true })).toBe(false);
  expect(await has({ name: 'eka', role: 'partner' })).toBe(false);
});
