import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Reply } from '../../domain/messages/message.ts';
import type { Picture } from '../../ports/card-renderer.ts';

const entrySchema = z.object({
  id: z.string(),
  from: z.enum(['bot', 'citizen']),
  text: z.string(),
  at: z.number(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
  forwarded: z.boolean().optional(),
  forwardingScore: z.number().optional(),
  file: z.object({ sha256: z.string(), mime: z.string(), name: z.string() }).optional(),
});

/** Bubble in a simulated chat. */
export type Entry = z.infer<typeof entrySchema>;

interface Showing {
  at: number;
  picture?: Picture | undefined;
}

const SCHEMA = readFileSync(new URL('phones.sql', import.meta.url), 'utf8');
const MAX_SHOWN = 500;
const BUSY_MS = 5000;

/** Chats of simulated citizens, kept in a separate file; shows a message id once. */
export class Phones {
  readonly #db: DatabaseSync;
  readonly #listeners = new Map<string, Set<(entry: Entry) => void>>();

  constructor(path: string) {
    this.#db = new DatabaseSync(path, { timeout: BUSY_MS });
    this.#db.exec(SCHEMA);
  }

  show(citizen: string, { id, text, choices }: Reply, { at, picture }: Showing): void {
    const entry: Entry = { id, from: 'bot', text, choices, at };
    if (picture) entry.file = this.#keep(picture);
    this.add(citizen, entry);
  }

  readPicture(sha256: string): { mime: string; bytes: Uint8Array } | undefined {
    const row = this.#db.prepare('SELECT mime, bytes FROM pictures WHERE sha256 = ?').get(sha256);
    if (!row || !(row.bytes instanceof Uint8Array)) return undefined;
    return { mime: String(row.mime), bytes: row.bytes };
  }

  /** Whether a simulated chat contains a file with this hash. */
  hasFile(sha256: string): boolean {
    const sql = "SELECT 1 FROM entries WHERE doc ->> '$.file.sha256' = ? LIMIT 1";
    return this.#db.prepare(sql).get(sha256) !== undefined;
  }

  /** Adds a bubble to a chat, unless it is there already. */
  add(citizen: string, entry: Entry): void {
    const { changes } = this.#db
      .prepare(
        'INSERT INTO entries (citizen, id, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
      )
      .run(citizen, entry.id, JSON.stringify(entry));
    if (Number(changes) === 0) return;
    for (const listen of this.#listeners.get(citizen) ?? []) listen(entry);
  }

  /** Returns the latest bubbles of a chat, oldest first. */
  read(citizen: string): Entry[] {
    const rows = this.#db
      .prepare('SELECT doc FROM entries WHERE citizen = ? ORDER BY seq DESC LIMIT ?')
      .all(citizen, MAX_SHOWN);
    return rows.reverse().map(({ doc }) => entrySchema.parse(JSON.parse(String(doc))));
  }

  /** Calls `listen` for every new bubble; returns the function that stops it. */
  listen(citizen: string, listen: (entry: Entry) => void): () => void {
    const listeners = this.#listeners.get(citizen) ?? new Set();
    this.#listeners.set(citizen, listeners.add(listen));
    return () => listeners.delete(listen);
  }

  close(): void {
    this.#db.close();
  }

  #keep({ name, mime, bytes }: Picture): NonNullable<Entry['file']> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#db
      .prepare('INSERT INTO pictures VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING')
      .run(sha256, mime, bytes);
    return { sha256, mime, name };
  }
}
