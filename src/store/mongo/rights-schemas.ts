import { Schema } from 'mongoose';
import {
  type ConsentEntry,
  type ConsentText,
  consentEntrySchema,
  type RightsRequest,
} from '../../domain/privacy/consents.ts';
import { deriveSchema } from './derive-schema.ts';
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

export const consents = deriveSchema<ConsentRow>(consentEntrySchema, {
  citizen: String,
  order: { $type: Number, required: true },
});

export const consentTexts = new Schema<ConsentTextRow>(
  { _id: text, purpose: text, language: text, version: text, text, at: number },
  strict,
);

export const requests = new Schema<RequestRow>(
  { _id: text, asked: text, at: number, doneAt: Number },
  strict,
);
