import { Schema } from 'mongoose';
import type { ConsentEntry, ConsentText, RightsRequest } from '../../domain/privacy/consents.ts';
import { number, strict, text } from './schema-fields.ts';

/** Consent; without its citizen once that one is erased. */
export type ConsentRow = ConsentEntry & { citizen?: string; order: number };

export type ConsentTextRow = Omit<ConsentText, 'digest'> & { _id: string; at: number };

export interface RequestRow {
  _id: string;
  asked: Exclude<RightsRequest['asked'], 'erasure'>;
  at: number;
  doneAt?: number;
}

export const consentSchema = new Schema<ConsentRow>(
  { citizen: String, purpose: text, deed: text, digest: text, at: number, order: number },
  strict,
).index({ citizen: 1, order: 1 }, { name: 'citizen' });

export const consentTextSchema = new Schema<ConsentTextRow>(
  { _id: text, purpose: text, language: text, version: text, text, at: number },
  strict,
);

export const requestSchema = new Schema<RequestRow>(
  { _id: text, asked: text, at: number, doneAt: Number },
  strict,
).index({ at: 1 }, { name: 'at' });
