import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { findDenial } from '../../src/triage/denial/find-denial.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { MASTER_KEY } from '../support/stage.ts';
import { growthOf, repeated } from './hostile/growth.ts';

const CITIZEN = '6281299998888';
const table: Record<string, string[]> = parse(
  readFileSync(join(import.meta.dirname, '03-denied.yaml'), 'utf8'),
);
const { whole = [], claim = [], question = [], unsure = [] } = table;
const BARE = '❌ *SALAH*';
const RIGHT = 'Pesan Anda sudah benar';

test('a message that denies a claim as a whole is told from one that claims, asks or does both', () => {
  expect(whole.filter((text) => findDenial(text) !== 'whole')).toEqual([]);
  expect(unsure.filter((text) => findDenial(text) !== 'unsure')).toEqual([]);
  expect([...claim, ...question].filter((text) => findDenial(text))).toEqual([]);
});

const TOPICS = ['gempa besok malam', 'uang BPJS dibagikan', 'vaksin berisi cip', 'bank tutup'];

test('whoever denies it, in whatever form, denies it; "bukan hoaks" and a question never do', () => {
  const form = fc.constantFrom(
    (topic: string) => `BMKG: kabar ${topic} adalah hoaks`,
    (topic: string) => `[HOAX] ${topic}`,
    (topic: string) => `Tidak benar bahwa ${topic}`,
    (topic: string) => `Polisi membantah ${topic}`,
    (topic: string) => `jangan percaya pesan ${topic}`,
    (topic: string) => `${topic} itu hoax`,
  );
  fc.assert(
    fc.property(form, fc.constantFrom(...TOPICS), (say, topic) => {
      expect(findDenial(say(topic))).toBe('whole');
      expect(findDenial(`${say(topic)}?`)).toBeUndefined();
      expect(findDenial(`${topic}, ini bukan hoax. Sebarkan`)).toBeUndefined();
    }),
  );
});

test('the work of reading grows with the length, whatever is written', async () => {
  for (const part of ['[hoaks ', 'itu ', ' ']) {
    const make = (length: number) => repeated(part)(5 * length);
    expect(await growthOf(findDenial, make)).toBeUndefined();
  }
});

const DENYING = aFactCheck({
  title: 'Virus itu hoaks buatan pabrik obat',
  claim: 'Virus itu hoaks buatan pabrik obat, tidak pernah ada',
  narratives: ['Virus itu hoaks buatan pabrik obat, jangan takut'],
});
const TRUE = aFactCheck({
  title: 'KPU membuka pendaftaran KPPS sampai akhir bulan',
  verdict: 'benar',
  narratives: ['KPU membuka pendaftaran KPPS sampai akhir bulan'],
});

async function openPost() {
  const store = await openMemoryStore([...loadSamples(), DENYING, TRUE], MASTER_KEY);
  const post = await aPost(store);
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  const write = async (text: string, changes = {}, citizen = CITIZEN) => {
    const before = post.heard.length;
    await post.write(citizen, text, changes);
    return post.heard
      .slice(before)
      .map((said) => said.text)
      .join('\n\n');
  };
  return { ...post, store, write };
}

test.each([true, false])(
  'a denial never gets the verdict against the hoax (forwarded: %s)',
  async (forwarded) => {
    const { write } = await openPost();
    let confirmed = 0;
    for (const [at, text] of whole.entries()) {
      const said = await write(text, { forwarded }, `${CITIZEN}${at}`);
      expect([text, said]).toEqual([text, expect.not.stringContaining(BARE)]);
      if (!said.includes(RIGHT)) continue;
      confirmed += 1;
      expect(said).toContain('Contoh Posko');
      expect(said).toContain('https://');
    }
    expect(confirmed).toBeGreaterThan(whole.length / 2);
  },
);

test('where it was asked first whether this is meant, a yes is confirmed as well', async () => {
  const { write } = await openPost();
  const asked = [];
  for (const [at, text] of whole.entries()) {
    const citizen = `${CITIZEN}${at}`;
    const said = await write(text, { forwarded: true }, citizen);
    if (!said.includes('Apakah ini yang Anda maksud')) continue;
    asked.push(text);
    const then = await write('ya', {}, citizen);
    expect([text, then]).toEqual([text, expect.stringContaining(RIGHT)]);
  }
  expect(asked.length).toBeGreaterThan(0);
});

test('a claim that calls itself no hoax, and a question, get what they always got', async () => {
  const { write } = await openPost();
  for (const [at, text] of [...claim, ...question].entries()) {
    const said = await write(text, { forwarded: true }, `${CITIZEN}${at}`);
    expect([text, said]).toEqual([text, expect.not.stringContaining(RIGHT)]);
  }
  expect(await write(claim.at(-1) ?? '', { forwarded: true })).toContain(BARE);
});

test('what denies a part and claims a part is asked about', async () => {
  const { write } = await openPost();
  for (const [at, text] of unsure.entries()) {
    const said = await write(text, { forwarded: true }, `${CITIZEN}${at}`);
    expect([text, said]).toEqual([text, expect.not.stringMatching(/SALAH|sudah benar/)]);
  }
});

test('a claim that something is a hoax is not taken for a denial of the claim', async () => {
  const { write } = await openPost();
  const said = await write(DENYING.narratives[0] ?? '', { forwarded: true });
  expect(said).not.toContain(RIGHT);
});

test('the denial of what is true is not called right', async () => {
  const { write } = await openPost();
  const said = await write('Kabar KPU membuka pendaftaran KPPS sampai akhir bulan adalah hoaks', {
    forwarded: true,
  });
  expect(said).not.toMatch(/sudah benar|✅ \*BENAR\*/);
});

test('in a bundle the line says so too', async () => {
  const { store } = await openPost();
  const quiet = await aPost(store, { settings: { quietMs: 10_000 } });
  await quiet.write(CITIZEN, whole[1] ?? '', { forwarded: true });
  await quiet.write(CITIZEN, 'Vaksin COVID-19 berisi microchip untuk melacak orang', {
    forwarded: true,
  });
  await quiet.wait(20_000);
  const said = quiet.heard.map(({ text }) => text).join('\n');
  expect(said).toContain(RIGHT);
  expect(said.match(/❌ \*SALAH\*/g)).toHaveLength(1);
  await quiet.close();
});

test('what was confirmed is in the ledger, so that a correction follows', async () => {
  const { write } = await openPost();
  expect(await write(whole[1] ?? '', { forwarded: true })).toContain(RIGHT);
  expect(await write('data saya')).toContain('Jawaban yang pernah kami kirim: 1');
});
