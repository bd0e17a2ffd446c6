import type { ReferableThreat } from '../../src/domain/partners/referral.ts';
import { seededNumbers } from '../support/generate.ts';
import { MORNING } from '../support/stage.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** The night begins at six in the evening in Jakarta. */
export const EVENING = MORNING + 10 * HOUR;
/** Citizens write for ten hours; then the desk and the partners have five more. */
export const WRITING_MS = 10 * HOUR;
export const NIGHT_MS = 15 * HOUR;
/** A time in which nobody is on the roster. */
export const GAP = { start: EVENING + 8 * HOUR, end: EVENING + 8 * HOUR + 40 * MINUTE };

/** Towns of all three zones. */
export const places = [
  { town: 'Kota Bandung', province: 'Jawa Barat' },
  { town: 'Kota Surabaya', province: 'Jawa Timur' },
  { town: 'Kota Medan', province: 'Sumatera Utara' },
  { town: 'Kota Pontianak', province: 'Kalimantan Barat' },
  { town: 'Kota Denpasar', province: 'Bali' },
  { town: 'Kota Makassar', province: 'Sulawesi Selatan' },
  { town: 'Kota Mataram', province: 'Nusa Tenggara Barat' },
  { town: 'Kota Ambon', province: 'Maluku' },
  { town: 'Kota Jayapura', province: 'Papua' },
] as const;

/** A partner, what the rules lead there, and how it takes part. */
export interface NightPartner {
  id: string;
  name: string;
  kind: 'supervisor' | 'commission' | 'ministry' | 'police' | 'platform' | 'newsroom';
  threats: ReferableThreat[];
  regions: string[];
  hasWebhook: boolean;
  /** Nobody there answers all night. */
  isSilent?: boolean;
  /** Its webhook fails all night; its officers read the board. */
  isDown?: boolean;
}

