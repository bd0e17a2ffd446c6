import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { readPage } from '../../src/services/partners/referral-pages.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';

/** Saves referrals of one matter, and reads them as a page; returns it, and how often a list was read for it. */
async function readMatter(count: number) {
  const store: Store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await addOrganisation(post.deps, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  const base = { revision: 0, organisation: 'kpu', answerMs: 1, told: 0, escalations: 0 };
  const threat = 'penipuan' as const;
  for (let at = 0; at < count; at += 1) {
    const subject = { reference: `C${at}-KPU`, case: `c${at}`, ticket: `C${at}`, matter: 'C0-KPU' };
    const steps = [{ status: 'dikirim' as const, at, by: 'rina' }];
    await saveReferral(post.deps, { ...base, ...subject, threat, steps, parcels: [], heard: [] });
  }
  const { list } = store.documents;
  let lists = 0;
  store.documents.list = (kind) => {
    lists += 1;
    return list.call(store.documents, kind);
  };
  const page = await readPage(post.deps, { organisation: 'kpu', after: '' });
  return { entries: page?.entries ?? [], lists };
}

test('a page reads each list once, however many of its referrals are about one matter', async () => {
  const few = await readMatter(2);
  const many = await readMatter(12);
  expect(many.entries).toHaveLength(12);
  expect(many.entries[0]).toMatchObject({ reference: 'C11-KPU', name: 'KPU' });
  expect(many.entries[0]?.sameMatter).toHaveLength(11);
  expect(many.entries[0]?.sameMatter).not.toContain('C11-KPU');
  expect(many.lists).toBe(few.lists);
});

test('words that their citizen restricts do not reach a partner beside the words of others', async () => {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const found = aCase({ ticket: 'K1', claim: 'Kata warga pertama yang panjang' });
  const others = 'Kata warga kedua, yang lain';
  const told = [found.claim, others].map((text) => aTip({ case: found.id, text }));
  const tips = told.map((tip) => (tip.text === others ? tip : { ...tip, isRestricted: true }));
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  const subject = { reference: 'K1-KPU', case: found.id, ticket: 'K1' };
  const steps = [{ status: 'dikirim' as const, at: 1, by: 'rina' }];
  const rest = { answerMs: 1, told: 0, escalations: 0, parcels: [], heard: [], steps };
  const kept = {
    ...subject,
    ...rest,
    revision: 0,
    organisation: 'kpu',
    threat: 'penipuan' as const,
  };
  await saveReferral(post.deps, kept);
  expect(await viewReferral(post.deps, 'K1-KPU')).toMatchObject({ claim: others, reports: 1 });
});
