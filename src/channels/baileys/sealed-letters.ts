import type { WAMessageKey } from '@whiskeysockets/baileys';
import type { Delivered } from '../../services/messaging/receive.ts';

/** Phones answer a request for a message again within seconds, when they are on. */
const SEALED_MS = 60_000;
const MOST = 5000;

/** Messages that could not be decrypted: given time to come again, and else passed on as unreadable. */
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

  /** A message has come after all. */
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
