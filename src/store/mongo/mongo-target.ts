import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import { z } from 'zod';
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
import { closeSession, interestIn } from '../sealed-values.ts';
import { allModels, toDocument } from './backup-collections.ts';
import { checkKey } from './check-key.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import { nextInOrder } from './counters.ts';
import { toRow } from './fact-checks.ts';
import { finishedIn, toFinished } from './finished-replies.ts';
import { MongoMedia } from './media.ts';
import { MongoPart } from './mongo-part.ts';
import { toReplyRows } from './reply-records.ts';

const partSchema = z.object({
  day: z.iso.date(),
  name: z.string().regex(/^[a-z]+(?:\.[a-z0-9][a-z0-9 -]*)+$/),
  count: z.number(),
});

const BATCH_ROWS = 500;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Placeholder for the key's proof, so that Posko does not open a half restored database. */
const UNFINISHED = Buffer.from('restore not finished');

/** Empty MongoDB database that receives a backup; no key opens it before it is complete. */
export class MongoTarget extends MongoPart implements Target {
  readonly #waiting = new Map<Model<object>, object[]>();
  #bytes = 0;
  #rows = 0;
  #change = 0;
  /** Counters by day and field, which come in any order and in several parts. */
  readonly #tallies = new Map<string, Map<string, number>>();
  /** Citizen whose inbox items come next. */
  #citizen: Pick<CitizenRow, 'life' | 'salt'> = { life: '', salt: new Uint8Array() };
  readonly #writers: Writers = {
    citizen: (record) => this.#putCitizen(record),
    letter: (record) => this.#putLetter(record),
    case: ({ value: { id, ...rest } }) => this.#add(this.models.cases, { ...rest, _id: id }),
    tip: ({ value: { id, ...rest } }) =>
      this.#add(this.models.tips, { ...rest, _id: id, order: nextInOrder() }),
    'fact-check': ({ value, change }) => {
      this.#change = Math.max(this.#change, change);
      return this.#add(this.models.factChecks, toRow(value, change));
    },
    announcement: ({ value: { id, ...rest }, done }) =>
      this.#add(this.models.announcements, { ...rest, _id: id, isDone: done }),
    feedback: ({ type: _, ...row }) => this.#add(this.models.feedback, row),
    consent: ({ type: _, ...row }) =>
      this.#add(this.models.consents, { ...row, order: nextInOrder() }),
    session: (record) => {
      const { account, of: type, key: _id, at } = record;
      const value = closeSession(this.seal, account, record);
      return this.#add(this.models.sessions, { _id, account, type, value, at });
    },
    media: (record) => this.#putMedia(record),
    plain: (record) => this.#putPlain(record),
  };

  /** Refuses a database that is not empty. */
  async begin(): Promise<void> {
    const found = await this.models.seals.findOne({ _id: 'master' }).lean();
    if (found && Buffer.from(found.proof).equals(UNFINISHED)) {
      throw new Error(
        'MongoDB: a restore into this database did not finish; drop it and try again',
      );
    }
    for (const { kind, model } of allModels(this.models)) {
      if (['seals', 'layouts'].includes(kind) || !(await model.exists({}))) continue;
      throw new Error(`MongoDB: the database holds ${kind} already; name another one`);
    }
    await this.models.seals.deleteMany({});
    await this.models.seals.insertMany([
      { _id: 'master', salt: this.seal.newSalt(), proof: UNFINISHED },
    ]);
  }

  put(record: BackupRecord) {
    return writeRecord(this.#writers, record);
  }

  async finish() {
    await this.#flush();
    const { counters, seals, tallies, connection } = this.models;
    for (const [day, counts] of this.#tallies) {
      const change = { $inc: Object.fromEntries(counts), $setOnInsert: { applied: [] } };
      await tallies.updateOne({ _id: `${day} 00` }, change, { upsert: true });
    }
    if (this.#change > 0) await counters.insertMany([{ _id: 'fact_checks', count: this.#change }]);
    await seals.deleteMany({});
    await checkKey(this.models, this.seal);
    await connection.close();
  }

  async abandon() {
    for (const { model } of allModels(this.models)) await model.deleteMany({});
    await this.models.connection.close();
  }

  async #putCitizen(record: CitizenRecord): Promise<void> {
    const { id, revision, lastAt, due, farewell, told } = record;
    const [salt, life] = [Buffer.from(record.salt, 'base64'), randomUUID()];
    this.#citizen = { salt, life };
    const interest = interestIn(record.state);
    const outbox = toReplyRows(this.seal, salt, record);
    const finished = new Set(finishedIn(outbox));
    await this.#add(this.models.citizens, {
      _id: id,
      life,
      salt,
      address: this.seal.close(salt, record.address),
      state: this.seal.close(salt, record.state),
      revision,
      ...(due === null ? {} : { due }),
      lastAt,
      ...(farewell ? { farewell } : {}),
      ...(interest === null ? {} : { interest }),
      outbox: outbox.filter((row) => !finished.has(row)),
      told,
    });
    for (const row of finished) await this.#add(this.models.replies, toFinished(id, row));
    for (const alias of record.aliases) {
      await this.#add(this.models.aliases, { _id: alias, citizen: id });
    }
  }

  #putLetter({ key, citizen, content, sentAt, arrivedAt, done }: InboxRecord): Promise<void> {
    const { life, salt } = this.#citizen;
    return this.#add(this.models.letters, {
      _id: key,
      ...(citizen === undefined ? {} : { citizen, life }),
      ...(content === undefined ? {} : { content: this.seal.close(salt, content) }),
      sentAt,
      arrivedAt,
      order: nextInOrder(),
      isDone: done,
    });
  }

  async #putMedia(record: RecordOf<'media'>): Promise<void> {
    const bytes = Buffer.from(record.bytes, 'base64');
    const media = { sha256: record.sha256, mime: record.mime, size: bytes.length };
    const files = new MongoMedia(this.parts);
    await files.keep(media, bytes, record.keptAt);
    if (record.evidence) await files.noteEvidence(record.sha256, record.evidence);
  }

  async #putPlain(record: RecordOf<'plain'>): Promise<void> {
    if (record.kind === 'tallies') return this.#addTally(record.row);
    const found = allModels(this.models).find(({ kind }) => kind === record.kind);
    if (!found) throw new Error(`this version of Posko keeps no ${record.kind}; update Posko`);
    const row = fromPlain(this.seal, record);
    return this.#add(found.model, toDocument(found.model, row, nextInOrder()));
  }

  #addTally(row: unknown): void {
    const { day, name, count } = partSchema.parse(row);
    const counts = this.#tallies.get(day) ?? new Map<string, number>();
    const field = `counts.${name}`;
    this.#tallies.set(day, counts.set(field, (counts.get(field) ?? 0) + count));
  }

  async #add(model: unknown, row: object): Promise<void> {
    const known = model as Model<object>; // each has its own document
    this.#waiting.set(known, [...(this.#waiting.get(known) ?? []), row]);
    this.#rows += 1;
    this.#bytes += sizeOf(row);
    if (this.#rows >= BATCH_ROWS || this.#bytes >= BATCH_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    for (const [model, rows] of this.#waiting) await model.insertMany(rows);
    this.#waiting.clear();
    this.#rows = 0;
    this.#bytes = 0;
  }
}

function sizeOf(row: object): number {
  return Object.values(row).reduce(
    (sum, value) => sum + (value instanceof Uint8Array ? value.length : String(value).length),
    100,
  );
}
