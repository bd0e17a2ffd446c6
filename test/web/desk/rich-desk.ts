import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { loadSamples } from '../../../src/app/samples/load-samples.ts';
import { openIdConnect } from '../../../src/identity/open-id-connect.ts';
import { assign, saveDraft, setTags, snooze } from '../../../src/services/cases/amend-case.ts';
import { askCitizens, claim, close, reply } from '../../../src/services/cases/decide-case.ts';
import { addNote } from '../../../src/services/cases/mentions.ts';
import { mergeCases } from '../../../src/services/cases/merge-cases.ts';
import { saveFactChecks } from '../../../src/services/fact-checks/import-fact-checks.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../src/services/fact-checks/submit-change.ts';
import { aCase, aCaseCommit, aCitizen, anAddress, aTip } from '../../support/builders.ts';
import type { openDesk } from './desk-world.ts';
import { ASKED, HARD, type RichCase } from './rich-cases.ts';
import { fillRoster } from './rich-roster.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

const HOUR = 3_600_000;
const UNDO_MS = 600_000;
const LOGIN = 'https://login.bawaslu.example';

/** What a desk needs for all states of a case to be seen. */
export const richSettings = { secondPerson: ['sara'] as const, undoMs: UNDO_MS };

/** The tickets of the cases whose state a page has to be looked at in. */
export const tickets = {
  busy: 'KA01',
  health: 'KA02',
  held: 'KA03',
  sara: 'KA06',
  published: 'KA07',
  closed: 'KA11',
  merged: 'KA12',
  longWord: 'KB01',
  markup: 'KB03',
  arabic: 'KB04',
  long: 'KB07',
  picture: 'KB08',
};

/** A desk on a busy day: more than forty cases in every state, a library, and a citizen who was answered. */
export async function fillRichly(desk: Desk): Promise<void> {
  const { store, deps, clock, gate } = desk;
  const agreed = { client: 'posko', secret: 'rahasia-antara-kita', secondFactors: [] };
  gate.identity = openIdConnect({ ...agreed, issuer: LOGIN, redirect: `${desk.url}/review/login` });
  await fillRoster(desk);
  const now = clock.now();
  await desk.report('ani', 'Kucing hitam lewat membawa sial, kata peramal dari Bogor');
  const [first] = await store.cases.list('open', 1);
  const told = { ticket: first?.ticket ?? '', reviewer: 'Budi' };
  await reply(deps, told, {
    verdict: 'satire',
    summary: 'Ini lelucon dari sebuah blog humor.',
    url: 'https://sumber.example/cek',
  });
  await desk.wait(UNDO_MS + 60_000);
  await saveFactChecks({ store, now }, [...loadSamples(), nearBank, ofOthers, statement]);
  await deps.index.follow();
  const file = await aPicture(desk);
  for (const [at, each] of ASKED.entries()) await putCase(desk, `KA${pad(at + 1)}`, each, file);
  for (const [at, each] of HARD.entries()) await putCase(desk, `KB${pad(at + 1)}`, each, file);
  await work(desk);
  await change(desk);
  desk.heard.length = 0;
}

const pad = (number: number) => String(number).padStart(2, '0');

const nearBank = {
  id: 'uji-bank',
  title: 'Kabar semua bank tutup dua bulan mulai besok',
  claim: 'Mulai besok semua bank tutup selama dua bulan dan uang tidak bisa ditarik',
  narratives: ['Mulai besok semua bank tutup dua bulan, uang di rekening tidak bisa ditarik'],
  verdict: 'salah' as const,
  org: 'Posko',
  language: 'id',
  summary: 'Bank tetap buka; jadwal layanannya bisa dilihat di situs bank masing-masing.',
  url: 'https://contoh.example/cek/bank',
  publishedAt: '2026-01-10',
};
const ofOthers = {
  ...nearBank,
  id: 'uji-lain',
  title: `Kata tanpa akhir ${'sayur'.repeat(60)}`,
  claim: 'Sayur bayam yang dihangatkan menjadi racun mematikan',
  narratives: ['Jangan hangatkan bayam, jadi racun!!!'],
  verdict: 'sebagian_benar' as const,
  org: 'Redaksi Cek Fakta Kota',
  explanation: 'Bayam sebaiknya segera dimakan. Menghangatkannya sekali tidak meracuni.\n\n'.repeat(
    5,
  ),
  url: `https://contoh.example/${'a'.repeat(200)}`,
};

