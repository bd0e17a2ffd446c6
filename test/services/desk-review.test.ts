import { expect, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { topics } from '../../src/domain/cases/topic-words.ts';
import type { Store } from '../../src/ports/store.ts';
import { saveDraft } from '../../src/services/cases/amend-case.ts';
import { takeBack } from '../../src/services/cases/case-actions.ts';
import { chooseWordings, listWordings } from '../../src/services/cases/choose-wordings.ts';
import { attachFactCheck, claim, close, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { retractFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';
import { announceAll } from '../support/announce-all.ts';
import { attachSeen } from '../support/attach-seen.ts';
import { aFactCheck } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const OTHER = 'Guru honorer di Kabupaten Sragen akan diangkat semua tanpa tes bulan depan';
const ELECTION =
  'KPU menunda pemilu dan pencoblosan presiden sampai tahun depan kata kabar di grup';
const DECISION = {
  verdict: 'salah',
  summary: 'Tidak ada sabun di air galon itu.',
  url: 'https://sumber.example/cek',
} as const;

test('a fact-check that was attached by mistake answers nobody by the words of the case', async () => {
  const { deps, rina, store, write, heard, wait } = await aDesk({ undoMs: 10_000 });
  const teachers = aFactCheck({ title: 'Guru honorer tidak diangkat', narratives: [OTHER] });
  await store.factChecks.save([teachers]);
  await deps.index.follow();
  await attachSeen(deps, rina, teachers.id);
  await write('w8', NEWS, { forwarded: true });
  await takeBack(deps, rina);
  await wait(120_000);
  await write('w9', NEWS, { forwarded: true });
  expect(heard.filter(({ text }) => text.includes('Guru honorer'))).toEqual([]);
  expect(await store.factChecks.get(teachers.id)).toEqual(teachers);
});

test('a wording that a fact-check had before stays with it when a case is taken back', async () => {
  const { deps, rina, store } = await aDesk({ undoMs: 10_000 });
  const known = aFactCheck({ narratives: [NEWS] });
  await store.factChecks.save([known]);
  await attachFactCheck(deps, rina, known.id);
  await takeBack(deps, rina);
  expect((await store.factChecks.get(known.id))?.narratives).toEqual([NEWS]);
});

test('once it cannot be taken back, the words of a case that were taken lead to the fact-check that settles it', async () => {
  const { deps, rina, ticket, store, report, write, heard, wait } = await aDesk({
    undoMs: 10_000,
  });
  const known = aFactCheck({ narratives: [OTHER] });
  await store.factChecks.save([known]);
  await deps.index.follow();
  const before = heard.length;
  const [first] = await listWordings(deps, ticket, { factCheck: known.id });
  await chooseWordings(deps, rina, { take: [first?.key ?? ''], leave: [] });
  await attachSeen(deps, rina, known.id);
  await write('w2', NEWS, { forwarded: true });
  await wait(60_000);
  await write('w2', 'ya');
  await report('w3', NEWS);
  const told = heard.slice(before).filter(({ text }) => text.includes(known.summary ?? '-'));
  expect(told.map(({ to }) => to)).toEqual(['w1', 'w2', 'w3']);
  expect((await store.factChecks.get(known.id))?.narratives).toEqual([OTHER, NEWS]);
  expect(await listQueue(deps)).toEqual([]);
});

test('a draft comes back with a case that was settled by another fact-check', async () => {
  const { deps, rina, ticket, store } = await aDesk({ undoMs: 10_000 });
  const known = aFactCheck();
  await store.factChecks.save([known]);
  await claim(deps, rina);
  await saveDraft(deps, rina, { verdict: 'salah', summary: 'Tidak ada sabun' });
  await attachSeen(deps, rina, known.id);
  await takeBack(deps, rina);
  expect((await viewCase(deps, ticket))?.case.draft?.summary).toBe('Tidak ada sabun');
});

test('a proposal comes back with a case that was closed by mistake', async () => {
  const { deps, rina, ticket } = await aDesk(
    { undoMs: 10_000, secondPerson: [...topics] },
    ELECTION,
  );
  await reply(deps, rina, DECISION);
  await close(deps, { ticket, reviewer: 'budi' }, 'spam');
  await takeBack(deps, { ticket, reviewer: 'budi' });
  expect((await viewCase(deps, ticket))?.case.proposal?.by).toBe('rina');
});

test('whoever asked hears the end of it where a verdict is withdrawn before it reached them', async () => {
  const { deps, rina, ticket, heard, wait, write } = await aDesk();
  const before = heard.length;
  await reply(deps, rina, DECISION);
  await retractFactCheck(deps, `posko-${ticket.toLowerCase()}`, { reason: 'Keliru' });
  await wait(120_000);
  const news = expect.stringContaining('Kabar pemeriksaan');
  expect(heard.slice(before)).toMatchObject([{ text: news }]);
  await write('w1', 'laporan saya');
  expect(heard.at(-1)?.text).toContain('Ditutup tanpa putusan');
  expect(
    heard
      .slice(before)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('SALAH');
});

test('a tip that comes while its case is merged goes along', async () => {
  const { deps, ticket, report } = await aDesk();
  await report('w2', OTHER);
  const into = await otherThan(deps, ticket);
  const during = meanwhile(deps, () => report('w3', NEWS));
  await mergeCases(during, { from: ticket, into, reviewer: 'rina' });
  expect((await viewCase(deps, ticket))?.tips).toEqual([]);
  expect((await viewCase(deps, into))?.tips).toHaveLength(3);
});

test('a verdict that is withdrawn while it is attached stays withdrawn', async () => {
  const { deps, rina, store } = await aDesk();
  const known = aFactCheck();
  await store.factChecks.save([known]);
  const during = meanwhile(deps, () => retractFactCheck(deps, known.id, { reason: 'x' }));
  const done = await attachSeen(during, rina, known.id);
  expect(done).toEqual({ type: 'refused', why: 'no-fact-check' });
  expect((await store.factChecks.get(known.id))?.retracted).toBe('x');
});

test('a verdict that is withdrawn while it is imported stays withdrawn', async () => {
  const { deps, store } = await aDesk();
  const { version: _, changedAt: __, ...known } = aFactCheck();
  await saveFactChecks({ store, now: MORNING }, [known]);
  const factChecks = bind(store.factChecks);
  let isFirst = true;
  const get = async (id: string) => {
    const found = await store.factChecks.get(id);
    if (isFirst) {
      isFirst = false;
      await retractFactCheck(deps, known.id, { reason: 'x' });
    }
    return found;
  };
  const during: Store = { ...store, factChecks: { ...factChecks, get } };
  const counts = await saveFactChecks({ store: during, now: MORNING }, [
    { ...known, title: 'Bank buka' },
  ]);
  expect(counts).toEqual({ new: 0, same: 1, changed: 0, corrected: 0 });
  expect((await store.factChecks.get(known.id))?.retracted).toBe('x');
});

test('a closing is taken back though the same words have opened another case meanwhile', async () => {
  const { deps, rina, report } = await aDesk({ undoMs: 10_000 });
  await close(deps, rina, 'spam');
  await report('w2', NEWS);
  expect(await takeBack(deps, rina)).toMatchObject({ type: 'done', case: { status: 'open' } });
  expect(await listQueue(deps)).toHaveLength(2);
});

test('what has gone out by the clock of another machine cannot be taken back, and nobody waits for it', async () => {
  const { deps, rina, store } = await aDesk({ undoMs: 10_000 });
  const done = await reply(deps, rina, DECISION);
  const announced = done.type === 'done' ? (done.case.undo?.announcement ?? '') : '';
  await store.ledger.beginAnnouncement(announced, MORNING + 10_000);
  expect(await takeBack(deps, rina)).toEqual({ type: 'refused', why: 'too-late' });
});

test('a closing that has reached some of those who asked reaches all, whatever the clock of the desk says', async () => {
  const { deps, rina, heard, report, wait } = await aDesk({ undoMs: 10_000 });
  await report('w2', NEWS);
  await close(deps, rina, 'spam');
  const before = heard.length;
  await announceHalf(deps, 60_000);
  expect(await takeBack(deps, rina)).toEqual({ type: 'refused', why: 'too-late' });
  await wait(60_000);
  const told = heard.slice(before).filter(({ text }) => text.includes('Kabar pemeriksaan'));
  expect(told.map(({ to }) => to).sort()).toEqual(['w1', 'w2']);
});

/** Another process, whose clock is ahead, begins to announce and dies after the first notice. */
async function announceHalf(deps: AppDeps, ahead: number): Promise<void> {
  const { store, clock } = deps;
  let count = 0;
  const keepNotice: Store['turns']['keepNotice'] = async (...args) => {
    count += 1;
    if (count > 1) throw new Error('killed');
    return store.turns.keepNotice(...args);
  };
  const turns = Object.create(store.turns, { keepNotice: { value: keepNotice } });
  const early = { ...clock, now: () => clock.now() + ahead };
  await announceAll({ ...deps, clock: early, store: { ...store, turns } }).catch(() => {});
  expect(count).toBe(2);
}

/** The same tipline, in which something happens right after the tips of a case were first read. */
function meanwhile(deps: AppDeps, happen: () => Promise<unknown>): AppDeps {
  const { store } = deps;
  let isFirst = true;
  const tipsOf = async (id: string) => {
    const tips = await store.cases.tipsOf(id);
    if (isFirst) {
      isFirst = false;
      await happen();
    }
    return tips;
  };
  return { ...deps, store: { ...store, cases: { ...bind(store.cases), tipsOf } } };
}

/** The methods of a part of a store, as an object that can be spread. */
function bind<T extends object>(part: T): T {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(part)).map((name) => {
    const method: unknown = Reflect.get(part, name);
    return [name, typeof method === 'function' ? method.bind(part) : method];
  });
  return Object.fromEntries(methods);
}

async function otherThan(deps: AppDeps, ticket: string): Promise<string> {
  const tickets = (await listQueue(deps)).map((entry) => entry.case.ticket);
  return tickets.find((each) => each !== ticket) ?? '';
}
