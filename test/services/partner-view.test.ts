import { expect, test } from 'vitest';
import type { SavedAnswer } from '../../src/domain/cases/saved-answer.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { auditPage, readPage } from '../../src/services/partners/referral-pages.ts';
import { toRows, toWire } from '../../src/services/partners/referral-payload.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { aCaseCommit, aTip } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { MORNING } from '../support/stage.ts';

type World = Awaited<ReturnType<typeof openCaseAtPartner>>;

/** What a partner sees of its referral; throws where it sees none. */
async function seenBy({ deps, reference }: World, organisation?: string) {
  const seen = await viewReferral(deps, reference, organisation);
  if (!seen) throw new Error('it is not on the board');
  return seen;
}

test('a referral is shown to the desk and to its own partner, and to no other', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  expect((await seenBy(world)).reference).toBe(world.reference);
  expect((await seenBy(world, 'bawaslu')).reference).toBe(world.reference);
  expect(await viewReferral(world.deps, world.reference, 'polri')).toBeUndefined();
  expect(await viewReferral(world.deps, world.reference, '')).toBeUndefined();
});

test('a partner reads the names of its own people, and those of nobody at the desk', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  await world.answer('diterima', { by: 'eka' });
  const note = (from: 'post' | 'partner', by: string) => ({ at: MORNING, by, from, text: 'Halo' });
  const custody = (from: 'post' | 'partner', by: string) => ({
    ...{ at: MORNING, by, from, what: 'opened' as const },
  });
  await world.set({
    notes: [note('post', 'rina'), note('partner', 'eka')],
    custody: [custody('post', 'rina'), custody('partner', 'eka')],
  });
  const names = (seen: Awaited<ReturnType<typeof seenBy>>) =>
    [seen.steps, seen.notes, seen.custody].map((all) => all.map(({ by }) => by));
  const all = ['rina', 'eka'];
  expect(names(await seenBy(world))).toEqual([all, all, all]);
  const own = [undefined, 'eka'];
  const theirs = await seenBy(world, 'bawaslu');
  expect(names(theirs)).toEqual([own, own, own]);
  // A program of the partner gets no more than its people.
  expect(JSON.stringify(toWire(await seenBy(world)))).not.toContain('rina');
  expect(theirs.notes.map(({ text }) => text)).toEqual(['Halo', 'Halo']);
});

test('the custody log tells when the partner’s program took each event, in the order of time', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  const [parcel] = (await world.atPartner()).parcels;
  if (!parcel) throw new Error('nothing is to be brought');
  const opened = { at: MORNING + 2, by: 'eka', from: 'partner', what: 'opened' } as const;
  const parcels = [
    { ...parcel, deliveredAt: MORNING + 3 },
    { ...parcel, id: 'b', event: 'correction' as const, deliveredAt: MORNING + 1 },
    { ...parcel, id: 'c', event: 'referral.late' as const },
  ];
  await world.set({ custody: [opened], parcels });
  const received = { from: 'partner', what: 'received' };
  const log = [
    { ...received, at: MORNING + 1, by: 'correction' },
    opened,
    { ...received, at: MORNING + 3, by: 'referral.created' },
  ];
  const seen = await seenBy(world, 'bawaslu');
  expect(seen.custody).toEqual(log);
  expect(toWire(seen).custody).toEqual(
    log.map((each) => ({ ...each, at: new Date(each.at).toISOString() })),
  );
});

test('links, regions and answers are told each once, masked, and not without end', async () => {
  const answer = (text: string, more: Partial<SavedAnswer> = {}): SavedAnswer => ({
    ...{ name: 'shop', kind: 'text', text, at: MORNING, ...more },
  });
  const files = [{ sha256: 'f'.repeat(64), mime: 'image/png' }];
  const world = await openCaseAtPartner(
    {},
    {
      links: ['https://a.example/1', 'https://a.example/1', ' '],
      link: 'Akun @toko, 0812-3456-7890',
      region: 'Papua',
      saved: [answer('Toko Maju'), answer(' '), answer('Toko 0812-3456-7890', { files })],
    },
  );
  const others = ['Bali', 'Papua'].map((region, at) => {
    const shops = Array.from({ length: 15 }, (_, n) => answer(`Toko ${at}-${n}`));
    const links = Array.from({ length: 15 }, (_, n) => `https://b.example/${at}-${n}`);
    return aTip({ case: world.found.id, region, links, saved: [answer('Toko Maju'), ...shops] });
  });
  await world.store.cases.commit(aCaseCommit({ tips: others }));
  await world.refer();
  const { links, regions, reports, answers = [] } = await seenBy(world, 'bawaslu');
  expect([regions, reports]).toEqual([['Bali', 'Papua'], 3]);
  expect(links).toHaveLength(20);
  expect(new Set(links).size).toBe(20);
  expect(links[0]).toBe('https://a.example/1');
  expect(links[1]).toMatch(/^Akun @toko, /);
  expect(answers).toHaveLength(1);
  const { name, values } = answers[0] ?? { values: [] };
  expect([name, values.length, new Set(values).size]).toEqual(['shop', 20, 20]);
  expect(values).toContain('Toko Maju');
  expect(values).toContain('f'.repeat(64));
  expect(values).not.toContain('');
  expect(JSON.stringify([links, values])).not.toContain('0812');
});

