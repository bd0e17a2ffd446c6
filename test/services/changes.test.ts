import { expect, test } from 'vitest';
import { topics } from '../../src/domain/cases/topic-words.ts';
import {
  approveChange,
  dueChanges,
  releaseChanges,
  returnChange,
  takeBackChange,
} from '../../src/services/fact-checks/decide-change.ts';
import { versionsOf } from '../../src/services/fact-checks/fact-check-versions.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { codeOf, openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const TWO = { secondPerson: topics };
const VOTE = { title: 'Pemilu tetap jalan', narratives: ['Pemilu ditunda KPU setahun'] };

test('a fact-check that one person may add is public at once, and again it is the one that is known', async () => {
  const { add, audited, get, followed, announced } = await openChanges();
  const added = await add();
  if (added.type !== 'done') throw new Error(added.type);
  const { id = '' } = added.factCheck ?? {};
  expect(await get(id)).toMatchObject({
    ...{ title: 'Toko Maju buka', verdict: 'salah', org: 'Posko', version: 1 },
    ...{ changedAt: MORNING, language: 'id' },
  });
  expect(followed.times).toBe(1);
  const details = { before: 'none', after: 'salah' };
  expect(await audited()).toEqual([{ what: 'fact-check-added', by: 'rina', of: id, details }]);
  expect(await announced()).toEqual([]);
  expect(await add({ title: 'TOKO MAJU BUKA' })).toMatchObject({
    type: 'known',
    factCheck: { id },
  });
  expect(await add({ url: undefined })).toMatchObject({ type: 'done' });
  expect(await add({ org: 'Mabes Hoaks' })).toEqual({ type: 'refused', why: 'unknown-org' });
});

test('what is on a topic for two is added by two, and both are on record', async () => {
  const { add, deps, audited, get, waiting } = await openChanges(TWO);
  const submitted = await add(VOTE);
  expect(submitted.type).toBe('proposed');
  const id = codeOf(submitted);
  const of = submitted.type === 'proposed' ? submitted.change.wanted : undefined;
  const desk = of?.type === 'new' ? of.factCheck.id : '';
  expect(await get(desk)).toBeUndefined();
  expect(await approveChange(deps, { id, by: 'rina' })).toEqual({
    ...{ type: 'refused', why: 'own-proposal' },
  });
  expect(await approveChange(deps, { id: 'NONE', by: 'budi' })).toMatchObject({ why: 'unknown' });
  expect((await approveChange(deps, { id: id.toLowerCase(), by: 'budi' })).type).toBe('done');
  expect(await get(desk)).toMatchObject({ version: 1 });
  expect(await waiting()).toEqual([]);
  const change = { type: 'new', code: id, proposed: 'rina' };
  expect(await audited()).toEqual([
    { what: 'change-proposed', by: 'rina', of: desk, details: change },
    { what: 'change-approved', by: 'budi', of: desk, details: change },
    {
      ...{ what: 'fact-check-added', by: 'rina', of: desk },
      details: { before: 'none', after: 'salah', seconded: 'budi' },
    },
  ]);
});

