import { z } from 'zod';
import type { Callable } from '../../domain/duty/alert.ts';
import { zones } from '../../domain/time/clock-zone.ts';
import { defaultLanguage, staffLanguages } from '../../i18n/languages.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const minute = z.int().min(0).max(1439);

export const toldOf = ['none', 'urgent', 'all'] as const;

/** A reviewer's contact preferences: time zone, e-mail address and quiet hours. */
export const personSchema = z.object({
  zone: z.enum(zones).default('WIB'),
  email: z.email().max(200).optional(),
  quiet: z.object({ from: minute, until: minute }).optional(),
  /** Of which new referrals a partner's account is told by e-mail. */
  tellOf: z.enum(toldOf).default('none'),
  language: z.enum(staffLanguages).default(defaultLanguage),
});
export type Person = Callable & z.infer<typeof personSchema>;

const people = documentsOf('duty-person', personSchema);

/** Reads a reviewer's contact preferences; by default Western time and the desk alone. */
export async function readPerson(deps: DocumentDeps, name: string): Promise<Person> {
  return (await people.find(deps, name)) ?? personSchema.parse({});
}

/** Reads the contact preferences of everyone who has set some. */
export async function readPeople(deps: DocumentDeps): Promise<Map<string, Person>> {
  return new Map((await people.list(deps)).map((person) => [person.id, person]));
}

/** Replaces a reviewer's contact preferences. */
export async function savePerson(
  deps: DocumentDeps,
  name: string,
  wanted: z.input<typeof personSchema>,
): Promise<'saved' | 'bad'> {
  const person = personSchema.safeParse(wanted);
  return person.success ? people.edit<never>(deps, name, () => ({ value: person.data })) : 'bad';
}
