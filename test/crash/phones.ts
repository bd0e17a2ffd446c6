const MESSAGES_EACH = 9;
const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';

/** What citizens who use the whole tipline write, each message once the one before is answered, and a part of the answer. */
const CONVERSATION = [
  ['', 'belum menemukan'],
  ['ya', 'antrean pemeriksa'],
  ['cukup', 'terima kasih'],
  ['langganan', 'seberapa sering'],
  ['setiap hari', 'Tentang apa'],
  ['semua', 'ringkasan harian'],
  ['ya', 'langganan mulai'],
  ['hapus data saya', 'Hapus sekarang'],
  ['ya', 'Sudah dihapus'],
] as const;

/** A message that a citizen writes; `n` counts the citizen's messages from 0. */
export interface Written {
  citizen: string;
  n: number;
  text: string;
  isForwarded: boolean;
}

interface Phone {
  /** Messages that the post has acknowledged; the next one goes out only then. */
  kept: number;
  /** What stands on the screen, in the order it appeared. */
  shown: string[];
  seen: Set<string>;
}

/** Citizens who write one message after the other, and their screens, which show a reply id once. */
export class Phones {
  readonly #phones = new Map<string, Phone>();
  readonly #converse: boolean;
  repeatsAbsorbed = 0;

  /** Where some converse, every fourth citizen opens a case, subscribes, and is erased. */
  constructor(converse: boolean) {
    this.#converse = converse;
  }

  /** A new citizen; returns the name. */
  open(): string {
    const n = this.#phones.size;
    const citizen = `${this.#converse && n % 4 === 3 ? TALKATIVE : 'c'}${n}`;
    this.#phones.set(citizen, { kept: 0, shown: [], seen: new Set() });
    return citizen;
  }

  /** The next message of everyone who has not had all of theirs acknowledged. */
  get unacknowledged(): Written[] {
    return this.citizens.flatMap((citizen) => this.next(citizen) ?? []);
  }

  /** What a citizen writes next, if anything is left and they wait for no answer. */
  next(citizen: string): Written | undefined {
    const { kept = MESSAGES_EACH, shown = [] } = this.#phones.get(citizen) ?? {};
    const waits = waitsForAnswers(citizen) && shown.length < kept;
    return kept < MESSAGES_EACH && !waits ? messageOf(citizen, kept) : undefined;
  }

  /** Whether all that a citizen writes was acknowledged. */
  isDone(citizen: string): boolean {
    return (this.#phones.get(citizen)?.kept ?? MESSAGES_EACH) >= MESSAGES_EACH;
  }

  /** Notes that a message was acknowledged; false where that was known. */
  keep({ citizen, n }: Pick<Written, 'citizen' | 'n'>): boolean {
    const phone = this.#phones.get(citizen);
    if (!phone || phone.kept !== n) return false;
    phone.kept += 1;
    return true;
  }

  show(citizen: string, id: string, text: string): void {
    const phone = this.#phones.get(citizen);
    if (phone?.seen.has(id)) this.repeatsAbsorbed += 1;
    else {
      phone?.seen.add(id);
      phone?.shown.push(text);
    }
  }

  get citizens(): string[] {
    return [...this.#phones.keys()];
  }

  /** How many messages were acknowledged, of all citizens. */
  get kept(): number {
    return [...this.#phones.values()].reduce((sum, { kept }) => sum + kept, 0);
  }

  /** How many citizens have messages or replies to come. */
  get unfinished(): number {
    return [...this.#phones.values()].filter(
      ({ kept, shown }) => kept < MESSAGES_EACH || shown.length < MESSAGES_EACH,
    ).length;
  }

  /** What went wrong, counted over all phones. */
  verdict() {
    let lost = 0;
    let extra = 0;
    let misordered = 0;
    for (const [citizen, { shown }] of this.#phones) {
      lost += Math.max(0, MESSAGES_EACH - shown.length);
      extra += Math.max(0, shown.length - MESSAGES_EACH);
      misordered += shown.filter((text, n) => !text.includes(expected(citizen, n))).length;
    }
    const messages = this.#phones.size * MESSAGES_EACH;
    return { citizens: this.#phones.size, messages, lost, extra, misordered };
  }
}

/** How many citizens it takes to write so many messages. */
export function citizensFor(messages: number): number {
  return Math.ceil(messages / MESSAGES_EACH);
}

const TALKATIVE = 'k';

/** Whether a citizen writes only once they are answered. */
export function waitsForAnswers(citizen: string): boolean {
  return citizen.startsWith(TALKATIVE);
}

/** Of the others every third message is a known hoax, and the rest ask after a ticket that names citizen and message. */
function messageOf(citizen: string, n: number): Written {
  if (waitsForAnswers(citizen)) {
    const text = n === 0 ? newsOf(citizen) : (CONVERSATION[n]?.[0] ?? '');
    return { citizen, n, text, isForwarded: n === 0 };
  }
  const isHoax = n % 3 === 1;
  const text = isHoax ? HOAX : `status ${ticketOf(citizen, n)}`;
  return { citizen, n, text, isForwarded: isHoax };
}

function expected(citizen: string, n: number): string {
  if (waitsForAnswers(citizen)) return CONVERSATION[n]?.[1] ?? '';
  return n % 3 === 1 ? '*SALAH*' : ticketOf(citizen, n);
}

/** A message that nobody has checked, of words that no other citizen uses. */
function newsOf(citizen: string): string {
  const word = [...citizen.slice(1)].map((digit) => SYLLABLES[Number(digit)]).join('');
  return `Jembatan ${word}ungan di Desa ${word}asari dijual kepala dusun ${word}anto kepada pedagang ${word}umi`;
}

const SYLLABLES = ['ba', 'ci', 'du', 'fe', 'go', 'ha', 'ji', 'ku', 'le', 'mo'];

function ticketOf(citizen: string, n: number): string {
  return `${Number(citizen.slice(1)).toString(36).padStart(4, '0')}${n}X`.toUpperCase();
}
