import { expect, onTestFinished, test } from 'vitest';
import type { Case, Tip } from '../../src/domain/cases/case.ts';
import { EXERCISE_MS } from '../../src/domain/cases/exercise.ts';
import { startOfDay } from '../../src/domain/time/jakarta-day.ts';
import { claimKey } from '../../src/services/cases/open-case-index.ts';
import { eraseExercise, eraseTips } from '../../src/services/privacy/erase-tips.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const GALON = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const PASAR = 'Pedagang Pasar Rebo katanya mencampur sabun cuci ke air galon';
const NOW = MORNING + 60_000;
const DECISION = { verdict: 'salah', summary: 'Tidak ada sabun di galon itu.' } as const;

/** A case in the words of its first tip, and what is left of it once `ani` has all of hers erased. */
async function openCase(told: Partial<Tip>[], changes: Partial<Case> = {}, others: Case[] = []) {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const claim = told[0]?.text ?? '';
  const found = aCase({ claim, claimKey: claimKey(claim), ...changes });
  const tips = told.map((tip) => aTip({ case: found.id, ...tip }));
  await store.cases.commit(aCaseCommit({ newCases: [found, ...others], tips }));
  let followed = 0;
  const follow = async () => {
    followed += 1;
  };
  const index = { follow };
  const deps = { store, clock: { now: () => NOW, at: () => () => {} }, openCases: index, index };
  await eraseTips(deps as unknown as Parameters<typeof eraseTips>[0], 'ani');
  const left = await store.cases.get(found.id);
  const texts = (await store.cases.tipsOf(found.id)).map(({ text }) => text);
  const history = (await store.cases.history(found.id)).map(({ what, by, at }) => [what, by, at]);
  return { store, found, left, texts, history, followed };
}

test('a case that nobody asks about any more is closed, without a word of it or a hold on it', async () => {
  const { found, left, texts, history, followed } = await openCase(
    [{ citizen: 'ani', text: GALON }],
    {
      draft: { by: 'rina', at: MORNING, summary: GALON },
      proposal: { by: 'rina', at: MORNING, decision: DECISION },
      lease: { by: 'rina', until: NOW + 1, fence: 1 },
      hold: { until: NOW + 1, by: 'lia', reason: GALON },
      snoozedUntil: NOW + 1,
    },
  );
  expect(texts).toEqual([]);
  expect(left).toEqual({
    ...{ id: found.id, ticket: found.ticket, openedAt: MORNING, fence: 0, revision: 1 },
    ...{ status: 'closed', decidedAt: NOW, claim: '', claimKey: found.id },
  });
  expect(history).toEqual([['tip-withdrawn', 'posko', NOW]]);
  expect(followed).toBeGreaterThan(0);
});

test('a case that was decided stays decided when it was', async () => {
  const decided = { status: 'closed', closing: 'spam', decidedAt: MORNING } as const;
  const { left } = await openCase([{ citizen: 'ani', text: GALON }], decided);
  expect(left).toMatchObject({ ...decided, claim: '' });
});

test('where another asks the same, the case goes on in the words of that one', async () => {
  const { left, texts } = await openCase([
    { citizen: 'ani', text: GALON },
    { citizen: 'ani', text: `${GALON}!` },
    { citizen: 'budi', text: PASAR },
  ]);
  expect(texts).toEqual([PASAR]);
  expect(left).toMatchObject({ status: 'open', claim: PASAR, claimKey: claimKey(PASAR) });
});

test('words that another has said as well stay, with the key by which a third finds the case', async () => {
  for (const text of [GALON, GALON.toUpperCase()]) {
    const { found, left, store } = await openCase([
      { citizen: 'ani', text: GALON },
      { citizen: 'budi', text },
    ]);
    expect(left).toMatchObject({ claim: text, claimKey: claimKey(GALON) });
    expect((await store.cases.openByClaim(claimKey(GALON)))?.id).toBe(found.id);
  }
});

test('a case leaves the key of its new words to another case that has them', async () => {
  const other = aCase({ claim: PASAR, claimKey: claimKey(PASAR) });
  const told = [
    { citizen: 'ani', text: GALON },
    { citizen: 'budi', text: PASAR },
  ];
  const { found, left } = await openCase(told, {}, [other]);
  expect(left).toMatchObject({ status: 'open', claim: PASAR, claimKey: found.id });
});

test('a case whose other tips have no words keeps none, and no key that joins it with others', async () => {
  const { found, left } = await openCase([
    { citizen: 'ani', text: GALON },
    { citizen: 'budi', text: '', kind: 'image' },
  ]);
  expect(left).toMatchObject({ status: 'open', claim: '', claimKey: found.id });
});

