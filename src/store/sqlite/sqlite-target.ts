import type { BackupRecord, CitizenRecord, InboxRecord, Target } from '../backup/backup-row.ts';
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
      this.#db.run`DELETE FROM seals`;
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

  #putOther(record: Exclude<BackupRecord, { type: 'citizen' | 'letter' | 'case' | 'tip' }>): void {
    const db = this.#db;
    switch (record.type) {
      case 'fact-check': {
        db.insert('fact_checks', { ...columnsOf(record.value), change: record.change });
        break;
      }
      case 'announcement': {
        const { value, done } = record;
        const row = { id: value.id, doc: JSON.stringify(value), done: Number(done) };
        db.insert('announcements', row);
        break;
      }
      case 'feedback': {
        const { citizen = null, factCheck, isHelpful, at } = record;
        db.insert('feedback', { citizen, fact_check: factCheck, helpful: Number(isHelpful), at });
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
        insertPlain(db, table, fromPlain(this.#seal, record));
      }
    }
  }

  #putMedia(record: Extract<BackupRecord, { type: 'media' }>): void {
    const bytes = Buffer.from(record.bytes, 'base64');
    const { sha256, mime, keptAt, evidence } = record;
    const sealed = this.#seal.closeBytes(Buffer.from(sha256, 'hex'), bytes);
    const read = evidence ? closeEvidence(this.#seal, sha256, evidence) : null;
    const file = { sha256, mime, size: bytes.length, bytes: sealed };
    this.#db.insert('media', { ...file, kept_at: keptAt, evidence: read });
  }

  #putSession(record: Extract<BackupRecord, { type: 'session' }>): void {
    const { account, of, key, id, value, at } = record;
    const sealed =
      id === undefined
        ? this.#seal.close(this.#seal.sessionSalt(account), value)
        : closeSession(this.#seal, account, { id, value });
    this.#db.insert('sessions', { key, account, type: of, value: sealed, at });
  }
}
