import { expect, onTestFinished, test } from 'vitest';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../src/services/fact-checks/submit-change.ts';
import { CorrectionLog } from '../../../src/services/transparency/corrections.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aFactCheck, aPost } from '../../support/builders.ts';

async function aLibrary() {
  const store = await openInMemory();
  const { deps, close } = await aPost(store, { settings: { undoMs: 0, secondPerson: [] } });
  onTestFinished(async () => {
    await close();
    await store.close();
  });
  const org = deps.settings.post;
  await store.factChecks.save([
    aFactCheck({ id: 'own', org }),
    aFactCheck({ id: 'sample', org, sample: true }),
    aFactCheck({ id: 'other', org: 'Organisasi Lain' }),
  ]);
  const log = new CorrectionLog(deps);
  const listed = async () =>
    (await log.all()).map(({ factCheck, version, after }) => [factCheck, version, after?.verdict]);
  return { deps, log, listed };
}

test('another explanation is a correction as another verdict is, and another title is none', async () => {
  const { deps, log, listed } = await aLibrary();
  expect(await listed()).toEqual([]);
  await correctFactCheck(deps, 'own', { title: 'Bank tetap buka' });
  expect(await listed()).toEqual([]);
  await correctFactCheck(deps, 'own', { summary: 'Bank buka, kecuali hari Minggu.' });
  expect(await listed()).toEqual([['own', 2, 'salah']]);
  const [first] = await log.all();
  expect([first?.before.why, first?.after?.why]).toEqual([
    'Semua bank buka seperti biasa menurut otoritasnya.',
    'Bank buka, kecuali hari Minggu.',
  ]);
  await correctFactCheck(deps, 'own', { verdict: 'klarifikasi' });
  expect((await log.all()).map(({ version }) => version).toSorted()).toEqual([2, 3]);
});

test('a withdrawal is listed with its reason, and nothing of samples or of others is', async () => {
  const { deps, log, listed } = await aLibrary();
  for (const id of ['own', 'sample', 'other']) {
    await retractFactCheck(deps, id, { reason: 'Sumbernya keliru.' });
  }
  expect(await listed()).toEqual([['own', 2, undefined]]);
  expect((await log.all())[0]?.why).toBe('Sumbernya keliru.');
});
