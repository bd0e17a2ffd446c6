const MESSAGES_EACH = 9;
const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';

/** A message that a citizen writes; `n` counts the citizen's messages from 0. */
export interface Written {
  citizen: string;
  n: number;
  text: string;
  isHoax: boolean;
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
  repeatsAbsorbed = 0;

  /** A new citizen; returns the name. */
  open(): string {
    const citizen = `c${this.#phones.size}`;
    this.#phones.set(citizen, { kept: 0, shown: [], seen: new Set() });
    return citizen;
  }

  /** The next message of everyone who has not had all of theirs acknowledged. */
  get unacknowledged(): Written[] {
    return [...this.#phones]
      .filter(([, { kept }]) => kept < MESSAGES_EACH)
      .map(([citizen, { kept }]) => messageOf(citizen, kept));
  }

  /** What a citizen writes next, if anything is left. */
  next(citizen: string): Written | undefined {
    const { kept = MESSAGES_EACH } = this.#phones.get(citizen) ?? {};
    return kept < MESSAGES_EACH ? messageOf(citizen, kept) : undefined;
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

/** Every third message is a known hoax; the others ask after a ticket that names citizen and message. */
function messageOf(citizen: string, n: number): Written {
  const isHoax = n % 3 === 1;
  return { citizen, n, text: isHoax ? HOAX : `status ${ticketOf(citizen, n)}`, isHoax };
}

function expected(citizen: string, n: number): string {
  return n % 3 === 1 ? '*SALAH*' : ticketOf(citizen, n);
}

function ticketOf(citizen: string, n: number): string {
  return `${Number(citizen.slice(1)).toString(36).padStart(4, '0')}${n}X`.toUpperCase();
}
