import type { FromVictim, ToVictim } from './protocol.ts';

const MESSAGES_EACH = 9;
const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';

interface Phone {
  /** Messages that the post has acknowledged; the next one goes out only then. */
  kept: number;
  /** What stands on the screen, in the order it appeared. */
  shown: string[];
  seen: Set<string>;
}

/** The world outside the post: citizens who write, WhatsApp that redelivers, screens that show a reply id once. */
export class Phones {
  readonly #phones = new Map<string, Phone>();
  #opened = 0;
  repeatedReplies = 0;
  redelivered = 0;
  readonly errors: string[] = [];

  /** Keeps `count` citizens busy: whoever has nothing unacknowledged writes the next message. */
  write(count: number, send: (message: ToVictim) => void): void {
    while (this.#busy().length < count) this.#open();
    for (const [citizen, phone] of this.#busy().slice(0, count))
      send(messageOf(citizen, phone.kept));
  }

  /** Writes again whatever was never acknowledged. */
  redeliver(send: (message: ToVictim) => void): void {
    for (const [citizen, phone] of this.#busy()) {
      this.redelivered += 1;
      send(messageOf(citizen, phone.kept));
    }
  }

  take(message: FromVictim, send: (message: ToVictim) => void): void {
    if (message.type === 'error') this.errors.push(message.text);
    if (message.type === 'kept') this.#keep(message.id, send);
    if (message.type !== 'reply') return;
    const phone = this.#phones.get(message.to);
    if (phone?.seen.has(message.id)) this.repeatedReplies += 1;
    else {
      phone?.seen.add(message.id);
      phone?.shown.push(message.text);
    }
    send({ type: 'shown', id: message.id });
  }

  get isQuiet(): boolean {
    return [...this.#phones.values()].every(
      ({ kept, shown }) => kept === MESSAGES_EACH && shown.length >= MESSAGES_EACH,
    );
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

  #busy(): [string, Phone][] {
    return [...this.#phones].filter(([, { kept }]) => kept < MESSAGES_EACH);
  }

  #open(): void {
    this.#phones.set(`c${this.#opened}`, { kept: 0, shown: [], seen: new Set() });
    this.#opened += 1;
  }

  #keep(id: string, send: (message: ToVictim) => void): void {
    const [citizen = '', n = '0'] = id.split('-');
    const phone = this.#phones.get(citizen);
    if (!phone || phone.kept !== Number(n)) return;
    phone.kept += 1;
    if (phone.kept < MESSAGES_EACH) send(messageOf(citizen, phone.kept));
  }
}

/** Every third message is a known hoax; the others ask after a ticket that names citizen and message. */
function messageOf(citizen: string, n: number): ToVictim {
  const isHoax = n % 3 === 1;
  const text = isHoax ? HOAX : `status ${ticketOf(citizen, n)}`;
  return { type: 'message', citizen, id: `${citizen}-${n}`, text, forwarded: isHoax, sentAt: n };
}

function expected(citizen: string, n: number): string {
  return n % 3 === 1 ? '*SALAH*' : ticketOf(citizen, n);
}

function ticketOf(citizen: string, n: number): string {
  return `${Number(citizen.slice(1)).toString(36).padStart(4, '0')}${n}X`.toUpperCase();
}
