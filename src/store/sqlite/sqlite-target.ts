import {
  type BackupRecord,
  type CitizenRecord,
  type InboxRecord,
  type RecordOf,
  type Target,
  type Writers,
  writeRecord,
} from '../backup/backup-row.ts';
import { fromPlain } from '../backup/plain.ts';
import type { Seal } from '../seal.ts';
import { closeEvidence, closeSession, interestIn } from '../sealed-values.ts';
import { checkEmpty, checkTables, insertPlain, plainTables } from './backup-tables.ts';
import { insertCase, saveTip } from './changes.ts';
import { checkKey } from './check-key.ts';
import { Database } from './database.ts';
import { columnsOf } from './fact-checks.ts';
import { migrate } from './migrations.ts';
import { putConsent } from './rights.ts';

/** Empty SQLite file that receives a backup in one transaction. */
export class SqliteTarget implements Target {
  readonly #db: Database;
  readonly #seal: Seal;
  /** Salt of the citizen whose inbox items come next. */
  #salt = new Uint8Array();
  readonly #writers: Writers = {
    citizen: (record) => this.#putCitizen(record),
    letter: (record) => this.#putLetter(record),
    case: ({ value }) => insertCase(this.#db, value),
    tip: ({ value }) => saveTip(this.#db, value),
    'fact-check': ({ value, change }) =>
      this.#db.insert('fact_checks', { ...columnsOf(value), change }),
    announcement: ({ value, done }) =>
      this.#db.insert('announcements', { id: value.id, doc: JSON.stringify(value), done }),
    feedback: ({ citizen, factCheck, isHelpful: helpful, at }) =>
      this.#db.insert('feedback', { citizen, factCheck, helpful, at }),
    consent: (record) => putConsent(this.#db, record),
    session: (record) => {
      const { account, of: type, key, at } = record;
      const value = closeSession(this.#seal, account, record);
      this.#db.insert('sessions', { key, account, type, value, at });
    },
    media: (record) => this.#putMedia(record),
    plain: (record) => {
      const table = plainTables[record.kind];
      if (!table) throw new Error(`this version of Posko keeps no ${record.kind}; update Posko`);
      insertPlain(this.#db, table, fromPlain(this.#seal, record));
    },
  };

  constructor(path: string, seal: Seal) {
    this.#db = new Database(path);
    this.#seal = seal;
    try {
      migrate(this.#db, path);
      checkTables(this.#db);
      this.#db.script('BEGIN IMMEDIATE');
      checkEmpty(this.#db, path);
      this.#db.run`DELETE FROM seals`;
      checkKey(this.#db, seal, path);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  put(record: BackupRecord) {
    return writeRecord(this.#writers, record);
  }

  async finish() {
    this.#db.script('COMMIT');
    this.#db.close();
  }

  async abandon() {
    this.#db.close(); // undoes the transaction
  }

  #putCitizen(record: CitizenRecord): void {
    const db = this.#db;
    const salt = Buffer.from(record.salt, 'base64');
    this.#salt = salt;
    const { id, revision, due, lastAt, farewell } = record;
    db.insert('citizens', {
      ...{ id, salt, revision, due, lastAt, farewell },
      address: this.#seal.close(salt, record.address),
      state: this.#seal.close(salt, record.state),
      interest: interestIn(record.state),
    });
    for (const alias of record.aliases) {
      db.run`INSERT OR REPLACE INTO aliases (alias, citizen) VALUES (${alias}, ${id})`;
    }
    for (const told of record.told) db.insert('told', { citizen: id, ...told });
    for (const reply of record.replies) this.#putReply(id, reply);
  }

  #putReply(citizen: string, reply: CitizenRecord['replies'][number]): void {
    const { nextAt = reply.createdAt } = reply;
    this.#db.insert('outbox', { ...reply, citizen, nextAt, content: this.#close(reply) });
  }

  #putLetter({ type: _, of: __, ...letter }: InboxRecord): void {
    const row = { ...letter, content: this.#close(letter) };
    this.#db.insert('inbox', row, 'ON CONFLICT (key) DO NOTHING');
  }

  #close({ content }: { content?: unknown }): Uint8Array | undefined {
    return content === undefined ? undefined : this.#seal.close(this.#salt, content);
  }

  #putMedia(record: RecordOf<'media'>): void {
    const bytes = Buffer.from(record.bytes, 'base64');
    const { sha256, mime, keptAt, evidence } = record;
    const sealed = this.#seal.closeBytes(Buffer.from(sha256, 'hex'), bytes);
    const read = evidence && closeEvidence(this.#seal, sha256, evidence);
    const file = { sha256, mime, size: bytes.length, bytes: sealed };
    this.#db.insert('media', { ...file, keptAt, evidence: read });
  }
}
