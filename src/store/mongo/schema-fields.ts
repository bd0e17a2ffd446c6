import { Schema, type SchemaDefinition } from 'mongoose';

/** Options of every collection: unknown fields throw, and only `db migrate` creates indexes. */
export const strict = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  autoIndex: false,
  autoCreate: false,
} as const;
export const part = { ...strict, _id: false } as const;

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const bytes = { type: Buffer, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
/** Texts, absent instead of empty. */
export const texts = { type: [String], default: undefined };

type Type = typeof String | typeof Number | typeof Boolean | typeof Buffer;
type Required = { type: Type; required: true };
type ValueOf<Kind> = Kind extends (...values: never) => infer Value ? Value : Uint8Array;

/** Document of some fields; one that is given as a bare type, such as `Number`, may be absent. */
export type RowOf<Fields extends Record<string, Required | Type>> = {
  [Name in keyof Fields as Fields[Name] extends Required ? Name : never]: ValueOf<
    Extract<Fields[Name], Required>['type']
  >;
} & {
  [Name in keyof Fields as Fields[Name] extends Type ? Name : never]?: ValueOf<Fields[Name]>;
};

/** Collection of documents with some fields. */
export function collection<const Fields extends Record<string, Required | Type>>(
  fields: Fields,
): Schema<RowOf<Fields>> {
  const definition = fields as unknown as SchemaDefinition<RowOf<Fields>>; // as `RowOf` reads them
  return new Schema<RowOf<Fields>>(definition, strict);
}

/** Change that removes some fields. */
export function unset(...fields: readonly string[]): { $unset: Record<string, 1> } {
  return { $unset: Object.fromEntries(fields.map((field) => [field, 1])) };
}
