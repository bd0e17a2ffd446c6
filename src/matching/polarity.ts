/** Whether a word reverses a claim: not, not yet, cancelled, without. */
export function isPolar(word: string): boolean {
  return POLAR.has(word);
}

const POLAR = new Set(
  'tidak bukan belum jangan tanpa batal gagal anti mustahil dibatalkan membatalkan tidaklah bukanlah bukannya urung'.split(
    ' ',
  ),
);