test('what may be undone is public when its time is over, and not when it is taken back', async () => {
  const { deps, time, get, waiting, audited, announced } = await openChanges({ undoMs: MINUTE });
  const correct = () => correctFactCheck(deps, 'f', { by: 'rina', verdict: 'benar', why: 'Baru' });
  const id = codeOf(await correct());
  expect(await waiting()).toMatchObject([{ by: 'rina', until: MORNING + MINUTE, why: 'Baru' }]);
  expect(await approveChange(deps, { id, by: 'budi' })).toMatchObject({ why: 'no-proposal' });
  expect(await returnChange(deps, { id, by: 'budi', why: 'x' })).toMatchObject({
    why: 'no-proposal',
  });
  time.now += MINUTE - 1;
  expect(await dueChanges(deps)).toEqual([]);
  expect((await takeBackChange(deps, { id, by: 'budi' })).type).toBe('taken-back');
  expect(await takeBackChange(deps, { id, by: 'budi' })).toMatchObject({ why: 'unknown' });
  expect((await audited()).at(-1)).toEqual({
    ...{ what: 'change-taken-back', by: 'budi', of: 'f' },
    details: { type: 'correct', code: id, proposed: 'rina' },
  });
  const again = codeOf(await correct());
  time.now += MINUTE;
  expect(await takeBackChange(deps, { id: again, by: 'budi' })).toMatchObject({ why: 'too-late' });
  expect(await dueChanges(deps)).toHaveLength(1);
  await releaseChanges(deps);
  expect(await get()).toMatchObject({ verdict: 'benar', version: 2, changedAt: time.now });
  expect(await announced()).toHaveLength(1);
  await releaseChanges(deps);
  expect((await get())?.version).toBe(2);
});

test('a proposal that is approved can be undone, and then is what both agreed to', async () => {
  const { add, deps, time, waiting, get } = await openChanges({ ...TWO, undoMs: MINUTE });
  const id = codeOf(await add(VOTE));
  time.now += 9 * MINUTE;
  await releaseChanges(deps);
  expect(await waiting()).toHaveLength(1);
  expect(await approveChange(deps, { id, by: 'budi' })).toMatchObject({
    type: 'held',
    change: { approved: { by: 'budi', at: time.now }, until: time.now + MINUTE },
  });
  expect((await takeBackChange(deps, { id, by: 'rina' })).type).toBe('taken-back');
  const next = codeOf(await add(VOTE));
  await approveChange(deps, { id: next, by: 'budi' });
  time.now += MINUTE;
  const [due] = await dueChanges(deps);
  const desk = due?.wanted.type === 'new' ? due.wanted.factCheck.id : '';
  await releaseChanges(deps);
  expect(await get(desk)).toBeDefined();
});

test('a correction changes what is named and nothing else, and everybody who was told hears of it', async () => {
  const { deps, get, announced, audited } = await openChanges();
  const before = await get();
  const done = await correctFactCheck(deps, 'f', {
    ...{ by: 'rina', why: 'Ada bukti baru', verdict: 'benar', url: 'https://b.example' },
  });
  expect(done.type).toBe('done');
  expect(await get()).toEqual({
    ...before,
    ...{ verdict: 'benar', url: 'https://b.example', version: 2, changedAt: MORNING },
  });
  expect(await announced()).toMatchObject([
    { id: 'f:2', news: 'correction', factCheck: 'f', version: 2 },
  ]);
  const old = { version: 1, verdict: 'salah', title: before?.title, summary: before?.summary };
  expect(await versionsOf(deps, 'f')).toEqual([
    { ...old, why: 'Ada bukti baru', at: MORNING, by: 'rina' },
  ]);
  const details = { version: 2, before: 'salah', after: 'benar' };
  expect(await audited()).toEqual([{ what: 'corrected', by: 'rina', of: 'f', details }]);
  expect(await correctFactCheck(deps, 'f', { verdict: 'benar' })).toMatchObject({ type: 'same' });
  await correctFactCheck(deps, 'f', { title: 'Lain', article: 'Artikel', summary: 'Ringkas.' });
  expect(await get()).toMatchObject({
    ...{ title: 'Lain', article: 'Artikel', summary: 'Ringkas.', verdict: 'benar', version: 3 },
  });
});

test('sources are named anew, their copies stay, and to name the same ones changes nothing', async () => {
  const url = 'https://a.example/1';
  const noCopy = { why: 'closed', at: 1 } as const;
  const { deps, get } = await openChanges({}, [{ id: 'f', url, citations: [{ url, noCopy }] }]);
  const cite = (...citations: { url: string }[]) => correctFactCheck(deps, 'f', { citations });
  expect((await cite({ url })).type).toBe('same');
  expect((await cite({ url }, { url: 'https://b.example' })).type).toBe('done');
  expect((await get())?.citations).toEqual([{ url, noCopy }, { url: 'https://b.example' }]);
});