test('a partner is told of its other referrals about the same matter, and of no exercise', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  await world.set({ matter: 'M' });
  const one = await world.atPartner();
  const others = {
    'K1-BAWASLU': 'M',
    'K2-BAWASLU': 'N',
    'K3-BAWASLU': '',
    'LATIHAN-K4-BAWASLU': 'M',
  };
  for (const [reference, matter] of Object.entries(others)) {
    await saveReferral(world.deps, { ...one, revision: 0, reference, matter });
  }
  expect((await seenBy(world)).sameMatter).toEqual(['K1-BAWASLU']);
  const [last] =
    (await readPage(world.deps, { organisation: 'bawaslu', after: '' }))?.entries ?? [];
  expect(last?.sameMatter).not.toContain('K2-BAWASLU');
  await world.set({ matter: '' });
  expect((await seenBy(world)).sameMatter).toEqual([]);
});

test('a claim is cut to what a partner needs, and a case without answers has none', async () => {
  const claim = 'Petugas TPS minta transfer. '.repeat(40);
  const world = await openCaseAtPartner({ claim }, { text: claim });
  await world.refer();
  const seen = await seenBy(world, 'bawaslu');
  expect(seen.claim).toBe(claim.slice(0, 600));
  expect(seen).not.toHaveProperty('answers');
  expect(seen).not.toHaveProperty('isRestricted');
});

test('programs are told an exercise as one, when the partner deleted, and a verdict in a table as a word', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  const plain = await seenBy(world);
  expect(toWire(plain)).not.toHaveProperty('notes');
  expect(toWire(plain)).not.toHaveProperty('custody');
  expect(toWire(plain)).not.toHaveProperty('deletedAt');
  const wire = toWire({ ...plain, reference: 'LATIHAN-K7Q2-BAWASLU', deletedAt: MORNING });
  const at = new Date(MORNING).toISOString();
  expect(wire).toMatchObject({ deletedAt: at, exercise: true });
  expect(toWire(plain)).not.toHaveProperty('exercise');
  const verdict = { verdict: 'salah', summary: 'Itu penipuan.', version: 'f:1' } as const;
  const [heads = [], row = []] = toRows([{ ...plain, verdict, regions: ['Bali', 'Papua'] }]);
  const cells = Object.fromEntries(heads.map((head, n) => [head, row[n]]));
  expect(cells).toMatchObject({
    ...{ reference: world.reference, sentAt: at, regions: 'Bali; Papua', verdict: 'salah' },
    ...{ status: 'dikirim', threat: 'penipuan', reports: '1', caseNumber: '', assignee: '' },
  });
});

test('programs read what was said in steps and notes, by whom of their own, and when', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  await world.answer('diterima', { note: 'Kami baca' });
  const note = { at: MORNING + 1, by: 'eka', from: 'partner', text: 'Halo' } as const;
  await world.set({ notes: [note] });
  const wire = toWire(await seenBy(world));
  const at = new Date(MORNING).toISOString();
  expect(JSON.parse(JSON.stringify(wire.steps))).toEqual([
    { status: 'dikirim', at, recordedBy: 'post' },
    { status: 'diterima', at, recordedBy: 'partner', by: 'eka', note: 'Kami baca' },
  ]);
  expect(wire.notes).toEqual([{ ...note, at: new Date(note.at).toISOString() }]);
});

test('a page holds only what was asked for, and every reference that goes out is written down', async () => {
  const world = await openCaseAtPartner();
  await world.refer();
  const one = await world.atPartner();
  const more = Array.from({ length: 29 }, (_, n) => `K${n}-BAWASLU`);
  for (const reference of more) {
    await saveReferral(world.deps, { ...one, revision: 0, reference });
  }
  const wanting = { organisation: 'bawaslu', after: '' };
  const some = await readPage(world.deps, { ...wanting, only: ['K3-BAWASLU', 'K5-BAWASLU'] });
  expect(some?.entries.map(({ reference }) => reference).toSorted()).toEqual([
    ...['K3-BAWASLU', 'K5-BAWASLU'],
  ]);
  const { entries = [] } = (await readPage(world.deps, { ...wanting })) ?? {};
  const before = (await world.audited()).length;
  await auditPage(world.deps, entries, { by: 'eka', of: 'bawaslu', what: 'board-exported' });
  const events = (await world.audited()).slice(before);
  expect(events.map(({ what, by, of }) => [what, by, of])).toEqual([
    ['board-exported', 'eka', 'bawaslu'],
    ['board-exported', 'eka', 'bawaslu'],
  ]);
  const named = events.map(({ details }) => String(details.references).split(' '));
  expect(named.map(({ length }) => length)).toEqual([25, 5]);
  expect(named.flat().toSorted()).toEqual([...more, world.reference].toSorted());
});
