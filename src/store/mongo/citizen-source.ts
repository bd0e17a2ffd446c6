import { trusted } from 'mongoose';
import type { BackupRecord, CitizenRecord } from '../backup/backup-row.ts';
import { messageIds, type NotificationIds, possibleKeys } from '../backup/notification-ids.ts';
import { addressOf } from '../citizen-state.ts';
import type { Seal } from '../seal.ts';
import type { AliasRow, CitizenRow, DeliveryRow, InboxRow } from './citizen-schemas.ts';
import type { Addend } from './daily-counters.ts';
import { openAddend } from './mark-answered.ts';
import type { Models } from './models.ts';
import { toReplyRecords } from './reply-records.ts';
import type { Snapshot } from './snapshot.ts';

/** Citizens whose inbox items are read together. */
const PAGE = 200;

/** Citizens of a database for a backup, each followed by their inbox items. */
export class CitizenSource {
  /** Pending deliveries of turns: versions that may be outdated. */
  readonly unsettled: DeliveryRow[] = [];
  readonly addends: Addend[] = [];
  readonly #models: Models;
  readonly #seal: Seal;
  readonly #snapshot: Snapshot;
  readonly #notices: NotificationIds;

  constructor(
    { models, seal, snapshot }: { models: Models; seal: Seal; snapshot: Snapshot },
    notices: NotificationIds,
  ) {
    this.#models = models;
    this.#seal = seal;
    this.#snapshot = snapshot;
    this.#notices = notices;
  }

  async *records(): AsyncGenerator<BackupRecord> {
    let page: CitizenRow[] = [];
    for await (const row of this.#snapshot.rows<CitizenRow>(this.#models.citizens)) {
      page.push(row);
      if (page.length < PAGE) continue;
      yield* this.#withLetters(page);
      page = [];
    }
    yield* this.#withLetters(page);
    const nobody = this.#snapshot.rows<InboxRow>(this.#models.letters, { citizen: null });
    for await (const row of nobody) yield this.#letter(row);
  }

  async *#withLetters(page: readonly CitizenRow[]): AsyncGenerator<BackupRecord> {
    const citizen = trusted({ $in: page.map(({ _id }) => _id) });
    const order = { citizen: 1, sentAt: 1, order: 1 } as const;
    const letters = this.#snapshot.rows<InboxRow>(this.#models.letters, { citizen }, order);
    const aliases = new Map<string, string[]>();
    const rows = this.#snapshot.rows<AliasRow>(this.#models.aliases, { citizen });
    for await (const { _id, citizen: of } of rows)
      aliases.set(of, [...(aliases.get(of) ?? []), _id]);
    let next = await letters.next();
    for (const row of page) {
      yield await this.#citizen(row, aliases.get(row._id) ?? []);
      while (!next.done && next.value.citizen === row._id) {
        yield this.#letter(next.value, row);
        next = await letters.next();
      }
    }
  }

  async #citizen(row: CitizenRow, aliases: readonly string[]): Promise<CitizenRecord> {
    const { _id: id, salt, revision, lastAt, told, due = null } = row;
    const state = this.#seal.open(salt, row.state);
    this.unsettled.push(...(row.unsettled?.told ?? []));
    const addend = row.unsettled?.addend;
    if (addend) this.addends.push(openAddend(this.#seal, salt, addend));
    return {
      type: 'citizen',
      id,
      salt: Buffer.from(salt).toString('base64'),
      address: addressOf(this.#seal, row),
      state,
      revision,
      due,
      lastAt,
      farewell: row.farewell === true,
      replies: toReplyRecords(this.#seal, salt, row.outbox),
      told: told.map(({ factCheck, version, at }) => ({ factCheck, version, at })),
      aliases: [...aliases],
      letterIds: await this.#idsIn(state, row),
    };
  }

  async #idsIn(state: unknown, { _id, life, salt }: CitizenRow): Promise<Record<string, string>> {
    const keys = possibleKeys(state);
    if (keys.length === 0) return {};
    const filter = { _id: trusted({ $in: keys }), citizen: _id, life };
    const found: { key: string; content: unknown }[] = [];
    for await (const row of this.#snapshot.rows<InboxRow>(this.#models.letters, filter)) {
      if (row.content) found.push({ key: row._id, content: this.#seal.open(salt, row.content) });
    }
    return messageIds(found);
  }

  #letter(row: InboxRow, owner?: CitizenRow): BackupRecord {
    const { _id: key, sentAt, arrivedAt } = row;
    // Items of an erased life are kept as an erasure would leave them.
    const citizen = owner?.life === row.life ? owner : undefined;
    const content = citizen && row.content ? this.#seal.open(citizen.salt, row.content) : undefined;
    return {
      type: 'letter',
      key,
      of: citizen && this.#notices.find(citizen._id, key, content),
      citizen: citizen?._id,
      content,
      sentAt,
      arrivedAt,
      // A restored store reads what was set aside after all.
      done:
        !row.isAside && (row.isDone || !citizen || (citizen.unsettled?.done ?? []).includes(key)),
    };
  }
}
