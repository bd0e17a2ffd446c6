import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';

/** How far a claim may be believed. */
export const truths = ['false', 'partly', 'open', 'explained', 'true'] as const;

/** Everything the program has to know of a verdict; what reviewers and citizens read of it stands in `ui-text` and `locales`. */
export interface VerdictFacts {
  /** Its name in Indonesian, as on cards and in data for search engines. */
  name: string;
  /** What it says of the claim; `open` says neither that it is true nor that it is false. */
  truth: (typeof truths)[number];
  /** Whether its claim is a trap for money or data. */
  isScam?: true;
  /** Truth from 1 to 5 for schema.org; what is no degree of truth has none. */
  rating?: 1 | 2 | 3 | 4 | 5;
  /** A colour on which white can be read, and its counterpart for dark pages. */
  colour: string;
  onDark: string;
  /** Strokes on a field of 24 by 24. */
  icon: string;
  /** What Indonesian and English fact-checkers call it, in plain lower-case words, with commas between. */
  labels: string;
  /**
   * Reasons to begin a verdict with; none goes out as it stands (see `lackOf`). The first is true of every such
   * verdict and needs the reviewer's own explanation after it; «such a gap» in the others has to be filled in.
   */
  templates: readonly [string, ...string[]];
}

const CIRCLE = 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19z';

/** What a fact-check says of its claim, in the labels Indonesian fact-checkers use; stored, so no name may change. */
export const verdictTable = {
  salah: {
    name: 'Salah',
    truth: 'false',
    rating: 1,
    colour: '#a80c1d',
    onDark: '#ffb3ba',
    icon: 'M5 5L19 19M19 5L5 19',
    labels:
      'salah, keliru, hoaks, hoax, fitnah, disinformasi, palsu, bohong, berita bohong, berita palsu, tidak benar, tidak akurat, false, not true, untrue, incorrect, fake, fake news',
    templates: [
      'Kabar ini tidak benar. Kami sudah memeriksanya, dan isinya tidak sesuai dengan kenyataan.',
      'Kabar ini tidak benar. Menurut «sumber», «yang sebenarnya».',
      'Foto atau videonya bukan dari kejadian ini. Yang sebenarnya: «penjelasan».',
    ],
  },
  penipuan: {
    name: 'Penipuan',
    truth: 'false',
    isScam: true,
    rating: 1,
    colour: '#8c0a4b',
    onDark: '#ffb0d8',
    icon: 'M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM12 7v6.5M12 17v.3',
    labels: 'penipuan, modus penipuan, scam, fraud, phishing',
    templates: [
      'Ini penipuan. Pesan seperti ini dibuat supaya Anda menyerahkan uang, kode OTP, atau data pribadi.',
      'Ini penipuan. «Lembaga yang dicatut» sudah menyatakan tidak pernah mengirim pesan seperti ini.',
      'Ini penipuan. Tautannya bukan milik «lembaga»; alamat resminya «alamat».',
    ],
  },
  menyesatkan: {
    name: 'Menyesatkan',
    truth: 'false',
    rating: 2,
    colour: '#8a3d00',
    onDark: '#ffc08a',
    icon: 'M12 3L22 20.5H2zM12 9.5v5M12 17.5v.2',
    labels:
      'menyesatkan, sesat, konteks salah, konteks yang salah, konteks hilang, kurang konteks, tanpa konteks, misleading, missing context, lacks context, lacking context, out of context, false context',
    templates: [
      'Ada bagian yang nyata, tetapi ceritanya disampaikan dengan cara yang membuat orang salah paham.',
      'Kejadiannya memang ada, tetapi bukan begitu ceritanya. Menurut «sumber», «yang sebenarnya».',
      'Gambarnya asli, tetapi dari kejadian lain: «kejadian, tempat, dan waktunya».',
    ],
  },
  sebagian_benar: {
    name: 'Sebagian Benar',
    truth: 'partly',
    rating: 3,
    colour: '#6a5200',
    onDark: '#f0d264',
    icon: `${CIRCLE}M12 3v18M14.2 3.5v17M16.4 4.5v15M18.6 6.5v11`,
    labels: 'sebagian benar, benar sebagian, partly true, partially true, half true',
    templates: [
      'Sebagian isinya benar, tetapi ada bagian penting yang keliru.',
      'Sebagian isinya benar: «bagian yang benar». Yang keliru: «bagian yang keliru».',
    ],
  },
  belum_terbukti: {
    name: 'Belum Terbukti',
    truth: 'open',
    colour: '#434a54',
    onDark: '#c6ced8',
    icon: 'M7.5 8a4.5 4.5 0 1 1 7 3.7c-1.8 1.2-2.5 2-2.5 3.8M12 20v.3',
    labels: 'belum terbukti, tidak terbukti, tidak ada bukti, unproven, unverified, no evidence',
    templates: [
      'Kami belum menemukan bukti untuk kabar ini. Sebaiknya jangan diteruskan dulu.',
      'Kami sudah menanyakannya kepada «sumber», dan sampai sekarang belum ada bukti untuk kabar ini.',
    ],
  },
  satire: {
    name: 'Satire',
    truth: 'open',
    colour: '#5a2689',
    onDark: '#d9b8ff',
    icon: `${CIRCLE}M8 9v1M16 9v1M7.5 14.5c2.5 3.5 6.5 3.5 9 0`,
    labels: 'satire, satir, parodi, parody',
    templates: [
      'Ini lelucon atau sindiran, bukan berita sungguhan.',
      'Ini sindiran dari «pembuatnya», bukan berita sungguhan.',
    ],
  },
  benar: {
    name: 'Benar',
    truth: 'true',
    rating: 5,
    colour: '#0a6130',
    onDark: '#8fe0ad',
    icon: 'M3.5 12.5l6 6L20.5 6',
    labels: 'benar, fakta, true, correct, accurate',
    templates: [
      'Kabar ini benar. Kami sudah mencocokkannya dengan sumber yang bisa dipercaya.',
      'Kabar ini benar. «Sumber» sudah menyampaikannya secara resmi.',
    ],
  },
  klarifikasi: {
    name: 'Klarifikasi',
    truth: 'explained',
    colour: '#0b4b86',
    onDark: '#a5d1ff',
    icon: `${CIRCLE}M12 11v6M12 7v.3`,
    labels: 'klarifikasi, clarification',
    templates: [
      'Pihak yang disebut sudah memberi penjelasan, dan penjelasannya lain dari yang beredar.',
      '«Pihak yang disebut» sudah memberi penjelasan: «isi penjelasannya».',
    ],
  },
} as const satisfies Readonly<Record<string, VerdictFacts>>;

