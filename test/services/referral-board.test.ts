import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import { readPage } from '../../src/services/partners/referral-pages.ts';
import { toRows, toWire } from '../../src/services/partners/referral-payload.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;

test('a partner reads a claim without the name and the numbers of who sent it', async () => {
  const claim = 'Nama saya Rustam Effendi, hubungi 0812-3456-7890, minta transfer ke petugas TPS';
  const { refer, deps, reference } = await openCaseAtPartner({ claim }, { text: claim });
  await refer();
  const seen = await viewReferral(deps, reference, 'bawaslu');
  expect(seen?.claim).toContain('minta transfer ke petugas TPS');
  expect(JSON.stringify(seen)).not.toMatch(/Rustam|Effendi|0812/);
});

test('of a case whose citizens all restrict their words a partner reads that, and none of them', async () => {
  const words = 'Petugas TPS minta transfer lewat tautan';
  const { refer, deps, reference } = await openCaseAtPartner(
    { claim: words },
    { text: words, isRestricted: true, links: ['https://a.example/x'], region: 'Bali' },
  );
  await refer();
  expect(await viewReferral(deps, reference, 'bawaslu')).toMatchObject({
    ...{ claim: '', isRestricted: true, links: [], regions: [], reports: 0 },
  });
});

test('programs and tables get links that nobody opens by accident; on the board they are whole', async () => {
  const links = ['https://jahat.example/a'];
  const { refer, deps, reference } = await openCaseAtPartner({}, { links, link: 'Akun @jahat' });
  await refer();
  const seen = await viewReferral(deps, reference);
  if (!seen) throw new Error('it is not on the board');
  expect(seen.links).toEqual([...links, 'Akun @jahat']);
  expect(JSON.stringify(toWire(seen))).not.toContain('https://jahat');
  expect(JSON.stringify(toRows([seen]))).not.toContain('https://jahat');
});

test('programs are told whose step it was where it was the partner’s, and times in words', async () => {
  const { refer, answer, deps, reference } = await openCaseAtPartner();
  await refer();
  await answer('diterima', { recordedBy: 'post', by: 'rina' });
  await answer('diterima');
  const seen = await viewReferral(deps, reference);
  const wire = seen && toWire(seen);
  const at = new Date(MORNING).toISOString();
  expect(wire).toMatchObject({ sentAt: at, answerBy: new Date(MORNING + HOUR).toISOString() });
  expect(wire?.steps).toEqual([
    { status: 'dikirim', at, recordedBy: 'post' },
    { status: 'diterima', at, recordedBy: 'post', confirmed: true },
  ]);
  expect(JSON.stringify(wire)).not.toMatch(/rina|eka|exercise|"matter"|standing/);
});

test('a board has the urgent first, then the late, then what is due first; what is over is last', async () => {
  const { refer, deps, time, atPartner } = await openCaseAtPartner();
  await refer({ answerMs: 100 * HOUR });
  const one = await atPartner();
  const add = (reference: string, changes: object) =>
    saveReferral(deps, { ...one, revision: 0, reference, ...changes });
  const over = [...one.steps, { status: 'selesai', at: MORNING, by: 'eka' }];
  await add('OVER', { steps: over, urgency: 'life' });
  await add('ANSWERED', { steps: [...one.steps, { status: 'diterima', at: MORNING, by: 'eka' }] });
  await add('LATER', { answerMs: 200 * HOUR });
  await add('LATE', { answerMs: HOUR });
  await add('URGENT', { answerMs: 300 * HOUR, urgency: 'life' });
  time.now += 2 * HOUR;
  expect((await listBoard(deps)).map(({ reference }) => reference)).toEqual([
    ...['URGENT', 'LATE', one.reference, 'LATER', 'ANSWERED', 'OVER'],
  ]);
});

test('a line of the board tells whose it is, its number and who works on it, and nothing citizens wrote', async () => {
  const { refer, set, deps, reference } = await openCaseAtPartner({ claim: 'Rustam menipu' });
  await refer();
  await set({ caseNumber: '12/2026', assignee: 'eka', matter: 'm', deleted: { at: 7, by: 'eka' } });
  const [line] = await listBoard(deps, 'bawaslu');
  expect(line).toEqual({
    ...{ reference, organisation: 'bawaslu', name: 'Bawaslu', threat: 'penipuan' },
    ...{ urgency: 'usual', status: 'dikirim', standing: line?.standing, isReport: false },
    ...{ sentAt: MORNING, answerBy: MORNING + HOUR, deletedAt: 7 },
    ...{ matter: 'm', caseNumber: '12/2026', assignee: 'eka' },
  });
  expect(await listBoard(deps, 'polri')).toEqual([]);
  expect(await viewReferral(deps, reference, 'polri')).toBeUndefined();
  expect(await viewReferral(deps, 'NONE')).toBeUndefined();
});

