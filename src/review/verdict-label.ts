import type { Verdict } from './fact-check.ts';

/** Labels of Indonesian and English fact-checkers, and which of our verdicts they amount to. */
const LABELS: Readonly<Record<string, Verdict>> = {
  salah: 'salah',
  keliru: 'salah',
  hoaks: 'salah',
  hoax: 'salah',
  fitnah: 'salah',
  disinformasi: 'salah',
  palsu: 'salah',
  false: 'salah',
  'tidak benar': 'salah',
  penipuan: 'penipuan',
  scam: 'penipuan',
  menyesatkan: 'menyesatkan',
  sesat: 'menyesatkan',
  misleading: 'menyesatkan',
  'sebagian benar': 'sebagian_benar',
  'partly true': 'sebagian_benar',
  'half true': 'sebagian_benar',
  'belum terbukti': 'belum_terbukti',
  'tidak terbukti': 'belum_terbukti',
  unproven: 'belum_terbukti',
  satire: 'satire',
  parodi: 'satire',
  benar: 'benar',
  fakta: 'benar',
  true: 'benar',
  klarifikasi: 'klarifikasi',
};

/** Our verdict for a label as others write it (`[HOAKS]`, `Tidak Terbukti`); undefined if unknown. */
export function readVerdict(label: string): Verdict | undefined {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return Object.hasOwn(LABELS, plain) ? LABELS[plain] : undefined;
}
