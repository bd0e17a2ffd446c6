import { expect, test } from 'vitest';
import { listDoubtful, removeWordings } from '../../src/services/fact-checks/doubtful-wordings.ts';
import { aCase, aCaseCommit } from '../support/builders.ts';
import { openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const CLAIM = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci';
const TRAIN = 'Kereta api dari Bogor terguling tadi pagi';
const POISON = `${CLAIM}. ${TRAIN}.`;
const known = (id: string, changes: object = {}) => ({
  ...{ id, title: CLAIM, narratives: [CLAIM, POISON], ...changes },
});

test('what says more than the claim is listed, of fact-checks that came of cases and stand', async () => {
  const { deps, store } = await openChanges({}, [
    known('posko-k7q2'),
    known('settled', { claim: TRAIN, narratives: [CLAIM, TRAIN, 'Gunung meletus di Bali'] }),
    known('imported'),
    known('posko-gone', { retracted: 'Keliru' }),
  ]);
  const settled = aCase({ status: 'published', factCheck: 'settled', decidedAt: MORNING });
  await store.cases.commit(aCaseCommit({ newCases: [settled] }));
  const found = await listDoubtful(deps);
  expect(found.map(({ factCheck, number, text }) => [factCheck, number, text])).toEqual([
    ['posko-k7q2', 2, POISON],
    ['settled', 3, 'Gunung meletus di Bali'],
  ]);
  expect(found[0]?.adds).toContain('Kereta');
});

test('the very wordings that are named are taken out, and who did so is on record', async () => {
  const { deps, get, time, audited, followed } = await openChanges({}, [
    known('f', { narratives: [CLAIM, POISON, TRAIN] }),
    known('gone', { retracted: 'Keliru' }),
  ]);
  time.now += 1;
  const remove = (factCheck: string, ...texts: string[]) =>
    removeWordings(deps, { factCheck, texts, by: 'edi' });
  expect(await remove('f', TRAIN)).toBe(1);
  expect(await get()).toMatchObject({
    ...{ narratives: [CLAIM, POISON], changedAt: MORNING + 1, version: 1 },
  });
  expect(followed.times).toBe(1);
  expect(await audited()).toEqual([
    { what: 'wordings-removed', by: 'edi', of: 'f', details: { count: 1 } },
  ]);
  expect(await remove('f', TRAIN, 'Kabar lain')).toBe(0);
  expect(await remove('gone', POISON)).toBe(0);
  expect(await remove('none', POISON)).toBe(0);
  expect(await remove('f', CLAIM, POISON)).toBe(2);
  expect(await audited()).toHaveLength(2);
});

test('wordings of a fact-check that changes at the same moment are taken out all the same', async () => {
  const { deps, store, get } = await openChanges({}, [known('f')]);
  const { commit } = store.cases;
  let isFirst = true;
  store.cases.commit = async (made) => {
    const before = await get();
    if (isFirst && before)
      await store.factChecks.save([{ ...before, version: 2, verdict: 'benar' }]);
    isFirst = false;
    return commit.call(store.cases, made);
  };
  expect(await removeWordings(deps, { factCheck: 'f', texts: [POISON], by: 'edi' })).toBe(1);
  expect(await get()).toMatchObject({ narratives: [CLAIM], version: 2, verdict: 'benar' });
});