const statement = {
  ...nearBank,
  id: 'uji-pernyataan',
  title: 'Tarif air minum kota naik dua kali lipat',
  claim: 'Tarif air minum kota naik dua kali lipat mulai bulan depan',
  narratives: ['PDAM naik 200 persen bulan depan!!!'],
  verdict: 'klarifikasi' as const,
  summary: 'Perusahaan air menyatakan tarif rumah tangga tidak berubah.',
};

async function aPicture({ store, clock }: Desk) {
  const background = { r: 190, g: 120, b: 80 };
  const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .png()
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.media.keep({ sha256, mime: 'image/png', size: bytes.length }, bytes, clock.now());
  const metadata = { camera: 'samsung SM-A525F', place: '-6.17511, 106.82715', manifest: 'C2PA' };
  const evidence = { kind: 'picture' as const, texts: [], asked: {}, kept: {}, metadata };
  await store.media.noteEvidence(sha256, evidence);
  return { sha256, mime: 'image/png' };
}

/** Puts one case into a desk, asked by as many citizens as it says. */
export async function putCase(
  { store, deps, clock }: Pick<Desk, 'store' | 'deps' | 'clock'>,
  ticket: string,
  each: RichCase,
  file: { sha256: string; mime: string },
): Promise<void> {
  const now = clock.now();
  const { claim: text, wordings = [], citizens = 1, hours = 0.5, isBurst = false } = each;
  const openedAt = now - hours * HOUR;
  const found = aCase({ claim: text, claimKey: ticket, ticket, openedAt, ...each.case });
  const tips = [];
  for (let n = 0; n < citizens; n += 1) {
    const citizen = await aCitizen(store, anAddress(`${ticket}-${n}`), now);
    const isFirst = n === 0;
    tips.push(
      aTip({
        id: `tip-${ticket}-${n}`,
        case: found.id,
        text: [text, ...wordings][n % (wordings.length + 1)] ?? text,
        at: isBurst ? now - n * 120_000 : openedAt + n * 60_000,
        forwardingScore: isFirst ? (each.forwards ?? 1) : 1,
        media: isFirst && (each.forwards ?? 0) > 4 ? filesOf(file) : [],
        ...(n === 3 ? {} : { citizen }),
        ...each.tip,
      }),
    );
  }
  if (text === '' && tips[0]) tips[0].media = [file];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  deps.openCases.put(found);
}

function filesOf(picture: { sha256: string; mime: string }) {
  const gone = (mime: string) => ({ sha256: '0'.repeat(64), mime });
  return [picture, gone('audio/ogg'), gone('video/mp4'), gone('application/pdf')];
}

/** What reviewers have done by now. */
async function work({ deps, clock }: Desk): Promise<void> {
  const by = (ticket: string, reviewer = 'Budi') => ({ ticket, reviewer });
  const salah = {
    verdict: 'salah',
    summary: 'Pengurusnya sudah membantah kabar ini.',
    url: 'https://sumber.example/cek',
  } as const;
  await addNote(deps, by(tickets.busy), 'Saya sudah menelepon humas; jawabannya besok pagi.');
  await askCitizens(deps, by(tickets.busy), 'Di grup apa Anda menerimanya?');
  await claim(deps, by(tickets.held));
  await saveDraft(deps, by(tickets.held), { verdict: 'salah', summary: 'BMKG tidak pernah' });
  await reply(deps, by(tickets.sara), salah);
  await reply(deps, by('KA27'), { ...salah, url: 'https://contoh.example/jawaban' });
  await reply(deps, by(tickets.published, 'Sari'), { ...salah, title: 'Undian mobil palsu' });
  await snooze(deps, by('KA08'), clock.now() + 20 * HOUR);
  await assign(deps, by('KA09'), 'Sari');
  await assign(deps, by('KA10'), 'Budi');
  await setTags(deps, by(tickets.health), ['kelor', 'kanker']);
  await close(deps, by(tickets.closed), 'not_a_claim');
  await mergeCases(deps, { from: tickets.merged, into: tickets.held, reviewer: 'Budi' });
}

/** Fact-checks with a past: one corrected twice, one withdrawn. */
async function change({ deps }: Desk): Promise<void> {
  const summary = 'Bank tetap buka seperti biasa; kantor cabang hanya libur pada hari Minggu.';
  await correctFactCheck(deps, nearBank.id, { summary, by: 'Budi' });
  const title = 'Semua bank tutup dua bulan: kabar lama yang beredar lagi';
  await correctFactCheck(deps, nearBank.id, { summary: `${summary} Ini ralat.`, title });
  await retractFactCheck(deps, 'contoh-vaksin-microchip', { reason: 'Sumbernya keliru.' });
}
