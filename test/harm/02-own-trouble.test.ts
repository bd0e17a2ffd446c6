import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { findOwnTrouble } from '../../src/triage/trouble/own-trouble.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { MASTER_KEY } from '../support/stage.ts';
import { growthOf, repeated } from './hostile/growth.ts';

const CITIZEN = '6281299998888';
const table: Record<string, string[]> = parse(
  readFileSync(join(import.meta.dirname, '02-own-trouble.yaml'), 'utf8'),
);
const { none = [], unsure = [], ...troubles } = table;
const sentences = Object.values(troubles).flat();

/** What every answer to own trouble has: where help is to be had. */
const HELP = /110|SAPA 129|healing119\.id|hubungi bank Anda|telepon bank Anda/;
const VERDICT = /SALAH|PENIPUAN\*|BENAR\*|MENYESATKAN|cek fakta yang mirip|paling mendekati/;

test.each(Object.keys(troubles))('what people write of their own trouble is seen: %s', (kind) => {
  const missed = troubles[kind]?.filter((text) => findOwnTrouble(text, false) === undefined);
  expect(missed).toEqual([]);
});

test('mostly the kind of the trouble is seen too', () => {
  const right = Object.entries(troubles).flatMap(([kind, texts]) =>
    texts.filter((text) => findOwnTrouble(text, false)?.kind === kind),
  );
  expect(right.length / sentences.length).toBeGreaterThan(0.95);
});

test('what may be the writer’s own trouble, in a word or two, is asked about', () => {
  expect(unsure.filter((text) => findOwnTrouble(text, false)?.kind !== 'unsure')).toEqual([]);
  expect(unsure.filter((text) => findOwnTrouble(text, true))).toEqual([]);
});

test('news, questions, chains, jokes and what ended well are nobody’s own trouble', () => {
  expect(none.filter((text) => findOwnTrouble(text, false))).toEqual([]);
});

test('what was forwarded is never the citizen’s own trouble', () => {
  expect(sentences.filter((text) => findOwnTrouble(text, true))).toEqual([]);
});

test('capitals, greetings, marks and drawn-out letters change nothing', () => {
  const dressed = sentences.flatMap((text) => [
    text.toUpperCase(),
    `Assalamualaikum min, ${text}`,
    `${text}!!! 😭🙏`,
    text.replace(/a\b/, 'aaaa'),
  ]);
  const missed = dressed.filter((text) => findOwnTrouble(text, false) === undefined);
  expect(missed.length / dressed.length).toBeLessThan(0.01);
});

const WHO = ['saya', 'sy', 'aku', 'gw', 'gue', 'kami'];
const ACTS = ['dibunuh', 'dibacok', 'dipukuli', 'dikeroyok', 'di hajar', 'dianiaya', 'ditembak'];
const BY = ['tetangga', 'orang', 'preman', 'massa', 'mereka', 'timses'];
const WHEN = ['', ' sekarang', ' malam ini', ' tolong'];

test('whoever is threatened by whomever with whatever is answered with safety', () => {
  const anyThreat = fc.tuple(
    fc.constantFrom(...WHO),
    fc.constantFrom('mau', 'akan', 'diancam mau', 'lagi', 'barusan'),
    fc.constantFrom(...ACTS),
    fc.constantFrom(...BY),
    fc.constantFrom(...WHEN),
  );
  fc.assert(
    fc.property(anyThreat, ([who, way, act, by, when]) => {
      expect(findOwnTrouble(`${who} ${way} ${act} ${by}${when}`, false)?.kind).toBe('threat');
    }),
  );
});

test('the same done to strangers is news', () => {
  const anyNews = fc.tuple(
    fc.constantFrom('warga', 'seorang pria', 'mahasiswa', 'polisi', 'caleg', 'siswa SMA'),
    fc.constantFrom('mau', 'akan', 'diancam', 'barusan'),
    fc.constantFrom(...ACTS),
    fc.constantFrom(...BY),
    fc.constantFrom(' di Kota Contoh', ' tadi malam', ', polisi menyelidiki'),
  );
  fc.assert(
    fc.property(anyNews, ([who, way, act, by, where]) => {
      expect(findOwnTrouble(`${who} ${way} ${act} ${by}${where}`, false)).toBeUndefined();
    }),
  );
});

test('the work of reading grows with the length, whatever is written', async () => {
  for (const part of ['saya ', 'dibunuh', 'saya diancam mau dibunuh, ', '!', 'a']) {
    const make = (length: number) => repeated(part)(3 * length);
    expect(await growthOf((text) => findOwnTrouble(text, false), make)).toBeUndefined();
  }
});

/** Sentences, each with an old hoax that sounds just like it. */
const NEAR: readonly [string, string][] = [
  ['Tolong!! rumah saya mau dibakar massa', 'Video rumah warga dibakar massa'],
  ['gw diancem mau dibacok tetangga', 'Warga diancam mau dibacok tetangga'],
  ['suami saya mukul saya tiap hari', 'Suami memukul istri tiap hari'],
  ['saya diperas org pake foto telanjang', 'Artis diperas pakai foto telanjang'],
  ['anak saya diminta foto telanjang sama guru', 'Anak diminta foto telanjang oleh guru'],
  ['aku pengen mati aja', 'Artis ingin mati saja'],
  ['saya barusan klik apk undangan', 'Klik APK undangan menguras rekening'],
  ['saya ketipu undian 5 juta', 'Undian berhadiah 5 juta'],
];

