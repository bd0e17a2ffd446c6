import { listed } from './listed.ts';

/** Whether a word reverses a claim: not, not yet, cancelled, without; also in Javanese and Sundanese. */
export function isPolar(word: string): boolean {
  return POLAR.has(word);
}

const POLAR = listed(
  'tidak bukan belum jangan tanpa batal gagal anti mustahil dibatalkan membatalkan tidaklah bukanlah bukannya urung ' +
    'ora orak mboten boten dudu durung dereng ojo teu henteu moal sanes tacan',
);
