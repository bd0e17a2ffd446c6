import { expect, test } from 'vitest';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { aFactCheck } from '../../support/builders.ts';
import { aCloudPost } from './stage.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';

test('a forward is answered with its fact-check, and the buttons work', async () => {
  const { graph, store, post, settle } = await aCloudPost();
  await store.factChecks.save([
    aFactCheck({ title: HOAX, narratives: [HOAX], summary: 'Bank buka seperti biasa.' }),
  ]);
  await post.deps.index.follow();
  const ani = graph.citizen('ani');
  expect(await ani.write(HOAX, { forwarded: 'often' })).toBe(200);
  await settle();
  expect(ani.shown.at(-1)?.text).toContain('Bank buka seperti biasa.');
  expect(ani.shown).toHaveLength(1);
  const [first] = ani.shown.at(-1)?.choices ?? [];
  await ani.tap(first?.title ?? '');
  await settle();
  expect(ani.shown).toHaveLength(2);
  expect(graph.read.length).toBe(2);
});

test('a new claim goes to the reviewers by a button, and the verdict comes back', async () => {
  const { graph, store, post, settle } = await aCloudPost();
  const budi = graph.citizen('budi', { hidesPhone: true });
  await budi.write(HOAX, { forwarded: 'once' });
  await settle();
  await budi.tap(budi.shown.at(-1)?.choices[0]?.title ?? '');
  await settle();
  const [found] = await store.cases.list('open', 10);
  const decision = {
    verdict: 'salah',
    summary: 'Bank tidak tutup.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
  await settle();
  expect(budi.shown.at(-1)?.text).toContain('Bank tidak tutup.');
});
