import type { Verdict } from './fact-check.ts';

/** Labels of Indonesian and English fact-checkers, and the verdicts they correspond to. */
const LABELS: Readonly<Record<string, Verdict>> = {
  salah: 'salah',
  keliru: 'salah',
  hoaks: 'salah',
  hoax: 'salah',
  fitnah: 'salah',
  disinformasi: 'salah',
  palsu: 'salah',
  bohong: 'salah',
  'berita bohong': 'salah',
  'berita palsu': 'salah',
  'tidak benar': 'salah',
  'tidak akurat': 'salah',
  false: 'salah',
  'not true': 'salah',
  untrue: 'salah',
  incorrect: 'salah',
  fake: 'salah',
  'fake news': 'salah',
  penipuan: 'penipuan',
  'modus penipuan': 'penipuan',
  scam: 'penipuan',
  fraud: 'penipuan',
  phishing: 'penipuan',
  menyesatkan: 'menyesatkan',
  sesat: 'menyesatkan',
  'konteks salah': 'menyesatkan',
  'konteks yang salah': 'menyesatkan',
  'konteks hilang': 'menyesatkan',
  'kurang konteks': 'menyesatkan',
  'tanpa konteks': 'menyesatkan',
  misleading: 'menyesatkan',
  'missing context': 'menyesatkan',
  'lacks context': 'menyesatkan',
  'lacking context': 'menyesatkan',
  'out of context': 'menyesatkan',
  'false context': 'menyesatkan',
  'sebagian benar': 'sebagian_benar',
  'benar sebagian': 'sebagian_benar',
  'partly true': 'sebagian_benar',
  'partially true': 'sebagian_benar',
  'half true': 'sebagian_benar',
  'belum terbukti': 'belum_terbukti',
  'tidak terbukti': 'belum_terbukti',
  'tidak ada bukti': 'belum_terbukti',
  unproven: 'belum_terbukti',
  unverified: 'belum_terbukti',
  'no evidence': 'belum_terbukti',
  satire: 'satire',
  satir: 'satire',
  parodi: 'satire',
  parody: 'satire',
  benar: 'benar',
  fakta: 'benar',
  true: 'benar',
  correct: 'benar',
  accurate: 'benar',
  klarifikasi: 'klarifikasi',
  clarification: 'klarifikasi',
};

/** Reads a label of others (`[HOAKS]`, `Tidak Terbukti`) as our verdict; undefined if unknown. */
export function readVerdict(label: string): Verdict | undefined {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return Object.hasOwn(LABELS, plain) ? LABELS[plain] : undefined;
}
