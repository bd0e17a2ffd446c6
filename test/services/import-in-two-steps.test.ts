import { expect, test } from 'vitest';
import { topics } from '../../src/domain/cases/topic-words.ts';
import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';
import { approveChange, releaseChanges } from '../../src/services/fact-checks/decide-change.ts';
import { previewImport } from '../../src/services/fact-checks/import-fact-checks.ts';
import {
  confirmDraft,
  deleteDraft,
  deleteOldDrafts,
  readDraft,
  refuseUnknownOrganisations,
  saveDraft,
  submitImport,
} from '../../src/services/fact-checks/submit-import.ts';
import { aCitizen, aTurn } from '../support/builders.ts';
import { openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const TWO = { secondPerson: topics };

const row = (id: string, changes: Partial<FactCheck> = {}): FactCheck => ({
  ...{ id, title: `Toko ${id} buka`, verdict: 'salah', org: 'Posko', language: 'id' },
  ...{ narratives: [`Toko ${id} tutup`], summary: 'Toko itu buka.', ...changes },
});
const VOTE = row('vote', { title: 'Pemilu tetap jalan', narratives: ['Pemilu ditunda KPU'] });
const batch = (...factChecks: FactCheck[]) => ({
  ...{ source: 'file.csv', factChecks, same: 0, refused: [] },
});

test('of an import only what one person may decide is public at once; the rest is one proposal', async () => {
  const { deps, get, waiting, audited, followed } = await openChanges(TWO, [row('old')]);
  const gathered = batch(row('new'), VOTE, row('old'), row('old', { title: 'Toko lama' }));
  const done = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered });
  expect(done.report).toMatchObject({ new: 1, same: 1, changed: 1, corrected: 0, waiting: 1 });
  expect(done.held).toEqual([]);
  expect(await get('new')).toMatchObject({ version: 1, from: { source: 'file.csv', at: MORNING } });
  expect(await get('vote')).toBeUndefined();
  expect(await waiting()).toMatchObject([
    { by: 'rina', versions: {}, wanted: { type: 'import', source: 'file.csv' } },
  ]);
  expect(followed.times).toBe(1);
  const again = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered: batch(VOTE) });
  expect([again.report.waiting, again.proposed.length]).toEqual([1, 0]);
  const id = done.proposed[0]?.id ?? '';
  expect((await approveChange(deps, { id, by: 'budi' })).type).toBe('done');
  expect(await get('vote')).toMatchObject({ version: 1 });
  expect((await audited()).map(({ what, by }) => [what, by])).toEqual([
    ['change-proposed', 'rina'],
    ['imported', 'rina'],
    ['change-approved', 'budi'],
    ['imported', 'rina'],
  ]);
});

test('a row that takes a fact-check out of the topics for two needs a second person', async () => {
  const { deps, get } = await openChanges(TWO, [VOTE]);
  const gathered = batch(row('vote', { title: 'Toko buka', narratives: ['Toko tutup'] }));
  const done = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered });
  expect(done.proposed).toHaveLength(1);
  expect((await get('vote'))?.title).toBe(VOTE.title);
});

test('what nobody proposes is refused with its line, and what a caller holds back waits too', async () => {
  const { deps, get } = await openChanges(TWO, [row('old')]);
  const gathered = batch(row('new'), VOTE);
  const done = await submitImport(deps, { by: 'cli', proposer: undefined, gathered });
  expect(done.report.refused).toEqual([
    { line: 2, reason: expect.stringContaining('vote needs a second person') },
  ]);
  expect(done.report).not.toHaveProperty('waiting');
  expect(await get('vote')).toBeUndefined();
  const hasToWait = ({ id }: FactCheck) => id === 'old';
  const turned = batch(row('old', { verdict: 'benar' }), row('more'));
  const held = await submitImport(deps, { by: 'x', proposer: 'x', gathered: turned, hasToWait });
  expect(held.proposed).toMatchObject([{ versions: { old: 1 } }]);
  expect((await get('old'))?.verdict).toBe('salah');
  expect(await get('more')).toBeDefined();
});

test('an import that is held is public when it can no longer be undone, without rows that changed', async () => {
  const known = [row('old', { narratives: ['lama'] }), row('gone')];
  const { deps, get, time, store, waiting, announced } = await openChanges(
    { undoMs: MINUTE },
    known,
  );
  const gathered = batch(
    row('old', { verdict: 'benar', narratives: ['lama', 'baru'] }),
    row('gone', { verdict: 'benar' }),
  );
  const done = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered, isHeld: true });
  expect(done.held).toMatchObject([{ until: MORNING + MINUTE, versions: { old: 1, gone: 1 } }]);
  expect(done.report).toMatchObject({ new: 0, changed: 0, corrected: 0 });
  const [{ wanted } = { wanted: undefined }] = await waiting();
  expect(JSON.stringify(wanted)).not.toContain('lama"');
  const [gone, old] = [await get('gone'), await get('old')];
  if (gone && old) {
    await store.factChecks.save([
      { ...gone, version: 2 },
      { ...old, narratives: ['lain'] },
    ]);
  }
  time.now += MINUTE;
  await releaseChanges(deps);
  expect(await get('old')).toMatchObject({ verdict: 'benar', version: 2 });
  expect((await get('old'))?.narratives).toEqual(['lain', 'baru']);
  expect(await get('gone')).toMatchObject({ verdict: 'salah', version: 2 });
  expect(await announced()).toMatchObject([{ news: 'correction', factCheck: 'old' }]);
});