const all = { regions: [], hasWebhook: false };
export const partners: readonly NightPartner[] = [
  { ...all, id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', threats: ['pelanggaran_pemilu'] },
  { ...all, id: 'kpu', name: 'KPU', kind: 'commission', threats: ['gangguan_informasi'] },
  {
    ...all,
    ...{ id: 'polri', name: 'Polri', kind: 'police', hasWebhook: true },
    threats: ['kekerasan', 'penipuan'],
  },
  {
    ...all,
    ...{ id: 'komdigi', name: 'Komdigi', kind: 'ministry', hasWebhook: true },
    threats: ['ujaran_kebencian'],
  },
  {
    ...all,
    ...{ id: 'medsos', name: 'Medsos Contoh', kind: 'platform', hasWebhook: true, isDown: true },
    threats: ['perundungan'],
  },
  {
    ...{ id: 'redaksi', name: 'Redaksi Timur', kind: 'newsroom', hasWebhook: false },
    ...{ threats: ['gangguan_informasi'], regions: ['Papua', 'Maluku'], isSilent: true },
  },
];

/** A citizen's subject of a report, as they call it. */
export const subjects = [
  'ujaran kebencian',
  'perundungan',
  'kekerasan',
  'penipuan',
  'pelanggaran pemilu',
  'hoaks',
] as const;

const claims = [
  'Surat suara di TPS 12 {town} sudah dicoblos petugas sebelum dibuka',
  'Server penghitungan di {town} diretas dan hasilnya diubah semua',
  'Air minum dalam galon di {town} dicampur sabun cuci oleh pedagang nakal',
  'Bansos di {town} cair kalau mendaftar lewat nomor {phone}',
  'Warga {town} yang tidak ikut nyoblos didenda lima juta rupiah',
  'Gempa besar akan mengguncang {town} besok pagi kata petugas BMKG',
  'Kotak suara dari {town} dibawa mobil pribadi ke rumah camat',
  'Petugas TPS di {town} minta transfer biaya foto KTP ke {phone}',
  'Listrik se-{town} dipadamkan malam ini supaya suara bisa ditukar',
  'Vaksin di puskesmas {town} membuat anak lumpuh seketika',
  'Semua bank di {town} tutup sebulan mulai besok pagi',
  'Pemilih di {town} boleh mencoblos dua kali memakai KTP lama',
] as const;

const threatsToLife = [
  'Rumah ketua KPPS di {town} mau dibakar massa malam ini',
  'Gudang surat suara di {town} dikepung massa, petugasnya mau dihabisi malam ini',
  'Saksi partai di {town} diancam mau dibunuh malam ini di rumahnya',
] as const;

/** A message that citizens forward; `mark` is a word that stands in no other. */
export interface Claim {
  text: string;
  mark: string;
  isForLife: boolean;
}

/** A citizen who forwards a claim, or makes a report, from a time on. */
export type NightCitizen = { name: string; at: number; place: (typeof places)[number] } & (
  | { type: 'tip'; claim: Claim; agrees: 'yes' | 'no' | 'silent' }
  | { type: 'report'; report: NightReport; agrees: 'yes' | 'no' | 'silent' }
);

/** What a citizen tells in a report; the marks stand in no other. */
export interface NightReport {
  subject: (typeof subjects)[number];
  story: string;
  marks: { story: string; suspect: string; street: string; phone: string; reporter: string };
  isForLife: boolean;
}

/** Random numbers of one night, and what is drawn with them. */
export function drawLots(seed: number) {
  const random = seededNumbers(seed);
  const marks = new Set<string>();
  const draw = {
    random,
    chance: (part: number) => random() < part,
    pick: <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T, // never empty
    /** A word of letters alone, which no mask takes for a number, and which nobody else has. */
    mark: () => {
      const before = marks.size;
      let mark = '';
      while (marks.size === before) {
        mark = `Zq${Array.from({ length: 6 }, () => draw.pick([...'bdfgklmnprst'])).join('a')}`;
        marks.add(mark);
      }
      return mark;
    },
    phone: () => `0812-${1000 + Math.floor(random() * 9000)}-${1000 + Math.floor(random() * 9000)}`,
  };
  return draw;
}
export type Lots = ReturnType<typeof drawLots>;

/** Everybody who writes in a night; the first hours are the busiest, and the gap has threats to life of its own. */
export function castCitizens(lots: Lots, { tips, reports }: { tips: number; reports: number }) {
  const hot = Array.from({ length: 30 }, () => aClaim(lots));
  const when = () => EVENING + Math.floor(WRITING_MS * lots.random() ** 1.6);
  const agrees = () => (lots.chance(0.85) ? 'yes' : lots.chance(0.6) ? 'no' : 'silent');
  const citizens: NightCitizen[] = [];
  for (let n = 0; n < tips; n += 1) {
    // A few claims are forwarded by many; every fourth citizen has one that nobody else has.
    const claim = lots.chance(0.25)
      ? aClaim(lots)
      : (hot[Math.floor(hot.length * lots.random() ** 2)] ?? aClaim(lots));
    const tip = { type: 'tip', claim, agrees: agrees(), place: lots.pick(places) } as const;
    citizens.push({ ...tip, name: `tip-${n}`, at: when() });
  }
  for (const [n, minutes] of [2, 9, 31].entries()) {
    const at = GAP.start + minutes * MINUTE;
    const claim = aClaim(lots, true);
    const tip = { type: 'tip', claim, agrees: 'yes', place: lots.pick(places) } as const;
    citizens.push({ ...tip, name: `gap-${n}`, at });
  }
  for (let n = 0; n < reports; n += 1) {
    const report = aReport(lots);
    const place = lots.pick(places);
    citizens.push({
      type: 'report',
      report,
      agrees: agrees(),
      place,
      name: `lapor-${n}`,
      at: when(),
    });
  }
  return citizens.sort((a, b) => a.at - b.at);
}

function aClaim(lots: Lots, isForLife = lots.chance(0.06)): Claim {
  const mark = lots.mark();
  const { town } = lots.pick(places);
  const text = lots
    .pick(isForLife ? threatsToLife : claims)
    .replace('{town}', town)
    .replace('{phone}', lots.phone());
  return { mark, isForLife, text: `${text}, kata akun ${mark}` };
}

function aReport(lots: Lots): NightReport {
  const [story, suspect, street, reporter] = [lots.mark(), lots.mark(), lots.mark(), lots.mark()];
  const subject = lots.pick(subjects);
  const isForLife = subject !== 'kekerasan' && subject !== 'perundungan' && lots.chance(0.08);
  const danger = isForLife ? ' Rumah kami diancam mau dibakar massa malam ini.' : '';
  return {
    subject,
    isForLife,
    marks: { story, suspect, street, phone: lots.phone(), reporter },
    story: `Saya melihat sendiri kejadian ini di acara ${story} di lapangan.${danger}`,
  };
}
