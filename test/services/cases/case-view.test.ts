import { describe, expect, test } from 'vitest';
import type { Case, Tip } from '../../../src/domain/cases/case.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { listQueue, viewCase } from '../../../src/services/cases/queue.ts';
import { addPartner } from '../../support/add-partner.ts';
import { aBareDesk, DECISION } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const LIKE = 'Pedagang nakal di Pasar Rebo campur sabun cuci ke air galon isi ulang, hati-hati';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';

const hash = (letter: string) => letter.repeat(64);
const guess = (certainty: number) => ({
  threat: 'pelanggaran_pemilu' as const,
  certainty,
  signs: [],
  words: [],
});

type Desk = Awaited<ReturnType<typeof aBareDesk>>;

async function view({ deps }: Pick<Desk, 'deps'>, { ticket }: Pick<Case, 'ticket'>) {
  const seen = await viewCase(deps, ticket);
  if (!seen) throw new Error(`there is no ${ticket}`);
  return seen;
}

test('a case that is not there has no view', async () => {
  const { deps } = await aBareDesk();
  expect(await viewCase(deps, 'NONE')).toBeUndefined();
});

test('the files of a case are listed once each, the first eight with what they say of themselves', async () => {
  const found = aCase({ claim: WATER });
  const media = [...'abcdefghi'].map((letter) => ({ sha256: hash(letter), mime: 'image/png' }));
  const tips = [
    aTip({ case: found.id, media }),
    aTip({ case: found.id, media: media.slice(0, 2) }),
  ];
  const desk = await aBareDesk([found], { tips });
  const evidence = { kind: 'picture' as const, texts: [], asked: {}, kept: {} };
  for (const letter of ['a', 'i']) {
    const kept = { sha256: hash(letter), mime: 'image/png', size: 1 };
    await desk.store.media.keep(kept, new Uint8Array([1]), MORNING);
    await desk.store.media.noteEvidence(hash(letter), { ...evidence, metadata: { camera: 'X' } });
  }
  const { files } = await view(desk, found);
  expect(files.map(({ sha256 }) => sha256)).toEqual(media.map(({ sha256 }) => sha256));
  expect(files.map(({ metadata }) => metadata)).toEqual([
    ...[{ camera: 'X' }, ...Array.from({ length: 8 }, () => undefined)],
  ]);
});

test('what the bot had offered is counted by citizens and answer, the most often first', async () => {
  const found = aCase();
  const offer = (citizen: string, factChecks: string[], answer: 'no' | 'not-this' = 'no') =>
    aTip({ case: found.id, citizen, offered: { factChecks, answer } });
  const tips = [
    ...[offer('a', ['f1']), offer('a', ['f1']), offer('b', ['f2', 'gone'])],
    ...[offer('c', ['f2']), offer('a', ['f2'], 'not-this'), aTip({ case: found.id, citizen: 'd' })],
  ];
  const desk = await aBareDesk([found], { tips });
  await desk.store.factChecks.save([aFactCheck({ id: 'f1' }), aFactCheck({ id: 'f2' })]);
  const { offered } = await view(desk, found);
  expect(offered.map((each) => [each.factCheck.id, each.answer, each.citizens])).toEqual([
    ['f2', 'no', 2],
    ['f1', 'no', 1],
    ['f2', 'not-this', 1],
  ]);
});