test('a partner reads who there received and wrote, of the desk only that it did, in its order', async () => {
  const { refer, set, atPartner, deps, reference } = await openCaseAtPartner();
  await refer();
  const [parcel] = (await atPartner()).parcels;
  const by = {
    desk: { from: 'post', by: 'rina' },
    partner: { from: 'partner', by: 'eka' },
  } as const;
  await set({
    parcels: parcel
      ? [
          { ...parcel, deliveredAt: MORNING + 5 },
          { ...parcel, id: 'late' },
        ]
      : [],
    custody: [
      { at: MORNING + 9, what: 'opened', ...by.partner },
      { at: MORNING + 1, what: 'opened', ...by.desk },
    ],
    notes: [
      { at: MORNING, text: 'Tolong', ...by.desk },
      { at: MORNING, text: 'Baik', ...by.partner },
    ],
  } as object);
  const seen = await viewReferral(deps, reference, 'bawaslu');
  const who = (entries: { from: string; by?: string }[] = []) =>
    entries.map((entry) => [entry.from, entry.by]);
  expect(who(seen?.custody)).toEqual([
    ['post', undefined],
    ['partner', 'referral.created'],
    ['partner', 'eka'],
  ]);
  expect(who(seen?.notes)).toEqual([
    ['post', undefined],
    ['partner', 'eka'],
  ]);
  expect(JSON.stringify(seen)).not.toContain('rina');
  const atDesk = await viewReferral(deps, reference);
  expect(who(atDesk?.custody)[0]).toEqual(['post', 'rina']);
});

test.each([
  ['published', {}, true],
  ['withdrawn', { retracted: 'Keliru' }, false],
])(
  'a verdict that is %s is told as it stands, and that of an open case never',
  async (_, more, isTold) => {
    const fact = aFactCheck({ id: 'f', version: 3, url: 'https://a.example', ...more });
    const { refer, deps, store, found, reference } = await openCaseAtPartner();
    await refer();
    const save = async (changes: Partial<Case>) => {
      const known = (await store.cases.get(found.id)) ?? found;
      await store.cases.commit(aCaseCommit({ cases: [{ ...known, ...changes }] }));
      return (await viewReferral(deps, reference))?.verdict;
    };
    await store.factChecks.save([fact]);
    expect(await save({ factCheck: 'f' })).toBeUndefined();
    const { verdict, summary, url } = fact;
    const told = isTold ? { verdict, summary, url, version: 'f:3' } : undefined;
    const decided = { status: 'published', decidedAt: MORNING } as const;
    expect(await save(decided)).toEqual(told);
    await store.factChecks.save([{ ...fact, version: 4, url: undefined, summary: undefined }]);
    const bare = isTold ? { verdict, summary: '', version: 'f:4' } : undefined;
    expect(await save({})).toEqual(bare);
  },
);

test('answers of citizens are told each once, masked, without blanks around them and not without end', async () => {
  const { refer, deps, store, found, reference } = await openCaseAtPartner({}, { citizen: 'ani' });
  await refer();
  const answer = (text: string) => ({ name: 'shop', kind: 'text', text, at: MORNING });
  const said = ['  Toko Maju ', 'Toko Maju', ' ', 'Telepon 0812-3456-7890'];
  const many = Array.from({ length: 30 }, (_, n) => `Toko ${n}`);
  const tips = [...said, ...many].map((text) => aTip({ case: found.id, saved: [answer(text)] }));
  await store.cases.commit(aCaseCommit({ tips }));
  const answers = (await viewReferral(deps, reference, 'bawaslu'))?.answers;
  expect(answers).toHaveLength(1);
  expect(answers?.[0]?.values.slice(0, 1)).toEqual(['Toko Maju']);
  expect(answers?.[0]?.values).toHaveLength(20);
  expect(JSON.stringify(answers)).not.toContain('3456');
});

test('a feed that goes on from its cursor has each change once, when all before it is stored', async () => {
  const { refer, answer, deps, time, reference } = await openCaseAtPartner();
  await refer();
  const read = async (after: string) => {
    const page = await readPage(deps, { organisation: 'bawaslu', after });
    return { next: page?.next ?? '', references: page?.entries.map((each) => each.reference) };
  };
  const begin = await read('');
  expect(begin).toEqual({ next: '', references: [reference] });
  time.now += 4999;
  expect((await read('')).next).toBe('');
  time.now += 1;
  const { next } = await read('');
  expect(next).not.toBe('');
  expect(await read(next)).toEqual({ next, references: [] });
  await answer('diterima');
  expect((await read(next)).references).toEqual([]);
  time.now += 5000;
  const after = await read(next);
  expect(after.references).toEqual([reference]);
  expect((await read(after.next)).references).toEqual([]);
  expect(await readPage(deps, { organisation: 'bawaslu', after: 'x' })).toBeUndefined();
  const polri = await readPage(deps, { organisation: 'polri', after: '' });
  expect(polri).toEqual({ entries: [], next: undefined });
});
