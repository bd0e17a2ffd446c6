import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskNames, maskOwnNames, ownNamesIn } from '../../src/domain/text/mask-names.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { toWire } from '../../src/services/partners/referral-payload.ts';
import { findReportReferral } from '../../src/services/partners/report-referrals.ts';
import { viewReportReferral } from '../../src/services/partners/review-report.ts';
import { addPartner } from '../support/add-partner.ts';
import type { aPost } from '../support/builders.ts';
import { openDesk } from '../web/desk/desk-world.ts';
import { growthOf, repeated } from './hostile/growth.ts';

const TOLD =
  'Saya, Andi Baso, NIK 7371012345678901, melihat juru kampanye menghina suku kami. Pak Andi diancam juga kata Joko Widodo.';

/** Goes through LAPOR with a report of hatred and lets it be passed on; returns its number. */
async function report(
  post: Pick<Awaited<ReturnType<typeof aPost>>, 'write' | 'heard'>,
  told = TOLD,
  link = 'https://video.example/andi.baso/abc',
): Promise<string> {
  const answers = ['20 November, Jalan Contoh 7, Kota Ambon, Maluku', `${link}, Pak Terlapor`];
  const all = ['lapor', 'ujaran kebencian', told, ...answers, 'lewati', 'tidak'];
  for (const text of all) await post.write('citi', text);
  const said = post.heard.map(({ text }) => text).join('\n');
  await post.write('citi', 'ya');
  return said.match(/Berkas laporan (L\w{5}) sudah siap/)?.[1] ?? '';
}

async function openReport(told?: string) {
  const desk = await openDesk();
  await addPartner(desk.store);
  const reference = `${await report(desk, told)}-BAWASLU`;
  const budi = await desk.enter('Budi', 'reviewer');
  const path = `/review/reports/${reference}`;
  return { ...desk, reference, budi, path };
}

test('the name of who reports reaches neither page, board nor program of the partner, in no field', async () => {
  const { budi, path, reference, deps, settle } = await openReport();
  const page = await budi.get(path);
  expect(page).toContain('Saya, [nama], NIK [NIK]');
  expect(page).not.toMatch(/\b(?:Andi|Baso)\b/i);
  await budi.post(`${path}/pass`, {});
  await settle();
  const entry = await viewReferral(deps, reference, 'bawaslu');
  const wire = JSON.stringify(entry && toWire(entry));
  expect(wire).toContain('[nama]');
  expect(wire).not.toMatch(/andi|baso/i);
});

test('the desk says what goes along with a report, and names what it is not sure of', async () => {
  const named = await openReport();
  const page = await named.budi.get(named.path);
  expect(page).toContain('mungkin masih ada nama orang');
  expect(page).not.toContain('nomor, tempat persis, dan pihak yang dilaporkan tidak ikut');
  expect(page).toContain('value="Joko Widodo"');
  expect(page).toMatch(/[23] nama sudah disamarkan/);
  const plain = await openReport('Seorang juru kampanye menghina sebuah suku di panggung.');
  const other = await plain.budi.get(plain.path);
  expect(other).toContain('<dd>Pak Terlapor</dd>');
  expect(other).toContain('juga tempat dan pihak yang dilaporkan');
  expect(other).not.toContain('tidak ikut');
  expect(other).toContain('mesin tidak mengenali semua nama');
});

test('words are blacked out before a report is passed on, and stand in no paper of the desk', async () => {
  const { budi, path, reference, deps, store, settle } = await openReport();
  await budi.get(path);
  await budi.post(`${path}/hide`, { words: 'Joko Widodo', other: 'diancam, juru KAMPANYE' });
  const page = await budi.get(path);
  expect(page).toContain('[dihitamkan]');
  expect(page).not.toMatch(/Joko|Widodo|diancam|juru/);
  expect(await budi.post(`${path}/hide`, { other: 'kata yang tidak ada' })).toContain(
    'tidak ada di dalam yang dilihat mitra',
  );
  const document = JSON.stringify(await store.documents.list('hand-over'));
  expect(document).not.toMatch(/Joko|diancam|Andi/i);
  await budi.post(`${path}/pass`, {});
  await settle();
  const entry = await viewReferral(deps, reference, 'bawaslu');
  expect(JSON.stringify(entry)).not.toMatch(/Joko|Widodo|diancam|juru/);
  // Also afterwards, where a name was overlooked.
  await budi.post(`${path}/hide`, { other: 'suku' });
  expect(JSON.stringify(await viewReferral(deps, reference))).not.toContain('suku');
  expect(await budi.post(`${path}/unhide`, {})).toContain('Sudah ada yang memutuskan');
  const events = (await store.audit.list(20)).filter(({ what }) => what === 'report-hidden');
  expect(events.map(({ by, of }) => [by, of])).toEqual([
    ['Budi', reference],
    ['Budi', reference],
  ]);
});

test('what was blacked out by mistake is shown again, as long as it is here', async () => {
  const { budi, path, reference, deps } = await openReport();
  await budi.get(path);
  await budi.post(`${path}/hide`, { other: 'suku' });
  expect(await budi.get(path)).not.toContain('suku kami');
  await budi.post(`${path}/unhide`, {});
  expect(await budi.get(path)).toContain('suku kami');
  expect((await findReportReferral(deps, reference))?.masks).toEqual([]);
});

