import { z } from 'zod';
import { documentsOf } from '../../ports/documents.ts';

/** The form that was published at WhatsApp in each language: its id there, and the words of its button. */
export const publishedForms = documentsOf(
  'form',
  z.object({ flow: z.string(), button: z.string() }),
);
