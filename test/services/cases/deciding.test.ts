import { describe, expect, test } from 'vitest';
import type { Case } from '../../../src/domain/cases/case.ts';
import { LEASE_MS } from '../../../src/domain/cases/lifecycle.ts';
import { assign, sayUrgency } from '../../../src/services/cases/amend-case.ts';
import { changeReply } from '../../../src/services/cases/canned-replies.ts';
import {
  approve,
  askCitizens,
  claim,
  close,
  reassign,
  release,
  reply,
  sendBack,
} from '../../../src/services/cases/decide-case.ts';
import { aBareDesk, DECISION, SOURCE } from '../../support/bare-desk.ts';
import { aCase } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

const by = (reviewer: string, { ticket }: Pick<Case, 'ticket'>) => ({ ticket, reviewer });

describe('a claim', () => {
  test('is written down, given back, and taken by another', async () => {
    const found = aCase();
    const { deps, did, get, time } = await aBareDesk([found]);
    expect(await claim(deps, by('rina', { ticket: 'NONE' }))).toEqual({ type: 'unknown' });
    expect((await claim(deps, by('rina', found))).type).toBe('done');
    expect((await get(found)).lease).toMatchObject({ by: 'rina', until: MORNING + LEASE_MS });
    expect(await claim(deps, by('budi', found))).toMatchObject({ type: 'taken', by: 'rina' });
    expect((await release(deps, by('rina', found))).type).toBe('done');
    expect((await get(found)).lease).toBeUndefined();
    expect((await claim(deps, by('budi', found))).type).toBe('done');
    time.now += LEASE_MS;
    expect((await claim(deps, by('budi', found))).type).toBe('done');
    expect(await did(found)).toEqual([
      ...['rina claimed', 'rina released', 'budi claimed', 'budi claimed'],
    ]);
  });

  test('of a decided case comes to nothing', async () => {
    const found = aCase({ status: 'closed', closing: 'spam', decidedAt: MORNING });
    const { deps } = await aBareDesk([found]);
    expect(await claim(deps, by('rina', found))).toEqual({ type: 'decided', status: 'closed' });
  });

  test('is handed over by who holds it, which the audit log says', async () => {
    const found = aCase({ draft: { by: 'rina', at: 1, summary: 'halo' } });
    const { deps, did, get, events } = await aBareDesk([found]);
    await claim(deps, by('rina', found));
    expect(await reassign(deps, by('budi', found), 'sari')).toMatchObject({ why: 'not-held' });
    expect((await reassign(deps, by('rina', found), 'budi')).type).toBe('done');
    expect(await get(found)).toMatchObject({ assignee: 'budi', draft: { summary: 'halo' } });
    expect((await get(found)).lease).toBeUndefined();
    expect((await did(found)).at(-1)).toBe('rina handed-over budi');
    const [event] = await events();
    expect(event).toMatchObject({
      ...{ by: 'rina', what: 'handed-over', of: found.ticket, details: { to: 'budi' } },
    });
  });
});

