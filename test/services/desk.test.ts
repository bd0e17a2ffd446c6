import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import { topics } from '../../src/domain/cases/topic-words.ts';
import { assign, saveDraft, setTags, snooze } from '../../src/services/cases/amend-case.ts';
import { takeBack, unmerge } from '../../src/services/cases/case-actions.ts';
import { searchFactChecks } from '../../src/services/cases/compare-fact-check.ts';
import { approve, claim, reassign, release, reply } from '../../src/services/cases/decide-case.ts';
import { addNote } from '../../src/services/cases/mentions.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { nextInQueue } from '../support/next-in-queue.ts';

const DECISION = {
  verdict: 'salah',
  summary: 'Tidak ada sabun di air galon itu.',
  url: 'https://sumber.example/cek',
} as const;

test('an action under a lease that is over changes nothing, and says so', async () => {
  const { deps, ticket, wait } = await aDesk();
  const rina = { ticket, reviewer: 'rina' };
  const claimed = await claim(deps, rina);
  const fence = claimed.type === 'done' ? claimed.case.fence : 0;
  await wait(LEASE_MS);
  await claim(deps, { ticket, reviewer: 'budi' });
  expect(await reply(deps, { ...rina, fence }, DECISION)).toEqual({ type: 'lost' });
  expect(await saveDraft(deps, { ...rina, fence }, { summary: 'x' })).toMatchObject({
    type: 'refused',
    why: 'not-held',
  });
  await wait(LEASE_MS);
  expect(await reply(deps, { ...rina, fence }, DECISION)).toEqual({ type: 'lost' });
  expect((await deps.store.cases.byTicket(ticket))?.status).toBe('open');
});

test('a draft outlives a lost lease and a handing over, and goes with the verdict', async () => {
  const { deps, ticket } = await aDesk();
  const rina = { ticket, reviewer: 'rina' };
  await claim(deps, rina);
  await saveDraft(deps, rina, { verdict: 'salah', summary: 'Tidak ada' });
  await reassign(deps, rina, 'budi');
  const found = await deps.store.cases.byTicket(ticket);
  expect(found).toMatchObject({ assignee: 'budi', draft: { by: 'rina', summary: 'Tidak ada' } });
  expect(await nextInQueue(deps, 'rina')).toBeUndefined();
  expect((await nextInQueue(deps, 'budi'))?.case.ticket).toBe(ticket);
  const done = await reply(deps, { ticket, reviewer: 'budi' }, DECISION);
  expect(done.type === 'done' && done.case.draft).toBeUndefined();
});

test('a form of an earlier lease changes nothing, even where the same reviewer has the case again', async () => {
  const { deps, ticket } = await aDesk();
  const rina = { ticket, reviewer: 'rina' };
  const first = await claim(deps, rina);
  const fence = first.type === 'done' ? first.case.fence : 0;
  await release(deps, rina);
  await claim(deps, rina);
  expect(await reply(deps, { ...rina, fence }, DECISION)).toEqual({ type: 'lost' });
  expect((await reply(deps, { ...rina, fence: fence + 1 }, DECISION)).type).toBe('done');
});

test('a case that sleeps or belongs to somebody is given to nobody else', async () => {
  const { deps, ticket, clock, wait } = await aDesk();
  const rina = { ticket, reviewer: 'rina' };
  await snooze(deps, rina, clock.now() + 3_600_000);
  expect(await nextInQueue(deps, 'budi')).toBeUndefined();
  expect(await listQueue(deps, { filter: { list: 'snoozed' } })).toHaveLength(1);
  await wait(3_600_000);
  expect((await nextInQueue(deps, 'budi'))?.case.ticket).toBe(ticket);
  await assign(deps, rina, 'rina');
  expect(await nextInQueue(deps, 'budi')).toBeUndefined();
  expect(await listQueue(deps, { reviewer: 'rina', filter: { list: 'mine' } })).toHaveLength(1);
  await assign(deps, rina, undefined);
  expect((await nextInQueue(deps, 'budi'))?.case.ticket).toBe(ticket);
});

test('nobody can put a case to sleep under the hands of another', async () => {
  const { deps, ticket, clock } = await aDesk();
  await claim(deps, { ticket, reviewer: 'rina' });
  const slept = await snooze(deps, { ticket, reviewer: 'budi' }, clock.now() + 1000);
  expect(slept).toEqual({ type: 'refused', why: 'not-held' });
  expect((await viewCase(deps, ticket))?.lease?.by).toBe('rina');
});

test('lists can be narrowed by topic, tag and words', async () => {
  const { deps, ticket } = await aDesk();
  await setTags(deps, { ticket, reviewer: 'rina' }, [' Galon ', 'galon', '', 'air']);
  const shown = async (filter: object) => (await listQueue(deps, { filter })).length;
  expect((await viewCase(deps, ticket))?.case.tags).toEqual(['galon', 'air']);
  expect([await shown({ tag: 'galon' }), await shown({ tag: 'beras' })]).toEqual([1, 0]);
  expect([await shown({ text: 'PASAR rebo' }), await shown({ text: 'sragen' })]).toEqual([1, 0]);
  expect(await shown({ topic: 'election' })).toBe(0);
});