/** A post that has answers to all of these in its store. */
async function openPost() {
  const near = NEAR.map(([text, title]) => aFactCheck({ title, narratives: [text, title] }));
  const store = await openMemoryStore([...loadSamples(), ...near], MASTER_KEY);
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
  const profile = async () => {
    const [citizen = ''] = await store.turns.findDue(Number.MAX_SAFE_INTEGER, 1);
    return (await store.turns.readTurn(citizen))?.profile;
  };
  return { ...post, store, write, profile };
}

test.each(NEAR)('no verdict comes on own trouble, nor a case: %s', async (text) => {
  const { write } = await openPost();
  const said = await write(text);
  expect(said).toMatch(HELP);
  expect(said).not.toMatch(VERDICT);
  expect(said).not.toContain('Bolehkah');
});

test('the same words, forwarded, are checked as ever', async () => {
  const { write } = await openPost();
  expect(await write('Tolong!! rumah saya mau dibakar massa', { forwarded: true })).toMatch(
    VERDICT,
  );
});

const STATES: Readonly<Record<string, readonly [string, boolean?][]>> = {
  'with nothing open': [],
  'after the greeting': [['halo']],
  'with the consent question open': [['Air galon di Pasar Rebo dicampur sabun cuci', true]],
  'among the questions about a tip': [['Air galon di Pasar Rebo dicampur sabun', true], ['ya']],
  'where a link is awaited': [['Air galon di Pasar Rebo dicampur sabun', true], ['ya'], ['grup']],
  'where words to search for are awaited': [['cari']],
  'where the kind of a report is asked': [['lapor']],
  'where erasure is to be confirmed': [['hapus data saya']],
  'where a language is chosen': [['bahasa']],
  'after a verdict': [['Vaksin COVID-19 berisi microchip untuk melacak orang', true]],
};

test.each(Object.entries(STATES))('safety comes first %s', async (_, before) => {
  const { write } = await openPost();
  for (const [at, text] of sentences.filter((_, at) => at % 23 === 0).entries()) {
    const citizen = `${CITIZEN}${at}`;
    for (const [line, forwarded = false] of before) await write(line, { forwarded }, citizen);
    const said = await write(text, {}, citizen);
    expect([text, said]).toEqual([text, expect.stringMatching(HELP)]);
    expect(said).not.toMatch(VERDICT);
    expect(said).not.toContain('Kembali ke pertanyaan tadi');
  }
});

test('in a report, danger is answered once, the answer is noted, and the report goes on', async () => {
  const { write, profile } = await openPost();
  for (const line of ['lapor', 'ancaman', 'aman']) await write(line);
  expect(await write('tetangga saya mau membacok saya tadi malam')).toContain('Keselamatan dulu');
  expect((await profile())?.reports?.[0]?.account).toContain('membacok saya');
  expect(await write('tulis laporan')).toContain('Di mana kejadiannya');
  expect(await write('di Solo, dia mau membunuh saya lagi')).toContain('Siapa pelakunya');
});

test('thoughts of suicide are answered inside a report as well, and the draft stays', async () => {
  const { write, profile } = await openPost();
  for (const line of ['lapor', 'perundungan', 'tidak keduanya']) await write(line);
  expect(await write('mereka mengejek saya terus, saya pengen mati aja')).toContain(
    'healing119.id',
  );
  expect((await profile())?.reports?.[0]?.account).toContain('mengejek saya');
});

test('the report that is offered begins with what was told', async () => {
  const { write, profile } = await openPost();
  await write('saya ketipu undian 5 juta, ke rekening 1234567890123456');
  expect(await write('tulis laporan')).toContain('Kapan kejadiannya');
  const [report] = (await profile())?.reports ?? [];
  expect(report).toMatchObject({ threat: 'scam', settled: ['account'] });
  expect(report?.account).toContain('saya ketipu undian');
  expect(report?.account).not.toContain('1234567890123456');
});

test('trouble written in several messages is answered at length once', async () => {
  const { write } = await openPost();
  const first = await write('saya mau dibunuh tetangga');
  const second = await write('dia mau bunuh saya sekarang');
  expect(first).toContain('Keselamatan dulu');
  expect(second).toMatch(HELP);
  expect(second.length).toBeLessThan(first.length / 2);
});

test('trouble is answered before what was forwarded a moment earlier', async () => {
  const store = await openMemoryStore(loadSamples(), MASTER_KEY);
  const post = await aPost(store, { settings: { quietMs: 60_000 } });
  await post.write(CITIZEN, 'Vaksin COVID-19 berisi microchip', { forwarded: true });
  await post.write(CITIZEN, 'tolong saya mau dibunuh');
  expect(post.heard.map(({ text }) => text)).toEqual([expect.stringContaining('110')]);
  await post.wait(70_000);
  expect(post.heard.at(-1)?.text).toContain('SALAH');
  await post.close();
  await store.close();
});

test('where it is unclear whose trouble it is, the citizen is asked before anything is answered', async () => {
  const { write } = await openPost();
  const story = 'vaksin HPV merusak rahim anak saya';
  expect(await write(story)).toContain('sedang terjadi pada Anda sendiri');
  expect(await write('kabar untuk dicek')).toMatch(VERDICT);
  await write(story);
  expect(await write('terjadi pada saya')).toMatch(HELP);
});

test('every first help fits beside its choices, in every language', async () => {
  const { write } = await openPost();
  for (const language of ['Bahasa Indonesia', 'Basa Jawa', 'Basa Sunda', 'English']) {
    for (const texts of Object.values(troubles)) {
      const citizen = `${CITIZEN}${language}${texts[0]}`;
      await write('bahasa', {}, citizen);
      await write(language, {}, citizen);
      const said = await write(texts[0] ?? '', {}, citizen);
      expect(said).toMatch(/110|129|157|healing119/);
      expect(said.length).toBeLessThan(1000);
    }
  }
});
