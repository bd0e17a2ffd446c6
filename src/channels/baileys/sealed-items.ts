import type { WAMessageKey } from '@whiskeysockets/baileys';
import type { Delivered } from '../../services/messaging/receive.ts';

/** Phones that are on answer a request for a message within seconds. */
const SEALED_MS = 60_000;
const MOST = 5000;

/** Messages that could not be decrypted; passed on as unreadable if they do not arrive again. */
export class SealedLetters {
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #giveUp: (delivered: Delivered) => void;
  readonly #patienceMs: number;

  constructor(giveUp: (delivered: Delivered) => void, patienceMs = SEALED_MS) {
    this.#giveUp = giveUp;
    this.#patienceMs = patienceMs;
  }

  put(envelope: Envelope, delivered: Delivered): void {
    const key = keyOf(envelope);
    if (this.#waiting.has(key) || this.#waiting.size >= MOST) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      this.#giveUp(delivered);
    }, this.#patienceMs);
    this.#waiting.set(key, timer);
  }

  /** Forgets a message that has arrived. */
  drop(envelope: Envelope): void {
    const key = keyOf(envelope);
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}

type Envelope = Pick<WAMessageKey, 'remoteJid' | 'participant' | 'id'>;

function keyOf({ remoteJid, participant, id }: Envelope): string {
  return [remoteJid, participant, id].join(' ');
}
