import type { Media } from '../../tipline/message.ts';
import type { MediaStore } from '../../tipline/ports.ts';
import { bytes, text } from './column.ts';
import type { Database } from './database.ts';

/** Files on SQLite, each kept once under its hash. */
export class SqliteMedia implements MediaStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async keep(media: Media, content: Uint8Array, at: number) {
    this.#db.run(
      `INSERT INTO media (sha256, mime, size, bytes, kept_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at`,
      media.sha256,
      media.mime,
      media.size,
      content,
      at,
    );
  }

  async read(sha256: string) {
    const row = this.#db.get('SELECT mime, bytes FROM media WHERE sha256 = ?', sha256);
    return row && { mime: text(row, 'mime'), bytes: bytes(row, 'bytes') };
  }
}
