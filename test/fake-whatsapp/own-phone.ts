import type { FakeCitizen } from './citizen.ts';
import type { Deliveries } from './deliveries.ts';
import type { Directory } from './directory.ts';
import { emptyHistory } from './history.ts';
import { Letters } from './letters.ts';

/** The account's own phone, which tells the client what it has and what is written on it. */
export class OwnPhone {
  readonly #directory: Directory;
  readonly #letters: Letters;
  #sharedWith = '';

  constructor(directory: Directory, deliveries: Deliveries) {
    this.#directory = directory;
    this.#letters = new Letters(directory.own, deliveries);
    directory.add({ phone: directory.own, letters: this.#letters });
  }

  /** Shares the history with a client that is new; without it Baileys waits for twenty seconds. */
  async shareHistory(): Promise<void> {
    const { keys, own } = this.#directory;
    if (this.#sharedWith === keys.identity) return;
    this.#sharedWith = keys.identity;
    await this.#letters.send(emptyHistory(), { from: own.lid, category: 'peer' });
  }

  /** A person writes to a citizen on the phone itself; the client hears of it. */
  write(to: FakeCitizen, text: string): Promise<string> {
    const message = { conversation: text };
    const content = { deviceSentMessage: { destinationJid: to.jid, message } };
    return this.#letters.send(content, { from: this.#directory.own.lid, recipient: to.jid });
  }
}