describe('a verdict', () => {
  test('is published with its source, told, and written down', async () => {
    const found = aCase({ claim: WATER });
    const { deps, did, get, events, told, store } = await aBareDesk([found]);
    expect((await reply(deps, by('rina', found), DECISION)).type).toBe('done');
    const id = `posko-${found.ticket.toLowerCase()}`;
    expect(await get(found)).toMatchObject({ status: 'published', factCheck: id });
    expect((await get(found)).undo).toBeUndefined();
    expect(await store.factChecks.get(id)).toMatchObject({
      ...{ verdict: 'salah', summary: DECISION.summary, org: 'Posko', url: SOURCE, version: 1 },
      ...{ publishedAt: '2026-11-24', language: 'id' },
    });
    expect(await told()).toMatchObject([
      { id: `${id}:1:${found.id}`, news: 'verdict', factCheck: id, version: 1, case: found.id },
    ]);
    expect(await did(found)).toEqual(['rina published salah']);
    const [event] = await events();
    expect(event?.details).toEqual({ before: 'none', verdict: 'salah' });
    expect(event).toMatchObject({ by: 'rina', what: 'published', of: found.ticket });
    const matches = (await deps.index.match({ text: WATER })).matches.map((each) => each.id);
    expect(matches).toContain(id);
  });

  test('bears the title, the organisation and the article that the reviewer gives', async () => {
    const found = aCase({ claim: WATER });
    const { deps, store } = await aBareDesk([found], { organisations: ['Mafindo'] });
    const given = { ...DECISION, title: 'Air galon aman', org: 'mafindo', article: 'Panjang.' };
    expect((await reply(deps, by('rina', found), given)).type).toBe('done');
    expect(await store.factChecks.get(`posko-${found.ticket.toLowerCase()}`)).toMatchObject({
      ...{ title: 'Air galon aman', org: 'mafindo', article: 'Panjang.' },
    });
  });

  test('without a source says why, also in the audit log', async () => {
    const found = aCase();
    const { deps, events } = await aBareDesk([found]);
    const { url: _, ...bare } = DECISION;
    expect(await reply(deps, by('rina', found), bare)).toMatchObject({ why: 'no-source' });
    const noSource = 'Tidak ada sumber terbuka.';
    expect((await reply(deps, by('rina', found), { ...bare, noSource })).type).toBe('done');
    expect((await events())[0]?.details).toMatchObject({ noSource });
  });

  test('that was never finished, or is in the name of nobody known, is refused', async () => {
    const found = aCase();
    const { deps, get } = await aBareDesk([found]);
    await changeReply(
      deps,
      { name: 'a', use: 'verdict', text: 'Kata [nama instansi] begitu.' },
      {
        ...{ id: '', revision: 0, by: 'edi' },
      },
    );
    const say = (changes: object) => reply(deps, by('rina', found), { ...DECISION, ...changes });
    expect(await say({ summary: 'Kata [nama instansi] tidak benar.' })).toMatchObject({
      why: 'gap',
    });
    expect(await say({ org: 'Entah' })).toEqual({ type: 'refused', why: 'unknown-org' });
    expect((await get(found)).status).toBe('open');
    expect((await say({ org: 'posko' })).type).toBe('done');
  });

  test('keeps the ticks of the draft, and takes those that are given', async () => {
    const draft = { by: 'rina', at: 1, checked: ['Tanya ahli'] };
    const [one, two] = [aCase({ draft }), aCase({ draft })];
    const { deps, get } = await aBareDesk([one, two], { undoMs: MINUTE });
    await reply(deps, by('rina', one), DECISION);
    expect((await get(one)).undo?.decision?.checked).toEqual(['Tanya ahli']);
    await reply(deps, by('rina', two), { ...DECISION, checked: [] });
    expect((await get(two)).undo?.decision?.checked).toEqual([]);
  });

  test('that can be undone is kept back until then, and no fact-check leads to it', async () => {
    const found = aCase();
    const { deps, get, told, store } = await aBareDesk([found], { undoMs: MINUTE });
    await reply(deps, by('rina', found), DECISION);
    expect((await get(found)).undo).toEqual({
      ...{ until: MORNING + MINUTE, announcement: expect.any(String), decision: DECISION },
    });
    expect(await told()).toMatchObject([{ notBefore: MORNING + MINUTE }]);
    expect(await store.factChecks.get(`posko-${found.ticket.toLowerCase()}`)).toBeUndefined();
  });

  test('in an exercise publishes nothing', async () => {
    const found = aCase({ ticket: 'LATIHAN-AB2C' });
    const { deps, get, told, store } = await aBareDesk([found]);
    await reply(deps, by('rina', found), DECISION);
    expect(await get(found)).toMatchObject({ status: 'closed', closing: 'rehearsed' });
    expect(await told()).toMatchObject([{ news: 'closed', case: found.id }]);
    expect(await store.factChecks.get('posko-latihan-ab2c')).toBeUndefined();
  });
});