describe('what comes near a case', () => {
  test('are the likeliest five fact-checks, without those called another claim', async () => {
    const found = aCase({ claim: WATER, unlike: ['f0', 'f3'] });
    const desk = await aBareDesk([found]);
    await desk.store.factChecks.save([
      aFactCheck({ id: 'bank', title: BANK, narratives: [BANK] }),
      ...Array.from({ length: 8 }, (_, n) =>
        aFactCheck({ id: `f${n}`, title: WATER, narratives: [`${WATER} versi ${n}`] }),
      ),
    ]);
    await desk.deps.index.follow();
    const { candidates } = await view(desk, found);
    const ids = candidates.map(({ factCheck }) => factCheck.id);
    expect(ids).toHaveLength(5);
    expect(ids).not.toContain('f0');
    expect(ids).not.toContain('f3');
    expect(ids).not.toContain('bank');
    expect(candidates[0]?.score).toBeGreaterThan(0.5);
    await desk.set(found, { claim: 'Kucing oranye bisa terbang ke bulan naik roket', unlike: [] });
    expect((await view(desk, found)).candidates).toEqual([]);
  });

  test('are the open cases that may ask the same, without those called another claim', async () => {
    const [found, like, other] = [
      aCase({ claim: WATER }),
      aCase({ claim: LIKE }),
      aCase({ claim: BANK }),
    ];
    const desk = await aBareDesk([found, like, other]);
    const similar = async () => (await view(desk, found)).similar.map((each) => each.case.id);
    expect(await similar()).toEqual([like.id]);
    await desk.set(found, { unlike: [like.ticket] });
    expect(await similar()).toEqual([]);
    await desk.set(found, { unlike: [] });
    await desk.set(like, { status: 'closed', closing: 'spam', decidedAt: MORNING });
    expect(await similar()).toEqual([]);
    await desk.set(like, { status: 'open' });
    expect(await similar()).toEqual([like.id]);
    await desk.set(found, { status: 'closed', closing: 'spam', decidedAt: MORNING });
    expect(await similar()).toEqual([]);
  });
});

test('the history of a case leaves out what editors say of its decision', async () => {
  const found = aCase();
  const desk = await aBareDesk([found]);
  const entry = { case: found.id, at: MORNING, by: 'rina' };
  const history = ['claimed', 'checked', 'noted'].map((what) => ({ ...entry, what }));
  await desk.store.cases.commit(aCaseCommit({ history }));
  const { history: seen } = await view(desk, found);
  expect(seen.map(({ what }) => what)).toEqual(['claimed', 'noted']);
});

test('the wordings of an open case are those that its title does not say, of a decided one none', async () => {
  const found = aCase({ claim: WATER });
  const said = `${BANK} kata tetangga`;
  const tips = [WATER, said].map((text) => aTip({ case: found.id, text }));
  const desk = await aBareDesk([found], { tips });
  const wordings = async () => (await view(desk, found)).wordings.map(({ text }) => text);
  expect(await wordings()).toContain(said);
  await desk.set(found, { draft: { by: 'rina', at: 1, title: ` ${said} ` } });
  expect(await wordings()).not.toContain(said);
  await desk.set(found, { draft: { by: 'rina', at: 1, title: '  ' } });
  expect(await wordings()).toContain(said);
  const proposal = { by: 'rina', at: 1, decision: { ...DECISION, title: said } };
  await desk.set(found, { proposal });
  expect(await wordings()).not.toContain(said);
  await desk.set(found, { status: 'closed', closing: 'spam', decidedAt: MORNING });
  expect(await wordings()).toEqual([]);
});

test('the verdict of a case is seen before it is public, and after', async () => {
  const [one, two, none] = [aCase({ claim: WATER }), aCase({ claim: BANK }), aCase()];
  const desk = await aBareDesk([one, two, none], { undoMs: HOUR });
  await reply(desk.deps, { ticket: one.ticket, reviewer: 'rina' }, DECISION);
  expect((await view(desk, one)).factCheck).toMatchObject({
    summary: DECISION.summary,
    version: 1,
  });
  await desk.store.factChecks.save([aFactCheck({ id: 'f1', title: 'Sudah terbit' })]);
  await desk.set(two, { status: 'published', decidedAt: MORNING, factCheck: 'f1' });
  expect((await view(desk, two)).factCheck?.title).toBe('Sudah terbit');
  expect((await view(desk, none)).factCheck).toBeUndefined();
});

test('a case needs a second person for its topics, and its answers are told in words', async () => {
  const [money, other] = [aCase({ topics: ['money'] }), aCase()];
  const desk = await aBareDesk([money, other], { secondPerson: ['money'] });
  expect((await view(desk, money)).needsSecondPerson).toBe(true);
  const seen = await view(desk, other);
  expect(seen.needsSecondPerson).toBe(false);
  expect(seen.tips).toHaveLength(1);
  const answer = { name: 'origin', kind: 'choice', text: 'yes', at: MORNING };
  expect(seen.describe(answer, 'id').text).toBe('Ya');
});

