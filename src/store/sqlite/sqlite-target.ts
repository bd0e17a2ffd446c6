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
import { interestIn } from '../interest-in.ts';
import type { Seal } from '../seal.ts';
import { closeEvidence } from '../sealed-evidence.ts';
import { closeSession } from '../session-value.ts';
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
    announcement: ({ value, done }) => {
      const row = { id: value.id, doc: JSON.stringify(value), done: Number(done) };
      this.#db.insert('announcements', row);
    },
    feedback: ({ citizen = null, factCheck: fact_check, isHelpful, at }) =>
      this.#db.insert('feedback', { citizen, fact_check, helpful: Number(isHelpful), at }),
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
      id,
      address: this.#seal.close(salt, record.address),
      salt,
      state: this.#seal.close(salt, record.state),
      ...{ revision, due, last_at: lastAt, farewell: Number(farewell) },
      interest: interestIn(record.state),
    });
    for (const alias of record.aliases) {
      db.run`INSERT OR REPLACE INTO aliases (alias, citizen) VALUES (${alias}, ${id})`;
    }
    for (const { factCheck, version, at } of record.told) {
      db.insert('told', { citizen: id, fact_check: factCheck, version, at });
    }
    for (const reply of record.replies) this.#putReply(id, reply);
  }

  #putReply(citizen: string, reply: CitizenRecord['replies'][number]): void {
    const { id, content, state, attempts, claim, createdAt } = reply;
    const { nextAt = createdAt, sentAt = null, delivery, reference, failed } = reply;
    this.#db.insert('outbox', {
      ...{ id, citizen, state, attempts, claim },
      content: content === undefined ? null : this.#seal.close(this.#salt, content),
      ...{ next_at: nextAt, created_at: createdAt, sent_at: sentAt },
      delivery: delivery ?? null,
      reference: reference ?? null,
      failed: failed ?? null,
    });
  }

  #putLetter({ key, citizen, content, sentAt, arrivedAt, done }: InboxRecord): void {
    const row = {
      key,
      citizen: citizen ?? null,
      content: content === undefined ? null : this.#seal.close(this.#salt, content),
      ...{ sent_at: sentAt, arrived_at: arrivedAt, done: Number(done) },
    };
    this.#db.insert('inbox', row, 'ON CONFLICT (key) DO NOTHING');
  }

  #putMedia(record: RecordOf<'media'>): void {
    const bytes = Buffer.from(record.bytes, 'base64');
    const { sha256, mime, keptAt, evidence } = record;
    const sealed = this.#seal.closeBytes(Buffer.from(sha256, 'hex'), bytes);
    const read = evidence ? closeEvidence(this.#seal, sha256, evidence) : null;
    const file = { sha256, mime, size: bytes.length, bytes: sealed };
    this.#db.insert('media', { ...file, kept_at: keptAt, evidence: read });
  }
}