test('two who act at once on one case both have done it', async () => {
  const { deps, ticket } = await aDesk();
  const rina = { ticket, reviewer: 'rina' };
  await Promise.all([
    ...Array.from({ length: 10 }, (_, n) => addNote(deps, rina, `catatan ${n}`)),
    setTags(deps, rina, ['air']),
  ]);
  const view = await viewCase(deps, ticket);
  expect(view?.history.filter(({ what }) => what === 'noted')).toHaveLength(10);
  expect(view?.case.tags).toEqual(['air']);
});

test('what comes near a case is shown with the words in common', async () => {
  const known = aFactCheck({ title: 'Telur palsu dari plastik beredar di pasar', narratives: [] });
  const post = await aPost(await openMemoryStore([known]));
  onTestFinished(() => post.close());
  const [near] = await searchFactChecks(post.deps, {
    text: 'telur plastik dijual di pasar Brebes',
  });
  expect(near?.shared).toEqual(['telur', 'plastik', 'pasar']);
});

test('a verdict that needs a second person is published by another one, and by nobody alone', async () => {
  const { deps, ticket, heard } = await aDesk({ secondPerson: topics }, `Obat: ${NEWS}`);
  const before = heard.length;
  const rina = { ticket, reviewer: 'rina' };
  expect((await viewCase(deps, ticket))?.needsSecondPerson).toBe(true);
  await reply(deps, rina, DECISION);
  await reply(deps, rina, DECISION);
  expect(await approve(deps, rina)).toEqual({ type: 'refused', why: 'own-proposal' });
  expect(await listQueue(deps, { reviewer: 'budi', filter: { list: 'second' } })).toHaveLength(1);
  expect(heard).toHaveLength(before);
  const done = await approve(deps, { ticket, reviewer: 'budi' });
  expect(done).toMatchObject({ type: 'done', case: { status: 'published' } });
});

test('only what the second person has seen is published', async () => {
  const { deps, ticket } = await aDesk({ secondPerson: topics }, `Obat: ${NEWS}`);
  await reply(deps, { ticket, reviewer: 'rina' }, DECISION);
  const seen = (await viewCase(deps, ticket))?.case.proposal?.at ?? 0;
  const stale = { ticket, reviewer: 'budi', proposedAt: seen - 1 };
  expect(await approve(deps, stale)).toEqual({ type: 'refused', why: 'other-proposal' });
  expect((await approve(deps, { ...stale, proposedAt: seen })).type).toBe('done');
});

test('a verdict taken back is a draft again, and the message is unknown again', async () => {
  const { deps, ticket, write, heard, wait } = await aDesk({ undoMs: 10_000 });
  const before = heard.length;
  await reply(deps, { ticket, reviewer: 'rina' }, DECISION);
  const back = await takeBack(deps, { ticket, reviewer: 'rina' });
  expect(back).toMatchObject({ type: 'done', case: { status: 'open', draft: DECISION } });
  await wait(60_000);
  expect(heard).toHaveLength(before);
  await write('w2', NEWS, { forwarded: true });
  await write('w2', 'ya');
  await write('w2', 'cukup');
  expect((await viewCase(deps, ticket))?.tips).toHaveLength(2);
});

test('a verdict cannot be taken back once its time is over', async () => {
  const { deps, ticket, wait } = await aDesk({ undoMs: 10_000 });
  await reply(deps, { ticket, reviewer: 'rina' }, DECISION);
  await wait(10_000);
  const late = await takeBack(deps, { ticket, reviewer: 'rina' });
  expect(late).toEqual({ type: 'refused', why: 'too-late' });
});

test('a merge undone gives each case its tips again', async () => {
  const { deps, ticket, report } = await aDesk();
  await report('w2', 'Guru honorer di Kabupaten Sragen akan diangkat semua tanpa tes bulan depan');
  const other = (await listQueue(deps)).map((entry) => entry.case.ticket);
  const into = other.find((each) => each !== ticket) ?? '';
  await mergeCases(deps, { from: ticket, into, reviewer: 'rina' });
  expect((await viewCase(deps, into))?.tips).toHaveLength(2);
  expect(await unmerge(deps, { ticket, reviewer: 'rina' })).toMatchObject({ type: 'done' });
  expect((await viewCase(deps, into))?.tips).toHaveLength(1);
  expect((await viewCase(deps, ticket))?.tips).toHaveLength(1);
  expect(await unmerge(deps, { ticket, reviewer: 'rina' })).toMatchObject({ why: 'not-merged' });
});

test('whoever gives a case back leaves it to others at once', async () => {
  const { deps, ticket } = await aDesk();
  await claim(deps, { ticket, reviewer: 'rina' });
  expect(await nextInQueue(deps, 'budi')).toBeUndefined();
  await release(deps, { ticket, reviewer: 'rina' });
  expect((await nextInQueue(deps, 'budi'))?.case.ticket).toBe(ticket);
});
