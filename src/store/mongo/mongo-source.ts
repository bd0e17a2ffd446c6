import { trusted } from 'mongoose';
import { caseSchema, tipSchema } from '../../domain/cases/case.ts';
import { publishedSchema } from '../../domain/fact-checks/published-fact-check.ts';
import {
  announcementSchema,
  type BackupRecord,
  type CitizenRecord,
  consentRecordSchema,
  type Source,
} from '../backup/backup-row.ts';
import { messageIds, NotificationIds, possibleKeys } from '../backup/notification-ids.ts';
import { toPlain } from '../backup/plain.ts';
import { addressOf, openEvidence, openSession } from '../sealed-values.ts';
import { plainModels, toRow } from './backup-collections.ts';
import type {
  AliasRow,
  CitizenRow,
  DeliveryRow,
  FinishedRow,
  InboxRow,
} from './citizen-schemas.ts';
import { type Addend, countersIn } from './daily-counters.ts';
import { held } from './derive-schema.ts';
import { openAddend } from './mark-answered.ts';
import { MongoPart, type MongoParts } from './mongo-part.ts';
import { toReplyRecords } from './reply-records.ts';
import type * as schemas from './schemas.ts';
import type { Snapshot } from './snapshot.ts';

/** Snapshot of a MongoDB database at the first read, while Posko goes on writing. */
export class MongoSource extends MongoPart implements Source {
  readonly #snapshot: Snapshot;
  readonly #notices: NotificationIds;
  /** Pending deliveries of turns: versions that may be outdated. */
  readonly #unsettled: DeliveryRow[] = [];
  readonly #addends: Addend[] = [];

  constructor(parts: MongoParts, snapshot: Snapshot) {
    super(parts);
    this.#snapshot = snapshot;
    this.#notices = new NotificationIds(parts.seal);
  }

  async *records(): AsyncGenerator<BackupRecord> {
    const { factChecks, cases } = this.models;
    const checks = this.#snapshot.rows<schemas.FactCheckRow>(factChecks, {}, { change: 1 });
    for await (const row of checks) {
      yield { type: 'fact-check', change: row.change, value: held(publishedSchema, row) };
    }
    const oldest = this.#snapshot.rows<schemas.CaseRow>(cases, {}, { openedAt: 1, _id: 1 });
    for await (const row of oldest) yield { type: 'case', value: held(caseSchema, row) };
    for await (const { value, isDone } of this.#announcements()) this.#notices.add(value, isDone);
    yield* this.#people();
    yield* this.#rest();
  }

  async *salts(): AsyncGenerator<Uint8Array> {
    for await (const { salt } of this.#snapshot.rows<CitizenRow>(this.models.citizens)) yield salt;
  }

  async close() {
    await this.#snapshot.close();
    await this.models.connection.close();
  }

  async *#rest(): AsyncGenerator<BackupRecord> {
    const { tips, feedback, consents, sessions } = this.models;
    const oldest = this.#snapshot.rows<schemas.TipRow>(tips, {}, { at: 1, order: 1 });
    for await (const row of oldest) yield { type: 'tip', value: held(tipSchema, row) };
    for await (const { value, isDone } of this.#announcements()) {
      const { factCheck, version = 0 } = value;
      const isMissed = this.#unsettled.some(
        (told) => told.factCheck === factCheck && version > told.version,
      );
      yield { type: 'announcement', value, done: isDone && !isMissed };
    }
    for await (const row of this.#snapshot.rows<schemas.FeedbackRow>(feedback)) {
      const { citizen, factCheck, isHelpful, at } = row;
      yield { type: 'feedback', citizen, factCheck, isHelpful, at };
    }
    for await (const row of this.#snapshot.rows<schemas.ConsentRow>(consents, {}, { order: 1 })) {
      yield consentRecordSchema.parse({ ...row, type: 'consent' });
    }
    const entries = this.#snapshot.rows<schemas.SessionRow>(sessions);
    for await (const { _id: key, account, type: of, value, at } of entries) {
      yield { type: 'session', account, of, key, ...openSession(this.seal, account, value), at };
    }
    yield* this.#files();
    yield* this.#tallies();
    for (const { kind, model } of plainModels(this.models)) {
      const order = model.schema.path('order') ? 'order' : '_id';
      for await (const row of this.#snapshot.rows<object>(model, {}, { [order]: 1 })) {
        yield toPlain(this.seal, kind, toRow({ ...row }));
      }
    }
  }

