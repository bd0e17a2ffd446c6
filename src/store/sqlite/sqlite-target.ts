import type { BackupRecord, CitizenRecord, InboxRecord, Target } from '../backup/backup-row.ts';
import { fromPlain } from '../backup/plain.ts';
import { interestIn } from '../interest-in.ts';
import type { Seal } from '../seal.ts';
import { closeEvidence } from '../sealed-evidence.ts';
import { closeSession } from '../session-value.ts';
import { bind, checkEmpty, checkTables, plainTables } from './backup-tables.ts';
import { insertCase, saveTip } from './changes.ts';
import { checkKey } from './check-key.ts';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';
import { putConsent } from './rights.ts';

/** Empty SQLite file that receives a backup in one transaction. */
export class SqliteTarget implements Target {
  readonly #db: Database;
  readonly #seal: Seal;
  /** Citizen whose inbox items come next. */
  #salt = new Uint8Array();

  constructor(path: string, seal: Seal) {
    this.#db = new Database(path);
    this.#seal = seal;
    try {
      migrate(this.#db, path);
      checkTables(this.#db);
      this.#db.script('BEGIN IMMEDIATE');
      checkEmpty(this.#db, path);
      this.#db.run('DELETE FROM seals');
      checkKey(this.#db, seal, path);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  async put(record: BackupRecord) {
    const db = this.#db;
    switch (record.type) {
      case 'citizen':
        return this.#putCitizen(record);
      case 'letter':
        return this.#putLetter(record);
      case 'case':
        return insertCase(db, record.value);
      case 'tip':
        return saveTip(db, record.value);
      default:
        return this.#putOther(record);
    }
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
    db.run(
      `INSERT INTO citizens (id, address, salt, state, revision, due, last_at, farewell, interest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.id,
      this.#seal.close(salt, record.address),
      salt,
      this.#seal.close(salt, record.state),
      record.revision,
      record.due,
      record.lastAt,
      Number(record.farewell),
      interestIn(record.state),
    );
    for (const alias of record.aliases) {
      db.run('INSERT OR REPLACE INTO aliases (alias, citizen) VALUES (?, ?)', alias, record.id);
    }
    for (const { factCheck, version, at } of record.told) {
      const sql = 'INSERT INTO told (citizen, fact_check, version, at) VALUES (?, ?, ?, ?)';
      db.run(sql, record.id, factCheck, version, at);
    }
    for (const reply of record.replies) this.#putReply(record.id, reply);
  }

  #putReply(citizen: string, reply: CitizenRecord['replies'][number]): void {
    this.#db.run(
      `INSERT INTO outbox (id, citizen, content, state, attempts, claim, next_at, created_at, sent_at,
         delivery, reference, failed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      reply.id,
      citizen,
      reply.content === undefined ? null : this.#seal.close(this.#salt, reply.content),
      reply.state,
      reply.attempts,
      reply.claim,
      reply.nextAt ?? reply.createdAt,
      reply.createdAt,
      reply.sentAt ?? null,
      reply.delivery ?? null,
      reply.reference ?? null,
      reply.failed ?? null,
    );
  }

  #putLetter({ key, citizen, content, sentAt, arrivedAt, done }: InboxRecord): void {
    this.#db.run(
      `INSERT INTO inbox (key, citizen, content, sent_at, arrived_at, done) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO NOTHING`,
      key,
      citizen ?? null,
      content === undefined ? null : this.#seal.close(this.#salt, content),
      sentAt,
      arrivedAt,
      Number(done),
    );
  }

  #putOther(record: Exclude<BackupRecord, { type: 'citizen' | 'letter' | 'case' | 'tip' }>): void {
    const db = this.#db;
    switch (record.type) {
      case 'fact-check': {
        const { change, value } = record;
        db.run(
          `INSERT INTO fact_checks (id, change, published_at, sample, retracted, doc)
           VALUES (?, ?, ?, ?, ?, ?)`,
          value.id,
          change,
          value.publishedAt ?? null,
          Number(value.sample ?? false),
          Number(value.retracted !== undefined),
          JSON.stringify(value),
        );
        break;
      }
      case 'announcement': {
        const { value, done } = record;
        const sql = 'INSERT INTO announcements (id, doc, done) VALUES (?, ?, ?)';
        db.run(sql, value.id, JSON.stringify(value), Number(done));
        break;
      }
      case 'feedback': {
        const { citizen, factCheck, isHelpful, at } = record;
        const sql = 'INSERT INTO feedback (citizen, fact_check, helpful, at) VALUES (?, ?, ?, ?)';
        db.run(sql, citizen ?? null, factCheck, Number(isHelpful), at);
        break;
      }
      case 'consent':
        putConsent(db, record);
        break;
      case 'session':
        this.#putSession(record);
        break;
      case 'media':
        this.#putMedia(record);
        break;
      case 'plain': {
        const table = plainTables[record.kind];
        if (!table) throw new Error(`this version of Posko keeps no ${record.kind}; update Posko`);
        const { sql, values } = bind(table.insert, fromPlain(this.#seal, record));
        db.run(sql, ...values);
      }
    }
  }

  #putMedia(record: Extract<BackupRecord, { type: 'media' }>): void {
    const bytes = Buffer.from(record.bytes, 'base64');
    const { sha256, mime, keptAt, evidence } = record;
    const sealed = this.#seal.closeBytes(Buffer.from(sha256, 'hex'), bytes);
    const read = evidence ? closeEvidence(this.#seal, sha256, evidence) : null;
    const sql = `INSERT INTO media (sha256, mime, size, bytes, kept_at, evidence)
      VALUES (?, ?, ?, ?, ?, ?)`;
    this.#db.run(sql, sha256, mime, bytes.length, sealed, keptAt, read);
  }

  #putSession(record: Extract<BackupRecord, { type: 'session' }>): void {
    const { account, of, key, id, value, at } = record;
    const sealed =
      id === undefined
        ? this.#seal.close(this.#seal.sessionSalt(account), value)
        : closeSession(this.#seal, account, { id, value });
    const sql = 'INSERT INTO sessions (key, account, type, value, at) VALUES (?, ?, ?, ?, ?)';
    this.#db.run(sql, key, account, of, sealed, at);
  }
}
