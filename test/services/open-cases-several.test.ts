import { expect, onTestFinished, test, vi } from 'vitest';
import { claimKey, OpenCases } from '../../src/services/cases/open-case-index.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey } from '../support/builders.ts';

// Every text is one that a few cases may fit.
vi.mock(import('../../src/matching/choose-tier.ts'), async (load) => ({
  ...(await load()),
  chooseTier: () => 'several' as const,
}));

const CLAIM = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

test('a tip that a few cases may fit joins one only if its words are that claim', async () => {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  const openCases = new OpenCases(store.cases);
  const found = aCase({ claim: CLAIM, claimKey: claimKey(CLAIM) });
  await store.cases.commit(aCaseCommit({ newCases: [found] }));
  openCases.put(found);
  expect(await openCases.find('Pedagang air galon di Pasar Rebo ditangkap polisi')).toBeUndefined();
  expect(await openCases.find(`Min tolong cek: ${CLAIM}`)).toMatchObject({ id: found.id });
});
