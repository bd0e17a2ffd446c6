import type { Tip } from '../../domain/cases/case.ts';
import type { Seal } from '../seal.ts';
import { namesOf } from '../sealed-values.ts';
import type { BackupRecord, CitizenRecord, InboxRecord, PlainRecord } from './backup-row.ts';
import { markOf } from './roll.ts';

/** What a new key loses, and who was erased since the backup. */
export interface Lost {
  /** Keys of messages whose words are erased: delivered again, they count as new. */
  letters: number;
  citizens: number;
}

interface Known {
  /** New id of the citizen; undefined for one who was erased after the backup. */
  id: string | undefined;
  /** Name under which the citizen's messages are known. */
  own: string;
}

/** Derives keys and pseudonyms again under a target's key, without citizens who are not on the roll. */
export class Rekeyer {
  readonly lost: Lost = { letters: 0, citizens: 0 };
  readonly #seal: Seal;
  readonly #isSameKey: boolean;
  readonly #roll: ReadonlySet<string> | undefined;
  readonly #known = new Map<string, Known>();
  readonly #taken = new Set<string>();
  /** Whether anyone is left of those whose tips are in a case. */
  readonly #hasCitizen = new Map<unknown, boolean>();
  /** Questions about cases, which precede the tips in a backup. */
  readonly #questions: Extract<BackupRecord, { type: 'announcement' }>[] = [];

  constructor(
    seal: Seal,
    { isSameKey, roll }: { isSameKey: boolean; roll?: ReadonlySet<string> | undefined },
  ) {
    this.#seal = seal;
    this.#isSameKey = isSameKey;
    this.#roll = roll;
  }

  /** Returns the record for the target; undefined if it is left out. */
  take(record: BackupRecord): BackupRecord | undefined {
    switch (record.type) {
      case 'citizen':
        return this.#citizen(record);
      case 'letter':
        return this.#letter(record);
      case 'tip':
        return { ...record, value: this.#tip(record.value) };
      case 'feedback':
      case 'consent':
        return this.#named(record);
      case 'session': {
        const { account, of, id } = record;
        const key = this.#isSameKey ? record.key : this.#seal.sessionKey(account, of, id);
        return { ...record, key };
      }
      case 'announcement':
        if (!this.#roll || record.value.news !== 'question') return record;
        this.#questions.push(record);
        return undefined;
      case 'fact-check':
      case 'case':
      case 'media':
        return record;
      case 'plain':
        return this.#plain(record);
    }
  }

  /** Returns the records that `take` held back until all tips were read. */
  rest(): BackupRecord[] {
    return this.#questions.map((record) => {
      if (this.#hasCitizen.get(record.value.case) !== false) return record;
      const { reason: _, ...value } = record.value;
      return { ...record, value };
    });
  }

  #citizen(record: CitizenRecord): CitizenRecord | undefined {
    const { own, phone } = namesOf(this.#seal, record.address);
    const isGone = this.#roll && !this.#roll.has(markOf(Buffer.from(record.salt, 'base64')));
    // Two citizens never share an address; if they did, the second would keep its old name.
    const fresh = this.#isSameKey || this.#taken.has(own) ? record.id : own;
    this.#known.set(record.id, { id: isGone ? undefined : fresh, own });
    if (isGone) {
      this.lost.citizens += 1;
      return undefined;
    }
    this.#taken.add(fresh);
    if (this.#isSameKey) return record;
    const renamed = new Map(
      Object.entries(record.letterIds).map(([key, id]) => [key, this.#seal.messageKey(own, id)]),
    );
    return {
      ...record,
      id: fresh,
      aliases: phone === undefined || phone === fresh ? [] : [phone],
      state: renameItems(record.state, renamed),
      // A reference derives from a message id, which is not stored; without one, a failure counts.
      replies: record.replies.map(({ reference: _, failed: __, ...reply }) => reply),
    };
  }

  #letter(record: InboxRecord): InboxRecord | undefined {
    const known = record.citizen === undefined ? undefined : this.#known.get(record.citizen);
    const kept = known?.id === undefined ? anonymous(record) : { ...record, citizen: known.id };
    if (this.#isSameKey) return kept;
    if (!record.of || !known) {
      this.lost.letters += 1;
      return undefined;
    }
    const { type, id } = record.of;
    if (type === 'message') return { ...kept, key: this.#seal.messageKey(known.own, id) };
    return { ...kept, key: this.#seal.noticeKey(known.id ?? known.own, id) };
  }

  /** The tip without what `forget` takes out of it, if its citizen was erased. */
  #tip(tip: Tip): Tip {
    const named = this.#named(tip);
    if (tip.citizen === undefined) return named;
    const isErased = named.citizen === undefined;
    this.#hasCitizen.set(tip.case, !isErased || this.#hasCitizen.get(tip.case) === true);
    if (!isErased) return named;
    const { link: _, answers: __, saved: ___, offered: ____, ...rest } = named;
    return { ...rest, media: [] };
  }

  /** Renames the citizen in a report document; work under way begins again; traces stay under their old key, now retired. */
  #plain(record: PlainRecord): PlainRecord | undefined {
    const { kind, doc, case: of } = record.row;
    if (record.kind === 'papers' && kind === 'job') return undefined; // its cursor may name a citizen
    if (record.kind === 'history' && this.#hasCitizen.get(of) === false) {
      return { ...record, row: { ...record.row, words: null } };
    }
    if (record.kind === 'traceKeys' && !this.#isSameKey) {
      return { ...record, row: { ...record.row, isRetired: true } };
    }
    if (record.kind !== 'papers' || kind !== 'hand-over' || typeof doc !== 'string') return record;
    const handOver: { citizen?: string; files?: unknown } = JSON.parse(doc); // as the store wrote it
    const { files, ...named } = this.#named(handOver);
    const kept = named.citizen === undefined ? named : { ...named, files };
    const row = { ...record.row, doc: JSON.stringify(kept) };
    return { ...record, row };
  }

  #named<T extends { citizen?: string | undefined }>(value: T): T {
    const { citizen, ...rest } = value;
    const id = citizen === undefined ? undefined : this.#known.get(citizen)?.id;
    return (id === undefined ? rest : { ...rest, citizen: id }) as T; // `citizen` may be missing
  }
}

/** Keeps only the key, so that the message does not count as new when it comes again. */
function anonymous({ citizen: _, content: __, ...rest }: InboxRecord): InboxRecord {
  return { ...rest, content: undefined, done: true };
}

/** Replaces the keys of messages in a conversation's state. */
function renameItems(state: unknown, keys: ReadonlyMap<string, string>): unknown {
  if (keys.size === 0) return state;
  return JSON.parse(JSON.stringify(state), (name, value) =>
    name === 'items' && Array.isArray(value)
      ? value.map((item) => ({ ...item, id: keys.get(item.id) ?? item.id }))
      : value,
  );
}
