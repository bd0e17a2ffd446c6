import type { IndexOptions } from 'mongoose';

/** Options of every collection: unknown fields throw, and only `db migrate` creates indexes. */
export const strict = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  autoIndex: false,
  autoCreate: false,
} as const;
/** Options of a part of a document. */
export const part = { ...strict, _id: false } as const;

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const bytes = { type: Buffer, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
/** Texts, absent instead of empty. */
export const texts = { type: [String], default: undefined };

type Field = typeof text | typeof number | typeof bytes | typeof flag;

/** Document of fields that are all required. */
export type RowOf<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]: Fields[Name]['type'] extends (...values: never) => infer Value
    ? Value
    : Uint8Array;
};

/** Options of an index of only the documents that have a field. */
export function ifPresent(name: string, field = name): IndexOptions {
  return { name, partialFilterExpression: { [field]: { $exists: true } } };
}