  async *#announcements() {
    const rows = this.#snapshot.rows<schemas.AnnouncementRow>(this.models.announcements);
    for await (const { isDone, ...row } of rows) {
      yield { value: held(announcementSchema, row), isDone };
    }
  }

  /** Yields the stored counters, then the pending ones. */
  async *#tallies(): AsyncGenerator<BackupRecord> {
    const applied = new Set<string>();
    for await (const row of this.#snapshot.rows<schemas.DailyCounterRow>(this.models.tallies)) {
      for (const id of row.applied) applied.add(id);
      for (const tally of countersIn(row))
        yield { type: 'plain', kind: 'tallies', row: { ...tally } };
    }
    for (const { id, day, tallies } of this.#addends) {
      if (applied.has(id)) continue;
      for (const [name, count] of Object.entries(tallies)) {
        yield { type: 'plain', kind: 'tallies', row: { day, name, count } };
      }
    }
  }

  async *#files(): AsyncGenerator<BackupRecord> {
    const { files, pieces } = this.models;
    for await (const file of this.#snapshot.rows<schemas.FileRow>(files)) {
      const { _id: sha256, mime, upload, keptAt, evidence: read } = file;
      const sealed: Uint8Array[] = [];
      const rows = this.#snapshot.rows<schemas.PieceRow>(pieces, { upload }, { number: 1 });
      for await (const { bytes } of rows) sealed.push(bytes);
      const content = this.seal.openBytes(Buffer.from(sha256, 'hex'), Buffer.concat(sealed));
      const bytes = Buffer.from(content).toString('base64');
      const evidence = openEvidence(this.seal, sha256, read);
      yield { type: 'media', sha256, mime, bytes, keptAt, evidence };
    }
  }

  /** Yields citizens, each followed by their inbox items. */
  async *#people(): AsyncGenerator<BackupRecord> {
    let page: CitizenRow[] = [];
    for await (const row of this.#snapshot.rows<CitizenRow>(this.models.citizens)) {
      page.push(row);
      if (page.length < PAGE) continue;
      yield* this.#withLetters(page);
      page = [];
    }
    yield* this.#withLetters(page);
    const nobody = this.#snapshot.rows<InboxRow>(this.models.letters, { citizen: null });
    for await (const row of nobody) yield this.#letter(row);
  }

  async *#withLetters(page: readonly CitizenRow[]): AsyncGenerator<BackupRecord> {
    const citizen = trusted({ $in: page.map(({ _id }) => _id) });
    const order = { citizen: 1, sentAt: 1, order: 1 } as const;
    const letters = this.#snapshot.rows<InboxRow>(this.models.letters, { citizen }, order);
    const aliases = await this.#ofEach<AliasRow>(this.models.aliases, citizen);
    const moved = await this.#ofEach<FinishedRow>(this.models.replies, citizen);
    let next = await letters.next();
    for (const row of page) {
      yield await this.#citizen(row, aliases.get(row._id) ?? [], moved.get(row._id) ?? []);
      while (!next.done && next.value.citizen === row._id) {
        yield this.#letter(next.value, row);
        next = await letters.next();
      }
    }
  }

  async #ofEach<Row extends { citizen: string }>(model: unknown, citizen: object) {
    const rows = await Array.fromAsync(this.#snapshot.rows<Row>(model, { citizen }));
    return Map.groupBy(rows, (row) => row.citizen);
  }

  async #citizen(
    row: CitizenRow,
    aliases: readonly AliasRow[],
    moved: readonly FinishedRow[],
  ): Promise<CitizenRecord> {
    const { _id: id, salt, revision, lastAt, told, outbox, due = null } = row;
    const state = this.seal.open(salt, row.state);
    this.#unsettled.push(...(row.unsettled?.told ?? []));
    const addend = row.unsettled?.addend;
    if (addend) this.#addends.push(openAddend(this.seal, salt, addend));
    return {
      type: 'citizen',
      id,
      salt: Buffer.from(salt).toString('base64'),
      address: addressOf(this.seal, row),
      state,
      revision,
      due,
      lastAt,
      farewell: row.farewell === true,
      replies: toReplyRecords(this.seal, salt, { outbox, moved }),
      told: told.map(({ factCheck, version, at }) => ({ factCheck, version, at })),
      aliases: aliases.map(({ _id }) => _id),
      letterIds: await this.#idsIn(state, row),
    };
  }

  async #idsIn(state: unknown, { _id, life, salt }: CitizenRow): Promise<Record<string, string>> {
    const keys = possibleKeys(state);
    if (keys.length === 0) return {};
    const filter = { _id: trusted({ $in: keys }), citizen: _id, life };
    const found: { key: string; content: unknown }[] = [];
    for await (const row of this.#snapshot.rows<InboxRow>(this.models.letters, filter)) {
      if (row.content) found.push({ key: row._id, content: this.seal.open(salt, row.content) });
    }
    return messageIds(found);
  }

  #letter(row: InboxRow, owner?: CitizenRow): BackupRecord {
    const { _id: key, sentAt, arrivedAt } = row;
    // Items of an erased life are kept as an erasure would leave them.
    const citizen = owner?.life === row.life ? owner : undefined;
    const content = citizen && row.content ? this.seal.open(citizen.salt, row.content) : undefined;
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

/** Citizens whose inbox items are read together. */
const PAGE = 200;
