import { createHash } from 'node:crypto';

const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';

/** One thing that happens in a citizen's sight, and what they are shown for it. */
export interface Step {
  /** Nobody, where a citizen only hears of what another one's step brings about. */
  by: 'citizen' | 'reviewer' | 'nobody';
  /** What the citizen writes, or what a reviewer does with the case. */
  does: string;
  isForwarded?: boolean;
  hasFile?: boolean;
  /** A part of the one reply to it; missing where no reply may come. */
  shows?: string;
  /** It waits until all of the party have done and seen whatever has a lower number. */
  stage?: number;
}

/** All that happens in a citizen's sight, in order. */
export interface Script {
  steps: readonly Step[];
  /** Whether the citizen writes only once the message before is answered. */
  waits: boolean;
  /** Parts of replies of which each may come once, or not at all, before the last one. */
  mayShow?: readonly string[];
}

const says = (does: string, shows: string): Step => ({ by: 'citizen', does, shows });
const forwards = (does: string, shows: string): Step => ({
  ...says(does, shows),
  isForwarded: true,
});

const OPENED = [says('ya', 'antrean pemeriksa'), says('cukup', 'erima kasih')];
const ERASED = [says('hapus data saya', 'Hapus sekarang'), says('ya', 'Sudah dihapus')];
const VERDICT = '*SALAH*';
const CORRECTION = '*Ralat dari kami.*';

/** What each kind of citizen does; the name of a citizen is that of the kind and a number. */
const KINDS: Readonly<Record<string, (citizen: string, news: string) => Script>> = {
  /** Writes without waiting: every third message is a known hoax, the rest ask after a ticket. */
  asker: (citizen) => ({
    waits: false,
    steps: Array.from({ length: 9 }, (_, n) =>
      n % 3 === 1
        ? forwards(HOAX, VERDICT)
        : says(`status ${ticketOf(citizen, n)}`, ticketOf(citizen, n)),
    ),
  }),
  subscriber: (_, news) =>
    subscriber(news, [says('setiap hari', 'Tentang apa')], 'seberapa sering'),
  /** On a number that may write unasked but seldom, nobody is asked how often. */
  weekly: (_, news) => subscriber(news, [], 'Tentang apa'),
  photographer: () => ({
    waits: true,
    steps: [{ ...forwards(HOAX, VERDICT), hasFile: true }, says('menu', 'bisa kami bantu')],
  }),
  /** Opens a case, and hears the verdict and its correction. */
  opener: (_, news) => ({
    waits: true,
    steps: [
      forwards(news, 'belum menemukan'),
      ...OPENED,
      { by: 'reviewer', does: 'decide', shows: VERDICT, stage: 2 },
      { by: 'reviewer', does: 'correct', shows: CORRECTION, stage: 3 },
    ],
  }),
  /** Asks about a case of another citizen, hears the same, and leaves. */
  joiner: (_, news) => ({
    waits: true,
    steps: [
      ...joined(news),
      { by: 'nobody', does: 'hears the verdict', shows: VERDICT, stage: 2 },
      { by: 'nobody', does: 'hears the correction', shows: CORRECTION, stage: 3 },
      ...ERASED.map((step) => ({ ...step, stage: 4 })),
    ],
  }),
  /** Asks about it too, but takes the consent back before it is decided. */
  withdrawer: (_, news) => ({
    waits: true,
    steps: [...joined(news), { ...says('tarik izin', 'ditarik'), stage: 1 }],
  }),
  /** Asks about it too, but is erased before it is decided. */
  eraser: (_, news) => ({
    waits: true,
    steps: [...joined(news), ...ERASED.map((step) => ({ ...step, stage: 1 }))],
  }),
  /** Asks about it too, and is erased while it is decided. */
  racer: (_, news) => ({
    waits: true,
    mayShow: [VERDICT, 'Kembali ke pertanyaan tadi'],
    steps: [...joined(news), ...ERASED.map((step) => ({ ...step, stage: 2 }))],
  }),
};

function subscriber(news: string, often: readonly Step[], first: string): Script {
  return {
    waits: true,
    steps: [
      forwards(news, 'belum menemukan'),
      ...OPENED,
      says('langganan', first),
      ...often,
      says('semua', often.length > 0 ? 'ringkasan harian' : 'ringkasan mingguan'),
      says('ya', 'langganan mulai'),
      ...ERASED,
    ],
  };
}

/** What lies before the verdict for somebody who is not the first to ask. */
function joined(news: string): Step[] {
  return [forwards(news, 'belum menemukan'), ...OPENED].map((step) => ({ ...step, stage: 1 }));
}

/** Kinds of citizens who meet about the same news, in the order in which they come, again and again. */
export type Parties = readonly (readonly string[])[];

const CIRCLE = ['opener', 'joiner', 'withdrawer', 'eraser', 'racer'];
const ASKER = ['asker'];

/** Who comes where a reviewer decides and files are fetched. */
export const WHOLE: Parties = [ASKER, ASKER, ['subscriber'], CIRCLE, ASKER, ['photographer']];

/** Who comes where nobody decides. */
export const UNDECIDED: Parties = [ASKER, ASKER, ASKER, ['subscriber']];

/** Who comes to a linked device where nobody decides. */
export const LINKED: Parties = [ASKER, ASKER, ASKER, ['weekly']];

/** What a citizen does whose party has this number. */
export function scriptOf(citizen: string, party: number): Script {
  const [kind = ''] = citizen.split(/\d/);
  const write = KINDS[kind];
  if (!write) throw new Error(`nobody knows what ${citizen} does`);
  return write(citizen, newsOf(party));
}

/** A message that nobody has checked, of made-up words that no other party uses. */
export function newsOf(party: number): string {
  const digest = createHash('sha512').update(`party ${party}`).digest();
  const letter = (letters: string, n: number) => letters[(digest[n] ?? 0) % letters.length];
  const syllable = (n: number) => `${letter(CONSONANTS, n)}${letter(VOWELS, n + 1)}`;
  const words = Array.from({ length: 8 }, (_, n) =>
    [8 * n, 8 * n + 2, 8 * n + 4, 8 * n + 6].map(syllable).join(''),
  );
  return words.join(' ');
}

const CONSONANTS = 'bcdfghjklmnprst';
const VOWELS = 'aeiou';

/** A ticket that names citizen and message. */
function ticketOf(citizen: string, n: number): string {
  const number = citizen.replace(/\D/g, '');
  return `${Number(number).toString(36).padStart(4, '0')}${n}X`.toUpperCase();
}
