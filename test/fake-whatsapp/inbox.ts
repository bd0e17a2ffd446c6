import { EventEmitter, once } from 'node:events';
import type { proto } from '@whiskeysockets/baileys';
import { textOf } from './text-of.ts';

/** A message that has arrived at a phone. */
export interface Received {
  id: string;
  message: proto.IMessage;
  text: string;
  at: number;
}

/** What a phone has received, in order; the same id twice when it came twice. */
export class Inbox {
  readonly received: Received[] = [];
  readonly #news = new EventEmitter();
  #taken = 0;

  add(id: string, message: proto.IMessage): void {
    this.received.push({ id, message, text: textOf(message), at: Date.now() });
    this.#news.emit('received');
  }

  /** Waits for the next message that has not been taken yet. */
  async next(timeoutMs = 60_000): Promise<Received> {
    const taken = this.#taken++;
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = this.received[taken];
      if (found) return found;
      try {
        await once(this.#news, 'received', { signal });
      } catch {
        this.#taken -= 1;
        throw new Error(`nothing has arrived within ${timeoutMs} ms`);
      }
    }
  }
}
