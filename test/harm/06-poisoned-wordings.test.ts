import { describe, expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { attachFactCheck, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aMasterKey, aPost } from '../support/builders.ts';
import { scriptedReader } from '../support/scripted-reader.ts';

const KNOWN = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const TRAIN = 'Kereta komuter pertama dari Stasiun Bogor berangkat pukul 04.05 pada hari kerja';
const ELECTION = 'KPU menunda pemungutan suara di seluruh Papua sampai bulan Desember';
const SUMMARY = 'Dinas kesehatan menguji air galon itu dan tidak menemukan sabun.';
const WRONG = {
  verdict: 'salah',
  summary: SUMMARY,
  url: 'https://posko.example/galon',
} as const;
const RIGHT = { ...WRONG, verdict: 'benar' } as const;

/** A post at which `w1` has asked about the known claim; `rina` decides. */
async function aTipline(settings: Partial<Settings> = {}) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const post = await aPost(store, { settings, reader: scriptedReader });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  await post.report('w1', KNOWN);
  const [entry] = await listQueue(post.deps);
  const ticket = entry?.case.ticket ?? '';
  return {
    ...post,
    store,
    ticket,
    rina: { ticket, reviewer: 'rina' },
    /** What a citizen gets who forwards a text, and says that a likely fact-check is meant. */
    async ask(citizen: string, text: string) {
      const before = post.heard.length;
      await post.report(citizen, text);
      return post.heard
        .slice(before)
        .filter(({ to }) => to === citizen)
        .map((each) => each.text)
        .join('\n');
    },
    /** Forwards a picture with words in it, under words of the sender's own. */
    async sendPicture(citizen: string, { name, read, text = '' }: Record<string, string>) {
      const before = post.heard.length;
      const bytes = Buffer.from(read === undefined ? `${name}` : `${name} | ${read}`);
      const file = { bytes, mime: 'image/jpeg', name: 'gambar.jpg' };
      await post.write(citizen, text ?? '', { file, forwarded: true });
      await post.write(citizen, 'ya');
      await post.write(citizen, 'cukup');
      return post.heard
        .slice(before)
        .filter(({ to }) => to === citizen)
        .map((each) => each.text)
        .join('\n');
    },
    async tickets() {
      return (await listQueue(post.deps)).map((each) => each.case.ticket);
    },
  };
}

const POISONS: readonly (readonly [string, (other: string) => string])[] = [
  ['after the known claim', (other) => `${KNOWN}. ${other}.`],
  ['before it', (other) => `${other}. ${KNOWN}.`],
  ['on a line of its own', (other) => `${KNOWN}\n\n${other}`],
  ['on the first line', (other) => `${other}\n${KNOWN}`],
  ['without a full stop between', (other) => `${KNOWN} dan ${other}`],
  ['under greetings and calls to share', (o) => `Assalamualaikum\n${KNOWN}\n${o}\nSebarkan!`],
];

describe.each(POISONS)('another claim %s', (_, poison) => {
  test.each([
    ['a true timetable', TRAIN, WRONG],
    ['an election hoax', ELECTION, RIGHT],
  ] as const)('does not give %s the verdict', async (_name, other, decision) => {
    const { deps, rina, ask, wait } = await aTipline();
    await ask('attacker', poison(other));
    await reply(deps, rina, decision);
    await wait(120_000);
    expect(await ask('w8', other)).not.toContain(SUMMARY);
    expect(await ask('w9', KNOWN)).toContain(SUMMARY);
  });

  test('gathers nobody who asks about the other claim alone', async () => {
    const { deps, rina, ask, wait, heard } = await aTipline();
    await ask('attacker', poison(TRAIN));
    await ask('w8', TRAIN);
    await reply(deps, rina, WRONG);
    await wait(120_000);
    expect(heard.filter(({ to, text }) => to === 'w8' && text.includes(SUMMARY))).toEqual([]);
  });

  test('does not pass from two phones of one person either', async () => {
    const { deps, rina, ask, wait } = await aTipline();
    for (const phone of ['attacker', 'attacker2', 'attacker3']) await ask(phone, poison(TRAIN));
    await reply(deps, rina, WRONG);
    await wait(120_000);
    expect(await ask('w8', TRAIN)).not.toContain(SUMMARY);
  });

  test('does not pass where the case is settled by a fact-check that exists', async () => {
    const { deps, rina, ask, wait, store } = await aTipline();
    const known = aFactCheck({ title: KNOWN, narratives: [KNOWN], summary: SUMMARY });
    await ask('attacker', poison(TRAIN));
    await store.factChecks.save([known]);
    await deps.index.follow();
    expect(await attachFactCheck(deps, rina, known.id)).toMatchObject({ type: 'done' });
    await wait(120_000);
    expect(await ask('w8', TRAIN)).not.toContain(SUMMARY);
    expect((await store.factChecks.get(known.id))?.narratives).toEqual([KNOWN]);
  });
});

