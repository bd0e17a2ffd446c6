import { expect, test } from 'vitest';
import { changeReply, listReplies } from '../../src/services/cases/canned-replies.ts';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { aDesk } from '../support/a-desk.ts';
import { aBareDesk } from '../support/bare-desk.ts';
import { aCase } from '../support/builders.ts';

const TEXT = 'Menurut [nama instansi], kabar ini tidak benar.';
const REPLY = { name: 'Bantahan instansi', use: 'verdict', text: TEXT } as const;

async function aNewsroom() {
  const found = aCase();
  const desk = await aBareDesk([found]);
  return { ...desk, found, add: adding(desk) };
}

function adding({ deps }: Pick<Awaited<ReturnType<typeof aBareDesk>>, 'deps'>) {
  return (wanted: object) => changeReply(deps, wanted, { id: '', revision: 0, by: 'edi' });
}

test('a newsroom keeps its own replies, with a line in the audit log for each change', async () => {
  const { deps, add } = await aNewsroom();
  const source = { url: 'https://dinas.example/galon', title: 'Siaran pers' };
  expect(await add({ ...REPLY, ...source })).toBe('saved');
  expect(await add({ name: 'Asal pesan', use: 'question', text: 'Dari grup apa?' })).toBe('saved');
  const [question, reply] = await listReplies(deps);
  expect([question, reply]).toMatchObject([{ name: 'Asal pesan' }, { ...REPLY, ...source }]);
  const seen = { id: reply?.id ?? '', revision: 1, by: 'edi' };
  expect(await changeReply(deps, { ...REPLY, name: 'Bantahan' }, seen)).toBe('saved');
  expect(await changeReply(deps, REPLY, seen)).toBe('stale');
  expect(await changeReply(deps, undefined, seen)).toBe('stale');
  expect(await changeReply(deps, undefined, { ...seen, revision: 2 })).toBe('saved');
  expect(await changeReply(deps, undefined, { ...seen, revision: 2 })).toBe('stale');
  expect((await listReplies(deps)).map(({ name }) => name)).toEqual(['Asal pesan']);
  const events = await deps.store.audit.list(10);
  expect(events.map(({ what, of, details }) => [what, of, details])).toEqual([
    ['canned-reply-changed', 'Bantahan', { change: 'removed' }],
    ['canned-reply-changed', 'Bantahan', { change: 'edited' }],
    ['canned-reply-changed', 'Asal pesan', { change: 'added' }],
    ['canned-reply-changed', 'Bantahan instansi', { change: 'added' }],
  ]);
});

test.each([
  { ...REPLY, name: ' ' },
  { ...REPLY, text: '' },
  { ...REPLY, text: 'x'.repeat(501) },
  { ...REPLY, use: 'closing' },
  { ...REPLY, url: 'javascript:alert(1)' },
])('%j is no reply', async (wanted) => {
  const { deps, add } = await aNewsroom();
  expect(await add(wanted)).toBe('bad');
  expect(await listReplies(deps)).toEqual([]);
});

test('a newsroom has at most a hundred', async () => {
  const { add } = await aNewsroom();
  for (let n = 0; n < 100; n += 1) await add({ ...REPLY, name: `Balasan ${n}` });
  expect(await add(REPLY)).toBe('full');
});

test('a gap that is still open goes out neither as a verdict nor as a question', async () => {
  const desk = await aDesk();
  const { deps, rina, heard, wait } = desk;
  const add = adding(desk);
  await add(REPLY);
  await add({ name: 'Asal', use: 'question', text: 'Apakah [nama grup] grup keluarga?' });
  const on = { ticket: rina.ticket, actor: { name: 'rina', role: 'reviewer' } } as const;
  const decide = (summary: string) =>
    performCaseAction(deps, on, {
      name: 'decide',
      verdict: 'salah',
      summary,
      url: 'https://dinas.example/galon',
    });
  const ask = (question: string) => performCaseAction(deps, on, { name: 'ask', question });
  const refused = { type: 'refused', why: 'gap' };
  expect(await ask('Apakah [nama grup] grup keluarga?')).toEqual(refused);
  expect(await decide(TEXT)).toEqual(refused);
  await wait(120_000);
  expect(heard.filter(({ text }) => text.includes('['))).toEqual([]);
  expect(await ask('Apakah itu grup keluarga [RT]?')).toMatchObject({ type: 'done' });
  expect(await decide(TEXT.replace('[nama instansi]', 'BPOM'))).toMatchObject({ type: 'done' });
});

test('a gap is still open where another of the same reply is filled', async () => {
  const { deps, found, add } = await aNewsroom();
  await add({ ...REPLY, text: 'Pada [hari], [nama instansi] membantah kabar ini.' });
  const on = { ticket: found.ticket, actor: { name: 'rina', role: 'reviewer' } } as const;
  const summary = 'Pada Senin, [nama instansi] membantah kabar ini.';
  const url = 'https://dinas.example/galon';
  const decision = { name: 'decide', verdict: 'salah', summary, url } as const;
  expect(await performCaseAction(deps, on, decision)).toEqual({ type: 'refused', why: 'gap' });
});

test('brackets that no prepared reply has are plain text', async () => {
  const { deps, found, add } = await aNewsroom();
  await add(REPLY);
  const on = { ticket: found.ticket, actor: { name: 'rina', role: 'reviewer' } } as const;
  const question = 'Apakah [red.] videonya [Video] dari grup keluarga?';
  expect(await performCaseAction(deps, on, { name: 'ask', question })).toMatchObject({
    type: 'done',
  });
  const summary = '"[Presiden] berkata bangk [sic] tutup" tidak pernah diucapkan.';
  const url = 'https://dinas.example/galon';
  const decision = { name: 'decide', verdict: 'salah', summary, url } as const;
  expect(await performCaseAction(deps, on, decision)).toMatchObject({ type: 'done' });
});
