import { caseSchema, tipSchema } from '../../domain/cases/case.ts';
import { publishedSchema } from '../../domain/fact-checks/published-fact-check.ts';
import {
  announcementSchema,
  type BackupRecord,
  consentRecordSchema,
  type ReplyRecord,
  type Source,
} from '../backup/backup-row.ts';
import { messageIds, NotificationIds, possibleKeys } from '../backup/notification-ids.ts';
import { toPlain } from '../backup/plain.ts';
import type { Seal } from '../seal.ts';
import { addressOf, openEvidence, openSession } from '../sealed-values.ts';
import { checkTables, plainTables, selectPlain } from './backup-tables.ts';
import { openChecked } from './check-key.ts';
import { sealedParts } from './citizens.ts';
import type { Database } from './database.ts';
import { bytes, columns, document, integer, orNone, type Row, text } from './sql.ts';

/** SQLite file at one moment: one read transaction, while Posko goes on writing. */
export class SqliteSource implements Source {
  readonly #db: Database;
  readonly #seal: Seal;
  readonly #notices: NotificationIds;

  constructor(path: string, seal: Seal) {
    this.#db = openChecked(path, seal, (db) => {
      checkTables(db);
      db.script('PRAGMA query_only = ON; BEGIN');
      return db;
    });
    this.#seal = seal;
    this.#notices = new NotificationIds(seal);
  }

  async *records(): AsyncGenerator<BackupRecord> {
    for (const row of this.#db.each`SELECT doc, change FROM fact_checks ORDER BY change`) {
      const value = document(publishedSchema, row);
      yield { type: 'fact-check', change: integer(row, 'change'), value };
    }
    for (const row of this.#db.each`SELECT doc FROM cases ORDER BY opened_at, id`) {
      yield { type: 'case', value: document(caseSchema, row) };
    }
    for (const row of this.#db.each`SELECT doc, done FROM announcements ORDER BY id`) {
      const [value, done] = [document(announcementSchema, row), row.done === 1];
      this.#notices.add(value, done);
      yield { type: 'announcement', value, done };
    }
    // The outbox has no index over all of a citizen's replies, so both are read in one order.
    const all = this.#db.each`SELECT * FROM outbox ORDER BY citizen, seq`;
    const repliesTo = inGroups(all, 'citizen');
    for (const row of this.#db.each`SELECT * FROM citizens ORDER BY id`) {
      yield* this.#citizen(row, repliesTo(text(row, 'id')));
    }
    for (const row of this.#db.each`SELECT * FROM inbox WHERE citizen IS NULL ORDER BY seq`) {
      yield this.#letter(row);
    }
    for (const row of this.#db.each`SELECT doc FROM tips ORDER BY at, rowid`) {
      yield { type: 'tip', value: document(tipSchema, row) };
    }
    yield* this.#rest();
  }

  async *salts(): AsyncGenerator<Uint8Array> {
    for (const row of this.#db.each`SELECT salt FROM citizens`) yield bytes(row, 'salt');
  }

  async close() {
    this.#db.close();
  }

  *#citizen(row: Row, replies: readonly Row[]): Generator<BackupRecord> {
    const [id, salt] = [text(row, 'id'), bytes(row, 'salt')];
    const state = this.#seal.open(salt, bytes(row, 'state'));
    const told = this.#db.all`SELECT * FROM told WHERE citizen = ${id}`;
    const aliases = this.#db.all`SELECT alias FROM aliases WHERE citizen = ${id}`;
    yield {
      type: 'citizen',
      id,
      salt: Buffer.from(salt).toString('base64'),
      address: addressOf(this.#seal, sealedParts(row)),
      state,
      revision: integer(row, 'revision'),
      due: orNone(integer)(row, 'due') ?? null,
      lastAt: integer(row, 'last_at'),
      farewell: row.farewell === 1,
      replies: replies.map((each) => this.#reply(salt, each)),
      told: told.map((each) => columns(each, { factCheck: text, version: integer, at: integer })),
      aliases: aliases.map((each) => text(each, 'alias')),
      letterIds: this.#idsIn(state, id, salt),
    };
    for (const each of this.#db.each`SELECT * FROM inbox WHERE citizen = ${id} ORDER BY seq`) {
      yield this.#letter(each, salt);
    }
  }

  #idsIn(state: unknown, citizen: string, salt: Uint8Array): Record<string, string> {
    const letters = possibleKeys(state).flatMap((key) => {
      const rows = this.#db.all`SELECT content FROM inbox
        WHERE key = ${key} AND citizen = ${citizen} AND content IS NOT NULL`;
      return rows.map((row) => ({ key, content: this.#seal.open(salt, bytes(row, 'content')) }));
    });
    return messageIds(letters);
  }

  #letter(row: Row, salt?: Uint8Array): BackupRecord {
    const key = text(row, 'key');
    const content =
      salt && row.content !== null ? this.#seal.open(salt, bytes(row, 'content')) : undefined;
    const citizen = orNone(text)(row, 'citizen');
    return {
      type: 'letter',
      key,
      of: citizen === undefined ? undefined : this.#notices.find(citizen, key, content),
      citizen,
      content,
      sentAt: integer(row, 'sent_at'),
      arrivedAt: integer(row, 'arrived_at'),
      // A restored store reads what was set aside after all.
      done: row.done === 1 && row.aside === null,
    };
  }

  #reply(salt: Uint8Array, row: Row): ReplyRecord {
    return {
      id: text(row, 'id'),
      content: row.content === null ? undefined : this.#seal.open(salt, bytes(row, 'content')),
      state: text(row, 'state') as ReplyRecord['state'], // checked again as the record is read
      ...columns(row, { attempts: integer, claim: integer, nextAt: integer, createdAt: integer }),
      ...columns(row, { sentAt: orNone(integer), delivery: orNone(text) }),
      ...columns(row, { reference: orNone(text), failed: orNone(text) }),
    };
  }

  *#rest(): Generator<BackupRecord> {
    for (const row of this.#db.each`SELECT * FROM feedback ORDER BY rowid`) {
      const plain = columns(row, { citizen: orNone(text), factCheck: text, at: integer });
      yield { type: 'feedback', ...plain, isHelpful: row.helpful === 1 };
    }
    for (const { citizen, ...row } of this.#db.each`SELECT * FROM consents ORDER BY seq`) {
      yield consentRecordSchema.parse({ ...row, type: 'consent', citizen: citizen ?? undefined });
    }
    for (const row of this.#db.each`SELECT * FROM sessions`) {
      const plain = columns(row, { account: text, key: text, at: integer });
      const opened = openSession(this.#seal, plain.account, bytes(row, 'value'));
      yield { type: 'session', of: text(row, 'type'), ...plain, ...opened };
    }
    for (const row of this.#db.each`SELECT * FROM media`) {
      const plain = columns(row, { sha256: text, mime: text, keptAt: integer });
      const evidence = openEvidence(this.#seal, plain.sha256, row.evidence);
      const salt = Buffer.from(plain.sha256, 'hex');
      const content = Buffer.from(this.#seal.openBytes(salt, bytes(row, 'bytes')));
      yield { type: 'media', ...plain, evidence, bytes: content.toString('base64') };
    }
    for (const [kind, table] of Object.entries(plainTables)) {
      for (const row of this.#db.each`${selectPlain(table)}`) yield toPlain(this.#seal, kind, row);
    }
  }
}

/** Takes rows in the order of a column group by group; earlier groups are skipped, and only one is in memory. */
function inGroups(rows: Iterable<Row>, column: string): (group: string) => Row[] {
  const all = rows[Symbol.iterator]();
  let next = all.next();
  return (group) => {
    const found: Row[] = [];
    for (; !next.done && text(next.value, column) <= group; next = all.next()) {
      if (text(next.value, column) === group) found.push(next.value);
    }
    return found;
  };
}
