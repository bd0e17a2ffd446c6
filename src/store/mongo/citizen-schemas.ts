import { Schema } from 'mongoose';
import type { SendState } from '../delivery.ts';
import {
  bytes,
  collection,
  flag,
  number,
  part,
  type RowOf,
  strict,
  text,
  texts,
} from './schema-fields.ts';

/** Where a reply stands, in its citizen's document and after it. */
const standing = {
  /** Position in the queue: the revision of its turn, then the order within the turn. */
  place: number,
  state: text,
  attempts: number,
  claim: number,
  /** Counts changes; a change is valid only for the version that was read. */
  version: number,
  createdAt: number,
  sentAt: Number,
  delivery: String,
  reference: String,
  failed: String,
};

/** Reply in its citizen's document, from the moment it is said until a turn after its end. */
const reply = {
  ...standing,
  reply: text,
  /** Sealed words, as long as they may have to be sent. */
  content: Buffer,
  /** Only while it is open, so that the index contains nothing else. */
  nextAt: Number,
};
export type ReplyRow = RowOf<typeof reply> & Pick<SendState, 'state'>;

/** Reply that is over, under its id, until retention removes it: nothing sends it again. */
const finished = { _id: text, citizen: text, ...standing };
export type FinishedRow = RowOf<typeof finished> & Pick<SendState, 'state'>;

const told = { factCheck: text, version: number, at: number };
export type DeliveryRow = RowOf<typeof told>;

/** Pending writes of a committed turn to other collections; repeatable. */
export interface Unanswered {
  done: string[];
  aside?: string[];
  told: DeliveryRow[];
  /** Counters of the turn, sealed as long as they are stored with the citizen. */
  addend?: Uint8Array;
}

/** Citizen with everything that one write of a turn changes. */
const citizen = {
  _id: text,
  /** Distinguishes a citizen who returned after an erasure from the erased one. */
  life: text,
  salt: bytes,
  address: bytes,
  state: bytes,
  revision: number,
  due: Number,
  lastAt: number,
  interest: String,
  farewell: Boolean,
  isUnsettled: Boolean,
  begun: Number,
};
export type CitizenRow = RowOf<typeof citizen> & {
  outbox: ReplyRow[];
  told: DeliveryRow[];
  unsettled?: Unanswered;
};

/** What tells a citizen from an erased one of the same name. */
export type Life = Pick<CitizenRow, '_id' | 'life'>;

/** Inbox item; without its citizen once that one is erased. */
const letter = {
  _id: text,
  citizen: String,
  life: String,
  content: Buffer,
  sentAt: number,
  arrivedAt: number,
  order: number,
  isDone: flag,
  /** Whether it is done although nobody has read it. */
  isAside: Boolean,
};
export type InboxRow = RowOf<typeof letter>;

const replySchema = new Schema<ReplyRow>(reply, part);
const toldSchema = new Schema<DeliveryRow>(told, part);

export const citizens = new Schema<CitizenRow>(
  {
    ...citizen,
    outbox: [replySchema],
    told: [toldSchema],
    unsettled: new Schema<Unanswered>(
      { done: [String], aside: texts, told: [toldSchema], addend: Buffer },
      part,
    ),
  },
  strict,
);

export const letters = collection(letter);

export const replies = new Schema<FinishedRow>(finished, strict);

const alias = { _id: text, citizen: text };
export type AliasRow = RowOf<typeof alias>;

export const aliases = collection(alias);