describe('to whom a case could go', () => {
  const queued = async (certainty: number, changes: Partial<Case> = {}) => {
    const found = aCase({ claim: BANK, ...changes });
    const tips = [aTip({ case: found.id, text: BANK, triage: guess(certainty) })];
    const desk = await aBareDesk([found], { tips });
    await addPartner(desk.store);
    return { found, ...desk };
  };

  test('is said in the queue where that is sure, and on the case in any event', async () => {
    const sure = await queued(0.95);
    const [entry] = await listQueue(sure.deps);
    expect(entry?.partner).toMatchObject({ organisation: 'bawaslu', isSure: true });
    expect((await view(sure, sure.found)).partners).toMatchObject([{ organisation: 'bawaslu' }]);
    const unsure = await queued(0.5);
    expect((await listQueue(unsure.deps))[0]).not.toHaveProperty('partner');
    const seen = await view(unsure, unsure.found);
    expect(seen.partners).toMatchObject([{ organisation: 'bawaslu', isSure: false }]);
    expect(seen.otherPartners).toEqual([]);
  });

  test('is nobody where no rule fits; then the partners that have rules are named', async () => {
    const { found, ...desk } = await queued(0.95, { threat: 'biasa' });
    const seen = await view(desk, found);
    expect(seen.partners).toEqual([]);
    expect(seen.otherPartners.length).toBeGreaterThan(0);
    expect((await listQueue(desk.deps))[0]).not.toHaveProperty('partner');
  });
});

test('the queue is narrowed by a filter, for who looks, and ranked as it is now', async () => {
  const lease = { by: 'budi', until: MORNING + HOUR, fence: 1 };
  const [one, two] = [aCase({ claim: WATER, lease }), aCase({ claim: BANK })];
  const desk = await aBareDesk([one, two]);
  const tickets = async (filter: object, reviewer = 'rina') =>
    (await listQueue(desk.deps, { filter, reviewer })).map((entry) => entry.case.ticket);
  expect(await tickets({ list: 'ready' })).toEqual([two.ticket]);
  expect(await tickets({ list: 'mine' }, 'budi')).toEqual([one.ticket]);
  expect((await tickets({})).toSorted()).toEqual([one.ticket, two.ticket].toSorted());
  expect(await tickets({ text: 'galon' })).toEqual([one.ticket]);
  desk.time.now += 2 * HOUR;
  expect(await tickets({ list: 'ready' })).toHaveLength(2);
  const [entry] = await listQueue(desk.deps);
  expect(entry?.priority.waitedMs).toBe(2 * HOUR);
  expect(entry).not.toHaveProperty('weight');
});

test('a queued case tells the kind of its first tip, its file, whether that was read, and its tickets', async () => {
  const media = [{ sha256: hash('a'), mime: 'image/png' }];
  const read = [{ source: 'picture' as const, text: WATER }];
  const [seen, empty] = [aCase({ claim: WATER }), aCase({ claim: BANK })];
  const tip = (changes: Partial<Tip>) => aTip({ case: seen.id, ...changes });
  const tips = [
    tip({ text: '', kind: 'image', media, read, ticket: 'AAAA2', at: MORNING }),
    tip({ text: WATER, ticket: 'AAAA3', at: MORNING + 1 }),
    tip({ text: WATER, ticket: 'AAAA3', at: MORNING + 2 }),
  ];
  const desk = await aBareDesk([seen, empty], { tips });
  const [first, second] = await listQueue(desk.deps, { filter: { list: 'all' } });
  const [of, bare] = first?.case.id === seen.id ? [first, second] : [second, first];
  expect(of).toMatchObject({ kind: 'image', file: media[0], isRead: true });
  expect(of?.tickets).toEqual(['AAAA2', 'AAAA3']);
  expect(bare).toMatchObject({ kind: 'unknown', isRead: false, tickets: [] });
  expect(bare?.file).toBeUndefined();
});
