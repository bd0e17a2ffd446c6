import { expect, onTestFinished, test } from 'vitest';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const CLAIM = 'Gudang beras di Kota Contohan katanya disegel petugas tadi malam';
const SUMMARY = 'Gudang itu buka seperti biasa setiap hari.';

test('who rehearses what is decided for real hears it, and counts neither as told nor as helped', async () => {
  const store = await openInMemory();
  const post = await aPost(store, { settings: { exercise: 'malam7 2026-11-24 21:00' } });
  const { report, write, heard, deps, settle, wait } = post;
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  await write('drill', 'IKUT LATIHAN MALAM7');
  await report('ani', CLAIM);
  const [real] = await store.cases.list('open', 9);
  const at = { ticket: real?.ticket ?? '', actor: { name: 'Rina', role: 'admin' } } as const;
  const decision = { verdict: 'salah', summary: SUMMARY, url: 'https://contoh.example/a' } as const;
  await performCaseAction(deps, at, { name: 'claim' });
  await performCaseAction(deps, at, { name: 'decide', ...decision });
  await settle();
  await wait(60_000);
  const count = async () => ({
    told: (await store.figures.toldIn({ since: MORNING - DAY, until: MORNING + DAY })).length,
    helped: await store.figures.feedback(0),
  });
  const before = await count();
  expect(before.told).toBe(1);
  const ask = async (who: string) => {
    await write(who, CLAIM, { forwarded: true });
    expect(heard.at(-1)).toMatchObject({ to: who, text: expect.stringContaining(SUMMARY) });
    await write(who, 'membantu');
  };
  await ask('drill');
  expect(await count()).toEqual(before);
  await ask('budi');
  expect(await count()).not.toEqual(before);
});
