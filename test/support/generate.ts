import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';

/** Numbers in [0, 1) that look random and are the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ONSETS = 'b c d g h j k l m n p r s t w y ng ny kr tr pr'.split(' ');
const VOWELS = 'a i u e o ai au'.split(' ');
const CODAS = ['', '', '', 'n', 'ng', 'r', 's', 't', 'k', 'h', 'm'];
const TAILS = ['', ' Sebarkan!', ' Tolong bagikan ke semua grup.', ' Hati-hati!!', ' Viral!'];

/** Made-up Indonesian-looking words, frequent ones first, and texts drawn from them by Zipf's law. */
export function createGenerator(seed: number, vocabulary = 12_000) {
  const random = seededNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const syllable = () => pick(ONSETS) + pick(VOWELS) + pick(CODAS);
  const words = Array.from({ length: vocabulary }, () =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, syllable).join(''),
  );
  const word = () => words[Math.floor(vocabulary ** random()) - 1] ?? words[0] ?? '';
  const text = (length: number) => Array.from({ length }, word).join(' ');
  const factCheck = (n: number): FactCheck => {
    const title = text(9 + Math.floor(random() * 6));
    return {
      id: `gen-${n}`,
      title,
      verdict: random() < 0.2 ? 'penipuan' : 'salah',
      org: 'Bench',
      language: 'id',
      publishedAt: `202${3 + (n % 4)}-0${1 + (n % 9)}-1${n % 10}`,
      narratives: [`${title} ${text(25 + Math.floor(random() * 25))}`],
      summary: text(20),
      url: `https://cek.example/${n}`,
    };
  };
  /** A message as it travels: a narrative cut short, or something nobody has checked. */
  const message = (known: readonly FactCheck[]) => {
    if (random() < 0.3) return text(20 + Math.floor(random() * 30)) + pick(TAILS);
    const narrative = pick(known).narratives[0] ?? '';
    const cut = narrative.split(' ').slice(0, 20 + Math.floor(random() * 20));
    return cut.join(' ') + pick(TAILS);
  };
  return { factCheck, message, random };
}

/** Draws `count` of some texts as they travel: the n-th of them 1/n as often as the first (Zipf's law, s = 1). */
export function asTheyTravel(texts: readonly string[], count: number): string[] {
  const random = seededNumbers(2);
  const next = () => texts[Math.floor(texts.length ** random()) - 1] ?? '';
  return Array.from({ length: count }, next);
}