test('an answer to the desk is masked by the name that was told before', async () => {
  const { budi, path, reference, deps, settle, write } = await openReport();
  await budi.get(path);
  await budi.post(`${path}/ask`, { question: 'Acara apa itu?' });
  await settle();
  await write('citi', 'Pentas rakyat, tanya saja ke Baso');
  const view = await viewReportReferral(deps, reference);
  expect(view?.view.replies).toEqual(['Pentas rakyat, tanya saja ke [nama]']);
});

test('a tip in the words of its citizen is kept without their name, one of others as it is', async () => {
  const { report: tell, store, deps, write } = await openDesk();
  await write(
    'w1',
    'Saya Andi Baso dari Makassar, benarkah semua pasar di kota kami ditutup besok?',
  );
  await write('w1', 'ya');
  await write('w1', 'cukup');
  await tell('w2', 'Perkenalkan saya dr. Siti Aminah dari rumah sakit, minum air rebusan ini');
  const cases = await store.cases.list('open', 5);
  const tips = (await Promise.all(cases.map(({ id }) => store.cases.tipsOf(id)))).flat();
  const texts = tips.map(({ text }) => text).join('\n');
  expect(texts).not.toMatch(/Andi|Baso/);
  expect(texts).toContain('Siti Aminah');
  await addPartner(store);
  const ticket = cases.find(({ claim }) => claim.includes('Siti'))?.ticket ?? '';
  const wanted = {
    organisation: 'bawaslu',
    threat: 'penipuan',
    answerMs: 1000,
    by: 'rina',
  } as const;
  await referCase(deps, { ...wanted, ticket });
  const entry = await viewReferral(deps, `${ticket}-BAWASLU`, 'bawaslu');
  expect(entry?.claim).not.toContain('Siti Aminah');
});

test.each([
  ['nama saya andi baso mau lapor soal beras', 'nama saya [nama] mau lapor soal beras'],
  ['saya andi dari makassar mau lapor', 'saya [nama] dari makassar mau lapor'],
  ['SAYA ANDI BASO MELAPORKAN KECURANGAN', 'SAYA [nama] MELAPORKAN KECURANGAN'],
  ['Uang dibagi.\nHormat saya,\nDewi Lestari', 'Uang dibagi.\nHormat saya,\n[nama]'],
  ['Uang dibagi. Terima kasih, Dewi Lestari', 'Uang dibagi. Terima kasih, [nama]'],
  ['Saya *Andi Baso* (warga) melapor', 'Saya *[nama]* (warga) melapor'],
  ['Nama: andi baso\nUmur: 30', 'Nama: [nama]\nUmur: 30'],
  ['Saya M. Ridwan Kamil, dari Bandung', 'Saya [nama], dari Bandung'],
  ['saya bernama Muhammad bin Abdullah tinggal di sini', 'saya bernama [nama] tinggal di sini'],
  ['jenengku Slamet, wong Solo', 'jenengku [nama], wong Solo'],
  ["I'm Budi from Medan", "I'm [nama] from Medan"],
])('%s', (told, masked) => {
  expect(maskOwnNames(told)).toBe(masked);
});

test.each([
  'Saya warga RT 3. Saya PNS. Saya Islam. Saya takut melapor.',
  'SAYA MELIHAT UANG DIBAGIKAN DI TPS',
  'saya mau lapor dari kemarin tidak dibalas',
  'Pak Lurah dan Bu Guru datang bersama Pak RT ke Kota Ambon',
  'Seorang juru kampanye menghina sebuah suku di panggung.',
])('nothing is a name in: %s', (told) => {
  expect(maskNames(told, ownNamesIn([told]))).toBe(told);
});

test('others who are called by name are masked, offices stay', () => {
  expect(maskNames('Pak Lurah Budi dan pak joko memarahi Bu Sri Mulyani', [])).toBe(
    'Pak Lurah [nama] dan pak [nama] memarahi Bu [nama]',
  );
  expect(maskNames('[20/11/26, 10.15] Rahmawati: awas ya', [])).toBe(
    '[20/11/26, 10.15] [nama]: awas ya',
  );
});

test('a name in disguise is a name', () => {
  const told = 'Saya, 𝐀𝐧𝐝𝐢 Ba\u200bso, melihat itu. Ｂａｓｏ diancam.';
  expect(maskNames(told, ownNamesIn([told]))).toBe('Saya, [nama], melihat itu. [nama] diancam.');
});

test('whoever introduces themself is masked wherever their name stands, in time that grows with the text alone', async () => {
  const name = fc.constantFrom(
    'Andi Baso',
    'Siti Nurhaliza',
    "Ma'ruf Amin",
    'Yohanes',
    'Dewi Ayu Lestari',
  );
  const cue = fc.constantFrom(
    'Saya, ',
    'Nama saya ',
    'Perkenalkan, nama saya ',
    'Saya ',
    'atas nama ',
  );
  fc.assert(
    fc.property(name, cue, fc.lorem({ maxCount: 12 }), (who, how, rest) => {
      const told = `${how}${who}, ${rest.toLowerCase()}. Kata orang ${who.toUpperCase()} dan ${who.split(' ')[0]} pulang.`;
      const masked = maskNames(told, ownNamesIn([told]));
      for (const part of who.split(' '))
        expect(masked).not.toMatch(new RegExp(`(?<!\\p{L})${part}(?!\\p{L})`, 'iu'));
    }),
  );
  for (const evil of ['Saya ', 'Pak Andi ', 'an. ', 'Nama: ', 'A. ', '[1/1 1.11 ']) {
    const mask = (text: string) => maskNames(text, ['Andi Baso']);
    expect(await growthOf(mask, repeated(evil))).toBeUndefined();
  }
});