describe('a verdict that needs two', () => {
  const secondPerson = ['money'] as const;
  const proposedCase = (changes: object = {}) =>
    aCase({ proposal: { by: 'rina', at: MORNING, decision: { ...DECISION, ...changes } } });

  test('is proposed by the one and published by the other, each by name', async () => {
    const found = aCase({ topics: ['money'] });
    const { deps, did, get, events, told } = await aBareDesk([found], { secondPerson });
    await reply(deps, by('rina', found), DECISION);
    const { proposal, lease, status } = await get(found);
    expect(proposal).toEqual({ by: 'rina', at: MORNING, decision: DECISION });
    expect([lease, status, await told()]).toEqual([undefined, 'open', []]);
    expect(await approve(deps, by('rina', found))).toMatchObject({ why: 'own-proposal' });
    expect((await approve(deps, by('budi', found))).type).toBe('done');
    expect((await get(found)).status).toBe('published');
    expect(await did(found)).toEqual(['rina proposed salah', 'budi published salah']);
    const details = { before: 'none', verdict: 'salah', proposed: 'rina' };
    expect((await events())[0]).toMatchObject({ by: 'budi', what: 'seconded', details });
  });

  test.for(['title', 'summary', 'article'] as const)(
    'is needed by what its %s says as much as by what its case is about',
    async (field) => {
      const found = aCase();
      const { deps, get } = await aBareDesk([found], { secondPerson: ['election'] });
      const words = 'KPU membantah surat suara pemilu sudah dicoblos.';
      await reply(deps, by('rina', found), { ...DECISION, [field]: words });
      expect(await get(found)).toMatchObject({ status: 'open', proposal: { by: 'rina' } });
    },
  );

  test('is approved only where there is one, whole, and as it was seen', async () => {
    const [none, whole, bare] = [aCase(), proposedCase(), proposedCase({ summary: 'Salah salah' })];
    const { deps } = await aBareDesk([none, whole, bare]);
    const approval = (found: Case, proposedAt?: number) =>
      approve(deps, { ...by('budi', found), proposedAt });
    expect(await approval(none)).toMatchObject({ why: 'no-proposal' });
    expect(await approval(bare)).toMatchObject({ type: 'refused', why: 'bare' });
    expect(await approval(whole, MORNING - 1)).toMatchObject({ why: 'other-proposal' });
    expect((await approval(whole, MORNING)).type).toBe('done');
  });

  test('goes back to who proposed it, with the reason', async () => {
    const [none, found] = [aCase(), proposedCase()];
    const { deps, get, store } = await aBareDesk([none, found]);
    expect(await sendBack(deps, by('budi', none), 'x')).toMatchObject({ why: 'no-proposal' });
    expect((await sendBack(deps, by('budi', found), 'Sumbernya lemah')).type).toBe('done');
    expect(await get(found)).toMatchObject({
      ...{ status: 'open', assignee: 'rina', draft: { by: 'rina', summary: DECISION.summary } },
    });
    expect((await get(found)).proposal).toBeUndefined();
    expect(await store.cases.history(found.id)).toMatchObject([
      { by: 'budi', what: 'sent-back', of: 'rina', words: 'Sumbernya lemah' },
    ]);
  });

  test('stays proposed while a closing can be taken back', async () => {
    const [one, two] = [proposedCase(), proposedCase()];
    const quick = await aBareDesk([one]);
    await close(quick.deps, by('budi', one), 'spam');
    expect((await quick.get(one)).proposal).toBeUndefined();
    const slow = await aBareDesk([two], { undoMs: MINUTE });
    await close(slow.deps, by('budi', two), 'spam');
    expect(await slow.get(two)).toMatchObject({ closing: 'spam', proposal: { by: 'rina' } });
  });
});

test('a closing is told once to all who asked, and again where it is closed anew', async () => {
  const found = aCase();
  const { deps, did, get, set, told } = await aBareDesk([found]);
  await close(deps, by('rina', found), 'out_of_scope');
  expect(await get(found)).toMatchObject({ closing: 'out_of_scope', decidedAt: MORNING });
  await set(found, { status: 'open' });
  await close(deps, by('rina', found), 'spam');
  expect((await told()).map(({ news }) => news)).toEqual(['closed', 'closed']);
  expect(await did(found)).toEqual(['rina closed out_of_scope', 'rina closed spam']);
});

test('what is done to a case that a colleague holds is written under the name of who did it', async () => {
  const found = aCase();
  const { deps, did, events } = await aBareDesk([found]);
  await claim(deps, by('rina', found));
  await assign(deps, by('budi', found), 'sari');
  await sayUrgency(deps, by('budi', found), 'hour');
  expect(await did(found)).toEqual([
    ...['rina claimed', 'budi assigned sari', 'budi urgency-said hour'],
  ]);
  expect((await events())[0]).toMatchObject({ by: 'budi', what: 'urgency-said' });
});

test('a question goes to all who asked, unless a gap is still open in it', async () => {
  const found = aCase();
  const { deps, did, told } = await aBareDesk([found]);
  expect(await askCitizens(deps, by('rina', found), 'Siapa «nama» itu?')).toMatchObject({
    ...{ type: 'refused', why: 'gap' },
  });
  expect((await askCitizens(deps, by('rina', found), 'Dari mana asalnya?')).type).toBe('done');
  expect(await told()).toMatchObject([
    { news: 'question', case: found.id, reason: 'Dari mana asalnya?' },
  ]);
  expect(await did(found)).toEqual(['rina asked']);
});