test('a fact-check forgets the wordings that came from this citizen alone', async () => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const read = [{ source: 'picture' as const, text: 'Tulisan di gambar galon itu' }];
  const factCheck = aFactCheck({
    id: 'f',
    narratives: [GALON, PASAR, 'Tulisan di gambar galon itu', 'Lain'],
  });
  const [decided, alike] = [
    aCase({ status: 'published', factCheck: 'f', decidedAt: MORNING }),
    aCase(),
  ];
  const tips = [
    aTip({ case: decided.id, citizen: 'ani', text: GALON, read }),
    aTip({ case: decided.id, citizen: 'ani', text: PASAR }),
    aTip({ case: decided.id, citizen: 'budi', text: PASAR }),
    aTip({ case: alike.id, citizen: 'ani', text: 'Lain' }),
  ];
  const newCases = [decided, alike];
  await store.cases.commit(aCaseCommit({ newCases, tips, factChecks: [factCheck] }));
  const index = { follow: async () => {} };
  const deps = { store, clock: { now: () => NOW, at: () => () => {} }, openCases: index, index };
  await eraseTips(deps as unknown as Parameters<typeof eraseTips>[0], 'ani');
  expect(await store.factChecks.get('f')).toMatchObject({
    narratives: [PASAR, 'Lain'],
    changedAt: NOW,
  });
  expect((await store.cases.tipsOfAll([decided.id, alike.id])).get(decided.id)).toHaveLength(1);
  expect(await store.cases.tipsBy('ani', 9)).toEqual([]);
});

test('a case whose words are of somebody else keeps them, whoever leaves it', async () => {
  const { found, left, texts } = await openCase(
    [
      { citizen: 'ani', text: GALON },
      { citizen: 'budi', text: PASAR },
    ],
    { claim: 'Air galon di Pasar Rebo', claimKey: 'k' },
  );
  expect(texts).toEqual([PASAR]);
  expect(left).toMatchObject({ claim: 'Air galon di Pasar Rebo', claimKey: 'k', id: found.id });
});

test('words of a third that also stand there keep the claim, wherever they stand', async () => {
  const { left } = await openCase([
    { citizen: 'ani', text: GALON },
    { citizen: 'budi', text: PASAR },
    { citizen: 'cici', text: GALON },
  ]);
  expect(left).toMatchObject({ claim: GALON, claimKey: claimKey(GALON) });
});

test('what reviewers wrote about a case goes with its last tip, and stays while others ask', async () => {
  const left = async (others: number) => {
    const store = await openInMemory();
    onTestFinished(() => store.close());
    const found = aCase();
    const tips = ['ani', 'budi']
      .slice(0, 1 + others)
      .map((citizen) => aTip({ case: found.id, citizen }));
    const note = { case: found.id, at: MORNING, by: 'rina', what: 'note', words: GALON } as const;
    await store.cases.commit(aCaseCommit({ newCases: [found], tips, history: [note] }));
    const index = { follow: async () => {} };
    const deps = { store, clock: { now: () => NOW }, openCases: index, index };
    await eraseTips(deps as unknown as Parameters<typeof eraseTips>[0], 'ani');
    return (await store.cases.history(found.id)).flatMap(({ words }) => words ?? []);
  };
  expect(await left(0)).toEqual([]);
  expect(await left(1)).toEqual([GALON]);
});

test('a fact-check from which nothing is forgotten is not written again', async () => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const found = aCase({ status: 'published', factCheck: 'f', decidedAt: MORNING });
  const tips = [aTip({ case: found.id, citizen: 'ani', text: GALON })];
  const factChecks = [aFactCheck({ id: 'f', narratives: [PASAR] })];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips, factChecks }));
  const index = { follow: async () => {} };
  const deps = { store, clock: { now: () => NOW, at: () => () => {} }, openCases: index, index };
  await eraseTips(deps as unknown as Parameters<typeof eraseTips>[0], 'ani');
  expect(await store.factChecks.get('f')).toMatchObject({ changedAt: MORNING });
});

test('the end of an exercise erases what it handed to partners, and nothing that was real', async () => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  for (const kind of ['hand-over', 'referral'] as const) {
    for (const id of [`LATIHAN-${kind}`, kind]) {
      await store.documents.put(kind, { id, revision: 0, value: {} });
    }
  }
  const end = startOfDay('2026-11-24') + 21 * 3_600_000 + EXERCISE_MS;
  const at = (now: number) => {
    const settings = { exercise: 'malam7 2026-11-24 21:00' };
    const deps = { store, settings, clock: { now: () => now } };
    return eraseExercise(deps as unknown as Parameters<typeof eraseExercise>[0]);
  };
  const left = async () => [
    ...(await store.documents.ids('hand-over')),
    ...(await store.documents.ids('referral')),
  ];
  await at(end - 1);
  expect(await left()).toHaveLength(4);
  await at(end);
  expect(await left()).toEqual(['hand-over', 'referral']);
});

test('what cannot be taken out is said, and not tried for ever', async () => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const found = aCase();
  await store.cases.commit(
    aCaseCommit({ newCases: [found], tips: [aTip({ case: found.id, citizen: 'ani' })] }),
  );
  let tried = 0;
  const commit = async () => {
    tried += 1;
    return 'stale' as const;
  };
  const cases = new Proxy(store.cases, {
    get: (whole, name: keyof typeof store.cases) =>
      name === 'commit' ? commit : whole[name].bind(whole),
  });
  const index = { follow: async () => {} };
  const deps = { store: { ...store, cases }, clock: { now: () => NOW }, openCases: index, index };
  const erasing = eraseTips(deps as unknown as Parameters<typeof eraseTips>[0], 'ani');
  await expect(erasing).rejects.toThrow('could not be taken out');
  expect(tried).toBeGreaterThan(1);
});
