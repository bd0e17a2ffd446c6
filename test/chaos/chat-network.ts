import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Network, Writing } from './network.ts';

const AGAIN_MS = 100;

/** The simulator's page: as fast as the post, and a reply that is shown again under its id is shown once. */
export class ChatNetwork implements Network {
  readonly environment = { POSKO_CHAT: 'on' };
  readonly aftermathMs = 1500;
  readonly statuses = new Map<string, number>();
  readonly #page: string;
  readonly #path: string;
  readonly #screens = new Map<string, { id: string; text: string }[]>();
  #db: DatabaseSync | undefined;
  #seen = 0;

  constructor(port: number, folder: string) {
    this.#page = `http://127.0.0.1:${port}/chat/api/phones`;
    this.#path = join(folder, 'simulator.db');
  }

  /** The page gives each message an id of its own, so only what was certainly not kept is written again. */
  async write({ citizen, text, forwarded = false }: Writing): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.#page}/${citizen}/messages`, {
        method: 'POST',
        // a connection that stays open may be closed in the moment it is used again
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ text, forwarded }),
      });
      await response.arrayBuffer();
      this.statuses.set(`${response.status}`, (this.statuses.get(`${response.status}`) ?? 0) + 1);
      if (response.status === 202) return;
      await pause(AGAIN_MS);
    }
  }

  shown(citizen: string): readonly { id: string; text: string }[] {
    return this.#screens.get(citizen) ?? [];
  }

  /** Reads what has newly appeared on any screen. */
  refresh(): void {
    if (!this.#db && !existsSync(this.#path)) return;
    this.#db ??= new DatabaseSync(this.#path, { readOnly: true });
    const rows = this.#db
      .prepare(`SELECT seq, citizen, id, doc ->> '$.text' AS text FROM entries
                WHERE seq > ? AND doc ->> '$.from' = 'bot' ORDER BY seq`)
      .all(this.#seen);
    for (const { seq, citizen, id, text } of rows) {
      this.#seen = Number(seq);
      const screen = this.#screens.get(`${citizen}`) ?? [];
      screen.push({ id: `${id}`, text: `${text}` });
      this.#screens.set(`${citizen}`, screen);
    }
  }

  async close(): Promise<void> {
    this.#db?.close();
  }
}
