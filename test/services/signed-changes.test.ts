import { expect, test } from 'vitest';
import type { Answer } from '../../src/domain/fact-checks/signing.ts';
import {
  approveChange,
  releaseChanges,
  signChange,
} from '../../src/services/fact-checks/decide-change.ts';
import { findChange, saveChange } from '../../src/services/fact-checks/proposed-change.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { codeOf, openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A joint statement of two organisations that waits for both. */
async function openStatement({ undoMs = 0, signatories = ['polri', 'bawaslu'] } = {}) {
  const changes = await openChanges({ undoMs });
  await changes.partner('polri', 'Polri');
  await changes.partner('bawaslu', 'Bawaslu');
  const submitted = await changes.add({}, { signatories });
  const id = codeOf(submitted);
  const sign = (organisation: string, answer: Answer['answer'] = 'approved', note = '') =>
    signChange(changes.deps, { id, by: `officer of ${organisation}`, organisation, answer, note });
  const approve = () => approveChange(changes.deps, { id, by: 'budi' });
  const find = async () => (await findChange(changes.deps, id)) ?? never();
  const published = async () => {
    const { wanted } = submitted.type === 'proposed' ? submitted.change : await find();
    return wanted.type === 'new' ? changes.get(wanted.factCheck.id) : undefined;
  };
  return { ...changes, submitted, id, sign, approve, find, published };
}

test('a joint statement is public once all have signed and a second person agrees, with who and when', async () => {
  const { sign, approve, published, time, submitted } = await openStatement();
  expect(submitted.type).toBe('proposed');
  expect(await approve()).toEqual({ type: 'refused', why: 'unsigned' });
  await sign('polri');
  expect(await approve()).toEqual({ type: 'refused', why: 'unsigned' });
  time.now += DAY;
  await sign('bawaslu');
  time.now += DAY;
  expect((await approve()).type).toBe('done');
  const factCheck = await published();
  expect(factCheck?.signatories).toEqual([
    { id: 'bawaslu', name: 'Bawaslu', at: MORNING + DAY },
    { id: 'polri', name: 'Polri', at: MORNING },
  ]);
  expect(factCheck?.publishedAt).toBe('2026-11-26');
});

test('the last word of an organisation counts, and all but a yes needs a reason', async () => {
  const { sign, approve, find, audited, id } = await openStatement();
  expect(await sign('polri', 'declined', '  ')).toBe('no-reason');
  expect(await sign('polri', 'change', '')).toBe('no-reason');
  await sign('polri');
  await sign('bawaslu');
  expect(await sign('polri', 'declined', ` ${'x'.repeat(1001)}`)).toBe('signed');
  expect(await approve()).toEqual({ type: 'refused', why: 'unsigned' });
  expect((await find()).signings?.at(-1)).toEqual({
    ...{ organisation: 'polri', answer: 'declined', note: 'x'.repeat(1000) },
    ...{ by: 'officer of polri', at: MORNING },
  });
  expect(await sign('kpu')).toBe('unknown');
  expect((await audited()).at(-1)).toMatchObject({
    what: 'change-signed',
    by: 'officer of polri',
    details: { why: 'declined', code: id, proposed: 'rina' },
  });
  await sign('polri');
  expect((await approve()).type).toBe('done');
  expect(await sign('polri')).toBe('unknown');
});

test('nobody signs what is approved already, and one put out of use meanwhile has not signed', async () => {
  const { sign, approve, published, disable, deps, time, waiting, audited } = await openStatement({
    undoMs: MINUTE,
  });
  await sign('polri');
  await sign('bawaslu');
  await disable('polri');
  expect(await approve()).toEqual({ type: 'refused', why: 'unsigned' });
  await disable('polri', true);
  expect((await approve()).type).toBe('held');
  expect(await sign('polri', 'declined', 'Terlambat')).toBe('too-late');
  await disable('polri');
  time.now += MINUTE;
  await releaseChanges(deps);
  expect(await published()).toBeUndefined();
  expect(await waiting()).toEqual([]);
  expect((await audited()).at(-1)).toMatchObject({
    ...{ what: 'change-returned', by: 'rina', details: { why: 'unsigned' } },
  });
});

test('what a process had begun when it died is finished, whoever was put out of use since', async () => {
  const { sign, approve, published, disable, deps, time, find } = await openStatement({
    undoMs: MINUTE,
  });
  await sign('polri');
  await sign('bawaslu');
  await approve();
  await saveChange(deps, { ...(await find()), isBegun: true });
  await disable('polri');
  time.now += MINUTE;
  await releaseChanges(deps);
  expect(await published()).toBeDefined();
});

test('a statement names organisations that take part, all of them, and one of them as its author', async () => {
  const { add, partner, disable } = await openChanges();
  await partner('polri', 'Polri');
  await partner('kpu', 'KPU');
  const ask = async (signatories: string[], org = 'Posko') => {
    const asked = await add({ org, title: `Dari ${org} ${signatories}` }, { signatories });
    return asked.type === 'refused' ? asked.why : asked.type;
  };
  expect(await ask(['polri', 'none'])).toBe('unsigned');
  expect(await ask(['polri', 'polri'])).toBe('proposed');
  expect(await ask(['polri'], 'Polri')).toBe('proposed');
  expect(await ask(['polri'], 'KPU')).toBe('unsigned');
  expect(await ask([])).toBe('done');
  await disable('polri');
  expect(await ask(['polri', 'kpu'])).toBe('unsigned');
});

test('other words of a joint statement are signed again by all; a file or a wording needs two people alone', async () => {
  const { sign, approve, published, deps, get, waiting, store } = await openStatement();
  await sign('polri');
  await sign('bawaslu');
  await approve();
  const { id = '' } = (await published()) ?? {};
  const more = await correctFactCheck(deps, id, { by: 'rina', narratives: ['Toko itu tutup'] });
  expect(more).toMatchObject({ type: 'proposed' });
  expect((await waiting())[0]?.signatories).toBeUndefined();
  expect((await approveChange(deps, { id: codeOf(more), by: 'budi' })).type).toBe('done');
  expect((await get(id))?.signatories).toHaveLength(2);
  const words = await correctFactCheck(deps, id, { by: 'rina', summary: 'Toko itu pindah.' });
  expect((await waiting())[0]?.signatories?.map(({ id }) => id)).toEqual(['bawaslu', 'polri']);
  const code = codeOf(words);
  for (const organisation of ['polri', 'bawaslu']) {
    const said = { by: 'o', organisation, answer: 'approved', note: '' } as const;
    await signChange(deps, { id: code, ...said });
  }
  const before = (await get(id)) ?? never();
  await store.factChecks.save([{ ...before, title: 'Judul lain' }]);
  expect(await approveChange(deps, { id: code, by: 'budi' })).toMatchObject({ why: 'stale' });
  expect((await get(id))?.summary).toBe('Toko itu buka seperti biasa.');
});

function never(): never {
  throw new Error('it was there before');
}