export type Verdict = keyof typeof verdictTable;
/** All verdicts, in the order in which reviewers choose from them. */
export const verdicts = keysOf(verdictTable);
export const verdictSchema = z.enum(verdicts);

/** Verdicts by which a denial of the claim is right. */
export const falseVerdicts = verdicts.filter((verdict) => factsOf(verdict).truth === 'false');

/** Looks up what the program has to know of a verdict. */
export function factsOf(verdict: Verdict): VerdictFacts {
  return verdictTable[verdict];
}

/** Tells what a verdict says of its claim; undefined for a word that is no verdict. */
export function truthOf(word: string | undefined): VerdictFacts['truth'] | undefined {
  const verdict = verdicts.find((each) => each === word);
  return verdict && factsOf(verdict).truth;
}

/** How a fact-check is told apart: by a word, an icon, and a colour on which white can be read. */
export interface VerdictLook extends Pick<VerdictFacts, 'colour' | 'onDark' | 'icon'> {
  /** What its style classes are called after: the verdict, or `ditarik`. */
  id: string;
  word: string;
}

/** What a withdrawn fact-check shows in the place of its verdict. */
const withdrawnLook: VerdictLook = {
  id: 'ditarik',
  word: 'DITARIK',
  colour: '#434a54',
  onDark: '#c6ced8',
  icon: `${CIRCLE}M5.5 5.5L18.5 18.5`,
};

/** The look of a verdict, or of a fact-check that was withdrawn. */
export function lookOf(verdict: Verdict, isWithdrawn = false): VerdictLook {
  if (isWithdrawn) return withdrawnLook;
  const { name, colour, onDark, icon } = factsOf(verdict);
  return { id: verdict, word: name.toUpperCase(), colour, onDark, icon };
}

/** Every look that a fact-check can have. */
export const verdictLooks = [...verdicts.map((verdict) => lookOf(verdict)), withdrawnLook];

const byLabel: ReadonlyMap<string, Verdict> = new Map(
  verdicts.flatMap((verdict) =>
    factsOf(verdict)
      .labels.split(', ')
      .map((label) => [label, verdict] as const),
  ),
);

/** Our verdict for a label as others write it (`[HOAKS]`, `Tidak Terbukti`); undefined if unknown. */
export function readVerdict(label: string): Verdict | undefined {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return byLabel.get(plain);
}