test('an import of which nothing stands any more says so, and goes back', async () => {
  const { deps, get, store, audited } = await openChanges(TWO, [VOTE]);
  const gathered = batch({ ...VOTE, verdict: 'benar' });
  const done = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered });
  const before = await get('vote');
  if (before) await store.factChecks.save([{ ...before, version: 2 }]);
  const id = done.proposed[0]?.id ?? '';
  expect(await approveChange(deps, { id, by: 'budi' })).toMatchObject({ why: 'stale' });
  expect((await get('vote'))?.verdict).toBe('salah');
  expect((await audited()).at(-1)).toMatchObject({ what: 'change-returned', of: 'file.csv' });
});

test('a batch that is too long for one document is proposed in parts', async () => {
  const { deps } = await openChanges(TWO);
  const narratives = Array.from({ length: 75 }, (_, at) => `${at}${'x'.repeat(19_990)}`);
  const long = (id: string) => ({ ...VOTE, id, narratives });
  const gathered = batch(long('a'), long('b'), long('c'));
  const { proposed } = await submitImport(deps, { by: 'rina', proposer: 'rina', gathered });
  const ids = proposed.map(({ wanted }) =>
    wanted.type === 'import' ? wanted.factChecks.map(({ id }) => id) : [],
  );
  expect(ids).toEqual([['a', 'b'], ['c']]);
});

test('rows in the name of an organisation that nobody registered are refused, but those that have it', async () => {
  const { deps } = await openChanges({}, [row('old', { org: 'Mabes Hoaks' })]);
  const other = { org: 'Mabes Hoaks' };
  const gathered = batch(row('a'), row('b', other), row('old', other));
  const { factChecks, refused } = await refuseUnknownOrganisations(deps, gathered);
  expect(factChecks.map(({ id }) => id)).toEqual(['a', 'old']);
  expect(refused).toEqual([{ line: 2, reason: expect.stringContaining('Mabes Hoaks') }]);
});

test('an import waits an hour for the person who has looked at it, and for nobody else', async () => {
  const { deps, time, get, store } = await openChanges();
  const refused = Array.from({ length: 201 }, (_, line) => ({ line, reason: 'x' }));
  expect(await saveDraft(deps, 'rina', { ...batch(row('a')), refused })).toBe('kept');
  expect((await readDraft(deps, 'rina'))?.gathered.refused).toHaveLength(200);
  expect(await readDraft(deps, 'budi')).toBeUndefined();
  const confirm = (at: number) => confirmDraft(deps, { reviewer: 'rina', by: 'Rina', at });
  expect(await confirm(MORNING + 1)).toBeUndefined();
  expect(await get('a')).toBeUndefined();
  time.now += HOUR;
  expect(await confirm(MORNING)).toBeUndefined();
  time.now -= 1;
  await deleteOldDrafts(deps);
  expect((await confirm(MORNING))?.report.new).toBe(1);
  expect(await get('a')).toBeDefined();
  expect(await readDraft(deps, 'rina')).toBeUndefined();
  await saveDraft(deps, 'rina', batch(row('b')));
  await deleteDraft(deps, 'budi');
  expect(await readDraft(deps, 'rina')).toBeDefined();
  time.now += HOUR;
  await deleteOldDrafts(deps);
  expect(await store.documents.ids('import-draft')).toEqual([]);
  const large = batch(row('c', { article: 'x'.repeat(12_000_001) }));
  expect(await saveDraft(deps, 'rina', large)).toBe('large');
});

test('a preview tells what an import would do and how many would hear of it, and does nothing', async () => {
  const { store, get } = await openChanges({}, [row('one'), row('two'), row('same')]);
  for (const told of [['one'], ['one', 'two']]) {
    const citizen = await aCitizen(store);
    const changes = told.map((factCheck) => ({
      ...{ type: 'told' as const, told: { factCheck, version: 1, at: MORNING } },
    }));
    await store.turns.commitTurn(aTurn({ citizen, changes }));
  }
  const turned = ['two', 'one'].map((id) => row(id, { verdict: 'benar' }));
  const many = Array.from({ length: 11 }, (_, at) => row(`new${at}`));
  const gathered = { ...batch(...turned, row('same'), ...many), same: 2 };
  const preview = await previewImport({ store, now: MORNING }, gathered);
  expect(preview).toMatchObject({ new: 11, same: 3, changed: 0, corrected: 2, citizens: 2 });
  expect(preview.fresh).toEqual(many.slice(0, 10).map(({ title }) => title));
  expect(preview.corrections).toEqual([
    { title: 'Toko one buka', before: 'salah', after: 'benar', told: 2 },
    { title: 'Toko two buka', before: 'salah', after: 'benar', told: 1 },
  ]);
  expect(await get('new0')).toBeUndefined();
  expect((await get('one'))?.verdict).toBe('salah');
});