test('words in a picture give another claim no verdict', async () => {
  const { deps, rina, sendPicture, ask, wait } = await aTipline();
  await sendPicture('attacker', { name: 'jadwal', read: TRAIN, text: KNOWN });
  await sendPicture('attacker2', { name: 'jadwal', read: TRAIN, text: KNOWN });
  await reply(deps, rina, WRONG);
  await wait(120_000);
  expect(await ask('w8', TRAIN)).not.toContain(SUMMARY);
  expect(await sendPicture('w9', { name: 'jadwal', read: TRAIN })).not.toContain(SUMMARY);
});

test('a picture that one stranger adds to a case is not known by its verdict', async () => {
  const { deps, rina, sendPicture, wait } = await aTipline();
  await sendPicture('attacker', { name: 'tokoh', text: KNOWN });
  await reply(deps, rina, WRONG);
  await wait(120_000);
  expect(await sendPicture('w9', { name: 'tokoh' })).not.toContain(SUMMARY);
});

test('the address of a page gives that page no verdict', async () => {
  const { deps, rina, ask, wait } = await aTipline();
  const page = 'https://kereta.example/jadwal/bogor-jakarta';
  for (const phone of ['attacker', 'attacker2']) await ask(phone, `${KNOWN} ${page}`);
  await reply(deps, rina, WRONG);
  await wait(120_000);
  expect(await ask('w8', page)).not.toContain(SUMMARY);
});

test('the opposite of the claim, made of its own words, is not answered with its verdict', async () => {
  const { deps, rina, ask, wait, write, heard } = await aTipline();
  const denied = KNOWN.replace('dicampur', 'tidak dicampur');
  for (const phone of ['attacker', 'attacker2']) await ask(phone, `${KNOWN}. ${denied}.`);
  await reply(deps, rina, WRONG);
  await wait(120_000);
  await write('w8', denied, { forwarded: true });
  expect(heard.at(-1)?.to).toBe('w8');
  expect(heard.at(-1)?.text).not.toContain(SUMMARY);
});

test('what a merged case brings along gives its other claim no verdict', async () => {
  const { deps, rina, ask, wait, ticket, tickets } = await aTipline();
  await ask('attacker', `${TRAIN}. Jadwalnya berlaku sampai akhir tahun.`);
  const [from = ''] = (await tickets()).filter((each) => each !== ticket);
  await mergeCases(deps, { from, into: ticket, reviewer: 'rina' });
  await reply(deps, rina, WRONG);
  await wait(120_000);
  expect(await ask('w8', TRAIN)).not.toContain(SUMMARY);
});

test('a tip that comes before the verdict goes out brings no other claim into it', async () => {
  const { deps, rina, ask, wait } = await aTipline({ undoMs: 60_000 });
  const doing = reply(deps, rina, WRONG);
  await ask('attacker', `${KNOWN}. ${TRAIN}.`);
  await doing;
  await wait(300_000);
  expect(await ask('w8', TRAIN)).not.toContain(SUMMARY);
});

test('a claim about the same thing, sent along once, is gathered by nobody’s case but its own', async () => {
  const { deps, rina, ask, wait, heard } = await aTipline();
  const near = 'Air galon isi ulang di Pasar Rebo aman diminum menurut uji laboratorium BPOM';
  await ask('attacker', `${KNOWN}. ${near}.`);
  await ask('w8', near);
  await reply(deps, rina, WRONG);
  await wait(120_000);
  expect(heard.filter(({ to, text }) => to === 'w8' && text.includes(SUMMARY))).toEqual([]);
});
