import { z } from 'zod';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const forms = documentsOf('form', z.object({ flow: z.string(), button: z.string() }));

/** Finds the form that was published at WhatsApp in a language: its id there, and the words of its button. */
export const { find: findForm } = forms;

/** Notes which published form replies in a language carry from now on. */
export async function noteForm(
  deps: DocumentDeps,
  language: string,
  value: { flow: string; button: string },
): Promise<void> {
  await forms.edit<never>(deps, language, () => ({ value }));
}