test('files and wordings are added to those that came meanwhile, and none is taken away', async () => {
  const file = (at: number, kind = 'picture') => ({
    ...{ sha256: String(at).padStart(64, '0'), kind, prints: [] },
  });
  const had = { files: [file(1), file(2)], narratives: ['satu', 'dua'] } as object;
  const { deps, get } = await openChanges({}, [{ id: 'f', ...had }]);
  const add = (changes: object) => correctFactCheck(deps, 'f', { by: 'rina', ...changes });
  await add({ files: [file(2), file(3)], narratives: ['dua', 'tiga'] });
  expect((await get())?.narratives).toEqual(['satu', 'dua', 'tiga']);
  expect((await get())?.files?.map(({ sha256 }) => Number(sha256))).toEqual([1, 2, 3]);
  const many = Array.from({ length: 20 }, (_, at) => file(at + 10));
  await add({ files: many, narratives: Array.from({ length: 100 }, (_, at) => `kata ${at}`) });
  expect((await get())?.files).toHaveLength(20);
  expect((await get())?.narratives).toHaveLength(100);
  expect((await get())?.narratives.slice(0, 3)).toEqual(['satu', 'dua', 'tiga']);
});

test('a fact-check is withdrawn once, with the reason that everybody who was told hears', async () => {
  const { deps, get, announced, audited } = await openChanges();
  const retract = (id: string) =>
    retractFactCheck(deps, id, { reason: 'Sumbernya keliru.', by: 'rina' });
  expect(await retract('g')).toEqual({ type: 'refused', why: 'no-fact-check' });
  expect((await retract('f')).type).toBe('done');
  expect(await get()).toMatchObject({ retracted: 'Sumbernya keliru.', version: 2 });
  expect(await announced()).toMatchObject([
    { id: 'f:2', news: 'retraction', factCheck: 'f', version: 2, reason: 'Sumbernya keliru.' },
  ]);
  const details = { before: 'salah', after: 'withdrawn' };
  expect(await audited()).toEqual([{ what: 'retracted', by: 'rina', of: 'f', details }]);
  expect(await retract('f')).toEqual({ type: 'refused', why: 'no-fact-check' });
  expect(await correctFactCheck(deps, 'f', { verdict: 'benar' })).toMatchObject({
    why: 'no-fact-check',
  });
});

test('nothing is changed by who has seen an earlier version, nor twice at the same time', async () => {
  const { deps, add, waiting, written } = await openChanges({ undoMs: MINUTE });
  const correct = (seen?: number) =>
    correctFactCheck(deps, 'f', { verdict: 'benar', ...(seen !== undefined && { seen }) });
  for (const seen of [0, 2]) {
    expect(await correct(seen)).toEqual({ type: 'refused', why: 'stale' });
  }
  expect((await correct(1)).type).toBe('held');
  expect(await correct(1)).toEqual({ type: 'refused', why: 'waiting' });
  expect(await retractFactCheck(deps, 'f', { reason: 'x' })).toMatchObject({ why: 'waiting' });
  expect((await add()).type).toBe('held');
  expect(await add()).toEqual({ type: 'refused', why: 'waiting' });
  expect((await add({ title: `${written.title} lagi` })).type).toBe('held');
  expect(await waiting()).toHaveLength(3);
});

