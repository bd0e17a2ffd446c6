import type { WASocket } from '@whiskeysockets/baileys';

/** While we are online, the phone of the number shows no notifications. */
const ONLINE_MS = 30_000;
const MOST = 200;

/** Asks to be told who is typing: WhatsApp tells only who is online, and only of chats asked for. */
export class Presence {
  readonly #asked = new Set<string>();
  #socket: WASocket | undefined;
  #leaving: NodeJS.Timeout | undefined;

  /** Comes online for some seconds, and asks for the chat of someone who has just written. */
  async ask(socket: WASocket, chat: string): Promise<void> {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      this.#asked.clear();
      socket.sendPresenceUpdate('unavailable').catch(() => {});
    }, ONLINE_MS);
    if (socket !== this.#socket || this.#asked.size >= MOST) this.#asked.clear();
    this.#socket = socket;
    if (this.#asked.has(chat)) return;
    this.#asked.add(chat);
    if (this.#asked.size === 1) await socket.sendPresenceUpdate('available');
    await socket.presenceSubscribe(chat);
  }

  close(): void {
    clearTimeout(this.#leaving);
  }
}
