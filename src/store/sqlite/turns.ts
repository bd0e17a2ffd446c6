import { interestOf } from '../../domain/citizens/profile.ts';
import type { Address, InboxItem, Message } from '../../domain/messages/message.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { TurnCommit } from '../../ports/commit.ts';
import type { Arrival, NotificationEntry, SaveResult, TurnStore } from '../../ports/store.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import { namesOf, openInboxItem } from '../sealed-values.ts';
import { appendAuditEvent } from './audit.ts';
import { applyChange, lastChange } from './changes.ts';
import { findCitizen, moveCitizen, readCitizen, registerCitizen, saltOf } from './citizens.ts';
import { committed, Stale } from './database.ts';
import { bytes, columns, integer, type Sql, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';
import { addCounters } from './stats-store.ts';

const ASIDE = sql`aside IS NOT NULL AND citizen IS NOT NULL AND content IS NOT NULL`;

/** Turns on SQLite: an item is stored once, a turn is committed once. */
export class SqliteTurns extends SqlitePart implements TurnStore {
  async keepMessages(arrivals: readonly Arrival[], at: number) {
    return this.db.together(() => arrivals.map((arrival) => this.#keepMessage(arrival, at)));
  }

  async replaceMessage(id: string, key: string, message: Message) {
    const salt = saltOf(this.db, id);
    if (!salt) return;
    this.db.run`UPDATE inbox SET content = ${this.seal.close(salt, message)}
      WHERE key = ${key} AND citizen = ${id} AND done = 0`;
  }

  async linkAddress(known: Address, fresh: Address) {
    this.db.transaction(() => moveCitizen(this.db, this.seal, { known, fresh }));
  }

  async citizenAt(address: Address) {
    const id = findCitizen(this.db, namesOf(this.seal, address));
    return saltOf(this.db, id) && id;
  }

  async keepNotice(citizen: string, { key, notice, at, event }: NotificationEntry) {
    return this.db.together(() => {
      const salt = saltOf(this.db, citizen);
      const isLeaving = sql`id = ${citizen} AND farewell = 1`; // their last word is the receipt
      if (!salt || this.db.get`SELECT 1 FROM citizens WHERE ${isLeaving}`) return false;
      const of = { citizen, salt, at };
      const isNew = this.#keep({ key: this.seal.noticeKey(citizen, key), letter: notice, ...of });
      if (isNew && event) appendAuditEvent(this.db, this.seal, event);
      return isNew;
    });
  }

  async readTurn(id: string): Promise<TurnState | undefined> {
    const citizen = readCitizen(this.db, this.seal, id);
    if (!citizen) return undefined;
    const isPending = sql`citizen = ${id} AND done = 0 ORDER BY sent_at, seq LIMIT 200`;
    const pending = this.#items(citizen.salt, isPending);
    const { state, revision, due, heardAt, channel } = citizen;
    return { ...state, revision, due, heardAt, channel, pending };
  }

  async readMessages(id: string, keys: readonly string[]) {
    const salt = saltOf(this.db, id);
    if (!salt) return [];
    const isKept = sql`citizen = ${id} AND content IS NOT NULL`;
    return keys.flatMap((key) => this.#items(salt, sql`key = ${key} AND ${isKept}`));
  }

  async lettersOf(id: string, limit: number) {
    const salt = saltOf(this.db, id);
    const latest = sql`ORDER BY sent_at DESC, seq DESC LIMIT ${limit}`;
    const isKept = sql`citizen = ${id} AND content IS NOT NULL ${latest}`;
    return salt ? this.#items(salt, isKept) : [];
  }

  async beginTurn(citizen: string) {
    const row = await this.db.runLightly`UPDATE citizens SET begun = begun + 1
      WHERE id = ${citizen} RETURNING begun - 1 AS before`;
    return row ? integer(row, 'before') : 0;
  }

  async endTurn(citizen: string) {
    await this.db.runLightly`UPDATE citizens SET begun = begun - 1
      WHERE id = ${citizen} AND begun > 0 RETURNING begun`;
  }

  async setAside(limit: number) {
    const rows = this.db.all`SELECT key, citizen, arrived_at FROM inbox
      WHERE ${ASIDE} ORDER BY arrived_at LIMIT ${limit}`;
    return rows.map((row) => columns(row, { key: text, citizen: text, arrivedAt: integer }));
  }

  takeUpAgain() {
    return this.db.together(
      () => this.db.run`UPDATE inbox SET done = 0, aside = NULL WHERE ${ASIDE}`,
    );
  }

  async commitTurn(commit: TurnCommit) {
    return committed(() => this.db.together(() => this.#commit(commit)));
  }

  async findDue(now: number, limit: number) {
    return this.db.texts`SELECT DISTINCT citizen AS id FROM inbox
        WHERE done = 0 AND citizen IS NOT NULL
      UNION SELECT id FROM citizens WHERE due IS NOT NULL AND due <= ${now} LIMIT ${limit}`;
  }

  async countMessages(citizen: string) {
    return this.db.number`SELECT count(*) FROM inbox
      WHERE citizen = ${citizen} AND content IS NOT NULL`;
  }

  #keepMessage({ from, message }: Arrival, at: number): SaveResult {
    const names = namesOf(this.seal, from);
    const citizen = findCitizen(this.db, names);
    // Under every name of its sender, to detect a replay even after an erasure.
    const [key = '', ...others] = names.all.map((name) => this.seal.messageKey(name, message.id));
    const isKnown = [key, ...others].some(
      (each) => this.db.get`SELECT 1 FROM inbox WHERE key = ${each}`,
    );
    if (isKnown) return { citizen, isNew: false };
    const heardAt = Math.min(at, message.sentAt);
    const known = { id: citizen, from, names, at: heardAt };
    const salt = registerCitizen(this.db, this.seal, known, this.traces);
    this.#release(citizen, at);
    return { citizen, isNew: this.#keep({ key, citizen, salt, letter: message, at }) };
  }

  /** Releases replies that were held until their citizen writes. */
  #release(citizen: string, now: number): void {
    // SQLite uses the index of open replies only with the words of its own condition.
    this.db.run`UPDATE outbox SET state = 'waiting', next_at = ${now}
      WHERE citizen = ${citizen} AND state = 'held' AND state NOT IN ('sent', 'failed')`;
  }

  #keep(entry: { key: string; citizen: string; salt: Uint8Array; letter: InboxItem; at: number }) {
    const { key, citizen, salt, letter, at } = entry;
    const content = this.seal.close(salt, letter);
    const sentAt = letter.type === 'message' ? letter.sentAt : at;
    const row = { key, citizen, content, sentAt, arrivedAt: at };
    return this.db.insert('inbox', row, 'ON CONFLICT (key) DO NOTHING') === 1;
  }

  #items(salt: Uint8Array, where: Sql): Received[] {
    const rows = this.db.all`SELECT key, content, arrived_at FROM inbox WHERE ${where}`;
    const readers = { key: text, content: bytes, arrivedAt: integer };
    return rows.map((row) => openInboxItem(this.seal, salt, columns(row, readers)));
  }

  #commit(commit: TurnCommit): void {
    const [db, seal] = [this.db, this.seal];
    const citizen = db.get`SELECT revision, salt FROM citizens WHERE id = ${commit.citizen}`;
    const { casesSeen } = commit;
    const isOutrun = casesSeen !== undefined && lastChange(db) > casesSeen;
    if (citizen?.revision !== commit.revision || isOutrun) throw new Stale();
    const { profile, conversation } = commit;
    const salt = bytes(citizen, 'salt');
    const state = seal.close(salt, { profile, conversation });
    const ended = { revision: commit.revision + 1, begun: 0 };
    const changed = { state, due: commit.due, interest: interestOf(profile), ...ended };
    db.update('citizens', changed, sql`id = ${commit.citizen}`);
    for (const key of commit.done) db.run`UPDATE inbox SET done = 1 WHERE key = ${key}`;
    for (const key of commit.aside ?? []) db.run`UPDATE inbox SET aside = 1 WHERE key = ${key}`;
    for (const change of commit.changes) applyChange({ db, seal }, commit.citizen, change);
    for (const reply of commit.replies) {
      const content = seal.close(salt, reply);
      const times = { nextAt: commit.now, createdAt: commit.now };
      db.insert('outbox', { id: reply.id, citizen: commit.citizen, content, ...times });
    }
    addCounters(db, jakartaDay(commit.now), commit.tallies);
  }
}
