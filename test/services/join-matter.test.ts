import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { joinMatter, MOST_JOINED } from '../../src/services/partners/join-matter.ts';
import { listReferrals, saveReferral } from '../../src/services/partners/referrals.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';

const OLD = 45;

test('many old referrals are joined a few a round, and each is looked at once for all of them', async () => {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const { deps } = post;
  const base = { revision: 0, organisation: 'kpu', answerMs: 1, told: 0, escalations: 0 };
  const threat = 'penipuan' as const;
  for (let at = 0; at < OLD; at += 1) {
    const found = aCase({ ticket: `K${at}` });
    const links = [`https://palsu.example/${at % 9}`];
    const tips = [aTip({ case: found.id, links })];
    await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
    const subject = { reference: `K${at}-KPU`, case: found.id, ticket: found.ticket };
    const steps = [{ status: 'dikirim' as const, at, by: 'rina' }];
    await saveReferral(deps, { ...base, ...subject, threat, steps, parcels: [], heard: [] });
  }
  const looks = vi.spyOn(store.cases, 'tipsOf');
  const round = async () => {
    const joining = { ...deps, round: { left: MOST_JOINED, signs: new Map() } };
    for (const each of await listReferrals(deps, 'kpu')) await joinMatter(joining, each);
    return (await listReferrals(deps, 'kpu')).filter(({ matter }) => matter !== undefined);
  };
  expect(await round()).toHaveLength(MOST_JOINED);
  expect(looks).toHaveBeenCalledTimes(MOST_JOINED);
  expect(await round()).toHaveLength(2 * MOST_JOINED);
  const all = await round();
  expect(all).toHaveLength(OLD);
  expect(Map.groupBy(all, ({ matter }) => matter).size).toBe(9);
  expect(all.every(({ matter }) => matter !== '')).toBe(true);
});
