import { Schema } from 'mongoose';
import { strict, text } from './citizen-schemas.ts';

/** Alias of a citizen. */
export interface AliasRow {
  _id: string;
  citizen: string;
}

export const aliasSchema = new Schema<AliasRow>({ _id: text, citizen: text }, strict).index(
  { citizen: 1 },
  { name: 'citizen' },
);