test('a proposal about what has changed since is not approved, and goes back', async () => {
  const said = { id: 'f', title: VOTE.title };
  const changes = [{ version: 2 }, { version: 1, retracted: 'Keliru' }];
  for (const change of changes) {
    const { deps, store, get, waiting, audited } = await openChanges(TWO, [said]);
    const id = codeOf(await correctFactCheck(deps, 'f', { by: 'rina', verdict: 'benar' }));
    const before = await get();
    if (before) await store.factChecks.save([{ ...before, ...change }]);
    expect(await approveChange(deps, { id, by: 'budi' })).toEqual({
      type: 'refused',
      why: 'stale',
    });
    expect(await waiting()).toEqual([]);
    expect((await audited()).at(-1)).toMatchObject({
      what: 'change-returned',
      by: 'budi',
      of: 'f',
    });
    expect((await get())?.verdict).toBe('salah');
  }
});

test('what was held does nothing if the fact-check has changed meanwhile, and its author is told', async () => {
  const { deps, store, time, get, audited, waiting } = await openChanges({ undoMs: MINUTE });
  await correctFactCheck(deps, 'f', { by: 'rina', verdict: 'benar' });
  const before = await get();
  if (before) await store.factChecks.save([{ ...before, version: 2 }]);
  time.now += MINUTE;
  await releaseChanges(deps);
  expect(await get()).toMatchObject({ verdict: 'salah', version: 2 });
  expect(await waiting()).toEqual([]);
  expect((await audited()).at(-1)).toMatchObject({
    ...{ what: 'change-returned', by: 'rina', of: 'f', details: { why: 'stale' } },
  });
});

test('a proposal is sent back with a reason, once', async () => {
  const { deps, add, audited, waiting } = await openChanges(TWO);
  const id = codeOf(await add(VOTE));
  const send = () => returnChange(deps, { id, by: 'budi', why: 'x'.repeat(400) });
  expect(await send()).toMatchObject({ type: 'returned', change: { id } });
  expect(await send()).toEqual({ type: 'refused', why: 'unknown' });
  expect(await waiting()).toEqual([]);
  const { details, ...event } = (await audited()).at(-1) ?? {};
  expect(event).toMatchObject({ what: 'change-returned', by: 'budi' });
  expect(details).toMatchObject({ type: 'new', code: id, why: 'x'.repeat(300) });
});

test('other words take the place of a proposal, as long as nobody has approved it', async () => {
  const { deps, add, waiting, audited } = await openChanges({ ...TWO, undoMs: MINUTE });
  const first = codeOf(await add(VOTE));
  const second = codeOf(
    await add(
      { ...VOTE, summary: 'Pemilu tetap pada harinya.' },
      {
        replaces: first,
        by: 'sari',
      },
    ),
  );
  expect((await waiting()).map(({ id }) => id)).toEqual([second]);
  expect((await audited()).map(({ what, by }) => [what, by])).toEqual([
    ['change-proposed', 'rina'],
    ['change-taken-back', 'sari'],
    ['change-proposed', 'sari'],
  ]);
  const stale = { type: 'refused', why: 'stale' };
  expect(await add(VOTE, { replaces: first })).toEqual(stale);
  await approveChange(deps, { id: second, by: 'budi' });
  expect(await add(VOTE, { replaces: second })).toEqual(stale);
  expect(await waiting()).toHaveLength(1);
});

test('a correction that makes something else of a harmless fact-check needs a second person', async () => {
  const { deps } = await openChanges(
    TWO,
    ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      id,
      title: 'Toko buka',
      narratives: ['Toko tutup'],
      summary: 'Toko buka.',
    })),
  );
  const kind = async (id: string, changes: object) =>
    (await correctFactCheck(deps, id, { by: 'rina', ...changes })).type;
  expect(await kind('a', { url: 'https://b.example' })).toBe('done');
  expect(await kind('b', { title: VOTE.title })).toBe('proposed');
  expect(await kind('c', { narratives: VOTE.narratives })).toBe('proposed');
  expect(await kind('d', { summary: VOTE.title })).toBe('proposed');
  expect(await kind('e', { verdict: 'benar', why: VOTE.title })).toBe('proposed');
  const reason = { reason: VOTE.title, by: 'rina' };
  expect((await retractFactCheck(deps, 'a', reason)).type).toBe('proposed');
});
